#include "report/text/markdown.h"

#include "base/scan.h"
#include "report/cell.h"
#include "report/clean.h"

#include <string.h>

/* What GitHub and others make a link of without being asked: the sign that ends this start is
 * escaped. */
static bool starts_address(const char *text, const char *at)
{
    return (*at == ':' && at[1] == '/' && at[2] == '/') ||
           (*at == '.' && at - text >= 3 && scan_lower(at[-1]) == 'w' &&
            scan_lower(at[-2]) == 'w' && scan_lower(at[-3]) == 'w');
}

static void add_escaped(struct buf *out, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (strchr("\\`*_[]<>|~#&$", *at) != NULL || starts_address(text, at))
            buf_putc(out, '\\');
        buf_putc(out, *at);
    }
}

static void add_cell(struct buf *out, const struct table_column *column,
                     const struct table_cell *cell)
{
    struct buf raw, clean;
    buf_init(&raw);
    buf_init(&clean);
    cell_person(&raw, column, cell);
    clean_line(&clean, buf_text(&raw));
    buf_putc(out, ' ');
    if (column->kind == TABLE_LINK && clean_is_link(buf_text(&clean)) &&
        strchr(buf_text(&clean), '|') == NULL)
        buf_printf(out, "<%s>", buf_text(&clean));
    else
        add_escaped(out, buf_text(&clean));
    buf_puts(out, " |");
    out->failed |= !buf_ok(&raw) || !buf_ok(&clean);
    buf_fini(&raw);
    buf_fini(&clean);
}

void markdown_write(struct buf *out, const struct table *table, const char *title)
{
    static const struct table_column TEXT = {.kind = TABLE_TEXT, .unit = ""};
    if (title != NULL) {
        struct buf clean;
        buf_init(&clean);
        clean_line(&clean, title);
        buf_puts(out, "## ");
        add_escaped(out, buf_text(&clean));
        buf_puts(out, "\n\n");
        out->failed |= !buf_ok(&clean);
        buf_fini(&clean);
    }
    buf_putc(out, '|');
    for (size_t i = 0; i < table->column_count; i++) {
        struct buf heading;
        if (table->columns[i].is_hidden)
            continue;
        buf_init(&heading);
        cell_heading(&heading, &table->columns[i]);
        add_cell(out, &TEXT,
                 &(struct table_cell){.kind = TABLE_CELL_TEXT, .text = buf_text(&heading)});
        out->failed |= !buf_ok(&heading);
        buf_fini(&heading);
    }
    buf_puts(out, "\n|");
    for (size_t i = 0; i < table->column_count; i++)
        if (!table->columns[i].is_hidden)
            buf_puts(out, cell_is_number(&table->columns[i]) ? " ---: |" : " --- |");
    buf_putc(out, '\n');
    for (size_t row = 0; row < table_row_count(table); row++) {
        buf_putc(out, '|');
        for (size_t i = 0; i < table->column_count; i++)
            if (!table->columns[i].is_hidden)
                add_cell(out, &table->columns[i], table_at(table, row, i));
        buf_putc(out, '\n');
    }
}
