#include "report/cell.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NUMBER_SIZE = 400, PERSON_DIGITS = 6, PERCENT_DIGITS = 3 };

void cell_heading(struct buf *out, const struct table_column *column)
{
    buf_puts(out, column->heading != NULL ? column->heading : column->name);
    if (column->unit[0] != '\0' && column->kind != TABLE_PERCENT)
        buf_printf(out, ", %s", column->unit);
}

bool cell_is_number(const struct table_column *column)
{
    return column->kind != TABLE_TEXT && column->kind != TABLE_DATE && column->kind != TABLE_LINK;
}

void cell_number(struct buf *out, double value)
{
    if (isfinite(value))
        buf_number(out, value);
}

/* Digits of a decimal with a comma between thousands. */
static void add_grouped(struct buf *out, const char *digits)
{
    if (*digits == '-')
        buf_putc(out, *digits++);
    size_t whole = strspn(digits, "0123456789");
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            buf_putc(out, ',');
        buf_putc(out, digits[i]);
    }
    buf_puts(out, digits + whole);
}

static void drop_trailing_zeros(char *digits)
{
    if (strchr(digits, '.') == NULL)
        return;
    char *end = digits + strlen(digits);
    while (end[-1] == '0')
        end--;
    if (end[-1] == '.')
        end--;
    *end = '\0';
}

static void add_decimals(struct buf *out, double value, int decimals, bool is_trimmed)
{
    char digits[NUMBER_SIZE];
    snprintf(digits, sizeof digits, "%.*f", decimals, value);
    if (is_trimmed)
        drop_trailing_zeros(digits);
    bool is_zero = strspn(digits, "-0.") == strlen(digits);
    add_grouped(out, is_zero && digits[0] == '-' ? digits + 1 : digits);
}

/* At most so many significant digits, but never less than the whole part. */
static void add_significant(struct buf *out, double value, int digits)
{
    double size = fabs(value);
    if (size != 0 && (size < 1e-4 || size >= 1e15)) {
        buf_printf(out, "%.*g", digits, value);
        return;
    }
    int magnitude = size >= 1 ? (int)floor(log10(size)) : size >= 0.1 ? -1 : size >= 0.01 ? -2 : -3;
    int decimals = digits - 1 - magnitude;
    add_decimals(out, value, decimals > 0 ? decimals : 0, true);
}

static void add_value(struct buf *out, enum table_kind kind, double value)
{
    if (!isfinite(value))
        return;
    if (kind == TABLE_MONEY)
        add_decimals(out, value, 2, false);
    else if (kind == TABLE_POWER)
        add_decimals(out, value, 1, true);
    else if (kind == TABLE_PERCENT && fabs(value) >= 1e-3)
        add_decimals(out, value * 100, 2, true);
    else if (kind == TABLE_PERCENT)
        add_significant(out, value * 100, PERCENT_DIGITS);
    else
        add_significant(out, value, PERSON_DIGITS);
}

static void add_range(struct buf *out, enum table_kind kind, struct range range)
{
    if (isnan(range.typ) && isnan(range.min)) {
        buf_puts(out, "<= ");
        add_value(out, kind, range.max);
    } else if (isnan(range.typ) && isnan(range.max)) {
        buf_puts(out, ">= ");
        add_value(out, kind, range.min);
    } else if ((isnan(range.min) || range.min == range.typ) &&
               (isnan(range.max) || range.max == range.typ)) {
        add_value(out, kind, range.typ);
    } else {
        const double sides[] = {range.min, range.typ, range.max};
        bool is_first = true;
        for (size_t i = 0; i < 3; i++) {
            if (isnan(sides[i]))
                continue;
            buf_puts(out, is_first ? "" : " .. ");
            add_value(out, kind, sides[i]);
            is_first = false;
        }
    }
}

void cell_person(struct buf *out, const struct table_column *column, const struct table_cell *cell)
{
    size_t start = out->length;
    switch (cell->kind) {
    case TABLE_CELL_NULL:
        return;
    case TABLE_CELL_TEXT:
        buf_puts(out, cell->text);
        return;
    case TABLE_CELL_INTEGER:
        if (column->kind == TABLE_INTEGER || column->kind == TABLE_REAL) {
            char digits[32];
            snprintf(digits, sizeof digits, "%" PRId64, cell->integer);
            add_grouped(out, digits);
        } else {
            add_value(out, column->kind, (double)cell->integer);
        }
        break;
    case TABLE_CELL_REAL:
        add_value(out, column->kind, cell->real);
        break;
    case TABLE_CELL_RANGE:
        add_range(out, column->kind, *cell->range);
        break;
    }
    if (column->kind == TABLE_PERCENT && out->length > start)
        buf_puts(out, " %");
}

void cell_figure(struct buf *out, struct range range, const char *text, const char *unit)
{
    const struct table_column value = {.name = "value", .kind = TABLE_RANGE, .unit = ""};
    const struct table_cell cell = {.kind = TABLE_CELL_RANGE, .range = &range};
    if (text != NULL) {
        buf_puts(out, text);
        return;
    }
    cell_person(out, &value, &cell);
    if (unit[0] != '\0' && strcmp(unit, "1") != 0)
        buf_printf(out, " %s", unit);
}
