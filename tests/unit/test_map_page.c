/* docs/map-file.md: its example is what the program does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "catalog/catalog.h"
#include "map_table.h"

#include <stdlib.h>

static char *read_text(const char *path)
{
    enum { TEXT_MAX = 64 * 1024 };
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = calloc(1, TEXT_MAX);
    assert_non_null(text);
    assert_true(fread(text, 1, TEXT_MAX - 1, file) > 0);
    fclose(file);
    return text;
}

/* The text of the n-th block of code of a page, from 0. */
static char *code_block(const char *page, size_t n)
{
    const char *start = page, *end = page;
    for (size_t i = 0; i <= n; i++) {
        start = strstr(end, "\n```");
        assert_non_null(start);
        start = strchr(start + 1, '\n') + 1;
        end = strstr(start, "```");
        assert_non_null(end);
        end += 3;
    }
    size_t length = (size_t)(end - start) - 3;
    char *block = calloc(1, length + 1);
    assert_non_null(block);
    memcpy(block, start, length);
    return block;
}

/* Rows of map_print as CSV, as the page shows them. */
static void print_plainly(struct buf *out, const char *rows)
{
    for (; *rows != '\0'; rows += strcspn(rows, "\n") + 1) {
        size_t line = strcspn(rows, "\n"), number = strcspn(rows, ":");
        if (strncmp(rows, "dropped", 7) == 0)
            return;
        for (size_t i = number + 1; i <= line; i++)
            buf_putc(out, rows[i] == '|' ? ',' : rows[i]);
    }
}

static void the_page_shows_what_happens(void **state)
{
    (void)state;
    char *page = read_text("docs/map-file.md");
    char *csv = code_block(page, 0), *yaml = code_block(page, 1), *result = code_block(page, 2);
    struct catalog catalog;
    struct store *store = NULL;
    struct error err = {0};
    struct buf out, plain;
    buf_init(&out);
    buf_init(&plain);
    assert_int_equal(store_open(&store, "", STORE_MEMORY, &err), OPTIBOM_OK);
    assert_int_equal(catalog_init(&catalog, store, &err), OPTIBOM_OK);
    FILE *file = fmemopen(csv, strlen(csv), "r");
    assert_non_null(file);
    map_apply(&out, yaml, file, "acme.csv",
              &catalog_class_find(&catalog.dictionary, "offer")->import);
    print_plainly(&plain, buf_text(&out));
    assert_true(buf_ok(&out) && buf_ok(&plain));
    assert_string_equal(buf_text(&plain), result);
    assert_non_null(strstr(buf_text(&out), "dropped 1 from 6: total row\n"
                                           "dropped 2 from 1: above the header\n"));
    fclose(file);
    buf_fini(&out);
    buf_fini(&plain);
    catalog_fini(&catalog);
    free(result);
    free(yaml);
    free(csv);
    free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_page_shows_what_happens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
