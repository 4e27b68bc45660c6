/* A map over a table, and what comes of it as one text. */
#ifndef OPTIBOM_TESTS_MAP_TABLE_H
#define OPTIBOM_TESTS_MAP_TABLE_H

#include "base/buf.h"
#include "import/csv/csv.h"
#include "import/map/map.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Reads a map that must be good; everything in it lives in `arena`. */
static inline void map_read_good(struct import_map *map, struct arena *arena, const char *yaml)
{
    struct error err = {0};
    enum optibom_status status = import_map_read(map, arena, "m.yaml", yaml, strlen(yaml), &err);
    assert_string_equal(err.text, "");
    assert_int_equal(status, OPTIBOM_OK);
}

/* The CSV reader; a row whose first cell is UNREADABLE is one. */
static inline enum optibom_status map_csv_row(struct import_reader *reader, struct import_row *row,
                                              struct error *err)
{
    enum optibom_status status = import_format_csv.next_row(reader, row, err);
    if (status == OPTIBOM_OK && strcmp(row->cells[0], "UNREADABLE") == 0)
        return error_set(err, OPTIBOM_BAD_INPUT, "t.csv:%zu: unreadable", row->line);
    return status;
}

static const struct import_format map_csv_format = {
    .name = "csv", .file_kind = "a CSV file", .next_row = map_csv_row};

/* Stands before the first row. */
static inline struct import_reader *map_csv_open(FILE *file, const char *name)
{
    struct import_reader *reader = NULL;
    struct import_table table;
    struct error err = {0};
    const struct import_input input = {file, name};
    assert_int_equal(import_format_csv.open(&reader, &input, &err), OPTIBOM_OK);
    assert_int_equal(import_format_csv.next_table(reader, &table, &err), OPTIBOM_OK);
    return reader;
}

static inline void map_csv_close(struct import_reader *reader)
{
    import_format_csv.close(reader);
}

static inline void map_print_row(struct buf *out, const struct import_row *row)
{
    buf_printf(out, "%zu:", row->line);
    for (size_t i = 0; i < row->count; i++)
        buf_printf(out, "%s%s", i > 0 ? "|" : "", row->cells[i]);
    buf_putc(out, '\n');
}

static inline void map_print_drops(struct buf *out, const struct import_map_filter *filter)
{
    const struct import_drop *drops;
    size_t count = import_map_drops(&drops, filter);
    for (size_t i = 0; i < count; i++)
        if (drops[i].count > 0)
            buf_printf(out, "dropped %zu from %zu: %s\n", drops[i].count, drops[i].first_line,
                       drops[i].because);
}

/* Every row that the filter gives, "line:cell|cell"; refused ones "line! code column: text",
 * unreadable ones "!! sentence"; then what was dropped. */
static inline void map_print(struct buf *out, struct import_map_filter *filter)
{
    struct import_row row;
    struct import_issue issue;
    struct error err = {0};
    enum optibom_status status;
    bool has_header = false;
    while ((status = import_map_row(&row, &issue, filter, &err)) != OPTIBOM_NOT_FOUND) {
        if (status != OPTIBOM_OK) {
            buf_printf(out, "!! %s\n", err.text);
            if (!has_header)
                return;
            error_clear(&err);
        } else if (issue.code != NULL) {
            buf_printf(out, "%zu! %s %s: %s\n", issue.line, issue.code, issue.column, issue.text);
        } else {
            has_header = true;
            map_print_row(out, &row);
        }
    }
    map_print_drops(out, filter);
}

/* The map `yaml`, named map.yaml, over the CSV file `file`. Errors of the map become "!! sentence"
 * as well. */
static inline void map_apply(struct buf *out, const char *yaml, FILE *file, const char *name,
                             const struct import_class *record_class)
{
    struct import_map map;
    struct import_map_filter *filter = NULL;
    struct error err = {0};
    struct arena arena;
    arena_init(&arena);
    const struct import_table table = {.name = "", .number = 1};
    const struct import_map_input input = {&map_csv_format, map_csv_open(file, name), &table, name};
    enum optibom_status status =
        import_map_read(&map, &arena, "map.yaml", yaml, strlen(yaml), &err);
    if (status == OPTIBOM_OK)
        status = import_map_open(&filter, &map, record_class, &input, &err);
    if (status == OPTIBOM_OK)
        map_print(out, filter);
    else
        buf_printf(out, "!! %s\n", err.text);
    import_map_close(filter);
    map_csv_close(input.reader);
    arena_fini(&arena);
}

#endif
