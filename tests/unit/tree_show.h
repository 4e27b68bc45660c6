/*
 * What the tests of the tree readers share: a text read by a format and printed on one line,
 * "name(column|column)line:cell|cell/line:cell|cell/ name(...)...", a "?" behind cells in doubt,
 * "[]" instead of names where there are none, "!sentence" where something is refused.
 */
#ifndef OPTIBOM_TESTS_TREE_SHOW_H
#define OPTIBOM_TESTS_TREE_SHOW_H

#include "base/buf.h"
#include "import/tree/tree_format.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static void show_row(struct buf *out, const struct import_row *row, bool is_names)
{
    if (!is_names)
        buf_printf(out, "%zu:", row->line);
    for (size_t i = 0; i < row->count; i++)
        buf_printf(out, "%s%s%s", i > 0 ? "|" : "", row->cells[i],
                   row->doubts != NULL && row->doubts[i] != NULL ? "?" : "");
    buf_puts(out, is_names ? ")" : "/");
}

static void show_tables(struct buf *out, const struct import_format *format,
                        struct import_reader *reader)
{
    struct import_table table;
    struct import_row row;
    struct error err = {0};
    while (format->next_table(reader, &table, &err) == OPTIBOM_OK) {
        bool is_names = table.has_names;
        buf_printf(out, "%s%s%s", out->length > 0 ? " " : "", table.name, is_names ? "(" : "[]");
        enum optibom_status status;
        while ((status = format->next_row(reader, &row, &err)) != OPTIBOM_NOT_FOUND) {
            if (status == OPTIBOM_OK)
                show_row(out, &row, is_names);
            else
                buf_printf(out, "!%s/", err.text);
            error_clear(&err);
            is_names = false;
        }
    }
}

/* Reads `size` bytes as "t". */
static void show_bytes(struct buf *out, const struct import_format *format, const char *text,
                       size_t size)
{
    FILE *file = size > 0 ? fmemopen((void *)(uintptr_t)text, size, "r") : fopen("/dev/null", "r");
    assert_non_null(file);
    const struct import_input input = {.file = file, .name = "t"};
    struct import_reader *reader = NULL;
    struct error err = {0};
    buf_clear(out);
    if (format->open(&reader, &input, &err) == OPTIBOM_OK)
        show_tables(out, format, reader);
    else
        buf_printf(out, "!%s", err.text);
    format->close(reader);
    fclose(file);
    assert_true(buf_ok(out));
}

struct show_case {
    const char *text, *shown;
};

/* Quotes of JSON texts are written ' here, so that the cases can be read. */
static inline void check_shown(const struct import_format *format, const struct show_case *cases,
                               size_t count, bool has_plain_quotes)
{
    struct buf out;
    buf_init(&out);
    for (size_t i = 0; i < count; i++) {
        char *text = strdup(cases[i].text);
        assert_non_null(text);
        for (char *c = text; !has_plain_quotes && *c != '\0'; c++)
            if (*c == '\'')
                *c = '"';
        show_bytes(&out, format, text, strlen(text));
        free(text);
        if (strcmp(buf_text(&out), cases[i].shown) != 0)
            print_error("case %zu: %s\n  gives    %s\n  expected %s\n", i, cases[i].text,
                        buf_text(&out), cases[i].shown);
        assert_string_equal(buf_text(&out), cases[i].shown);
    }
    buf_fini(&out);
}

#endif
