/* Which formulas stay in a workbook whose builds do not share the inputs. */
#include "check.h"

#include "report/spec/spec_values.h"

#include <string.h>

static void what_reads_others_becomes_a_value(void **state)
{
    (void)state;
    static const char TEXT[] =
        "-- sheet: Sample\n-- title: t\n-- purpose: p\n"
        "-- column: a | A | real\n"
        "-- column: own | Own | real | 10 | - | {a}*2+SUM({a:column})\n"
        "-- column: plain | Plain | real | 10 | - | 1+1\n"
        "-- column: after | After | real | 10 | - | {own}-{plain}\n"
        "-- column: named | Named | real | 10 | - | {a}*{racks}\n"
        "-- column: other | Other | real | 10 | - | SUMIFS({bom.a:column},{bom.own:column},{a})\n"
        "-- column: engine | Engine | real | 10 | - | engine\n"
        "-- input: a | own = 1 | integer | 1 .. 9 | One to nine\n"
        "\nSELECT 1 AS a;\n";
    static const bool IS_LIVE[] = {false, true, true, true, false, false, false};
    static const bool IS_ENGINE[] = {false, false, false, false, true, true, true};
    struct embed_file file = {"reports/sample.sql", TEXT, strlen(TEXT)};
    struct report_spec spec;
    struct arena arena;
    struct error err = {0};
    arena_init(&arena);
    if (report_spec_read(&spec, &arena, &file, &err) != OPTIBOM_OK)
        fail_msg("%s", err.text);
    assert_int_equal(spec.input_count, 1);
    report_spec_fix_values(&spec, 1);
    assert_int_equal(spec.input_count, 0);
    assert_int_equal(spec.column_count, CHECK_COUNT(IS_LIVE));
    for (size_t i = 0; i < spec.column_count; i++) {
        assert_int_equal(spec.columns[i].formula != NULL, IS_LIVE[i]);
        assert_int_equal(spec.columns[i].engine, IS_ENGINE[i]);
    }
    arena_fini(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_reads_others_becomes_a_value)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
