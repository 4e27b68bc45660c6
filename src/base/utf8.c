#include "base/utf8.h"

#include <string.h>

#include <stdint.h>

static size_t decode(const unsigned char *s, uint32_t *point)
{
    size_t length = s[0] < 0x80   ? 1
                    : s[0] < 0xc2 ? 0
                    : s[0] < 0xe0 ? 2
                    : s[0] < 0xf0 ? 3
                    : s[0] < 0xf5 ? 4
                                  : 0;
    if (length <= 1) {
        *point = s[0];
        return length;
    }
    uint32_t value = s[0] & (0xffu >> (length + 1));
    for (size_t i = 1; i < length; i++) {
        if ((s[i] & 0xc0) != 0x80)
            return 0;
        value = value << 6 | (s[i] & 0x3f);
    }
    if ((length == 3 && value < 0x800) || (length == 4 && value < 0x10000) || value > 0x10ffff ||
        (value >= 0xd800 && value < 0xe000))
        return 0;
    *point = value;
    return length;
}

size_t utf8_length(const char *text)
{
    uint32_t point;
    return decode((const unsigned char *)text, &point);
}

bool utf8_is_valid(const char *text, size_t length)
{
    for (size_t i = 0; i < length;) {
        size_t step = utf8_length(text + i);
        if (step == 0 || step > length - i)
            return false;
        i += step;
    }
    return true;
}

static size_t point_columns(uint32_t point)
{
    if ((point >= 0x300 && point < 0x370) || (point >= 0x200b && point <= 0x200f) ||
        (point >= 0xfe00 && point <= 0xfe0f) || (point >= 0x20d0 && point < 0x2100))
        return 0;
    if ((point >= 0x1100 && point < 0x1160) || (point >= 0x2e80 && point < 0xa4d0) ||
        (point >= 0xac00 && point < 0xd7a4) || (point >= 0xf900 && point < 0xfb00) ||
        (point >= 0xfe30 && point < 0xfe70) || (point >= 0xff00 && point < 0xff61) ||
        (point >= 0x1f300 && point < 0x1fb00) || (point >= 0x20000 && point < 0x3fffe))
        return 2;
    return 1;
}

size_t utf8_columns(const char *text)
{
    size_t columns = 0;
    while (*text != '\0') {
        uint32_t point = 0;
        size_t step = decode((const unsigned char *)text, &point);
        columns += step > 0 ? point_columns(point) : 1;
        text += step > 0 ? step : 1;
    }
    return columns;
}

size_t utf8_prefix(const char *text, size_t columns)
{
    size_t bytes = 0, filled = 0;
    while (text[bytes] != '\0') {
        size_t length = utf8_length(text + bytes);
        char character[5] = {0};
        length = length > 0 ? length : 1;
        memcpy(character, text + bytes, length);
        filled += utf8_columns(character);
        if (filled > columns)
            break;
        bytes += length;
    }
    return bytes;
}
