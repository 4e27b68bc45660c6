#include "report/text.h"

#include "base/utf8.h"
#include "report/cell_text.h"

#include <stdlib.h>
#include <string.h>

enum { GAP = 2, NARROWEST = 8 };

struct grid {
    const struct table *table;
    char **cells;    /* row 0 is the heading; column_count each; NULL where memory ran out */
    size_t *widths;  /* of each column; 0: left out */
    size_t rows;
};

static const char *cell_at(const struct grid *grid, size_t row, size_t column)
{
    return grid->cells[row * grid->table->column_count + column];
}

static bool render(struct grid *grid)
{
    const struct table *table = grid->table;
    for (size_t row = 0; row < grid->rows; row++)
        for (size_t column = 0; column < table->column_count; column++) {
            struct buf text;
            buf_init(&text);
            if (row == 0)
                cell_heading(&text, &table->columns[column]);
            else
                cell_text(&text, table_at(table, row - 1, column), table->columns[column].kind);
            buf_putc(&text, '\0');
            if (!buf_ok(&text)) {
                buf_fini(&text);
                return false;
            }
            grid->cells[row * table->column_count + column] = text.text;
            size_t columns = utf8_columns(text.text);
            /* A column whose cells are all empty has nothing to say. */
            if (row > 0 && columns > 0 && grid->widths[column] == 0)
                grid->widths[column] = utf8_columns(cell_at(grid, 0, column));
            if (row > 0 && columns > grid->widths[column])
                grid->widths[column] = columns;
        }
    return true;
}

static size_t line_width(const struct grid *grid)
{
    size_t total = 0;
    for (size_t column = 0; column < grid->table->column_count; column++)
        if (grid->widths[column] > 0)
            total += grid->widths[column] + (total > 0 ? GAP : 0);
    return total;
}

/* Takes from the widest text column until a line fits or nothing more can be taken. */
static void fit(struct grid *grid, size_t width)
{
    while (line_width(grid) > width) {
        size_t widest = grid->table->column_count;
        for (size_t column = 0; column < grid->table->column_count; column++)
            if (!cell_is_number(grid->table->columns[column].kind) &&
                grid->widths[column] > NARROWEST &&
                (widest == grid->table->column_count || grid->widths[column] > grid->widths[widest]))
                widest = column;
        if (widest == grid->table->column_count)
            return;
        grid->widths[widest]--;
    }
}

static void put_spaces(struct buf *out, size_t count)
{
    while (count-- > 0)
        buf_putc(out, ' ');
}

/* The text, cut to the width with an ellipsis as its last column. */
static size_t put_cut(struct buf *out, const char *text, size_t width)
{
    size_t columns = 0;
    if (utf8_columns(text) <= width) {
        buf_puts(out, text);
        return utf8_columns(text);
    }
    while (*text != '\0') {
        char one[5] = {0};
        size_t length = utf8_length(text);
        memcpy(one, text, length > 0 ? length : 1);
        size_t wide = utf8_columns(one);
        if (columns + wide > width - 1)
            break;
        buf_puts(out, one);
        columns += wide;
        text += length > 0 ? length : 1;
    }
    buf_puts(out, "\xe2\x80\xa6");
    return columns + 1;
}

static const char *colour_of(const struct grid *grid, size_t row, size_t column)
{
    const char *text = cell_at(grid, row, column);
    if (row == 0)
        return "\033[1m";
    if (strcmp(grid->table->columns[column].name, "severity") != 0)
        return NULL;
    return strcmp(text, "error") == 0 ? "\033[31m" : strcmp(text, "warning") == 0 ? "\033[33m" : NULL;
}

static void put_row(struct buf *out, const struct grid *grid, size_t row, bool colour)
{
    size_t pending = 0; /* blanks are held back so that no line ends with them */
    bool is_first = true;
    for (size_t column = 0; column < grid->table->column_count; column++) {
        size_t width = grid->widths[column];
        if (width == 0)
            continue;
        const char *text = cell_at(grid, row, column);
        const char *paint = colour ? colour_of(grid, row, column) : NULL;
        size_t used = utf8_columns(text) < width ? utf8_columns(text) : width;
        bool at_right = cell_is_number(grid->table->columns[column].kind);
        pending += is_first ? 0 : GAP;
        is_first = false;
        if (used == 0) {
            pending += width;
            continue;
        }
        put_spaces(out, pending + (at_right ? width - used : 0));
        if (paint != NULL)
            buf_puts(out, paint);
        used = put_cut(out, text, width);
        if (paint != NULL)
            buf_puts(out, "\033[0m");
        pending = at_right || used > width ? 0 : width - used;
    }
    buf_putc(out, '\n');
}

void text_table(struct buf *out, const struct table *table, int width, bool colour)
{
    struct grid grid = {.table = table, .rows = table_row_count(table) + 1};
    size_t count = grid.rows * table->column_count;
    grid.cells = calloc(count + 1, sizeof *grid.cells);
    grid.widths = calloc(table->column_count + 1, sizeof *grid.widths);
    if (grid.cells == NULL || grid.widths == NULL || !render(&grid)) {
        out->failed = true;
    } else {
        if (width > 0)
            fit(&grid, (size_t)width);
        for (size_t row = 0; row < grid.rows; row++)
            put_row(out, &grid, row, colour);
    }
    for (size_t i = 0; grid.cells != NULL && i < count; i++)
        free(grid.cells[i]);
    free(grid.cells);
    free(grid.widths);
}
