#include "report/clean.h"

#include "base/scan.h"
#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

#define REPLACEMENT "\xef\xbf\xbd"
#define ELLIPSIS "\xe2\x80\xa6"

enum { CELL_MOST = 32767, LINK_MOST = 2000 };

static uint32_t code_point(const char *text, size_t length)
{
    const unsigned char *s = (const unsigned char *)text;
    if (length == 1)
        return s[0];
    uint32_t value = s[0] & (0xffu >> (length + 1));
    for (size_t i = 1; i < length; i++)
        value = value << 6 | (s[i] & 0x3f);
    return value;
}

static bool is_control(uint32_t point)
{
    return point < 0x20 || (point >= 0x7f && point < 0xa0);
}

/* What turns the direction of writing, and the separators of lines and paragraphs. */
static bool is_direction(uint32_t point)
{
    return (point >= 0x2028 && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
}

/* The last two of each plane are no characters, and not of XML. */
static bool is_no_character(uint32_t point)
{
    return (point & 0xfffe) == 0xfffe;
}

/* Bytes of the escape sequence at `text`, which starts with ESC: CSI to its final byte, OSC and
 * other strings to BEL or ESC \, else two bytes. */
static size_t escape_length(const char *text)
{
    size_t i = 2;
    if (text[1] == '\0')
        return 1;
    if (text[1] == '[') {
        while (text[i] != '\0' && (text[i] < 0x40 || text[i] > 0x7e))
            i++;
        return text[i] != '\0' ? i + 1 : i;
    }
    if (strchr("]PX^_", text[1]) == NULL)
        return 2;
    while (text[i] != '\0' && text[i] != '\a') {
        if (text[i] == '\033' && text[i + 1] == '\\')
            return i + 2;
        i++;
    }
    return text[i] != '\0' ? i + 1 : i;
}

void clean_line(struct buf *out, const char *text)
{
    while (*text != '\0') {
        size_t length = utf8_length(text);
        uint32_t point = length > 0 ? code_point(text, length) : 0;
        if (length == 0 || is_no_character(point)) {
            buf_puts(out, REPLACEMENT);
            length = length > 0 ? length : 1;
        } else if (point == '\033') {
            length = escape_length(text);
        } else if (point == '\n' || point == '\t' || point == '\r') {
            buf_putc(out, ' ');
        } else if (!is_control(point) && !is_direction(point)) {
            buf_add(out, text, length);
        }
        text += length;
    }
}

void clean_lines(struct buf *out, const char *text)
{
    while (*text != '\0') {
        size_t length = utf8_length(text);
        uint32_t point = length > 0 ? code_point(text, length) : 0;
        bool is_kept = point == '\n' || (point == '\r' && text[1] == '\n') ||
                       (length > 0 && !is_control(point) && !is_direction(point));
        buf_add(out, is_kept ? text : " ", is_kept ? length : 1);
        text += length > 0 ? length : 1;
    }
}

static bool is_hex(char c)
{
    return scan_is_digit(c) || (scan_lower(c) >= 'a' && scan_lower(c) <= 'f');
}

/* "_x0041_" stands for "A" in the format. */
static bool is_format_escape(const char *text)
{
    return text[0] == '_' && text[1] == 'x' && is_hex(text[2]) && is_hex(text[3]) &&
           is_hex(text[4]) && is_hex(text[5]) && text[6] == '_';
}

/* What stands for one character of a cell; `length` is that of the character itself. */
static const char *cell_character(const char *text, size_t *length)
{
    *length = utf8_length(text);
    if (*length == 0) {
        *length = 1;
        return REPLACEMENT;
    }
    uint32_t point = code_point(text, *length);
    if (point == '\t')
        return " ";
    if (point == '\r')
        return text[1] == '\n' ? "" : "\n";
    if ((is_control(point) && point != '\n') || is_no_character(point))
        return REPLACEMENT;
    return is_format_escape(text) ? "_x005F_" : NULL;
}

bool clean_is_plain(const char *text)
{
    size_t i = 0;
    while (text[i] >= ' ' && text[i] <= '~' && text[i] != '_' && i < CELL_MOST)
        i++;
    return text[i] == '\0';
}

void clean_cell(struct buf *out, const char *text)
{
    size_t start = out->length, cut_at = out->length;
    size_t units = 0;
    while (*text != '\0') {
        size_t length;
        const char *instead = cell_character(text, &length);
        units += instead != NULL ? strlen(instead) : length == 4 ? 2 : 1;
        if (units > CELL_MOST)
            break;
        if (units < CELL_MOST)
            cut_at = out->length + (instead != NULL ? strlen(instead) : length);
        if (instead != NULL)
            buf_puts(out, instead);
        else
            buf_add(out, text, length);
        text += length;
    }
    if (*text == '\0' || !buf_ok(out) || cut_at <= start)
        return;
    out->length = cut_at;
    out->text[cut_at] = '\0';
    buf_puts(out, ELLIPSIS);
}

bool clean_is_link(const char *text)
{
    size_t scheme = strncmp(text, "http://", 7) == 0    ? 7
                    : strncmp(text, "https://", 8) == 0 ? 8
                                                        : 0;
    size_t length = strlen(text);
    if (scheme == 0 || length == scheme || length > LINK_MOST || !utf8_is_valid(text, length))
        return false;
    for (const char *c = text; *c != '\0'; c++)
        if ((unsigned char)*c <= ' ' || *c == 0x7f || *c == '"' || *c == '<' || *c == '>')
            return false;
    return true;
}
