/* Case A11. A numbers are those of evaluate/optimum.c. */
#include "check.h"

#include "evaluate/optimum.h"

static const struct breakeven package = {
    .other = 6000, .engines = 16, .engine_cost = 150, .overkill = 0.01, .bad = 1 - 0.95};
static const struct optimum_test test = {6, 5};

/* A1 A2: c within 1e-6 absolute, cost within 1e-10. */
static void a11_optimum(void **state)
{
    (void)state;
    struct optimum optimum = optimum_coverage(&package, test);
    CHECK_ABSOLUTE(optimum.coverage, 0.988577343293781, 1e-6);
    CHECK_ABSOLUTE(optimum.test_cost, 28.3607823276927, 5e-4); /* t'(c) 1e-6 = 4.4e-4 */
    CHECK_CLOSE(optimum.cost_per_good, 9119.76820801383);
    CHECK_CLOSE(optimum.cost_without, 19085.4147187482);
    CHECK_CLOSE(optimum_cost(&package, test, 0.5), 13097.1285278374);
    CHECK_CLOSE(optimum_cost(&package, test, 0.999), 9249.10365878312);
}

/* Nothing around the optimum costs less. */
static void is_least(void **state)
{
    (void)state;
    static const double bad[] = {0.001, 0.01, 0.05, 0.3, 0.9};
    for (size_t i = 0; i < CHECK_COUNT(bad); i++) {
        struct breakeven other = package;
        other.bad = bad[i];
        struct optimum optimum = optimum_coverage(&other, test);
        for (double c = 0; c < 1; c += 1.0 / 512)
            assert_true(optimum_cost(&other, test, c) >= optimum.cost_per_good * (1 - 1e-14));
    }
}

/* A3 and the ends */
static void edges(void **state)
{
    (void)state;
    struct optimum free_coverage = optimum_coverage(&package, (struct optimum_test){6, 0});
    CHECK_CLOSE(free_coverage.coverage, 1);
    CHECK_CLOSE(free_coverage.test_cost, 6);
    struct breakeven good = package;
    good.bad = 0;
    CHECK_CLOSE(optimum_coverage(&good, (struct optimum_test){6, 0}).coverage, 1);
    struct optimum useless = optimum_coverage(&good, test);
    CHECK_CLOSE(useless.coverage, 0);
    CHECK_CLOSE(useless.test_cost, 6);
    assert_true(useless.cost_per_good > useless.cost_without);
    struct breakeven dead = package;
    dead.bad = 1;
    assert_true(isnan(optimum_coverage(&dead, test).coverage));
    assert_true(isnan(optimum_coverage(&package, (struct optimum_test){-1, 5}).coverage));
    assert_true(isnan(optimum_cost(&package, test, 1.5)));
    assert_true(isnan(optimum_cost(&package, test, 1)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a11_optimum),
        cmocka_unit_test(is_least),
        cmocka_unit_test(edges),
    };
    return cmocka_run_group_tests_name("optimum", tests, NULL, NULL);
}
