#include "import/tree/tree_json.h"

#include <stdint.h>
#include <string.h>

static uint32_t hex(const char *digits)
{
    uint32_t value = 0;
    for (int i = 0; i < 4; i++) {
        char c = digits[i];
        uint32_t digit = (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        value = value << 4 | digit;
    }
    return value;
}

static char *put(char *to, uint32_t point)
{
    if (point < 0x80) {
        *to++ = (char)point;
    } else if (point < 0x800) {
        *to++ = (char)(0xc0 | point >> 6);
        *to++ = (char)(0x80 | (point & 0x3f));
    } else {
        if (point < 0x10000) {
            *to++ = (char)(0xe0 | point >> 12);
        } else {
            *to++ = (char)(0xf0 | point >> 18);
            *to++ = (char)(0x80 | (point >> 12 & 0x3f));
        }
        *to++ = (char)(0x80 | (point >> 6 & 0x3f));
        *to++ = (char)(0x80 | (point & 0x3f));
    }
    return to;
}

/* Decodes what stands behind a backslash at `from`; returns the bytes it takes. */
static size_t decode_escape(char **to, const char *from)
{
    static const char names[] = "bfnrt", meanings[] = "\b\f\n\r\t";
    if (*from != 'u') {
        const char *name = strchr(names, *from);
        *(*to)++ = name != NULL ? meanings[name - names] : *from;
        return 1;
    }
    uint32_t point = hex(from + 1);
    size_t length = 5;
    /* The second half of a pair: "\ud834\udd1e". */
    if (point >= 0xd800 && point < 0xdc00 && from[5] == '\\' && from[6] == 'u') {
        point = 0x10000 + ((point - 0xd800) << 10 | (hex(from + 7) - 0xdc00));
        length = 11;
    }
    *to = put(*to, point);
    return length;
}

char *import_tree_json_decode(bool *is_replaced, char *quote)
{
    char *from = quote + 1, *to = from;
    *is_replaced = false;
    while (*from != '"' && *from != '\0') {
        if (*from != '\\') {
            *to++ = *from++;
            continue;
        }
        from++;
        *is_replaced |= strncmp(from, IMPORT_TREE_JSON_REPLACED, 5) == 0;
        from += decode_escape(&to, from);
    }
    from += *from == '"';
    *to = '\0';
    return from;
}
