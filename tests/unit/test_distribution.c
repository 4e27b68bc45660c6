/* Case A19, closed forms. D numbers are those of evaluate/distribution.c. */
#include "check.h"

#include "evaluate/distribution.h"

static const struct range engine = {120, 145, 210};

/* D1 D4: one triangular variable of A19. */
static void a19_one_triangle(void **state)
{
    (void)state;
    struct moments moments = distribution_triangular(engine);
    CHECK_CLOSE(moments.mean, 158.333333333333);
    CHECK_CLOSE(sqrt(moments.variance), 18.9663444612351);
    struct triangle triangle = triangle_of(engine);
    CHECK_CLOSE(triangle_quantile(&triangle, 0.1), 135.0);
    CHECK_CLOSE(triangle_quantile(&triangle, 0.5), 155.91673086804);
    CHECK_CLOSE(triangle_quantile(&triangle, 0.9), 185.813226755104);
}

/* D1 D2: sums of independent lines, each with one draw for all its pieces, or one for each. */
static void a19_sums(void **state)
{
    (void)state;
    static const struct {
        double quantity;
        struct range range;
    } lines[] = {
        {1, {4800, 5200, 6100}}, {16, {120, 145, 210}}, {16, {70, 85, 120}}, {1, {300, 350, 500}}};
    double mean = 0, shared = 0, separate = 0, pert_mean = 0, pert = 0;
    for (size_t i = 0; i < CHECK_COUNT(lines); i++) {
        double q = lines[i].quantity;
        struct moments triangular = distribution_triangular(lines[i].range);
        struct moments beta = distribution_pert(lines[i].range);
        mean += q * triangular.mean;
        shared += q * q * triangular.variance;
        separate += q * triangular.variance;
        pert_mean += q * beta.mean;
        pert += q * q * beta.variance;
    }
    CHECK_CLOSE(mean, 9750.0);
    CHECK_CLOSE(sqrt(shared), 442.574538605897);
    CHECK_CLOSE(sqrt(separate), 288.453732088104);
    CHECK_CLOSE(pert_mean, 9490.0);
    CHECK_CLOSE(sqrt(pert), 382.682677614276);
}

/* D3 D5 */
static void uniform(void **state)
{
    (void)state;
    struct range range = {0.8, 0.9, 0.95};
    struct moments moments = distribution_uniform(range);
    CHECK_CLOSE(moments.mean, 0.875);
    CHECK_CLOSE(moments.variance, 0.15 * 0.15 / 12);
    CHECK_CLOSE(uniform_quantile(range, 0), 0.8);
    CHECK_CLOSE(uniform_quantile(range, 0.5), 0.875);
    CHECK_CLOSE(uniform_quantile(range, 1), 0.95);
}

/* D4: ends, knee, monotone, and the inverse of its own distribution function. */
static void quantiles(void **state)
{
    (void)state;
    static const struct range ranges[] = {
        {0.1, 0.1, 1}, {0.1, 1, 1}, {0.1, 0.3, 1}, {-5, 2, 7}, {1e-9, 2e-9, 1e-6}};
    for (size_t r = 0; r < CHECK_COUNT(ranges); r++) {
        struct triangle triangle = triangle_of(ranges[r]);
        double a = ranges[r].min, m = ranges[r].typ, b = ranges[r].max, before = a;
        CHECK_CLOSE(triangle_quantile(&triangle, 0), a);
        CHECK_CLOSE(triangle_quantile(&triangle, 1), b);
        CHECK_CLOSE(triangle_quantile(&triangle, (m - a) / (b - a)), m);
        for (int i = 1; i <= 1000; i++) {
            double p = i == 1000 ? 1 - 0x1p-53 : i / 1000.0;
            double x = triangle_quantile(&triangle, p);
            assert_true(x >= before && x <= b);
            before = x;
            double below = x < m ? (x - a) * (x - a) / ((b - a) * (m - a))
                                 : 1 - (b - x) * (b - x) / ((b - a) * (b - m));
            if (i < 1000)
                CHECK_ABSOLUTE(below, p, 1e-12);
        }
    }
}

/* D6 and what has no value */
static void edges(void **state)
{
    (void)state;
    struct range constant = range_exact(7);
    struct triangle triangle = triangle_of(constant);
    CHECK_CLOSE(distribution_triangular(constant).mean, 7);
    CHECK_CLOSE(distribution_triangular(constant).variance, 0);
    CHECK_CLOSE(distribution_pert(constant).variance, 0);
    CHECK_CLOSE(triangle_quantile(&triangle, 0), 7);
    CHECK_CLOSE(triangle_quantile(&triangle, 0.3), 7);
    struct range wrong = {2, 1, 3};
    triangle = triangle_of(wrong);
    assert_true(isnan(triangle_quantile(&triangle, 0.5)));
    assert_true(isnan(distribution_triangular(wrong).mean));
    assert_true(isnan(distribution_pert(range_none()).mean));
    assert_true(isnan(distribution_uniform(wrong).variance));
    assert_true(isnan(uniform_quantile(wrong, 0.5)));
    triangle = triangle_of(engine);
    assert_true(isnan(triangle_quantile(&triangle, 1.5)));
    assert_true(isnan(triangle_quantile(&triangle, NAN)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a19_one_triangle), cmocka_unit_test(a19_sums), cmocka_unit_test(uniform),
        cmocka_unit_test(quantiles),        cmocka_unit_test(edges),
    };
    return cmocka_run_group_tests_name("distribution", tests, NULL, NULL);
}
