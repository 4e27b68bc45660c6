/* Reading CSV texts in tests: one line of text for all that the reader gives. */
#ifndef OPTIBOM_TESTS_CSV_READ_H
#define OPTIBOM_TESTS_CSV_READ_H

#include "import/csv/csv.h"

#include <stdint.h>
#include <stdio.h>

/* Opens `size` bytes of `text` as a file; an empty one too, which fmemopen refuses. */
static inline FILE *csv_open_text(const char *text, size_t size)
{
    FILE *file = size > 0 ? fmemopen((void *)(uintptr_t)text, size, "r") : fopen("/dev/null", "r");
    assert_non_null(file);
    return file;
}

static inline struct import_reader *csv_open(FILE *file)
{
    struct import_reader *reader = NULL;
    struct import_input input = {file, "t.csv"};
    struct import_table table;
    struct error err = {0};
    assert_int_equal(import_format_csv.open(&reader, &input, &err), OPTIBOM_OK);
    assert_int_equal(import_format_csv.next_table(reader, &table, &err), OPTIBOM_OK);
    assert_string_equal(table.name, "");
    assert_int_equal(table.number, 1);
    assert_false(table.has_names);
    return reader;
}

/* Records as "line:cell|cell/...", "?" behind a cell with a doubt, "!sentence/" for one that is
 * refused, the sentence of a file that is not opened. */
static inline void csv_read_as(char *out, size_t out_size, const char *text, size_t size,
                               const struct import_csv_dialect *dialect)
{
    struct import_reader *reader = NULL;
    struct import_row row;
    struct error err = {0};
    FILE *file = csv_open_text(text, size);
    struct import_input input = {file, "t.csv"};
    size_t used = 0;
    out[0] = '\0';
    enum optibom_status status = import_csv_open_as(&reader, &input, dialect, &err);
    if (status != OPTIBOM_OK)
        snprintf(out, out_size, "%s", err.text);
    while (reader != NULL &&
           (status = import_format_csv.next_row(reader, &row, &err)) != OPTIBOM_NOT_FOUND) {
        if (status == OPTIBOM_OK)
            used += (size_t)snprintf(out + used, out_size - used, "%zu:", row.line);
        else
            used += (size_t)snprintf(out + used, out_size - used, "!%s", err.text);
        for (size_t i = 0; status == OPTIBOM_OK && i < row.count; i++)
            used += (size_t)snprintf(out + used, out_size - used, "%s%s%s", i > 0 ? "|" : "",
                                     row.cells[i],
                                     row.doubts != NULL && row.doubts[i] != NULL ? "?" : "");
        used += (size_t)snprintf(out + used, out_size - used, "/");
        assert_true(used < out_size);
        error_clear(&err);
    }
    import_format_csv.close(reader);
    fclose(file);
}

static inline void csv_read(char *out, size_t out_size, const char *text, size_t size)
{
    csv_read_as(out, out_size, text, size, &(struct import_csv_dialect){0});
}

#endif
