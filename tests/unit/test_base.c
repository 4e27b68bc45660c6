/* The foundations: memory, text, JSON, UTF-8, ranges, tables. */
#include "check.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/json.h"
#include "base/range.h"
#include "base/table.h"
#include "base/utf8.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

static void arena_gives_zeroed_aligned_memory(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    for (size_t size = 1; size < 300000; size = size * 3 + 1) {
        unsigned char *bytes = arena_alloc(&arena, size);
        assert_non_null(bytes);
        assert_int_equal((uintptr_t)bytes % alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(bytes[i], 0);
        memset(bytes, 0xff, size);
    }
    assert_null(arena_alloc(&arena, SIZE_MAX - 8));
    assert_non_null(arena_alloc(&arena, 16)); /* still usable */
    arena_fini(&arena);
}

static void arena_arrays_keep_their_items(void **state)
{
    (void)state;
    struct arena arena;
    int64_t *items = NULL;
    arena_init(&arena);
    for (size_t i = 0; i < 10000; i++) {
        items = arena_grow(&arena, items, i, sizeof *items);
        assert_non_null(items);
        assert_int_equal(items[i], 0);
        items[i] = (int64_t)i * 7;
    }
    for (size_t i = 0; i < 10000; i++)
        assert_int_equal(items[i], (int64_t)i * 7);
    arena_fini(&arena);
}

static void arena_copies_texts(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    assert_string_equal(arena_strdup(&arena, ""), "");
    assert_string_equal(arena_strndup(&arena, "abcdef", 3), "abc");
    assert_string_equal(arena_printf(&arena, "%d of %s", 7, "nine"), "7 of nine");
    char *longer = arena_printf(&arena, "%0100000d", 1);
    assert_int_equal(strlen(longer), 100000);
    arena_fini(&arena);
}

static void buf_appends(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf);
    assert_string_equal(buf_text(&buf), "");
    buf_puts(&buf, "a");
    buf_putc(&buf, 'b');
    buf_add(&buf, "cdx", 2);
    buf_printf(&buf, "%s%d", "e", 5);
    assert_string_equal(buf_text(&buf), "abcde5");
    assert_int_equal(buf.length, 6);
    buf_clear(&buf);
    assert_string_equal(buf_text(&buf), "");
    for (int i = 0; i < 100000; i++)
        buf_putc(&buf, 'x');
    assert_int_equal(strlen(buf_text(&buf)), 100000);
    assert_true(buf_ok(&buf));
    buf_fini(&buf);
}

/* After the first failure appends do nothing and the text stays whole. */
static void buf_failure_sticks(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf);
    buf_puts(&buf, "kept");
    buf_add(&buf, "x", SIZE_MAX - 2);
    assert_false(buf_ok(&buf));
    buf_puts(&buf, "lost");
    assert_string_equal(buf_text(&buf), "kept");
    buf_clear(&buf);
    assert_false(buf_ok(&buf));
    buf_fini(&buf);
}

static void numbers_read_back(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *text;
    } CASES[] = {{0, "0"},
                 {1, "1"},
                 {-2.5, "-2.5"},
                 {0.1, "0.1"},
                 {0.1 + 0.2, "0.30000000000000004"},
                 {1e21, "1e+21"},
                 {1.0 / 3, "0.3333333333333333"},
                 {5e-324, "4.94065645841247e-324"},
                 {1.7976931348623157e308, "1.7976931348623157e+308"},
                 {123456789012345.0, "123456789012345"}};
    struct buf buf;
    buf_init(&buf);
    for (size_t i = 0; i < CHECK_COUNT(CASES); i++) {
        buf_clear(&buf);
        buf_number(&buf, CASES[i].value);
        assert_string_equal(buf_text(&buf), CASES[i].text);
        assert_true(strtod(buf_text(&buf), NULL) == CASES[i].value);
    }
    buf_clear(&buf);
    buf_number(&buf, NAN);
    buf_number(&buf, -INFINITY);
    assert_string_equal(buf_text(&buf), "nullnull");
    buf_fini(&buf);
}

static void json_is_laid_out(void **state)
{
    (void)state;
    struct buf buf;
    struct json json;
    buf_init(&buf);
    json_init(&json, &buf);
    json_object(&json);
    json_key_text(&json, "schema", "x/1");
    json_key_number(&json, "half", 0.5);
    json_key_number(&json, "nothing", NAN);
    json_key_integer(&json, "big", INT64_MIN);
    json_key(&json, "yes");
    json_bool(&json, true);
    json_key(&json, "list");
    json_array(&json);
    json_text(&json, NULL);
    json_array(&json);
    json_array_end(&json);
    json_object(&json);
    json_object_end(&json);
    json_array_end(&json);
    json_key(&json, "power");
    json_range(&json, (struct range){NAN, 1, 2}, "W");
    json_object_end(&json);
    assert_string_equal(buf_text(&buf), "{\n"
                                        "  \"schema\": \"x/1\",\n"
                                        "  \"half\": 0.5,\n"
                                        "  \"nothing\": null,\n"
                                        "  \"big\": -9223372036854775808,\n"
                                        "  \"yes\": true,\n"
                                        "  \"list\": [\n"
                                        "    null,\n"
                                        "    [],\n"
                                        "    {}\n"
                                        "  ],\n"
                                        "  \"power\": {\n"
                                        "    \"min\": null,\n"
                                        "    \"typ\": 1,\n"
                                        "    \"max\": 2,\n"
                                        "    \"unit\": \"W\"\n"
                                        "  }\n"
                                        "}\n");
    buf_fini(&buf);
}

static void json_texts_are_escaped(void **state)
{
    (void)state;
    struct buf buf;
    struct json json;
    buf_init(&buf);
    json_init(&json, &buf);
    json_text(&json, "\"\\\n\t\r\x01\x1f/\xc2\xb5"
                     "m\xff\xc3");
    assert_string_equal(buf_text(&buf), "\"\\\"\\\\\\n\\t\\u000d\\u0001\\u001f/\xc2\xb5"
                                        "m\\ufffd\\ufffd\"");
    buf_clear(&buf);
    json_init(&json, &buf);
    json_text(&json, "\xc2\x9b\xc2\xa0\xe2\x80\xa7\xe2\x80\xa8\xe2\x80\xae\xe2\x81\xa6\x7f");
    assert_string_equal(buf_text(&buf),
                        "\"\\u009b\xc2\xa0\xe2\x80\xa7\\u2028\\u202e\\u2066\\u007f\"");
    buf_fini(&buf);
}

static void utf8_is_strict(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool valid;
    } CASES[] = {{"", true},
                 {"plain", true},
                 {"\xc2\xb5", true},
                 {"\xef\xbf\xbd", true},
                 {"\xf0\x9f\x98\x80", true},
                 {"\xf4\x8f\xbf\xbf", true},
                 {"\x80", false},             /* continuation alone */
                 {"\xc2", false},             /* cut off */
                 {"\xc0\xaf", false},         /* overlong */
                 {"\xe0\x80\xaf", false},     /* overlong */
                 {"\xf0\x80\x80\xaf", false}, /* overlong */
                 {"\xed\xa0\x80", false},     /* surrogate */
                 {"\xf4\x90\x80\x80", false}, /* past U+10FFFF */
                 {"\xfe", false},
                 {"a\xff"
                  "b",
                  false}};
    for (size_t i = 0; i < CHECK_COUNT(CASES); i++)
        assert_int_equal(utf8_is_valid(CASES[i].text, strlen(CASES[i].text)), CASES[i].valid);
    assert_false(utf8_is_valid("\xc2\xb5", 1));
    assert_int_equal(utf8_length("\xe2\x82\xac"), 3);
    assert_int_equal(utf8_length("\xe2\x82"), 0);
}

static void utf8_columns_are_those_of_a_terminal(void **state)
{
    (void)state;
    assert_int_equal(utf8_columns("abc"), 3);
    assert_int_equal(utf8_columns("\xc2\xb5m"), 2);
    assert_int_equal(utf8_columns("e\xcc\x81"), 1);                /* combining accent */
    assert_int_equal(utf8_columns("\xe5\x85\x89\xe7\xba\xa4"), 4); /* two wide characters */
    assert_int_equal(utf8_columns("\xff"), 1);
    /* The first and last character of each block that is wide or has no width, and its neighbours.
     */
    static const struct {
        const char *text;
        size_t columns;
    } CASES[] = {{"\xcb\xbf", 1},         {"\xcc\x80", 0},         {"\xcd\xaf", 0},
                 {"\xcd\xb0", 1},         {"\xe1\x83\xbf", 1},     {"\xe1\x84\x80", 2},
                 {"\xe1\x85\x9f", 2},     {"\xe1\x85\xa0", 1},     {"\xe2\x80\x8a", 1},
                 {"\xe2\x80\x8b", 0},     {"\xe2\x80\x8f", 0},     {"\xe2\x80\x90", 1},
                 {"\xe2\x83\x8f", 1},     {"\xe2\x83\x90", 0},     {"\xe2\x83\xbf", 0},
                 {"\xe2\x84\x80", 1},     {"\xe2\xb9\xbf", 1},     {"\xe2\xba\x80", 2},
                 {"\xea\x93\x8f", 2},     {"\xea\x93\x90", 1},     {"\xea\xaf\xbf", 1},
                 {"\xea\xb0\x80", 2},     {"\xed\x9e\xa3", 2},     {"\xed\x9e\xa4", 1},
                 {"\xee\xbf\xbf", 1},     {"\xef\xa4\x80", 2},     {"\xef\xab\xbf", 2},
                 {"\xef\xac\x80", 1},     {"\xef\xb8\x80", 0},     {"\xef\xb8\x8f", 0},
                 {"\xef\xb8\x90", 1},     {"\xef\xb8\xb0", 2},     {"\xef\xb9\xaf", 2},
                 {"\xef\xb9\xb0", 1},     {"\xef\xbc\x80", 2},     {"\xef\xbd\xa0", 2},
                 {"\xef\xbd\xa1", 1},     {"\xf0\x9f\x8b\xbf", 1}, {"\xf0\x9f\x8c\x80", 2},
                 {"\xf0\x9f\xab\xbf", 2}, {"\xf0\x9f\xac\x80", 1}, {"\xf0\x9f\xbf\xbf", 1},
                 {"\xf0\xa0\x80\x80", 2}, {"\xf0\xbf\xbf\xbd", 2}, {"\xf0\xbf\xbf\xbe", 1}};
    for (size_t i = 0; i < CHECK_COUNT(CASES); i++)
        if (utf8_columns(CASES[i].text) != CASES[i].columns)
            fail_msg("row %zu has %zu columns", i, utf8_columns(CASES[i].text));
}

static void ranges_are_filled(void **state)
{
    (void)state;
    static const struct {
        struct range given, filled;
    } CASES[] = {{{NAN, 5, NAN}, {5, 5, 5}}, {{NAN, NAN, 9}, {9, 9, 9}}, {{4, NAN, NAN}, {4, 4, 4}},
                 {{4, NAN, 9}, {4, 9, 9}},   {{4, 5, NAN}, {4, 5, 5}},   {{NAN, 5, 9}, {5, 5, 9}},
                 {{1, 2, 3}, {1, 2, 3}}};
    for (size_t i = 0; i < CHECK_COUNT(CASES); i++) {
        struct range filled = range_filled(CASES[i].given);
        CHECK_CLOSE(filled.min, CASES[i].filled.min);
        CHECK_CLOSE(filled.typ, CASES[i].filled.typ);
        CHECK_CLOSE(filled.max, CASES[i].filled.max);
    }
    assert_true(range_is_none(range_filled(range_none())));
}

static void ranges_are_ordered_and_add_up(void **state)
{
    (void)state;
    assert_true(range_is_ordered((struct range){1, NAN, 1}));
    assert_true(range_is_ordered(range_none()));
    assert_false(range_is_ordered((struct range){2, NAN, 1}));
    assert_false(range_is_ordered((struct range){1, 3, 2}));
    struct range sum = range_add((struct range){1, 2, 3}, range_exact(10));
    struct range twice = range_scale(sum, 2);
    CHECK_CLOSE(twice.min, 22);
    CHECK_CLOSE(twice.typ, 24);
    CHECK_CLOSE(twice.max, 26);
}

static void tables_hold_rows(void **state)
{
    (void)state;
    struct arena arena;
    struct table table;
    char text[] = "first";
    arena_init(&arena);
    table_init(&table, &arena);
    assert_int_equal(table_row_count(&table), 0);
    table_column(&table, "name", NULL, TABLE_TEXT, "");
    table_column(&table, "power", "Power", TABLE_RANGE, "W");
    table_column(&table, "count", NULL, TABLE_INTEGER, "");
    table_column(&table, "share", NULL, TABLE_REAL, "");
    table_text(&table, text);
    text[0] = 'X'; /* copied */
    table_range(&table, (struct range){NAN, 2, NAN});
    table_integer(&table, INT64_MAX);
    table_real(&table, 0.5);
    table_text(&table, NULL);
    table_range(&table, range_none());
    table_null(&table);
    table_real(&table, NAN);
    assert_true(table_ok(&table));
    assert_int_equal(table_row_count(&table), 2);
    assert_string_equal(table_at(&table, 0, 0)->text, "first");
    CHECK_CLOSE(table_at(&table, 0, 1)->range->typ, 2);
    assert_true(table_at(&table, 0, 2)->integer == INT64_MAX);
    CHECK_CLOSE(table_at(&table, 0, 3)->real, 0.5);
    for (size_t column = 0; column < 4; column++)
        assert_int_equal(table_at(&table, 1, column)->kind, TABLE_CELL_NULL);
    arena_fini(&arena);
}

/* The innermost sentence wins, and is cut to its room, not past it. */
static void errors_keep_the_first_sentence(void **state)
{
    (void)state;
    struct error err = {0};
    char longer[3000];
    assert_int_equal(error_set(&err, OPTIBOM_BAD_INPUT, "first %d", 1), OPTIBOM_BAD_INPUT);
    error_set(&err, OPTIBOM_FAILED, "second");
    assert_string_equal(err.text, "first 1");
    assert_int_equal(err.status, OPTIBOM_BAD_INPUT);
    error_clear(&err);
    assert_string_equal(err.text, "");
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    error_set(&err, OPTIBOM_FAILED, "%s", longer);
    assert_int_equal(strlen(err.text), sizeof err.text - 1);
    error_clear(&err);
    assert_int_equal(error_no_memory(&err), OPTIBOM_FAILED);
    assert_true(strstr(err.text, "memory") != NULL);
}

/* What an error is about goes behind its place, or behind the one that it is given. */
static void errors_say_what_they_are_about(void **state)
{
    (void)state;
    static const struct {
        const char *text, *place, *passed;
    } rows[] = {
        {"a.yaml:3:8: what: why", "b.yaml:1", "a.yaml:3:8: ABOUT: what: why"},
        {"dir/a b.yaml:3: what", NULL, "dir/a b.yaml:3: ABOUT: what"},
        {"a: b.yaml:3:8: what", NULL, "a: b.yaml:3:8: ABOUT: what"},
        {"flow f, step 6: what", "b.yaml:1", "b.yaml:1: ABOUT: flow f, step 6: what"},
        {"'x: 3': what", NULL, "ABOUT: 'x: 3': what"},
        {"3: what", NULL, "ABOUT: 3: what"},
        {":: what", NULL, "ABOUT: :: what"},
        {"a.yaml:3:8:", NULL, "ABOUT: a.yaml:3:8:"},
        {"", NULL, "ABOUT: "},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error from = {0}, err = {0};
        error_set(&from, OPTIBOM_NOT_FOUND, "%s", rows[i].text);
        assert_int_equal(error_pass(&err, &from, rows[i].place, "ABOUT"), OPTIBOM_NOT_FOUND);
        assert_string_equal(err.text, rows[i].passed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_zeroed_aligned_memory),
        cmocka_unit_test(arena_arrays_keep_their_items),
        cmocka_unit_test(arena_copies_texts),
        cmocka_unit_test(buf_appends),
        cmocka_unit_test(buf_failure_sticks),
        cmocka_unit_test(numbers_read_back),
        cmocka_unit_test(json_is_laid_out),
        cmocka_unit_test(json_texts_are_escaped),
        cmocka_unit_test(utf8_is_strict),
        cmocka_unit_test(utf8_columns_are_those_of_a_terminal),
        cmocka_unit_test(ranges_are_filled),
        cmocka_unit_test(ranges_are_ordered_and_add_up),
        cmocka_unit_test(tables_hold_rows),
        cmocka_unit_test(errors_keep_the_first_sentence),
        cmocka_unit_test(errors_say_what_they_are_about),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
