/*
 * Arguments outside the domain of a closed form have no value: NaN, never a number that looks like
 * one. Each row spoils one argument of a sound call; the last value inside still has a value. The
 * statements are those at the head of the files of src/evaluate that are named by the tests.
 */
#include "check.h"

#include "evaluate/binomial.h"
#include "evaluate/breakeven.h"
#include "evaluate/coverage.h"
#include "evaluate/die.h"
#include "evaluate/distribution.h"
#include "evaluate/learning.h"
#include "evaluate/optimum.h"

#define ALL(condition, list)                                                                       \
    do {                                                                                           \
        for (size_t i = 0; i < CHECK_COUNT(list); i++) {                                           \
            const double x = (list)[i];                                                            \
            if (!(condition)) {                                                                    \
                print_error("%s:%d: not so at x = %g: %s\n", __FILE__, __LINE__, x, #condition);   \
                fail();                                                                            \
            }                                                                                      \
        }                                                                                          \
    } while (0)

static const double no_fractions[] = {-1e-9, 1 + 1e-9, NAN, -INFINITY, INFINITY};
static const double no_amounts[] = {-1e-9, NAN, -INFINITY};
static const double no_counts[] = {-1, 0.5, 2.5, NAN, -INFINITY};

static struct breakeven package(void)
{
    return (struct breakeven){6000, 16, 150, 18, 0.01, 0.05, 0.9};
}

/* With `x` in place of one field: no value from any of those that read it. */
static void one_gate(void **state)
{
    (void)state;
    static const size_t fields[] = {
        offsetof(struct breakeven, other),       offsetof(struct breakeven, engines),
        offsetof(struct breakeven, engine_cost), offsetof(struct breakeven, test_cost),
        offsetof(struct breakeven, overkill),    offsetof(struct breakeven, bad),
        offsetof(struct breakeven, coverage)};
    enum { ENGINES = 1, OVERKILL = 4, BAD = 5 };
    for (size_t field = 0; field < CHECK_COUNT(fields); field++) {
        const double *outside = field == ENGINES    ? no_counts
                                : field >= OVERKILL ? no_fractions
                                                    : no_amounts;
        for (size_t i = 0; i < 3; i++) {
            struct breakeven b = package();
            *(double *)((char *)&b + fields[field]) = outside[i];
            assert_true(isnan(breakeven_cost_without(&b)));
            assert_true(isnan(breakeven_cost_with(&b)));
            assert_true(isnan(breakeven_other(&b)) || field == 0);
            if (field < BAD)
                assert_true(isnan(breakeven_fallout(&b)) && isnan(breakeven_coverage(&b)));
            else if (field == BAD)
                assert_true(isnan(breakeven_coverage(&b)) && isfinite(breakeven_fallout(&b)));
        }
    }
    ALL(isnan(breakeven_coverage_for(x, 16, 0.9)), no_fractions);
    ALL(isnan(breakeven_coverage_for(0.05, 16, x)), no_fractions);
    ALL(isnan(breakeven_coverage_for(0.05, x, 0.9)), ((const double[]){0, 0.5, -1, NAN}));
    assert_true(isnan(breakeven_coverage_for(0.05, 16, 0)));
    /* All good, or all bad: 0.95^16 = 0.44 is enough for 0.4; a target of 1 asks for all. */
    CHECK_CLOSE(breakeven_coverage_for(0, 16, 1), 0);
    CHECK_CLOSE(breakeven_coverage_for(0.05, 16, 0.4), 0);
    CHECK_CLOSE(breakeven_coverage_for(0.05, 16, 1), 1);
    CHECK_CLOSE(breakeven_coverage_for(1, 16, 0.9), 1);
}

/* A test that costs nothing but good engines it rejects pays from a fallout above 0 on. */
static void a_test_that_only_rejects(void **state)
{
    (void)state;
    struct breakeven b = package();
    b.test_cost = 0;
    double fallout = breakeven_fallout(&b);
    assert_true(fallout > 0);
    b.bad = fallout;
    b.coverage = 1;
    CHECK_WITHIN(breakeven_cost_with(&b), breakeven_cost_without(&b), 1e-9);
    b.engine_cost = 0;
    CHECK_CLOSE(breakeven_fallout(&b), 0);
}

static void dies(void **state)
{
    (void)state;
    ALL(isnan(die_faults(x, 0.5, 100)) && isnan(die_faults(0.1, 0.5, x)), no_amounts);
    ALL(isnan(die_faults(0.1, x, 100)), no_fractions);
    CHECK_CLOSE(die_faults(0.1, 1, 100), 0.1);
    CHECK_CLOSE(die_faults(0.1, 0, 100), 0);
    CHECK_CLOSE(die_faults(0, 0.5, 100), 0);
    CHECK_CLOSE(die_faults(0.1, 0.5, 0), 0);
    for (enum die_model model = DIE_POISSON; model <= DIE_NEGATIVE_BINOMIAL; model++)
        ALL(isnan(die_yield(model, x, 2)) && isnan(die_loss(model, x, 2)), no_amounts);
    ALL(isnan(die_yield(DIE_BOSE_EINSTEIN, 0.1, x)), ((const double[]){0, 1.5, -1, NAN, INFINITY}));
    ALL(isnan(die_loss(DIE_NEGATIVE_BINOMIAL, 0.1, x)), ((const double[]){0, -1, NAN}));
    CHECK_CLOSE(die_yield(DIE_BOSE_EINSTEIN, 0.25, 1), 0.8);
    ALL(isnan(die_cost(x, 100)) && isnan(die_cost_good(x, 100, 0.5)), no_amounts);
    ALL(isnan(die_cost(5000, x)), ((const double[]){0, -1, NAN}));
    ALL(isnan(die_cost_good(5000, 100, x)), ((const double[]){0, -0.5, 1.0000001, NAN}));
    CHECK_CLOSE(die_cost_good(5000, 100, 1), 50);
    CHECK_CLOSE(die_cost(0, 100), 0);
}

static void wafers(void **state)
{
    (void)state;
    static const struct die_wafer sound = {8, 6, 0.1, 300, 3};
    static const struct {
        size_t field;
        double outside[4];
    } rows[] = {
        {offsetof(struct die_wafer, width), {0, -1, NAN, INFINITY}},
        {offsetof(struct die_wafer, height), {0, -1, NAN, INFINITY}},
        {offsetof(struct die_wafer, street), {-1e-9, 1000.001, NAN, INFINITY}},
        {offsetof(struct die_wafer, diameter), {0, -1, 1000.001, NAN}},
        {offsetof(struct die_wafer, edge), {-1e-9, -1, NAN, -INFINITY}},
    };
    for (size_t row = 0; row < CHECK_COUNT(rows); row++)
        for (size_t i = 0; i < 4; i++) {
            struct die_wafer wafer = sound;
            *(double *)((char *)&wafer + rows[row].field) = rows[row].outside[i];
            for (enum die_count count = DIE_COUNT_CORR; count <= DIE_COUNT_GRID; count++)
                assert_true(isnan(die_gross(count, &wafer)));
            assert_true(isnan(die_grid(&wafer, false, true)));
        }
    /* The largest wafer and street; an edge that leaves nothing; a die as wide as what is left. */
    const struct die_wafer largest = {500, 500, 1000, 1000, 0};
    CHECK_CLOSE(die_gross(DIE_COUNT_GRID, &largest), 1);
    const struct die_wafer no_room = {8, 6, 0.1, 300, 150};
    for (enum die_count count = DIE_COUNT_CORR; count <= DIE_COUNT_GRID; count++)
        CHECK_CLOSE(die_gross(count, &no_room), 0);
    const struct die_wafer too_wide = {295, 1, 0, 300, 3}, too_high = {1, 295, 0, 300, 3};
    CHECK_CLOSE(die_grid(&too_wide, false, false), 0);
    CHECK_CLOSE(die_grid(&too_high, false, false), 0);
    /* A die of 3 x 4 fits a usable 5 exactly, its diagonal being 5, once and not twice. */
    const struct die_wafer exact = {3, 4, 0, 5, 0};
    CHECK_CLOSE(die_gross(DIE_COUNT_GRID, &exact), 1);
    /* The square form: side 3 on 5 leaves pi 2^2 / (4 x 9); side above the diameter leaves none. */
    const struct die_wafer square = {3, 3, 0, 5, 0}, wide_street = {3, 3, 2, 5, 0};
    CHECK_CLOSE(die_gross(DIE_COUNT_SQ, &square), 3.14159265358979323846 * 4 / 36);
    CHECK_CLOSE(die_gross(DIE_COUNT_SQ, &wide_street), 0);
    const struct die_wafer thin = {3, 4, 1e3, 5, 0};
    CHECK_CLOSE(die_gross(DIE_COUNT_SQ, &thin), 0);
    CHECK_CLOSE(die_gross(DIE_COUNT_CORR, &thin), 0);
}

static void counting(void **state)
{
    (void)state;
    ALL(isnan(binomial_tail(x, 1, 0.1).below), ((const double[]){-1, 0.5, NAN, INFINITY, 1e9 + 1}));
    ALL(isnan(binomial_tail(16, x, 0.1).at_least), ((const double[]){0.5, -0.5, NAN}));
    ALL(isnan(binomial_tail(16, 8, x).at_least), no_fractions);
    ALL(isnan(binomial_tail_correlated(x, 1, 0.1, 0.2).below),
        ((const double[]){-1, 0.5, NAN, INFINITY, 1e6 + 1}));
    ALL(isnan(binomial_tail_correlated(16, 8, 0.1, x).below), no_fractions);
    CHECK_CLOSE(binomial_tail(1e9, 0, 0.1).at_least, 1);
    CHECK_CLOSE(binomial_probability(16, -1, 0.1), 0);
    CHECK_CLOSE(binomial_probability(16, 17, 0.1), 0);
    /* Correlated, and yet as without: no sites needed, more needed than there are, all good, all
     * bad. */
    CHECK_CLOSE(binomial_tail_correlated(16, 0, 0.1, 0.2).at_least, 1);
    CHECK_CLOSE(binomial_tail_correlated(16, 17, 0.1, 0.2).at_least, 0);
    CHECK_CLOSE(binomial_tail_correlated(16, 16, 0, 0.2).at_least, 1);
    CHECK_CLOSE(binomial_tail_correlated(16, 1, 1, 0.2).at_least, 0);
    /* rho = 1: all sites as one. */
    CHECK_CLOSE(binomial_tail_correlated(16, 3, 0.1, 1).at_least, 0.9);
}

static void starts(void **state)
{
    (void)state;
    ALL(isnan(binomial_starts(x, 0.9, 0.95)),
        ((const double[]){-1, 0.5, NAN, INFINITY, 1e9 + 1, 2e9}));
    ALL(isnan(binomial_starts(10, x, 0.95)), ((const double[]){0, -0.1, 1.0000001, NAN}));
    ALL(isnan(binomial_starts(10, 0.9, x)), ((const double[]){-0.1, 1, NAN}));
    CHECK_CLOSE(binomial_starts(10, 1, 0.95), 10);
    CHECK_CLOSE(binomial_starts(0, 0.9, 0.95), 0);
    /* Confidence 0 needs no more than the good ones. */
    CHECK_CLOSE(binomial_starts(10, 0.5, 0), 10);
    /* 1e9 starts of 0.95 give 95e7 good ones on average, 7e3 of them a standard deviation: within
     * reach, though twice the good ones is not. */
    CHECK_WITHIN(binomial_starts(9e8, 0.95, 0.5), 9e8 / 0.95, 1e-8);
    assert_true(isnan(binomial_starts(96e7, 0.95, 0.5)));
    /* One of a billion is good: too many starts. */
    assert_true(isnan(binomial_starts(10, 1e-9, 0.95)));
}

static void learning(void **state)
{
    (void)state;
    ALL(isnan(learning_unit(x, 0.9, 10)), ((const double[]){-1e-9, NAN, INFINITY}));
    ALL(isnan(learning_unit(100, x, 10)), ((const double[]){0, -0.9, NAN, INFINITY}));
    ALL(isnan(learning_unit(100, 0.9, x)), ((const double[]){0, 0.999, NAN, INFINITY}));
    ALL(isnan(learning_average(100, 0.9, x)), ((const double[]){0, 1.5, NAN, 1e18}));
    ALL(isnan(learning_defects(x, 0.1, 6, 3)), no_amounts);
    ALL(isnan(learning_defects(1, x, 6, 3)), no_amounts);
    ALL(isnan(learning_defects(1, 0.1, x, 3)), ((const double[]){0, -1, NAN}));
    ALL(isnan(learning_defects(1, 0.1, 6, x)), no_amounts);
    CHECK_CLOSE(learning_unit(100, 0.8, 1), 100);
    CHECK_CLOSE(learning_unit(100, 0.8, 4), 64);
    CHECK_CLOSE(learning_average(100, 0.8, 2), 90);
    CHECK_CLOSE(learning_defects(1, 0.1, 6, 0), 1);
}

static void coverages(void **state)
{
    (void)state;
    for (enum flow_convention way = FLOW_LINEAR; way <= FLOW_CLUSTERED; way++) {
        ALL(isnan(coverage_detection(way, x, 0.9, 2)), no_fractions);
        ALL(isnan(coverage_detection(way, 0.1, x, 2)), no_fractions);
        CHECK_CLOSE(coverage_detection(way, 0.1, 0, 2), 0);
        CHECK_CLOSE(coverage_detection(way, 0.1, 1, 2), 1);
    }
    ALL(isnan(coverage_detection(FLOW_AGRAWAL, 0.1, 0.9, x)),
        ((const double[]){0.999, NAN, INFINITY}));
    ALL(isnan(coverage_detection(FLOW_CLUSTERED, 0.1, 0.9, x)), ((const double[]){0, -1, NAN}));
    ALL(isnan(coverage_escape(x, 0.9)) && isnan(coverage_escape(0.1, x)), no_fractions);
    assert_true(isnan(coverage_escape(1, 1)));
    CHECK_CLOSE(coverage_escape(1, 0.9), 1);
}

static void distributions(void **state)
{
    (void)state;
    static const struct range bad[] = {{NAN, 1, 2},       {0, NAN, 2},      {0, 1, NAN},
                                       {-INFINITY, 1, 2}, {0, 1, INFINITY}, {1, INFINITY, 2},
                                       {2, 1, 3},         {0, 3, 2}};
    for (size_t i = 0; i < CHECK_COUNT(bad); i++) {
        assert_true(isnan(distribution_triangular(bad[i]).mean));
        assert_true(isnan(distribution_pert(bad[i]).variance));
        assert_true(isnan(distribution_uniform(bad[i]).mean));
        const struct triangle triangle = triangle_of(bad[i]);
        assert_true(isnan(triangle_quantile(&triangle, 0.5)));
        assert_true(isnan(uniform_quantile(bad[i], 0.5)));
    }
    const struct range sound = {1, 2, 4};
    const struct triangle triangle = triangle_of(sound);
    ALL(isnan(triangle_quantile(&triangle, x)) && isnan(uniform_quantile(sound, x)), no_fractions);
    CHECK_CLOSE(triangle_quantile(&triangle, 0), 1);
    CHECK_CLOSE(triangle_quantile(&triangle, 1), 4);
    CHECK_CLOSE(uniform_quantile(sound, 1), 4);
}

static void optimum(void **state)
{
    (void)state;
    const struct breakeven b = package();
    const struct optimum_test test = {2, 6};
    ALL(isnan(optimum_cost(&b, test, x)), no_fractions);
    ALL(isnan(optimum_cost(&b, ((struct optimum_test){x, 6}), 0.9)), no_amounts);
    ALL(isnan(optimum_cost(&b, ((struct optimum_test){2, x}), 0.9)), no_amounts);
    ALL(isnan(optimum_coverage(&b, ((struct optimum_test){x, 6})).coverage), no_amounts);
    /* Nothing fixed, or no rate, is within the domain: 6 ln 10 at 90 %, and 2. */
    CHECK_CLOSE(
        optimum_cost(&b, (struct optimum_test){0, 6}, 0.9),
        breakeven_cost_with(&(struct breakeven){6000, 16, 150, 6 * log(10), 0.01, 0.05, 0.9}));
    CHECK_CLOSE(optimum_cost(&b, (struct optimum_test){2, 0}, 0.9),
                breakeven_cost_with(&(struct breakeven){6000, 16, 150, 2, 0.01, 0.05, 0.9}));
    /* A3: coverage that costs nothing is full; A1: its cost is then the fixed one. */
    const struct optimum free_coverage = optimum_coverage(&b, (struct optimum_test){2, 0});
    CHECK_CLOSE(free_coverage.coverage, 1);
    CHECK_CLOSE(free_coverage.test_cost, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        {"breakeven.c", one_gate, NULL, NULL, NULL},
        {"breakeven.c E2", a_test_that_only_rejects, NULL, NULL, NULL},
        {"die.c dies", dies, NULL, NULL, NULL},
        {"die.c wafers", wafers, NULL, NULL, NULL},
        {"binomial.c", counting, NULL, NULL, NULL},
        {"binomial.c starts", starts, NULL, NULL, NULL},
        {"learning.c", learning, NULL, NULL, NULL},
        {"coverage.c", coverages, NULL, NULL, NULL},
        {"distribution.c", distributions, NULL, NULL, NULL},
        {"optimum.c", optimum, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests_name("domains", tests, NULL, NULL);
}
