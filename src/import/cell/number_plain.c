#include "import/cell/number_plain.h"

#include "base/scan.h"

#include <string.h>

enum { GROUP_DIGITS = 3 };

static const char typographic_apostrophe[] = "\xe2\x80\x99";

bool import_number_is_declared(struct import_number_format format)
{
    return format.decimal != '\0' || format.group != '\0';
}

/* Bytes of the separator at `at`, of each kind that looks alike. */
static size_t separator(const char *at, char kind)
{
    size_t length = strlen(typographic_apostrophe);
    if (kind == ' ')
        return *at == '\n' || *at == '\r' ? 0 : scan_blank_length(at);
    if (kind == '\'' && strncmp(at, typographic_apostrophe, length) == 0)
        return length;
    return *at == kind;
}

static size_t digits(const char *at)
{
    return strspn(at, "0123456789");
}

/* True when a mark that people put into numbers joins more digits to the number before `at`. */
static bool goes_on(const char *at)
{
    return (*at == '.' || *at == ',' || *at == '\'') && scan_is_digit(at[1]);
}

/* Appends the number at `at` and returns its end, NULL when it is written in another way. In "OM3
 * 300 m" the digit is joined to letters and begins no group. */
static const char *take_number(struct buf *out, const char *at, char decimal, char group,
                               bool is_joined)
{
    size_t first = digits(at), length;
    bool may_group = first <= GROUP_DIGITS && *at != '0' && !(is_joined && group == ' ');
    buf_add(out, at, first);
    at += first;
    while (may_group && (length = separator(at, group)) > 0 &&
           digits(at + length) == GROUP_DIGITS) {
        buf_add(out, at + length, GROUP_DIGITS);
        at += length + GROUP_DIGITS;
    }
    if (*at == decimal && scan_is_digit(at[1])) {
        size_t decimals = digits(at + 1);
        buf_putc(out, '.');
        buf_add(out, at + 1, decimals);
        at += 1 + decimals;
    }
    return goes_on(at) ? NULL : at;
}

const char *import_number_plain(struct buf *out, const char *text,
                                struct import_number_format format)
{
    char decimal = format.decimal != '\0' ? format.decimal : '.';
    char group = format.group != '\0' ? format.group : decimal == ',' ? '.' : ',';
    for (char before = ' '; *text != '\0'; before = text[-1]) {
        bool is_fraction = *text == decimal && scan_is_digit(text[1]) && before != decimal;
        if (is_fraction) {
            buf_puts(out, "0");
            size_t decimals = digits(text + 1);
            buf_putc(out, '.');
            buf_add(out, text + 1, decimals);
            text += 1 + decimals;
        } else if (scan_is_digit(*text)) {
            text = take_number(out, text, decimal, group, scan_is_letter(before));
        } else {
            buf_putc(out, *text++);
        }
        if (text == NULL || (is_fraction && goes_on(text)))
            return "is not written as the numbers of its column are declared";
    }
    return NULL;
}
