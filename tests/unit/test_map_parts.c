#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/map/map_names.h"
#include "import/map/map_pattern.h"

#include <string.h>

static void looks_into_the_first_bytes(void **state)
{
    (void)state;
    struct import_map_pattern *pattern = NULL;
    struct error err = {0};
    bool is_there = false;
    size_t start = 0, length = 0;
    static char text[3 * IMPORT_MAP_PATTERN_TEXT_MAX];
    /* Characters of three bytes: the 4,096th byte is inside one. */
    for (size_t i = 0; i + 3 < sizeof text; i += 3)
        memcpy(text + i, "\xe2\x82\xac", 3);
    assert_int_equal(import_map_pattern_open(&pattern, ".*", &err), OPTIBOM_OK);
    assert_int_equal(import_map_pattern_find(&is_there, &start, &length, pattern, text, &err),
                     OPTIBOM_OK);
    assert_true(is_there);
    assert_int_equal(start, 0);
    assert_int_equal(length, 4095);
    assert_int_equal(import_map_pattern_find(&is_there, &start, &length, pattern, "", &err),
                     OPTIBOM_OK);
    assert_true(is_there);
    assert_int_equal(length, 0);
    import_map_pattern_close(pattern);
    assert_int_equal(import_map_pattern_open(&pattern, "^a(b)?$", &err), OPTIBOM_OK);
    assert_int_equal(import_map_pattern_find(&is_there, &start, &length, pattern, "ba", &err),
                     OPTIBOM_OK);
    assert_false(is_there);
    import_map_pattern_close(pattern);
    import_map_pattern_close(NULL);
}

static void bounds_repetitions(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum optibom_status status;
    } cases[] = {
        {"a{1000}", OPTIBOM_OK},
        {"[0-9]{4}-[0-9]{2}-[0-9]{2}", OPTIBOM_OK},
        {"a{2,}{3}", OPTIBOM_OK},
        {"a{1001}", OPTIBOM_BAD_INPUT},
        {"a{,1001}", OPTIBOM_BAD_INPUT},
        {"(a{32}){32}", OPTIBOM_BAD_INPUT},
        {"a{99999999999999999999999}", OPTIBOM_BAD_INPUT},
        {"\\\\1", OPTIBOM_OK},
        {"(a)\\1", OPTIBOM_BAD_INPUT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct import_map_pattern *pattern = NULL;
        struct error err = {0};
        assert_int_equal(import_map_pattern_open(&pattern, cases[i].text, &err), cases[i].status);
        import_map_pattern_close(pattern);
    }
}

static void names_columns_by_letter(void **state)
{
    (void)state;
    static const struct {
        size_t position;
        const char *letter;
    } cases[] = {{0, "A"},   {25, "Z"},   {26, "AA"},   {51, "AZ"},
                 {52, "BA"}, {701, "ZZ"}, {702, "AAA"}, {16383, "XFD"}};
    const struct import_map_names none = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char letter[8];
        size_t position = 0;
        import_map_names_letter(letter, cases[i].position);
        assert_string_equal(letter, cases[i].letter);
        assert_true(import_map_names_find(&position, &none, letter));
        assert_int_equal(position, cases[i].position);
    }
    static const char *const bad[] = {"",      "0",  "b",  "XFE",
                                      "16385", "A1", "#2", "99999999999999999999"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        size_t position;
        assert_false(import_map_names_find(&position, &none, bad[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looks_into_the_first_bytes),
        cmocka_unit_test(bounds_repetitions),
        cmocka_unit_test(names_columns_by_letter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
