/*
 * Feeds a mapping file and a table to the reader of maps, their writer and the filter: bytes up to
 * the first zero byte are the map, those behind it CSV. A map that is read must be written so that
 * it reads back to the same. A libFuzzer entry.
 */
#include "../unit/import_classes.h"
#include "import/csv/csv.h"
#include "import/map/map.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ROWS_MAX = 1000 };

static void check_written(const struct import_map *map)
{
    struct buf first, second;
    struct import_map again;
    struct error err = {0};
    struct arena arena;
    arena_init(&arena);
    buf_init(&first);
    buf_init(&second);
    import_map_write(&first, map);
    enum optibom_status status =
        import_map_read(&again, &arena, "again", buf_text(&first), first.length, &err);
    if (status != OPTIBOM_OK)
        fprintf(stderr, "%s\n%s", err.text, buf_text(&first));
    assert(status == OPTIBOM_OK);
    import_map_write(&second, &again);
    assert(strcmp(buf_text(&first), buf_text(&second)) == 0);
    buf_fini(&first);
    buf_fini(&second);
    arena_fini(&arena);
}

static void read_rows(struct import_map_filter *filter)
{
    struct import_row row;
    struct import_issue issue;
    size_t cells = 0, bytes = 0;
    for (size_t i = 0; i < ROWS_MAX; i++) {
        struct error err = {0};
        enum optibom_status status = import_map_row(&row, &issue, filter, &err);
        assert((status == OPTIBOM_OK) == (err.text[0] == '\0') || status == OPTIBOM_NOT_FOUND);
        if (status == OPTIBOM_NOT_FOUND || (i == 0 && status != OPTIBOM_OK))
            break;
        if (status != OPTIBOM_OK || issue.code != NULL)
            continue;
        cells = cells == 0 ? row.count : cells;
        assert(row.count == cells);
        for (size_t k = 0; k < row.count; k++)
            bytes += strlen(row.cells[k]);
    }
    (void)bytes;
}

static void apply(const struct import_map *map, const struct import_class *record_class,
                  const uint8_t *table, size_t size)
{
    const struct import_format *format = &import_format_csv;
    struct import_reader *reader = NULL;
    struct import_table whole;
    struct import_map_filter *filter = NULL;
    struct error err = {0};
    FILE *file = size > 0 ? fmemopen((void *)(uintptr_t)table, size, "r") : NULL;
    if (file == NULL)
        return;
    const struct import_input bytes = {file, "fuzz"};
    if (format->open(&reader, &bytes, &err) == OPTIBOM_OK) {
        assert(format->next_table(reader, &whole, &err) == OPTIBOM_OK);
        const struct import_map_input input = {format, reader, &whole, "fuzz"};
        if (import_map_open(&filter, map, record_class, &input, &err) == OPTIBOM_OK)
            read_rows(filter);
    }
    import_map_close(filter);
    format->close(reader);
    fclose(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *zero = size > 0 ? memchr(data, '\0', size) : NULL;
    size_t length = zero != NULL ? (size_t)(zero - data) : size;
    struct import_map map;
    struct error err = {0};
    struct arena arena;
    arena_init(&arena);
    if (import_map_read(&map, &arena, "map", (const char *)data, length, &err) == OPTIBOM_OK) {
        const struct import_table named = {.name = "Prices 2", .number = 2};
        import_map_takes(&map, &named);
        check_written(&map);
        for (size_t i = 0; zero != NULL && i < IMPORT_TEST_CLASSES; i++)
            apply(&map, &import_test_classes[i], zero + 1, size - length - 1);
    }
    arena_fini(&arena);
    return 0;
}
