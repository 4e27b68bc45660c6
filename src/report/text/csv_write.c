#include "report/text/csv_write.h"

#include "base/scan.h"
#include "report/cell.h"

#include <inttypes.h>
#include <string.h>

/* A sign, digits, a decimal point, an exponent: nothing else, so that no expression passes. */
static bool is_number(const char *text)
{
    text += *text == '-' || *text == '+';
    bool has_digit = false;
    for (; scan_is_digit(*text) || *text == '.'; text++)
        has_digit |= *text != '.';
    if (has_digit && scan_lower(*text) == 'e') {
        text++;
        text += *text == '-' || *text == '+';
        has_digit = scan_is_digit(*text);
        while (scan_is_digit(*text))
            text++;
    }
    return has_digit && *text == '\0';
}

void csv_write_text(struct buf *out, const char *text)
{
    bool is_formula = scan_is_guarded(text) ||
                      (*text != '\0' && strchr("=+-@\t\r", *text) != NULL && !is_number(text));
    size_t length = strlen(text);
    bool is_quoted = strpbrk(text, "\",\r\n") != NULL || is_formula ||
                     (length > 0 && (scan_is_blank(text[0]) || scan_is_blank(text[length - 1])));
    if (!is_quoted) {
        buf_puts(out, text);
        return;
    }
    buf_puts(out, is_formula ? "\"'" : "\"");
    for (; *text != '\0'; text++) {
        buf_putc(out, *text);
        if (*text == '"')
            buf_putc(out, '"');
    }
    buf_putc(out, '"');
}

/* Also a column of another kind becomes three when a row of it has a range. */
static bool has_ranges(const struct table *table, size_t column)
{
    bool has_range = table->columns[column].kind == TABLE_RANGE;
    for (size_t row = 0; !has_range && row < table_row_count(table); row++)
        has_range = table_at(table, row, column)->kind == TABLE_CELL_RANGE;
    return has_range;
}

static void add_sides(struct buf *out, const struct table_cell *cell)
{
    struct range range = cell->kind == TABLE_CELL_RANGE     ? *cell->range
                         : cell->kind == TABLE_CELL_REAL    ? range_exact(cell->real)
                         : cell->kind == TABLE_CELL_INTEGER ? range_exact((double)cell->integer)
                                                            : range_none();
    cell_number(out, range.min);
    buf_putc(out, ',');
    cell_number(out, range.typ);
    buf_putc(out, ',');
    cell_number(out, range.max);
}

static void add_cell(struct buf *out, const struct table_cell *cell)
{
    if (cell->kind == TABLE_CELL_TEXT)
        csv_write_text(out, cell->text);
    else if (cell->kind == TABLE_CELL_INTEGER)
        buf_printf(out, "%" PRId64, cell->integer);
    else if (cell->kind == TABLE_CELL_REAL)
        cell_number(out, cell->real);
}

void csv_write(struct buf *out, const struct table *table)
{
    bool *ranges = arena_alloc(table->arena, table->column_count + 1);
    if (ranges == NULL) {
        out->failed = true;
        return;
    }
    for (size_t i = 0; i < table->column_count; i++) {
        const char *name = table->columns[i].name;
        ranges[i] = has_ranges(table, i);
        buf_puts(out, i > 0 ? "," : "");
        if (ranges[i])
            buf_printf(out, "%s_min,%s_typ,%s_max", name, name, name);
        else
            csv_write_text(out, name);
    }
    buf_puts(out, "\r\n");
    for (size_t row = 0; row < table_row_count(table); row++) {
        for (size_t i = 0; i < table->column_count; i++) {
            buf_puts(out, i > 0 ? "," : "");
            if (ranges[i])
                add_sides(out, table_at(table, row, i));
            else
                add_cell(out, table_at(table, row, i));
        }
        buf_puts(out, "\r\n");
    }
}
