/* The name of a part changed in the text of a spec: in whatever quotes it stands, and whatever the
 * new name needs. */
#include "check.h"

#include "assemble/assemble.h"
#include "assemble/spec_edit.h"
#include "store/store.h"

#include <string.h>

#define BEFORE                                                                                     \
    "build: b # kept\n"                                                                            \
    "accelerators: {part: A, count: 4}\n"                                                          \
    "networks: {scale-out: {bandwidth: 400, topology: {kind: single-tier}, switch: "
#define BEHIND ",\n  links: [{from: accelerator, to: switch, medium: dac, length: 2, cable: C}]}}\n"

static struct catalog catalog;
static struct arena arena;

/* A catalog with the one part that specs name. */
static int open_catalog(void **state)
{
    struct store *store = NULL;
    struct error err = {0};
    (void)state;
    arena_init(&arena);
    return store_open(&store, NULL, STORE_MEMORY, &err) != OPTIBOM_OK ||
           catalog_init(&catalog, store, &err) != OPTIBOM_OK ||
           store_run(store, &err, "INSERT INTO vendor (name) VALUES ('Acme')", "") != OPTIBOM_OK ||
           store_run(store, &err,
                     "INSERT INTO part (class, vendor_id, mpn) SELECT 'enclosure', vendor_id, "
                     "'S-1' FROM vendor WHERE name = 'Acme'",
                     "") != OPTIBOM_OK;
}

static int close_catalog(void **state)
{
    (void)state;
    catalog_fini(&catalog);
    arena_fini(&arena);
    return 0;
}

static void names_are_quoted_as_they_need(void **state)
{
    (void)state;
    static const struct {
        const char *was, *to, *is; /* NULL: it cannot be changed in place */
    } cases[] = {
        {"Acme S-1", "Acme T-2", "Acme T-2"},
        {"{part: Acme S-1}", "Acme T-2", "{part: Acme T-2}"},
        {"'Acme S-1'", "Acme T-2", "'Acme T-2'"},
        {"\"Acme S-1\"", "Acme T-2", "\"Acme T-2\""},
        {"S-1", "Acme (T)/2=3+4._", "Acme (T)/2=3+4._"},
        {"S-1", "Acme T#2", "\"Acme T#2\""},
        {"S-1", "-T", "\"-T\""},
        {"S-1", "T-2 ", "\"T-2 \""},
        {"S-1", "Acme \"T\" \\ 2", "\"Acme \\\"T\\\" \\\\ 2\""},
        {"'S-1'", "Acme's T", "'Acme''s T'"},
        {"\"S-1\"", "Acme's \"T\"", "\"Acme's \\\"T\\\"\""},
        {"'S-1'", "Acme \"T\"", "'Acme \"T\"'"},
        {"S-1", "2026", "2026"},
        {"S-1", "two\nlines", NULL},
    };
    for (size_t i = 0; i < CHECK_COUNT(cases); i++) {
        char text[1024], expected[1024];
        int64_t id = 0;
        struct catalog_part *from = NULL;
        struct spec_edit edit;
        struct error err = {0};
        snprintf(text, sizeof text, "%s%s%s", BEFORE, cases[i].was, BEHIND);
        snprintf(expected, sizeof expected, "%s%s%s", BEFORE, cases[i].is, BEHIND);
        assert_int_equal(catalog_part_resolve(&id, &arena, catalog.store, "S-1", &err), OPTIBOM_OK);
        assert_int_equal(catalog_part_load(&from, &arena, catalog.store, id, &err), OPTIBOM_OK);
        const struct catalog_part to = {.name = cases[i].to};
        enum optibom_status status =
            spec_edit_part(&edit, &arena, &catalog, "s.yaml", text, from, &to, &err);
        if (cases[i].is == NULL) {
            assert_int_equal(status, OPTIBOM_BAD_INPUT);
            assert_string_equal(err.text,
                                "s.yaml: 'Acme S-1' stands in the spec in a way that cannot be "
                                "changed in place; change it by hand and store it with: optibom "
                                "build add");
        } else {
            assert_string_equal(err.text, "");
            assert_string_equal(edit.text, expected);
            assert_int_equal(edit.count, 1);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(names_are_quoted_as_they_need)};
    return cmocka_run_group_tests(tests, open_catalog, close_catalog);
}
