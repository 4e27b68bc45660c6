#include "report/markdown.h"

#include "report/cell_text.h"

#include <string.h>

static void put_escaped(struct buf *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '<')
            buf_puts(out, "&lt;");
        else if (*text == '&')
            buf_puts(out, "&amp;");
        else if (strchr("|\\`*_[]", *text) != NULL)
            buf_printf(out, "\\%c", *text);
        else
            buf_putc(out, *text);
    }
}

void markdown_table(struct buf *out, const struct table *table)
{
    struct buf cell;
    buf_init(&cell);
    for (size_t row = 0; row <= table_row_count(table); row++) {
        buf_putc(out, '|');
        for (size_t i = 0; i < table->column_count; i++) {
            buf_clear(&cell);
            if (row == 0)
                cell_heading(&cell, &table->columns[i]);
            else
                cell_text(&cell, table_at(table, row - 1, i), table->columns[i].kind);
            buf_putc(out, ' ');
            put_escaped(out, buf_text(&cell));
            buf_puts(out, " |");
        }
        buf_putc(out, '\n');
        for (size_t i = 0; row == 0 && i < table->column_count; i++)
            buf_puts(out, cell_is_number(table->columns[i].kind) ? "|---:" : "|---");
        if (row == 0)
            buf_puts(out, "|\n");
    }
    out->failed |= !buf_ok(&cell);
    buf_fini(&cell);
}
