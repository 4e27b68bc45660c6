#include "report/text/text.h"

#include "base/scan.h"
#include "base/utf8.h"
#include "report/text/text_grid.h"

#include <string.h>

#define PLAIN "\033[0m"
#define BOLD "\033[1m"

enum { MOST_LINES = 20 };

static void pad(struct buf *out, size_t columns)
{
    while (columns-- > 0)
        buf_putc(out, ' ');
}

/* Bytes of the next line of a wrapped text: up to the last blank that fits, or else the last sign
 * inside a word, or else as much as fits, one character at least. */
static size_t wrapped(const char *text, size_t width)
{
    static const char *const BREAKS[] = {" ", "_-/,;"};
    size_t most = utf8_prefix(text, width), start = strspn(text, " ");
    if (most == 0)
        return utf8_length(text);
    if (text[most] == '\0' || text[most] == ' ')
        return most;
    for (size_t i = 0; i < sizeof BREAKS / sizeof *BREAKS; i++) {
        size_t end = most;
        while (end > start && strchr(BREAKS[i], text[end - 1]) == NULL)
            end--;
        if (end > start)
            return end;
    }
    return most;
}

/* Bytes before the ellipsis. A number is left out rather than shown as another one. */
static size_t cut(const char *text, size_t width)
{
    size_t bytes = utf8_prefix(text, width);
    size_t end = bytes;
    if (!scan_is_digit(text[bytes]) && strchr(".,", text[bytes]) == NULL)
        return bytes;
    while (end > 0 && (scan_is_digit(text[end - 1]) || strchr(".,", text[end - 1]) != NULL))
        end--;
    /* Digits inside a word are no number: MMA4Z00-NS. */
    return end == 0 || strchr(" -+(<>=~", text[end - 1]) != NULL ? end : bytes;
}

/* Columns of the first bytes of a text. */
static size_t columns_of(const char *text, size_t bytes)
{
    size_t columns = 0;
    for (size_t i = 0; i < bytes;) {
        size_t length = utf8_length(text + i);
        char character[5] = {0};
        memcpy(character, text + i, length);
        columns += utf8_columns(character);
        i += length;
    }
    return columns;
}

/* Bytes of the next line of a cell that fills at most `width` columns; grid->rest is what of its
 * text is left then, `tail` what stands behind. */
static size_t take_piece(struct text_grid *grid, size_t column, size_t width, bool may_wrap,
                         const char **tail)
{
    const char *text = grid->rest[column];
    const char *ellipsis = grid->style->is_utf8 ? "\xe2\x80\xa6" : "...";
    size_t bytes = strlen(text);
    grid->rest[column] = text + bytes;
    if (grid->style->width == 0 || utf8_columns(text) <= width)
        return bytes;
    if (!may_wrap) {
        *tail = width > utf8_columns(ellipsis) ? ellipsis : "";
        return cut(text, width - utf8_columns(*tail));
    }
    bytes = wrapped(text, width);
    grid->rest[column] = text + bytes + strspn(text + bytes, " ");
    while (bytes > 0 && text[bytes - 1] == ' ')
        bytes--;
    return bytes;
}

/* Writes one line of a cell, with the indent of the first also before the others. */
static void write_piece(struct text_grid *grid, size_t column, size_t indent, bool may_wrap,
                        bool is_padded)
{
    const struct text_column *at = &grid->columns[column];
    const char *text = grid->rest[column], *tail = "";
    indent = *text != '\0' && indent <= at->width / 2 ? indent : 0;
    size_t bytes = take_piece(grid, column, at->width - indent, may_wrap, &tail);
    size_t columns = indent + columns_of(text, bytes) + utf8_columns(tail);
    size_t space = at->width > columns ? at->width - columns : 0;
    pad(grid->out, indent + (at->is_number ? space : 0));
    buf_add(grid->out, text, bytes);
    buf_puts(grid->out, tail);
    pad(grid->out, !at->is_number && is_padded ? space : 0);
}

/* The first column that is shown has no gap before it, the last no blanks behind it. */
static size_t first_shown(const struct text_grid *grid)
{
    size_t i = 0;
    while (i < grid->table->column_count && grid->columns[i].width == 0)
        i++;
    return i;
}

static size_t last_shown(const struct text_grid *grid)
{
    size_t i = grid->table->column_count;
    while (i > 0 && grid->columns[i - 1].width == 0)
        i--;
    return i > 0 ? i - 1 : 0;
}

static void end_line(struct buf *out)
{
    while (out->length > 0 && out->text[out->length - 1] == ' ')
        out->text[--out->length] = '\0';
    buf_putc(out, '\n');
}

/* One line of a row; true when some of its texts go on. */
static bool write_line(struct text_grid *grid, size_t row, size_t line)
{
    bool is_left = false, may_wrap = line + 1 < MOST_LINES;
    size_t first = first_shown(grid), last = last_shown(grid);
    const char **texts = grid->texts + row * grid->table->column_count;
    for (size_t i = first; i <= last; i++) {
        if (grid->columns[i].width == 0)
            continue;
        const char *colour = grid->rest[i][0] != '\0' ? grid->colours[i] : NULL;
        pad(grid->out, i == first ? 0 : TEXT_GAP);
        buf_puts(grid->out, colour != NULL ? colour : "");
        size_t indent = line > 0 ? strspn(texts[i], " ") : 0;
        write_piece(grid, i, indent, may_wrap && (row == 0 || text_is_wrapped(grid, i)), i != last);
        if (grid->columns[i].bar > 0)
            text_bar(grid, line == 0 ? row : 0, i);
        buf_puts(grid->out, colour != NULL ? PLAIN : "");
        is_left |= grid->rest[i][0] != '\0';
    }
    end_line(grid->out);
    return is_left;
}

/* Row 0 are the headings. */
static void write_row(struct text_grid *grid, size_t row)
{
    size_t columns = grid->table->column_count;
    for (size_t i = 0; i < columns; i++)
        grid->rest[i] = grid->texts[row * columns + i];
    for (size_t line = 0; write_line(grid, row, line);)
        line++;
}

static void colour_all(struct text_grid *grid, const char *colour)
{
    for (size_t i = 0; i < grid->table->column_count; i++)
        grid->colours[i] = grid->style->is_coloured ? colour : NULL;
}

static void write_rule(struct text_grid *grid)
{
    size_t first = first_shown(grid);
    for (size_t i = first; i < grid->table->column_count; i++) {
        if (grid->columns[i].width == 0)
            continue;
        pad(grid->out, i == first ? 0 : TEXT_GAP);
        for (size_t c = 0; c < grid->columns[i].width; c++)
            buf_putc(grid->out, '-');
        pad(grid->out, grid->columns[i].bar > 0 ? grid->columns[i].bar + 1 : 0);
    }
    end_line(grid->out);
}

static void write_rows(struct text_grid *grid)
{
    colour_all(grid, BOLD);
    write_row(grid, 0);
    write_rule(grid);
    for (size_t row = 1; row < grid->rows; row++) {
        text_colour_row(grid, row - 1);
        write_row(grid, row);
    }
    if (grid->has_total) {
        const char **label = &grid->texts[grid->rows * grid->table->column_count];
        label += first_shown(grid);
        *label = **label == '\0' ? "total" : *label;
        colour_all(grid, BOLD);
        write_rule(grid);
        write_row(grid, grid->rows);
    }
}

void text_write(struct buf *out, const struct table *table, const struct report_spec *spec,
                const struct text_style *style)
{
    struct text_grid grid = {.table = table, .spec = spec, .style = style, .out = out};
    if (table->column_count == 0)
        return;
    arena_init(&grid.arena);
    if (!text_grid_fill(&grid)) {
        out->failed = true;
    } else {
        text_fit(&grid);
        write_rows(&grid);
        text_notes(&grid);
    }
    arena_fini(&grid.arena);
}
