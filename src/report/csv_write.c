#include "report/csv_write.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_number(const char *text)
{
    char *end;
    strtod(text, &end);
    return end != text && *end == '\0';
}

static void put_text(struct buf *out, const char *text)
{
    bool is_formula = text[0] != '\0' && strchr("=+-@\t\r", text[0]) != NULL && !is_number(text);
    bool is_quoted = is_formula || strpbrk(text, ",\"\r\n") != NULL;
    if (is_quoted)
        buf_putc(out, '"');
    if (is_formula)
        buf_putc(out, '\'');
    for (; *text != '\0'; text++) {
        if (*text == '"')
            buf_putc(out, '"');
        buf_putc(out, *text);
    }
    if (is_quoted)
        buf_putc(out, '"');
}

static void put_side(struct buf *out, double value)
{
    if (!isnan(value))
        buf_number(out, value);
}

static void put_cell(struct buf *out, const struct table_cell *cell, enum table_kind kind)
{
    struct range range = cell->kind == TABLE_CELL_RANGE ? cell->range : range_none();
    if (kind == TABLE_RANGE) {
        put_side(out, range.min);
        buf_putc(out, ',');
        put_side(out, range.typ);
        buf_putc(out, ',');
        put_side(out, range.max);
    } else if (cell->kind == TABLE_CELL_INTEGER) {
        buf_printf(out, "%" PRId64, cell->integer);
    } else if (cell->kind == TABLE_CELL_REAL) {
        buf_number(out, cell->real);
    } else if (cell->kind == TABLE_CELL_TEXT) {
        put_text(out, cell->text);
    }
}

static void put_name(struct buf *out, const struct table_column *column)
{
    static const char *const SIDES[] = {"_min", "_typ", "_max"};
    if (column->kind != TABLE_RANGE) {
        put_text(out, column->name);
        return;
    }
    for (size_t i = 0; i < sizeof SIDES / sizeof *SIDES; i++)
        buf_printf(out, "%s%s%s", i > 0 ? "," : "", column->name, SIDES[i]);
}

void csv_write_table(struct buf *out, const struct table *table)
{
    for (size_t i = 0; i < table->column_count; i++) {
        buf_puts(out, i > 0 ? "," : "");
        put_name(out, &table->columns[i]);
    }
    buf_puts(out, "\r\n");
    for (size_t row = 0; row < table_row_count(table); row++) {
        for (size_t i = 0; i < table->column_count; i++) {
            buf_puts(out, i > 0 ? "," : "");
            put_cell(out, table_at(table, row, i), table->columns[i].kind);
        }
        buf_puts(out, "\r\n");
    }
}
