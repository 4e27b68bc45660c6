/* Counts that stop in place of overflowing. */
#include "check.h"

#include "base/count.h"

static void products_stop_at_the_most(void **state)
{
    (void)state;
    static const int64_t MOST = INT64_C(1000000000000000);
    assert_int_equal(count_times(0, INT64_MAX), 0);
    assert_int_equal(count_times(72, 4), 288);
    assert_int_equal(count_times(1000000, 1000000000), MOST);
    assert_int_equal(count_times(1000000, 1000000001), MOST);
    assert_int_equal(count_times(999999999999999, 1), 999999999999999);
    assert_int_equal(count_times(1000000000000, 1000000000000), MOST); /* 10^24 */
    assert_int_equal(count_times(INT64_MAX, 2), MOST);
}

static void numbers_become_counts(void **state)
{
    (void)state;
    static const struct {
        double number;
        int64_t count;
    } rows[] = {{0, 0},
                {-0.0, 0},
                {-3, 0},
                {7, 7},
                {999999999999999, 999999999999999},
                {1e15, COUNT_MOST},
                {1e300, COUNT_MOST},
                {INFINITY, COUNT_MOST},
                {-INFINITY, 0},
                {NAN, COUNT_MOST}};
    for (size_t i = 0; i < CHECK_COUNT(rows); i++)
        assert_int_equal(count_of(rows[i].number), rows[i].count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_stop_at_the_most),
        cmocka_unit_test(numbers_become_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
