/* What the fuzz targets of the tree readers share: all rows of all tables, held to the contract. */
#ifndef OPTIBOM_TESTS_TREE_WALK_H
#define OPTIBOM_TESTS_TREE_WALK_H

#include "import/tree/tree_format.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* Cells that are looked at: many small tables or few large ones. */
enum { WALK_CELLS_MAX = 2000000 };

static void walk_row(const struct import_row *row, size_t count)
{
    assert(row->count == count || count == 0);
    assert(row->line > 0 && row->raw != NULL);
    for (size_t i = 0; i < row->count; i++)
        assert(row->cells[i] != NULL && utf8_is_valid(row->cells[i], strlen(row->cells[i])));
}

static void walk_tables(const struct import_format *format, struct import_reader *reader)
{
    struct import_table table;
    struct import_row row;
    struct error err = {0};
    size_t cells = 0, number = 0;
    enum optibom_status status = OPTIBOM_OK;
    while (cells < WALK_CELLS_MAX &&
           (status = format->next_table(reader, &table, &err)) == OPTIBOM_OK) {
        assert(table.name != NULL && table.number == ++number);
        size_t count = 0;
        while (cells < WALK_CELLS_MAX &&
               (status = format->next_row(reader, &row, &err)) != OPTIBOM_NOT_FOUND) {
            if (status == OPTIBOM_BAD_INPUT) {
                assert(err.text[0] != '\0');
                error_clear(&err);
                continue;
            }
            assert(status == OPTIBOM_OK);
            walk_row(&row, count);
            count = row.count;
            cells += count + 1;
        }
    }
    assert(status == OPTIBOM_OK || status == OPTIBOM_NOT_FOUND);
}

static void walk_bytes(const struct import_format *format, const uint8_t *data, size_t size)
{
    FILE *file = fmemopen((void *)(uintptr_t)data, size, "r");
    if (file == NULL)
        return;
    const struct import_input input = {.file = file, .name = "t"};
    struct import_reader *reader = NULL;
    struct error err = {0};
    enum optibom_status status = format->open(&reader, &input, &err);
    if (status == OPTIBOM_OK)
        walk_tables(format, reader);
    else
        assert(status == OPTIBOM_BAD_INPUT && strncmp(err.text, "t:", 2) == 0);
    format->close(reader);
    fclose(file);
}

#endif
