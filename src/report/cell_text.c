#include "report/cell_text.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

bool cell_is_number(enum table_kind kind)
{
    return kind == TABLE_INTEGER || kind == TABLE_REAL || kind == TABLE_MONEY ||
           kind == TABLE_POWER || kind == TABLE_PERCENT || kind == TABLE_RANGE;
}

void cell_heading(struct buf *out, const struct table_column *column)
{
    buf_puts(out, column->heading != NULL ? column->heading : column->name);
    if (column->unit[0] != '\0' && strcmp(column->unit, "1") != 0)
        buf_printf(out, " (%s)", column->unit);
}

/* Puts a comma before every third digit of the whole part. */
static void put_grouped(struct buf *out, const char *digits)
{
    size_t sign = digits[0] == '-';
    size_t whole = sign + strspn(digits + sign, "0123456789");
    for (size_t i = 0; i < whole; i++) {
        if (i > sign && (whole - i) % 3 == 0)
            buf_putc(out, ',');
        buf_putc(out, digits[i]);
    }
    buf_puts(out, digits + whole);
}

/* At most `decimals` of them, none of them zero at the end. */
static void put_decimals(struct buf *out, double value, int decimals, bool keep_zeros)
{
    char digits[400];
    snprintf(digits, sizeof digits, "%.*f", decimals, value);
    if (!keep_zeros && strchr(digits, '.') != NULL) {
        size_t length = strlen(digits);
        while (digits[length - 1] == '0')
            digits[--length] = '\0';
        if (digits[length - 1] == '.')
            digits[length - 1] = '\0';
    }
    put_grouped(out, strcmp(digits, "-0") == 0 ? "0" : digits);
}

/* Six significant digits; very large and very small ones with a power of ten. */
static void put_real(struct buf *out, double value)
{
    double size = fabs(value);
    if (size != 0 && (size >= 1e15 || size < 1e-5)) {
        buf_printf(out, "%.6g", value);
        return;
    }
    int whole = size >= 1 ? (int)floor(log10(size)) + 1 : 0;
    int zeros = size > 0 && size < 1 ? (int)floor(-log10(size)) : 0;
    put_decimals(out, value, whole >= 6 ? 0 : 6 - whole + zeros, false);
}

static void put_number(struct buf *out, double value, enum table_kind kind)
{
    if (kind == TABLE_MONEY)
        put_decimals(out, value, 2, true);
    else if (kind == TABLE_POWER)
        put_decimals(out, value, 1, false);
    else if (kind == TABLE_PERCENT) {
        put_decimals(out, value * 100, 2, false);
        buf_puts(out, " %");
    } else
        put_real(out, value);
}

static void put_range(struct buf *out, struct range range)
{
    bool has_min = !isnan(range.min), has_typ = !isnan(range.typ), has_max = !isnan(range.max);
    if (!has_typ && has_min != has_max) {
        buf_puts(out, has_min ? "min " : "max ");
        put_real(out, has_min ? range.min : range.max);
        return;
    }
    const double sides[] = {range.min, range.typ, range.max};
    bool is_first = true, is_single = has_typ && range.min >= range.typ && range.max <= range.typ;
    for (size_t i = 0; i < 3; i++) {
        if (isnan(sides[i]) || (is_single && i != 1))
            continue;
        buf_puts(out, is_first ? "" : "..");
        put_real(out, sides[i]);
        is_first = false;
    }
}

/* Anything that a terminal could obey becomes a replacement character. */
static void put_text(struct buf *out, const char *text)
{
    while (*text != '\0') {
        size_t length = utf8_length(text);
        unsigned char c = (unsigned char)*text;
        bool is_control = c < 0x20 || c == 0x7f || (c == 0xc2 && (unsigned char)text[1] < 0xa0);
        if (length == 0 || is_control)
            buf_puts(out, c == '\n' || c == '\t' ? " " : "\xef\xbf\xbd");
        else
            buf_add(out, text, length);
        text += length > 0 ? length : 1;
    }
}

void cell_text(struct buf *out, const struct table_cell *cell, enum table_kind kind)
{
    char digits[32];
    switch (cell->kind) {
    case TABLE_CELL_NULL:
        break;
    case TABLE_CELL_INTEGER:
        snprintf(digits, sizeof digits, "%" PRId64, cell->integer);
        put_grouped(out, digits);
        break;
    case TABLE_CELL_REAL:
        put_number(out, cell->real, kind);
        break;
    case TABLE_CELL_TEXT:
        put_text(out, cell->text);
        break;
    case TABLE_CELL_RANGE:
        put_range(out, cell->range);
        break;
    }
}
