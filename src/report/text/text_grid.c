#include "report/text/text_grid.h"

#include "base/utf8.h"
#include "report/cell.h"
#include "report/clean.h"

#include <math.h>
#include <string.h>

enum { INDENT = 2, MOST_INDENT = 20 };

static size_t column_named(const struct text_grid *grid, const char *name)
{
    size_t i = 0;
    while (name != NULL && i < grid->table->column_count &&
           strcmp(grid->table->columns[i].name, name) != 0)
        i++;
    return name != NULL ? i : grid->table->column_count;
}

static void find_levels(struct text_grid *grid)
{
    bool has_levels = grid->spec != NULL && grid->spec->indent != NULL;
    grid->level = column_named(grid, has_levels ? grid->spec->group : NULL);
    grid->indented = column_named(grid, has_levels ? grid->spec->indent : NULL);
}

/* Blanks before the text of a cell that moves right with its level. */
static size_t indent_of(const struct text_grid *grid, size_t row, size_t column)
{
    if (column != grid->indented || grid->level == grid->table->column_count)
        return 0;
    const struct table_cell *cell = table_at(grid->table, row, grid->level);
    return cell->kind == TABLE_CELL_INTEGER && cell->integer > 0
               ? INDENT * (size_t)(cell->integer < MOST_INDENT ? cell->integer : MOST_INDENT)
               : 0;
}

static size_t longest_word(const char *text)
{
    size_t most = 0;
    while (*text != '\0') {
        char word[64];
        size_t length = strcspn(text, " ");
        size_t kept = length < sizeof word ? length : sizeof word - 1;
        memcpy(word, text, kept);
        word[kept] = '\0';
        size_t columns = length < sizeof word ? utf8_columns(word) : length;
        most = columns > most ? columns : most;
        text += length + (text[length] == ' ');
    }
    return most;
}

/* One clean line in the arena. */
static const char *keep_clean(struct text_grid *grid, const struct buf *raw, struct buf *clean)
{
    buf_clear(clean);
    clean_line(clean, buf_text(raw));
    return buf_ok(raw) && buf_ok(clean) ? arena_strdup(&grid->arena, buf_text(clean)) : NULL;
}

static bool fill_headings(struct text_grid *grid, struct buf *raw, struct buf *clean)
{
    const struct table *table = grid->table;
    for (size_t i = 0; i < table->column_count; i++) {
        struct text_column *column = &grid->columns[i];
        buf_clear(raw);
        cell_heading(raw, &table->columns[i]);
        grid->texts[i] = keep_clean(grid, raw, clean);
        if (grid->texts[i] == NULL)
            return false;
        column->heading = utf8_columns(grid->texts[i]);
        column->word = longest_word(grid->texts[i]);
        column->is_number = cell_is_number(&table->columns[i]);
        column->is_same = grid->rows > 2;
        /* The level is seen by the indent. */
        column->is_dropped = table->columns[i].is_hidden || i == grid->level;
        column->cells = grid->rows == 1 ? column->heading : 0;
    }
    return true;
}

static bool fill_rows(struct text_grid *grid, struct buf *raw, struct buf *clean)
{
    const struct table *table = grid->table;
    size_t columns = table->column_count;
    for (size_t i = columns; i < grid->rows * columns; i++) {
        struct text_column *column = &grid->columns[i % columns];
        size_t row = i / columns - 1;
        buf_clear(raw);
        if (column->is_dropped) {
            grid->texts[i] = "";
            continue;
        }
        for (size_t c = indent_of(grid, row, i % columns); c > 0; c--)
            buf_putc(raw, ' ');
        cell_person(raw, &table->columns[i % columns], &table->cells[i - columns]);
        grid->texts[i] = keep_clean(grid, raw, clean);
        if (grid->texts[i] == NULL)
            return false;
        size_t width = utf8_columns(grid->texts[i]);
        column->cells = width > column->cells ? width : column->cells;
        column->is_same &= strcmp(grid->texts[i], grid->texts[columns + i % columns]) == 0;
    }
    return true;
}

/* The sum of a column; NaN when it has no number. */
static double sum_of(const struct table *table, size_t column)
{
    double sum = 0;
    bool has_number = false;
    for (size_t row = 0; row < table_row_count(table); row++) {
        const struct table_cell *cell = table_at(table, row, column);
        bool is_real = cell->kind == TABLE_CELL_REAL;
        if (!is_real && cell->kind != TABLE_CELL_INTEGER)
            continue;
        sum += is_real ? cell->real : (double)cell->integer;
        has_number = true;
    }
    return has_number ? sum : NAN;
}

static bool wants_total(const struct text_grid *grid)
{
    if (grid->spec == NULL || grid->rows < 3)
        return false;
    /* Builds stand side by side as choices: what they cost together says nothing. */
    size_t build = column_named(grid, "build");
    if (build < grid->table->column_count && !grid->columns[build].is_same)
        return false;
    for (size_t i = 0; i < grid->spec->column_count; i++)
        if (grid->spec->columns[i].total)
            return true;
    return false;
}

static bool fill_total(struct text_grid *grid, struct buf *raw, struct buf *clean)
{
    const struct table *table = grid->table;
    const char **texts = grid->texts + grid->rows * table->column_count;
    for (size_t i = 0; i < table->column_count; i++) {
        const struct report_column *described =
            report_spec_column(grid->spec, table->columns[i].name);
        texts[i] = "";
        if (described == NULL || !described->total || grid->columns[i].is_dropped)
            continue;
        double sum = sum_of(table, i);
        if (isnan(sum))
            continue;
        buf_clear(raw);
        cell_person(raw, &table->columns[i],
                    &(struct table_cell){.kind = TABLE_CELL_REAL, .real = sum});
        texts[i] = keep_clean(grid, raw, clean);
        if (texts[i] == NULL)
            return false;
        size_t width = utf8_columns(texts[i]);
        grid->columns[i].cells = width > grid->columns[i].cells ? width : grid->columns[i].cells;
    }
    return true;
}

static bool has_stated_keys(const struct report_spec *spec)
{
    for (size_t i = 0; i < spec->column_count; i++)
        if (spec->columns[i].key)
            return true;
    return false;
}

/* Of a report: those that it says are; else up to the column that stays in view, or the texts
 * before the first number; the build; what is added up and what is drawn. */
static bool is_key_of_report(const struct text_grid *grid, size_t column)
{
    size_t columns = grid->table->column_count, first = 0;
    size_t frozen = column_named(grid, grid->spec->freeze);
    const struct report_column *described =
        report_spec_column(grid->spec, grid->table->columns[column].name);
    if (has_stated_keys(grid->spec))
        return described != NULL && described->key;
    while (first < columns && !grid->columns[first].is_number)
        first++;
    return (frozen < columns ? column <= frozen : column < first) ||
           column == column_named(grid, "build") ||
           (described != NULL && (described->total || described->bar));
}

/* Of other tables: those that are said to be keys, else the first two. */
static void find_keys(struct text_grid *grid)
{
    size_t columns = grid->table->column_count;
    bool has_key = false;
    for (size_t i = 0; i < columns; i++) {
        grid->columns[i].is_key =
            grid->spec != NULL ? is_key_of_report(grid, i) : grid->table->columns[i].is_key;
        has_key |= grid->columns[i].is_key;
    }
    for (size_t i = 0; i < columns && i < 2; i++)
        grid->columns[i].is_key |= !has_key;
}

bool text_grid_fill(struct text_grid *grid)
{
    size_t columns = grid->table->column_count;
    grid->rows = table_row_count(grid->table) + 1;
    grid->columns = arena_alloc(&grid->arena, columns * sizeof *grid->columns);
    grid->texts = arena_alloc(&grid->arena, (grid->rows + 1) * columns * sizeof *grid->texts);
    grid->rest = arena_alloc(&grid->arena, columns * sizeof *grid->rest);
    grid->colours = arena_alloc(&grid->arena, columns * sizeof *grid->colours);
    if (grid->columns == NULL || grid->texts == NULL || grid->rest == NULL || grid->colours == NULL)
        return false;
    find_levels(grid);
    struct buf raw, clean;
    buf_init(&raw);
    buf_init(&clean);
    bool is_ok = fill_headings(grid, &raw, &clean) && fill_rows(grid, &raw, &clean);
    grid->has_total = is_ok && wants_total(grid);
    is_ok = is_ok && (!grid->has_total || fill_total(grid, &raw, &clean));
    buf_fini(&raw);
    buf_fini(&clean);
    if (is_ok)
        find_keys(grid);
    return is_ok;
}
