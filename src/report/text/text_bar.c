#include "report/text/text_grid.h"

#include <math.h>

enum { EIGHTHS = 8 };

void text_bar(struct text_grid *grid, size_t row, size_t column)
{
    static const char *const BLOCKS[] = {" ",
                                         "\xe2\x96\x8f",
                                         "\xe2\x96\x8e",
                                         "\xe2\x96\x8d",
                                         "\xe2\x96\x8c",
                                         "\xe2\x96\x8b",
                                         "\xe2\x96\x8a",
                                         "\xe2\x96\x89",
                                         "\xe2\x96\x88"};
    const struct text_column *bar = &grid->columns[column];
    const struct table_cell *cell = row > 0 && row < grid->rows
                                        ? table_at(grid->table, row - 1, column)
                                        : &(struct table_cell){.kind = TABLE_CELL_NULL};
    double value = cell->kind == TABLE_CELL_REAL      ? cell->real
                   : cell->kind == TABLE_CELL_INTEGER ? (double)cell->integer
                                                      : 0;
    double share = value > 0 ? fmin(value / bar->most, 1) : 0;
    size_t unit = grid->style->is_utf8 ? EIGHTHS : 1;
    size_t parts = (size_t)round(share * (double)(bar->bar * unit));
    if (share > 0 && parts == 0 && grid->style->is_utf8)
        parts = 1; /* little is not nothing */
    size_t whole = parts / unit, left = parts % unit;
    buf_putc(grid->out, ' ');
    for (size_t i = 0; i < whole; i++)
        buf_puts(grid->out, grid->style->is_utf8 ? BLOCKS[EIGHTHS] : "#");
    buf_puts(grid->out, left > 0 ? BLOCKS[left] : "");
    for (size_t i = whole + (left > 0); i < bar->bar; i++)
        buf_putc(grid->out, ' ');
}
