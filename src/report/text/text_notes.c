#include "report/text/text_grid.h"

#include "base/utf8.h"
#include "report/clean.h"

#include <string.h>

/* Words of a note, with line ends where the terminal ends. */
static void add_note(struct text_grid *grid, const struct buf *note)
{
    struct buf clean;
    size_t column = 0;
    buf_init(&clean);
    clean_line(&clean, buf_text(note));
    const char *text = buf_text(&clean);
    buf_puts(grid->out, grid->style->is_coloured ? "\033[2m" : "");
    while (*text != '\0') {
        size_t length = strcspn(text, " ");
        const char *word = arena_strndup(&grid->arena, text, length);
        size_t width = word != NULL ? utf8_columns(word) : 0;
        bool is_over = column > 0 && column + 1 + width > grid->style->width;
        if (is_over)
            buf_puts(grid->out, grid->style->is_coloured ? "\033[0m\n\033[2m" : "\n");
        else if (column > 0)
            buf_putc(grid->out, ' ');
        buf_add(grid->out, text, length);
        grid->out->failed |= word == NULL;
        column = (is_over || column == 0 ? 0 : column + 1) + width;
        text += length + (text[length] == ' ');
    }
    buf_puts(grid->out, grid->style->is_coloured ? "\033[0m\n" : "\n");
    grid->out->failed |= !buf_ok(&clean) || !buf_ok(note);
    buf_fini(&clean);
}

static const char *heading(const struct text_grid *grid, size_t column)
{
    const struct table_column *described = &grid->table->columns[column];
    return described->heading != NULL ? described->heading : described->name;
}

void text_notes(struct text_grid *grid)
{
    struct buf same, dropped;
    size_t columns = grid->table->column_count;
    buf_init(&same);
    buf_init(&dropped);
    for (size_t i = 0; i < columns; i++) {
        const struct text_column *column = &grid->columns[i];
        if (column->is_below)
            buf_printf(&same, "%s%s %s",
                       same.length > 0 ? "; " : "(in every row: ", heading(grid, i),
                       grid->texts[columns + i]);
        else if (column->is_dropped && column->cells > 0)
            buf_printf(&dropped, "%s%s",
                       dropped.length > 0 ? ", " : "(no room for: ", heading(grid, i));
    }
    if (same.length > 0) {
        buf_puts(&same, ")");
        add_note(grid, &same);
    }
    if (dropped.length > 0) {
        buf_puts(&dropped, "; a wider terminal, --csv or --json show them)");
        add_note(grid, &dropped);
    }
    buf_fini(&same);
    buf_fini(&dropped);
}
