/* Days against dates computed elsewhere (date -u -d DAY +%s / 86400). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/day.h"

static void days_since_1970(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t days;
    } CASES[] = {{"1970-01-01", 0},      {"1969-12-31", -1},    {"2000-02-29", 11016},
                 {"2000-03-01", 11017},  {"2026-11-21", 20778}, {"1900-03-01", -25508},
                 {"9999-12-31", 2932896}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        int64_t days = 0;
        assert_true(day_read(&days, CASES[i].text));
        assert_int_equal(days, CASES[i].days);
    }
}

static void what_is_no_day(void **state)
{
    (void)state;
    static const char *const CASES[] = {"",           "2026-1-1",    "2026-13-01", "2026-00-01",
                                        "2026-04-31", "2026-02-29",  "1900-02-29", "2026-01-00",
                                        "2026/01/01", "2026-01-01T", "20x6-01-01", "1599-12-31"};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        int64_t days = 7;
        assert_false(day_read(&days, CASES[i]));
        assert_int_equal(days, 7);
    }
}

static void days_later(void **state)
{
    (void)state;
    static const struct {
        const char *day;
        int64_t days;
        const char *later;
    } CASES[] = {{"2026-01-02", 14, "2026-01-16"},  {"2026-12-24", 14, "2027-01-07"},
                 {"2024-02-15", 14, "2024-02-29"},  {"2026-02-28", 1, "2026-03-01"},
                 {"1970-01-01", 0, "1970-01-01"},   {"1970-01-01", -1, "1969-12-31"},
                 {"2000-02-29", 366, "2001-03-01"}, {"9999-12-30", 1, "9999-12-31"},
                 {"9999-12-31", 1, NULL},           {"1600-01-01", -1, NULL},
                 {"2026-02-30", 1, NULL},           {"2026-01-01", INT64_MAX, NULL}};
    char text[DAY_SIZE];
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        assert_int_equal(day_add(text, CASES[i].day, CASES[i].days), CASES[i].later != NULL);
        if (CASES[i].later != NULL)
            assert_string_equal(text, CASES[i].later);
    }
}

/* Every day of the calendar is the one after the day before, and says its own number. */
static void each_day_follows(void **state)
{
    (void)state;
    char day[DAY_SIZE] = "1600-01-01";
    int64_t first, days;
    assert_true(day_read(&first, day));
    for (int64_t i = 1; day_add(day, day, 1); i++) {
        assert_true(day_read(&days, day));
        assert_int_equal(days, first + i);
    }
    assert_string_equal(day, "9999-12-31");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_since_1970),
        cmocka_unit_test(what_is_no_day),
        cmocka_unit_test(days_later),
        cmocka_unit_test(each_day_follows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
