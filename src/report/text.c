#include "report/text.h"

#include "base/utf8.h"
#include "report/cell.h"
#include "report/clean.h"

#include <string.h>

#define ELLIPSIS "\xe2\x80\xa6"

enum { GAP = 2, LEAST_WIDTH = 20 };

struct grid {
    struct arena arena;
    const struct table *table;
    const struct text_style *style;
    struct buf *out;
    const char **texts; /* headings, then the rows */
    size_t *widths;     /* 0: the column is left out */
    size_t rows;        /* headings included */
    size_t dropped;     /* columns that found no room */
};

static bool is_number(const struct grid *grid, size_t column)
{
    return cell_is_number(&grid->table->columns[column]);
}

/* Every cell as one clean line. */
static bool render(struct grid *grid)
{
    const struct table *table = grid->table;
    size_t columns = table->column_count;
    struct buf raw, clean;
    buf_init(&raw);
    buf_init(&clean);
    bool is_ok = true;
    for (size_t i = 0; is_ok && i < grid->rows * columns; i++) {
        buf_clear(&raw);
        buf_clear(&clean);
        if (i < columns)
            cell_heading(&raw, &table->columns[i]);
        else
            cell_person(&raw, &table->columns[i % columns], &table->cells[i - columns]);
        clean_line(&clean, buf_text(&raw));
        grid->texts[i] = arena_strdup(&grid->arena, buf_text(&clean));
        is_ok = grid->texts[i] != NULL && buf_ok(&raw) && buf_ok(&clean);
        size_t width = is_ok ? utf8_columns(grid->texts[i]) : 0;
        size_t *widest = &grid->widths[i % columns];
        /* A column whose cells are all empty has nothing to say, so its heading waits for one. */
        if (i >= columns && width > 0 && *widest == 0)
            *widest = utf8_columns(grid->texts[i % columns]);
        if (i >= columns && width > *widest)
            *widest = width;
    }
    for (size_t i = 0; is_ok && grid->rows == 1 && i < columns; i++)
        grid->widths[i] = utf8_columns(grid->texts[i]);
    buf_fini(&raw);
    buf_fini(&clean);
    return is_ok;
}

static size_t line_width(const struct grid *grid)
{
    size_t total = 0;
    for (size_t i = 0; i < grid->table->column_count; i++)
        if (grid->widths[i] > 0)
            total += grid->widths[i] + (total > 0 ? GAP : 0);
    return total;
}

/* Leaves the last column out; false when only one is left. */
static bool drop_last(struct grid *grid)
{
    size_t last = 0, shown = 0;
    for (size_t i = 0; i < grid->table->column_count; i++)
        if (grid->widths[i] > 0) {
            last = i;
            shown++;
        }
    if (shown < 2)
        return false;
    grid->widths[last] = 0;
    grid->dropped++;
    return true;
}

/* Takes what is too much from the widest text column, again and again; then whole columns from the
 * right. */
static void fit(struct grid *grid)
{
    size_t columns = grid->table->column_count;
    while (grid->style->width > 0 && line_width(grid) > grid->style->width) {
        size_t widest = columns;
        for (size_t i = 0; i < columns; i++)
            if (!is_number(grid, i) && grid->widths[i] > LEAST_WIDTH &&
                (widest == columns || grid->widths[i] > grid->widths[widest]))
                widest = i;
        if (widest < columns)
            grid->widths[widest]--;
        else if (!drop_last(grid))
            return;
    }
}

static void pad(struct buf *out, size_t columns)
{
    while (columns-- > 0)
        buf_putc(out, ' ');
}

/* Bytes of `text` that fill at most `width` columns; combining marks stay with their letter. */
static size_t prefix(const char *text, size_t width)
{
    size_t bytes = 0, columns = 0;
    while (text[bytes] != '\0') {
        size_t length = utf8_length(text + bytes);
        char character[5] = {0};
        memcpy(character, text + bytes, length);
        columns += utf8_columns(character);
        if (columns > width)
            break;
        bytes += length;
    }
    return bytes;
}

/* Bytes of the next line of a wrapped text: up to the last blank that fits, else as much as fits.
 */
static size_t wrapped(const char *text, size_t width)
{
    size_t most = prefix(text, width);
    if (text[most] == '\0' || text[most] == ' ')
        return most;
    for (size_t i = most; i > 0; i--)
        if (text[i - 1] == ' ')
            return i;
    return most;
}

/* Writes one line of a cell and returns what of its text is left. */
static const char *write_piece(struct grid *grid, const char *text, size_t column, bool is_last)
{
    size_t width = grid->widths[column], bytes = strlen(text);
    const char *tail = "", *rest = "";
    if (utf8_columns(text) > width && grid->style->is_wrapped) {
        bytes = wrapped(text, width);
        rest = text + bytes;
        while (*rest == ' ')
            rest++;
        while (bytes > 0 && text[bytes - 1] == ' ')
            bytes--;
    } else if (utf8_columns(text) > width) {
        bytes = prefix(text, width - 1);
        tail = ELLIPSIS;
    }
    char *piece = arena_printf(&grid->arena, "%.*s%s", (int)bytes, text, tail);
    if (piece == NULL) {
        grid->out->failed = true;
        return "";
    }
    size_t space = width > utf8_columns(piece) ? width - utf8_columns(piece) : 0;
    if (is_number(grid, column))
        pad(grid->out, space);
    buf_puts(grid->out, piece);
    if (!is_number(grid, column) && !is_last)
        pad(grid->out, space);
    return rest;
}

/* The first column that is shown has no gap before it, the last no blanks behind it. */
static bool is_first(const struct grid *grid, size_t column)
{
    while (column-- > 0)
        if (grid->widths[column] > 0)
            return false;
    return true;
}

static bool is_last(const struct grid *grid, size_t column)
{
    while (++column < grid->table->column_count)
        if (grid->widths[column] > 0)
            return false;
    return true;
}

static const char *colour_of(const struct grid *grid, size_t column, const char *text)
{
    if (!grid->style->is_coloured || strcmp(grid->table->columns[column].name, "severity") != 0)
        return NULL;
    return strcmp(text, "error") == 0     ? "\033[31m"
           : strcmp(text, "warning") == 0 ? "\033[33m"
                                          : NULL;
}

static void write_row(struct grid *grid, size_t row)
{
    size_t columns = grid->table->column_count;
    const char **texts = grid->texts + row * columns;
    bool is_left = true;
    while (is_left) {
        is_left = false;
        for (size_t i = 0; i < columns; i++) {
            if (grid->widths[i] == 0)
                continue;
            const char *colour = colour_of(grid, i, texts[i]);
            pad(grid->out, is_first(grid, i) ? 0 : GAP);
            buf_puts(grid->out, colour != NULL ? colour : "");
            texts[i] = write_piece(grid, texts[i], i, is_last(grid, i));
            buf_puts(grid->out, colour != NULL ? "\033[0m" : "");
            is_left |= texts[i][0] != '\0';
        }
        while (grid->out->length > 0 && grid->out->text[grid->out->length - 1] == ' ')
            grid->out->text[--grid->out->length] = '\0';
        buf_putc(grid->out, '\n');
    }
}

static void write_rule(struct grid *grid)
{
    for (size_t i = 0; i < grid->table->column_count; i++) {
        if (grid->widths[i] > 0)
            pad(grid->out, is_first(grid, i) ? 0 : GAP);
        for (size_t c = 0; c < grid->widths[i]; c++)
            buf_putc(grid->out, '-');
    }
    buf_putc(grid->out, '\n');
}

void text_write(struct buf *out, const struct table *table, const struct text_style *style)
{
    struct grid grid = {.table = table, .style = style, .out = out};
    size_t columns = table->column_count;
    if (columns == 0)
        return;
    grid.rows = table_row_count(table) + 1;
    arena_init(&grid.arena);
    grid.texts = arena_alloc(&grid.arena, grid.rows * columns * sizeof *grid.texts);
    grid.widths = arena_alloc(&grid.arena, columns * sizeof *grid.widths);
    if (grid.texts == NULL || grid.widths == NULL || !render(&grid)) {
        out->failed = true;
    } else {
        fit(&grid);
        buf_puts(out, style->is_coloured ? "\033[1m" : "");
        write_row(&grid, 0);
        buf_puts(out, style->is_coloured ? "\033[0m" : "");
        write_rule(&grid);
        for (size_t row = 1; row < grid.rows; row++)
            write_row(&grid, row);
        if (grid.dropped > 0)
            buf_printf(out, "(%zu more columns in a wider terminal, or with --csv or --json)\n",
                       grid.dropped);
    }
    arena_fini(&grid.arena);
}
