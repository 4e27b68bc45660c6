#include "report/text/text_grid.h"

#include <string.h>

enum {
    LEAST_WIDTH = 16, /* to which texts are cut or wrapped */
    MOST_WIDTH = 400, /* without a terminal: what is longer stands over instead of all others being
                         padded */
    MOST_HEADING_LINES = 4,
    LEAST_BAR = 8,
    MOST_BAR = 24
};

size_t text_line_width(const struct text_grid *grid)
{
    size_t total = 0;
    for (size_t i = 0; i < grid->table->column_count; i++)
        if (grid->columns[i].width > 0)
            total += grid->columns[i].width + (total > 0 ? TEXT_GAP : 0) +
                     (grid->columns[i].bar > 0 ? grid->columns[i].bar + 1 : 0);
    return total;
}

bool text_is_wrapped(const struct text_grid *grid, size_t column)
{
    return grid->style->is_wrapped || grid->columns[column].is_key ||
           grid->table->columns[column].is_wrapped;
}

static bool is_too_wide(const struct text_grid *grid)
{
    return text_line_width(grid) > grid->style->width;
}

static size_t greater(size_t a, size_t b)
{
    return a > b ? a : b;
}

static size_t shown(const struct text_grid *grid)
{
    size_t count = 0;
    for (size_t i = 0; i < grid->table->column_count; i++)
        count += grid->columns[i].width > 0;
    return count;
}

/* Tells below what every row says. */
static void fold_same(struct text_grid *grid)
{
    for (size_t i = 0; i < grid->table->column_count && shown(grid) > 1; i++)
        if (grid->columns[i].width > 0 && grid->columns[i].is_same) {
            grid->columns[i].width = 0;
            grid->columns[i].is_below = true;
        }
}

/* Headings take several lines. */
static void narrow_headings(struct text_grid *grid)
{
    for (size_t i = 0; i < grid->table->column_count; i++)
        if (grid->columns[i].width > 0)
            grid->columns[i].width = greater(grid->columns[i].cells, grid->columns[i].word);
}

/* The widest text column that can be narrower, of keys or of others; NULL: none. */
static struct text_column *widest_text(const struct text_grid *grid, bool is_key)
{
    struct text_column *widest = NULL;
    for (size_t i = 0; i < grid->table->column_count; i++) {
        struct text_column *column = &grid->columns[i];
        if (!column->is_number && column->is_key == is_key &&
            column->width > greater(LEAST_WIDTH, column->word) &&
            (widest == NULL || column->width > widest->width))
            widest = column;
    }
    return widest;
}

/* Takes what is too much from the widest text, again and again: first of those that are no keys. */
static void narrow_texts(struct text_grid *grid)
{
    while (is_too_wide(grid)) {
        struct text_column *widest = widest_text(grid, false);
        if (widest == NULL)
            widest = widest_text(grid, true);
        if (widest == NULL)
            return;
        widest->width--;
    }
}

/* How much a column is missed. Of a report the first number (pieces, as a rule) and money come
 * before other numbers, and numbers before texts; tables of verbs stand in that order already. */
static int rank_of(const struct text_grid *grid, size_t column, bool is_first_number)
{
    enum table_kind kind = grid->table->columns[column].kind;
    if (grid->columns[column].is_key)
        return 3;
    if (grid->spec == NULL || !grid->columns[column].is_number)
        return 0;
    return is_first_number || kind == TABLE_MONEY || kind == TABLE_POWER ? 2 : 1;
}

/* The column that is missed least, the last one of several. */
static struct text_column *least_missed(const struct text_grid *grid)
{
    struct text_column *least = NULL;
    bool had_number = false;
    int least_rank = 0;
    for (size_t i = 0; i < grid->table->column_count; i++) {
        struct text_column *column = &grid->columns[i];
        int rank = rank_of(grid, i, !had_number);
        had_number |= column->width > 0 && column->is_number && !column->is_key;
        if (column->width > 0 && (least == NULL || rank <= least_rank)) {
            least = column;
            least_rank = rank;
        }
    }
    return least;
}

static void drop_columns(struct text_grid *grid)
{
    while (is_too_wide(grid) && shown(grid) > 1) {
        struct text_column *least = least_missed(grid);
        least->width = 0;
        least->is_dropped = true;
    }
}

/* A column narrower than the terminal is no use when it stands alone. */
static void cut_last(struct text_grid *grid)
{
    for (size_t i = 0; i < grid->table->column_count; i++)
        if (grid->columns[i].width > grid->style->width && !grid->columns[i].is_number)
            grid->columns[i].width = grid->style->width;
}

/* Gives the room that is left to texts that could use it, one column of the screen after another.
 */
static void widen_texts(struct text_grid *grid)
{
    bool is_wider = true;
    while (is_wider) {
        is_wider = false;
        for (size_t i = 0; i < grid->table->column_count; i++) {
            struct text_column *column = &grid->columns[i];
            if (column->width > 0 && column->width < column->cells &&
                text_line_width(grid) < grid->style->width) {
                column->width++;
                is_wider = true;
            }
        }
    }
}

/* Lines that a heading takes in a column of this width, which is that of its longest word or more.
 */
static size_t heading_lines(const char *heading, size_t width)
{
    size_t lines = 1, used = 0;
    while (*heading != '\0') {
        size_t bytes = strcspn(heading, " "), columns = 0;
        for (size_t i = 0; i < bytes; i++)
            columns += ((unsigned char)heading[i] & 0xc0) != 0x80;
        bool is_over = used > 0 && used + 1 + columns > width;
        lines += is_over;
        used = is_over || used == 0 ? columns : used + 1 + columns;
        heading += bytes + (heading[bytes] == ' ');
    }
    return lines;
}

/* Gives headings the room that is left where it saves them lines: first the tall ones. */
static void widen_headings(struct text_grid *grid)
{
    for (size_t lines = MOST_HEADING_LINES; lines > 0; lines--)
        for (size_t i = 0; i < grid->table->column_count; i++) {
            struct text_column *column = &grid->columns[i];
            size_t width = column->width, line = text_line_width(grid);
            while (width < column->heading && heading_lines(grid->texts[i], width) > lines)
                width++;
            if (column->width > 0 && line + width - column->width <= grid->style->width)
                column->width = width;
        }
}

/* What one bar and the blank before it would get of the room that is left; 0: there are no bars. */
static size_t bar_room(const struct text_grid *grid)
{
    size_t count = 0, used = text_line_width(grid);
    for (size_t i = 0; i < grid->table->column_count; i++)
        count += grid->columns[i].width > 0 && grid->table->columns[i].has_bar;
    return count > 0 && used < grid->style->width ? (grid->style->width - used) / count : 0;
}

static bool has_bars(const struct text_grid *grid)
{
    for (size_t i = 0; i < grid->table->column_count; i++)
        if (grid->columns[i].width > 0 && grid->table->columns[i].has_bar)
            return true;
    return false;
}

/* None when there is too little room. */
static void make_bars(struct text_grid *grid)
{
    size_t each = bar_room(grid);
    if (each < LEAST_BAR + 1)
        return;
    for (size_t i = 0; i < grid->table->column_count; i++) {
        struct text_column *column = &grid->columns[i];
        if (column->width == 0 || !grid->table->columns[i].has_bar)
            continue;
        for (size_t row = 0; row < table_row_count(grid->table); row++) {
            const struct table_cell *cell = table_at(grid->table, row, i);
            double value = cell->kind == TABLE_CELL_REAL      ? cell->real
                           : cell->kind == TABLE_CELL_INTEGER ? (double)cell->integer
                                                              : 0;
            column->most = value > column->most ? value : column->most;
        }
        if (column->most > 0)
            column->bar = each - 1 < MOST_BAR ? each - 1 : MOST_BAR;
    }
}

/* Rows without any value are shown by their headings. */
static void show_headings(struct text_grid *grid)
{
    for (size_t i = 0; i < grid->table->column_count; i++)
        if (!grid->columns[i].is_dropped)
            grid->columns[i].width = grid->columns[i].heading;
}

void text_fit(struct text_grid *grid)
{
    size_t columns = grid->table->column_count;
    bool is_terminal = grid->style->width > 0;
    for (size_t i = 0; i < columns; i++) {
        struct text_column *column = &grid->columns[i];
        if (column->is_dropped || column->cells == 0)
            continue;
        column->width = greater(column->cells, column->heading);
        if (!is_terminal && column->width > MOST_WIDTH)
            column->width = MOST_WIDTH;
    }
    if (shown(grid) == 0)
        show_headings(grid);
    if (!is_terminal)
        return;
    if (is_too_wide(grid))
        fold_same(grid);
    if (is_too_wide(grid) || (has_bars(grid) && bar_room(grid) < LEAST_BAR + 1))
        narrow_headings(grid);
    narrow_texts(grid);
    drop_columns(grid);
    cut_last(grid);
    widen_texts(grid);
    make_bars(grid);
    widen_headings(grid);
}
