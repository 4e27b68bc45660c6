/* Where the value of `k` stands in a text: its bytes, quotes included, anchors and tags not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/yaml_doc.h"

#include <string.h>

static const struct {
    const char *text;
    const char *value; /* bytes of the span; NULL: not known */
    char quote;
} cases[] = {
    {"k: Acme T8", "Acme T8", 0},
    {"# c\nk:   Acme T8   # c\n", "Acme T8", 0},
    {"k: 'Acme T8' # c\n", "'Acme T8'", '\''},
    {"k: 'it''s'\n", "'it''s'", '\''},
    {"k: \"a\\\"b\" \n", "\"a\\\"b\"", '"'},
    {"{a: 1, k: Acme T8}", "Acme T8", 0},
    {"{a: 1, k: Acme T8, b: 2}", "Acme T8", 0},
    {"{k: Acme T8  }", "Acme T8", 0},
    {"k: Acme\n  T8\n", "Acme\n  T8", 0},
    {"a: 1\r\nk: Acme T8\r\nb: 2\r\n", "Acme T8", 0},
    /* Characters of two, three and four bytes before it. */
    {"a: \"Gr\xc3\xb6\xc3\x9f"
     "e \xe2\x82\xac \xf0\x9f\x98\x80\" # \xc3\x97\nk: Acme T8\n",
     "Acme T8", 0},
    {"\xef\xbb\xbfk: Acme T8\n", "Acme T8", 0},
    {"k: &name Acme T8\n", "Acme T8", 0},
    {"k: !!str 'Acme T8'\n", "'Acme T8'", '\''},
    {"k: !!str &name\n  Acme T8\n", "Acme T8", 0},
    {"a: &name Acme T8\nk: *name\n", "Acme T8", 0},
    {"k: >-\n  Acme T8\n", NULL, 0},
    {"k: |\n  Acme T8\n", NULL, 0},
    {"k: [Acme T8]\n", NULL, 0},
};

static yaml_node value_of(struct yaml_doc *doc)
{
    size_t count = 0;
    struct error err = {0};
    yaml_node value = 0;
    const char *key = "";
    assert_int_equal(yaml_doc_count(&count, doc, yaml_doc_root(doc), &err), OPTIBOM_OK);
    for (size_t i = 0; i < count && strcmp(key, "k") != 0; i++)
        assert_int_equal(yaml_doc_pair(&key, &value, doc, yaml_doc_root(doc), i, &err), OPTIBOM_OK);
    return value;
}

static void spans(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = cases[i].text;
        struct yaml_doc *doc = NULL;
        struct error err = {0};
        struct arena arena;
        arena_init(&arena);
        assert_int_equal(yaml_doc_open(&doc, &arena, "t.yaml", text, strlen(text), &err),
                         OPTIBOM_OK);
        struct yaml_span span = yaml_doc_span(doc, value_of(doc), text, strlen(text));
        if (cases[i].value == NULL) {
            assert_int_equal(span.end, 0);
        } else {
            assert_int_equal(span.end - span.start, strlen(cases[i].value));
            assert_memory_equal(text + span.start, cases[i].value, strlen(cases[i].value));
            assert_int_equal(span.quote, cases[i].quote);
        }
        yaml_doc_close(doc);
        arena_fini(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(spans)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
