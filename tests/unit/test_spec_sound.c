/* What a spreadsheet would refuse in the texts of a report. */
#include "check.h"

#include "report/spec/spec_sound.h"

#include <string.h>

static void sheets_are_named_as_excel_does(void **state)
{
    static const struct {
        const char *name;
        bool is_sound;
    } rows[] = {
        {"Costed BOM", true},
        {"1234567890123456789012345678901", true},
        {"12345678901234567890123456789012", false},
        {"\xc3\xa9\xc3\xa9", true},
        {"<&\">", true},
        {"", false},
        {"a[b", false},
        {"a/b", false},
        {"it's", true},
        {"'a", false},
        {"a'", false},
        {"history", false},
        {"a\nb", false},
        {"a\x7f", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (spec_sound_sheet(rows[i].name) != rows[i].is_sound)
            fail_msg("'%s'", rows[i].name);
}

static void rockets_count_twice(void **state)
{
    char name[16 * 4 + 1] = "";
    (void)state;
    for (size_t i = 0; i < 15; i++)
        memcpy(name + 4 * i, "\xf0\x9f\x9a\x80", 5);
    assert_int_equal(spec_sound_length(name), 30);
    assert_true(spec_sound_sheet(name));
    memcpy(name + 60, "\xf0\x9f\x9a\x80", 5);
    assert_false(spec_sound_sheet(name));
}

static void names_are_no_cells(void **state)
{
    static const char *const sound[] = {"racks", "rate_eur", "abcd1", "rcx", "r1c1x", "c_1"};
    static const char *const unsound[] = {"",  "1a", "_a", "a b", "a.b",  "a1",  "XFD9",
                                          "r", "C",  "r1", "rc",  "R1C1", "r1c", "rc22"};
    char name[130];
    (void)state;
    for (size_t i = 0; i < sizeof sound / sizeof sound[0]; i++)
        if (!spec_sound_name(sound[i]))
            fail_msg("'%s'", sound[i]);
    for (size_t i = 0; i < sizeof unsound / sizeof unsound[0]; i++)
        if (spec_sound_name(unsound[i]))
            fail_msg("'%s'", unsound[i]);
    memset(name, 'n', 129);
    name[129] = '\0';
    assert_false(spec_sound_name(name));
    name[128] = '\0';
    assert_true(spec_sound_name(name));
}

static void formulas_are_read(void **state)
{
    static const struct {
        const char *formula, *fault;
    } rows[] = {
        {"{a}*(1-{b})", NULL},
        {"IF({a}=\"x;|(\",1,\"it\"\"s\")", NULL},
        {"SUMIFS({own.a:column},{own.b:column},\">=\"&{c})", NULL},
        {"_xlfn.MAXIFS({a:column},{b:column},{c})", NULL},
        {"ROUND({a},2)-DAY({b})", NULL},
        {"'It''s (a) sheet'!A1", NULL},
        {"={a}", "without the ="},
        {"IF({a},1", "parentheses"},
        {"{a})", "parentheses"},
        {")(", "parentheses"},
        {"{a", "does not close"},
        {"\"a", "does not close"},
        {"'a", "does not close"},
        {"{a};1", "can have none"},
        {"[x.xlsx]A!B1", "can have none"},
        {"cmd|1", "can have none"},
        {"Sum({a})", "capitals"},
        {"1+MAXIFS({a})", "_xlfn."},
        {"BINOM.DIST.RANGE(1)", "_xlfn."},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *fault = spec_sound_formula(rows[i].formula);
        if ((fault == NULL) != (rows[i].fault == NULL) ||
            (fault != NULL && strstr(fault, rows[i].fault) == NULL))
            fail_msg("'%s': %s", rows[i].formula, fault != NULL ? fault : "sound");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sheets_are_named_as_excel_does),
        cmocka_unit_test(rockets_count_twice),
        cmocka_unit_test(names_are_no_cells),
        cmocka_unit_test(formulas_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
