#include "base/scan.h"

#include "base/utf8.h"

#include <string.h>

enum { EXCERPT_BYTES = 80 };

bool scan_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool scan_is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool scan_is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool scan_same(const char *a, const char *b)
{
    for (; *a != '\0' && scan_lower(*a) == scan_lower(*b); a++)
        b++;
    return *a == '\0' && *b == '\0';
}

/* Characters beyond ASCII that have a plain form. */
static const struct {
    const char *character, *plain;
} plain_forms[] =
    {
        {"\xc2\xa0", " "},     /* no-break space */
        {"\xe2\x80\x80", " "}, /* U+2000 to U+200A: en quad to hair space */
        {"\xe2\x80\x81", " "},    {"\xe2\x80\x82", " "},  {"\xe2\x80\x83", " "},
        {"\xe2\x80\x84", " "},    {"\xe2\x80\x85", " "},  {"\xe2\x80\x86", " "},
        {"\xe2\x80\x87", " "},    {"\xe2\x80\x88", " "},  {"\xe2\x80\x89", " "},
        {"\xe2\x80\x8a", " "},    {"\xe2\x80\xaf", " "}, /* narrow no-break space */
        {"\xe2\x81\x9f", " "},                           /* medium mathematical space */
        {"\xe3\x80\x80", " "},                           /* ideographic space */
        {"\xe2\x88\x92", "-"},                           /* minus sign */
        {"\xe2\x80\x90", "-"},                           /* hyphen */
        {"\xe2\x80\x91", "-"},                           /* non-breaking hyphen */
        {"\xe2\x80\xa6", "..."},                         /* ellipsis */
        {"\xc2\xb5", "u"},                               /* micro sign */
        {"\xce\xbc", "u"},                               /* Greek mu */
        {"\xc2\xb0", "deg"},                             /* degree sign */
        {"\xc2\xba", "deg"},                             /* masculine ordinal, often typed for it */
        {"\xe2\x84\x83", "degC"}, /* one-character degrees Celsius and Fahrenheit */
        {"\xe2\x84\x89", "degF"}, {"\xc2\xb2", "2"},      {"\xc3\x97", "x"},
        {"\xe2\x89\xa4", "<="},   {"\xe2\x89\xa5", ">="}, {"\xe2\x89\x88", "~"},
        {"\xef\xbd\x9e", "~"}, /* fullwidth tilde */
};

static const char *plain_form(const char *character, size_t length)
{
    for (size_t i = 0; i < sizeof plain_forms / sizeof *plain_forms; i++)
        if (strlen(plain_forms[i].character) == length &&
            memcmp(plain_forms[i].character, character, length) == 0)
            return plain_forms[i].plain;
    return NULL;
}

size_t scan_blank_length(const char *text)
{
    if (scan_is_blank(*text))
        return 1;
    if ((unsigned char)*text < 0x80)
        return 0;
    size_t length = utf8_length(text);
    const char *plain = length > 1 ? plain_form(text, length) : NULL;
    return plain != NULL && *plain == ' ' ? length : 0;
}

/* A letter, digit or sign of ASCII: what most texts begin and end with. */
static bool is_graphic(char c)
{
    return c > ' ' && c < 0x7f;
}

const char *scan_trim(const char *text, size_t *length)
{
    *length = strlen(text);
    if (*length > 0 && is_graphic(text[0]) && is_graphic(text[*length - 1]))
        return text;
    for (size_t blank; (blank = scan_blank_length(text)) > 0;)
        text += blank;
    const char *end = text + strlen(text);
    while (end > text) {
        const char *last = end - 1;
        while (last > text && ((unsigned char)*last & 0xc0) == 0x80)
            last--;
        if (scan_blank_length(last) != (size_t)(end - last))
            break;
        end = last;
    }
    *length = (size_t)(end - text);
    return text;
}

/* En and em dash are signs ("–5", "max –5") or lie between figures ("8–9", "8 W – 9 W"). */
static const char *dash_form(const char *before, size_t length, char next)
{
    bool is_spaced = length > 0 && before[length - 1] == ' ';
    char previous = is_spaced ? before[length - 2] : length > 0 ? before[length - 1] : '\0';
    if (scan_is_digit(previous))
        return "..";
    if (!scan_is_letter(previous) && previous != '%')
        return "-";
    return is_spaced && scan_is_digit(next) ? "-" : "..";
}

static bool is_dash(const char *text)
{
    return strncmp(text, "\xe2\x80\x93", 3) == 0 || strncmp(text, "\xe2\x80\x94", 3) == 0;
}

bool scan_plain(char out[SCAN_TEXT_SIZE], const char *text)
{
    size_t rest, used = 0;
    const char *at = scan_trim(text, &rest);
    const char *end = at + rest;
    while (at < end) {
        size_t step = utf8_length(at), length;
        const char *piece;
        if (step == 0 || step > (size_t)(end - at))
            step = 1;
        length = step;
        if (scan_blank_length(at) > 0)
            piece = used > 0 && out[used - 1] == ' ' ? "" : " ";
        else if (is_dash(at))
            piece = dash_form(out, used, at[3]);
        else
            piece = step > 1 ? plain_form(at, step) : NULL;
        if (piece != NULL)
            length = strlen(piece);
        else
            piece = at;
        if (used + length >= SCAN_TEXT_SIZE)
            return false;
        memcpy(out + used, piece, length);
        used += length;
        at += step;
    }
    out[used] = '\0';
    return true;
}

/* Bytes of the integer part: digits, or groups of three behind commas. 0 when a comma groups
 * nothing. */
static size_t integer_length(const char *text)
{
    size_t first = 0;
    while (scan_is_digit(text[first]))
        first++;
    size_t length = first;
    while (text[length] == ',' && scan_is_digit(text[length + 1])) {
        size_t group = 1;
        while (scan_is_digit(text[length + group]))
            group++;
        if (group != 4 || first > 3 || text[0] == '0')
            return 0;
        length += group;
    }
    return length;
}

size_t scan_number(char digits[SCAN_NUMBER_SIZE], const char *text, const char **why)
{
    if (!scan_is_digit(text[0]) && !(text[0] == '.' && scan_is_digit(text[1]))) {
        *why = "has no figure where one is expected";
        return 0;
    }
    size_t length = text[0] == '.' ? 0 : integer_length(text);
    if (length == 0 && text[0] != '.') {
        *why = "has a comma that does not group thousands: use a point for decimals and no "
               "thousands separators";
        return 0;
    }
    if (text[length] == '.' && scan_is_digit(text[length + 1])) {
        do
            length++;
        while (scan_is_digit(text[length]));
        if ((text[length] == ',' || text[length] == '.') && scan_is_digit(text[length + 1])) {
            *why = "has points and commas that make no number: use a point for decimals and no "
                   "thousands separators";
            return 0;
        }
    }
    size_t used = 0;
    if (text[0] == '.')
        digits[used++] = '0';
    for (size_t i = 0; i < length; i++) {
        if (text[i] == ',')
            continue;
        if (used == SCAN_NUMBER_SIZE - 1) {
            *why = "has more digits than any figure needs";
            return 0;
        }
        digits[used++] = text[i];
    }
    digits[used] = '\0';
    return length;
}

void scan_excerpt(char out[SCAN_EXCERPT_SIZE], const char *text)
{
    size_t used = 0;
    while (*text != '\0') {
        size_t step = utf8_length(text);
        size_t length = step > 0 ? step : 1;
        if (used + length > EXCERPT_BYTES) {
            memcpy(out + used, "...", 3);
            used += 3;
            break;
        }
        memcpy(out + used, text, length);
        const unsigned char *byte = (const unsigned char *)text;
        bool is_control = step == 1 ? byte[0] < 0x20 || byte[0] == 0x7f
                                    : step == 2 && byte[0] == 0xc2 && byte[1] < 0xa0;
        text += length;
        if (step == 0 || is_control) {
            out[used] = step == 0 ? '?' : ' ';
            length = 1;
        }
        used += length;
    }
    out[used] = '\0';
}

bool scan_is_guarded(const char *text)
{
    if (*text != '\'')
        return false;
    size_t apostrophes = strspn(text, "'");
    return text[apostrophes] != '\0' && strchr("=+-@\t\r", text[apostrophes]) != NULL;
}
