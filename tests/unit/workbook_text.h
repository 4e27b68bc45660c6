/* What the reader gives of a workbook, as one text for tests:
 * "name{line:cell|cell/...}", "(hidden)" behind the name of a sheet that is, with "!sentence" for
 * what is refused and "?" behind a doubtful cell.
 */
#ifndef OPTIBOM_TESTS_WORKBOOK_TEXT_H
#define OPTIBOM_TESTS_WORKBOOK_TEXT_H

#include "base/buf.h"
#include "import/workbook/workbook.h"

#include "workbook_parts.h"

#include <stdio.h>
#include <string.h>

static inline void workbook_rows(struct buf *out, struct import_reader *reader)
{
    const struct import_format *format = &import_format_xlsx;
    struct import_row row;
    struct error err = {0};
    enum optibom_status status;
    while ((status = format->next_row(reader, &row, &err)) != OPTIBOM_NOT_FOUND) {
        if (status == OPTIBOM_OK) {
            buf_printf(out, "%zu:", row.line);
            for (size_t i = 0; i < row.count; i++)
                buf_printf(out, "%s%s%s", i > 0 ? "|" : "", row.cells[i],
                           row.doubts != NULL && row.doubts[i] != NULL ? "?" : "");
        } else {
            buf_printf(out, "!%s", err.text);
            error_clear(&err);
        }
        buf_putc(out, '/');
    }
}

static inline void workbook_text(struct buf *out, FILE *file, const char *name)
{
    const struct import_format *format = &import_format_xlsx;
    const struct import_input input = {file, name};
    struct import_reader *reader = NULL;
    struct import_table table;
    struct error err = {0};
    enum optibom_status status = format->open(&reader, &input, &err);
    if (status != OPTIBOM_OK) {
        buf_printf(out, "!%s", err.text);
        return;
    }
    while ((status = format->next_table(reader, &table, &err)) != OPTIBOM_NOT_FOUND) {
        if (status != OPTIBOM_OK) {
            buf_printf(out, "!%s", err.text);
            error_clear(&err);
            continue;
        }
        buf_printf(out, "%s%s{", table.name, table.is_hidden ? "(hidden)" : "");
        workbook_rows(out, reader);
        buf_putc(out, '}');
    }
    format->close(reader);
}

#endif
