#include "import/workbook/workbook_escape.h"

#include <string.h>

enum { ESCAPE_LENGTH = 7 };

/* The value of four hexadecimal digits, -1 when they are not. */
static long read_hex(const char *digits)
{
    long value = 0;
    for (int i = 0; i < 4; i++) {
        char c = digits[i];
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                           : -1;
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

/* The code unit of the escape at `text`, -1 when there is none. */
static long read_escape(const char *text, size_t length)
{
    if (length < ESCAPE_LENGTH || text[0] != '_' || text[1] != 'x' || text[6] != '_')
        return -1;
    return read_hex(text + 2);
}

/* Writes a character as UTF-8, half a surrogate pair as U+FFFD; returns its bytes. */
static size_t put_character(char *out, long code)
{
    if (code >= 0xd800 && code < 0xe000)
        code = 0xfffd;
    if (code == 0)
        return 0;
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xc0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3f));
        return 2;
    }
    size_t used = 0;
    if (code < 0x10000) {
        out[used++] = (char)(0xe0 | code >> 12);
    } else {
        out[used++] = (char)(0xf0 | code >> 18);
        out[used++] = (char)(0x80 | (code >> 12 & 0x3f));
    }
    out[used++] = (char)(0x80 | (code >> 6 & 0x3f));
    out[used++] = (char)(0x80 | (code & 0x3f));
    return used;
}

size_t import_workbook_unescape(char *text, size_t length)
{
    const char *first = memchr(text, '_', length);
    if (first == NULL)
        return length;
    size_t at = (size_t)(first - text), used = at;
    while (at < length) {
        long code = read_escape(text + at, length - at);
        if (code < 0) {
            text[used++] = text[at++];
            continue;
        }
        at += ESCAPE_LENGTH;
        long low = code >= 0xd800 && code < 0xdc00 ? read_escape(text + at, length - at) : -1;
        if (low >= 0xdc00 && low < 0xe000) {
            code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
            at += ESCAPE_LENGTH;
        }
        used += put_character(text + used, code);
    }
    return used;
}
