#include "import/workbook/workbook_row.h"

#include "base/scan.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void import_workbook_row_init(struct import_workbook_row *row)
{
    *row = (struct import_workbook_row){0};
    buf_init(&row->text);
}

void import_workbook_row_fini(struct import_workbook_row *row)
{
    buf_fini(&row->text);
    free(row->raw);
    free(row->cells);
    free(row->texts);
    free(row->doubts);
    import_workbook_row_init(row);
}

void import_workbook_row_clear(struct import_workbook_row *row)
{
    row->used = row->bytes = 0;
    row->has_text = row->has_doubts = false;
    buf_clear(&row->text);
}

static bool reserve(struct import_workbook_row *row, size_t column)
{
    size_t capacity = row->capacity > 0 ? row->capacity : 64;
    while (capacity <= column)
        capacity *= 2;
    struct import_workbook_row_cell *cells = realloc(row->cells, capacity * sizeof *cells);
    if (cells != NULL)
        row->cells = cells;
    const char **texts = realloc(row->texts, capacity * sizeof *texts);
    if (texts != NULL)
        row->texts = texts;
    const char **doubts = realloc(row->doubts, capacity * sizeof *doubts);
    if (doubts != NULL)
        row->doubts = doubts;
    if (cells == NULL || texts == NULL || doubts == NULL)
        return false;
    row->capacity = capacity;
    return true;
}

static bool is_blank(const char *text)
{
    while (scan_is_blank(*text))
        text++;
    return *text == '\0';
}

/* Makes the row as long as the column asks; false when memory is exhausted. */
static bool reach(struct import_workbook_row *row, size_t column)
{
    assert(column < IMPORT_WORKBOOK_COLUMNS_MAX);
    if (column >= row->capacity && !reserve(row, column))
        return false;
    for (; row->used <= column; row->used++) {
        row->cells[row->used] = (struct import_workbook_row_cell){.kept = ""};
        row->doubts[row->used] = NULL;
    }
    return true;
}

static bool set(struct import_workbook_row *row, size_t column,
                struct import_workbook_row_cell cell, const char *text)
{
    if (!reach(row, column))
        return false;
    row->cells[column] = cell;
    row->bytes += cell.length;
    row->has_text = row->has_text || *text > ' ' || !is_blank(text);
    return true;
}

bool import_workbook_row_keep(struct import_workbook_row *row, size_t column, const char *text,
                              size_t length)
{
    if (length == 0)
        return true;
    return set(row, column, (struct import_workbook_row_cell){text, 0, length}, text);
}

bool import_workbook_row_own(struct import_workbook_row *row, size_t column, size_t start)
{
    size_t length = row->text.length - start;
    if (length == 0)
        return buf_ok(&row->text);
    buf_putc(&row->text, '\0');
    if (!buf_ok(&row->text))
        return false;
    return set(row, column, (struct import_workbook_row_cell){NULL, start, length},
               row->text.text + start);
}

bool import_workbook_row_doubt(struct import_workbook_row *row, size_t column, const char *why)
{
    if (!reach(row, column))
        return false;
    row->doubts[column] = why;
    row->has_doubts = true;
    return true;
}

/* Room for `size` bytes; false when memory is exhausted. */
static bool reserve_raw(struct import_workbook_row *row, size_t size)
{
    if (size <= row->raw_size)
        return true;
    char *raw = realloc(row->raw, 2 * size);
    if (raw == NULL)
        return false;
    row->raw = raw;
    row->raw_size = 2 * size;
    return true;
}

bool import_workbook_row_finish(struct import_workbook_row *row, struct import_row *out)
{
    if (!reserve_raw(row, row->bytes + row->used + 1))
        return false;
    char *raw = row->raw;
    for (size_t i = 0; i < row->used; i++) {
        const struct import_workbook_row_cell *cell = &row->cells[i];
        row->texts[i] = cell->kept != NULL ? cell->kept : row->text.text + cell->start;
        memcpy(raw, row->texts[i], cell->length);
        raw += cell->length;
        *raw++ = '\t';
    }
    raw[row->used > 0 ? -1 : 0] = '\0';
    out->count = row->used;
    out->cells = row->texts;
    out->raw = row->raw;
    out->places = NULL;
    out->doubts = row->has_doubts ? row->doubts : NULL;
    return true;
}
