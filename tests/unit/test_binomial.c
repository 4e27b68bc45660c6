/* Counts of good sites: cases A08, A20, A24; B numbers are those of evaluate/binomial.c. */
#include "check.h"

#include "evaluate/binomial.h"

static void a08_k_of_n(void **state)
{
    (void)state;
    static const double rows[][5] = {
        {9, 8, 0.98, 0.986885106194871, 0.0131148938051287},
        {18, 16, 0.97, 0.984280054308608, 0.0157199456913924},
        {8, 8, 0.995, 0.960693043575437, 0.0393069564245631},
        {4, 0, 0.3, 1, 0},
        {3, 4, 0.9, 0, 1},
        {0, 0, 0.5, 1, 0},
        {66, 64, 0.9995, 0.999994413473432, 5.58652656811275e-6},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        struct binomial_tail tail = binomial_tail(rows[i][0], rows[i][1], 1 - rows[i][2]);
        CHECK_CLOSE(tail.at_least, rows[i][3]);
        CHECK_CLOSE(tail.below, rows[i][4]);
    }
}

static void a08_correlated(void **state)
{
    (void)state;
    CHECK_CLOSE(binomial_tail_correlated(18, 16, 0.03, 0.1).at_least, 0.93262382990575);
    CHECK_CLOSE(binomial_tail_correlated(18, 16, 0.03, 0.001).at_least, 0.983245002008869);
    CHECK_CLOSE(binomial_tail_correlated(9, 8, 0.02, 0.5).at_least, 0.963633486918802);
    CHECK_CLOSE(binomial_tail_correlated(9, 8, 0.02, 0).at_least, 0.986885106194871);
    CHECK_CLOSE(binomial_tail_correlated(9, 8, 0.02, 1).at_least, 0.98);
    CHECK_CLOSE(binomial_tail_correlated(9, 8, 0.02, 1).below, 0.02);
    CHECK_CLOSE(binomial_tail_correlated(9, 0, 0.02, 1).at_least, 1);
    assert_true(isnan(binomial_tail_correlated(9, 8, 0.02, 1.5).at_least));
    CHECK_CLOSE(binomial_tail_correlated(9, 10, 0.02, 0.5).at_least, 0);
    CHECK_CLOSE(binomial_tail_correlated(9, 10, 0.02, 0.5).below, 1);
    /* Far above the mean the small side keeps its digits; exact fractions, bad 7/8, rho 1/64. */
    CHECK_CLOSE(binomial_tail_correlated(20, 20, 0.875, 0.015625).at_least, 1.21505100693998e-13);
    CHECK_CLOSE(binomial_tail_correlated(20, 18, 0.875, 0.015625).at_least, 1.07818761237565e-10);
}

static void correlated_sums_to_one(void **state)
{
    (void)state;
    double below = 0;
    for (int k = 1; k <= 12; k++) {
        struct binomial_tail tail = binomial_tail_correlated(12, k, 0.4, 0.2);
        CHECK_CLOSE(tail.at_least + tail.below, 1);
        assert_true(tail.below > below);
        below = tail.below;
    }
}

static void a08_independent_sites(void **state)
{
    (void)state;
    static const double rows[][3] = {{16, 0.97066174864714, 0.620992918931776},
                                     {16, 0.970449899690026, 0.618827936905158},
                                     {8, 0.953462589245592, 0.683013455365071}};
    for (size_t i = 0; i < CHECK_COUNT(rows); i++)
        CHECK_CLOSE(binomial_all_good(rows[i][0], 1 - rows[i][1]), rows[i][2]);
}

static void a24_stress(void **state)
{
    (void)state;
    static const double rows[][4] = {
        {1e-15, 1000000, 0.999999999, 9.99999999500001e-10},
        {1e-9, 64, 0.999999936000002, 6.3999997984e-8},
        {0.003, 16, 0.953065026364389, 0.0469349736356111},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        CHECK_CLOSE(binomial_all_good(rows[i][1], rows[i][0]), rows[i][2]);
        CHECK_CLOSE(binomial_any_bad(rows[i][1], rows[i][0]), rows[i][3]);
    }
    static const double tails[][5] = {
        {1000, 990, 0.005, 0.986530990671068, 0.0134690093289317},
        {64, 64, 1e-7, 0.99999360002016, 6.39997984004166e-6},
        {10000, 9900, 0.0075, 0.997653544956056, 0.00234645504394437},
    };
    for (size_t i = 0; i < CHECK_COUNT(tails); i++) {
        struct binomial_tail tail = binomial_tail(tails[i][0], tails[i][1], tails[i][2]);
        CHECK_CLOSE(tail.at_least, tails[i][3]);
        CHECK_WITHIN(tail.below, tails[i][4], 1e-9);
    }
}

static void b2_probabilities_add_up(void **state)
{
    (void)state;
    static const double sites[] = {1, 2, 7, 18, 400, 20000};
    static const double bads[] = {0, 1e-6, 0.03, 0.5, 0.97, 1};
    for (size_t i = 0; i < CHECK_COUNT(sites); i++)
        for (size_t b = 0; b < CHECK_COUNT(bads); b++) {
            double sum = 0;
            for (double j = 0; j <= sites[i]; j++)
                sum += binomial_probability(sites[i], j, bads[b]);
            CHECK_WITHIN(sum, 1, 1e-12);
        }
    CHECK_WITHIN(binomial_probability(10, 3, 0.5), 120.0 / 1024, 1e-14);
    CHECK_CLOSE(binomial_probability(5, 6, 0.5), 0);
    CHECK_CLOSE(binomial_probability(0, 0, 0.5), 1);
}

static void b3_domains(void **state)
{
    (void)state;
    CHECK_CLOSE(binomial_tail(8, 4, 0).at_least, 1);
    CHECK_CLOSE(binomial_tail(8, 4, 1).at_least, 0);
    CHECK_CLOSE(binomial_tail(8, 4, 1).below, 1);
    CHECK_CLOSE(binomial_tail(8, 0, 0.7).at_least, 1);
    assert_true(isnan(binomial_tail(8.5, 4, 0.1).at_least));
    assert_true(isnan(binomial_tail(-1, 4, 0.1).below));
    assert_true(isnan(binomial_tail(8, 4, 1.1).at_least));
    CHECK_WITHIN(binomial_tail(1e9, 5e8 + 1, 0.5).below, 0.5 + 1.26156626101e-5, 1e-10);
}

static void a20_starts(void **state)
{
    (void)state;
    static const double rows[][6] = {
        {100, 0.85, 0.95, 125, 0.950088105389015, 0.927105960458277},
        {1, 0.5, 0.99, 7, 0.9921875, 0.984375},
        {10, 1, 0.95, 10, 1, 0},
        {1000, 0.6924503475, 0.90, 1477, 0.904630396267185, 0.897980648362667},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        const double *r = rows[i];
        double starts = binomial_starts(r[0], r[1], r[2]);
        CHECK_CLOSE(starts, r[3]);
        CHECK_CLOSE(binomial_tail(starts, r[0], 1 - r[1]).at_least, r[4]);
        CHECK_CLOSE(binomial_tail(starts - 1, r[0], 1 - r[1]).at_least, r[5]);
    }
    CHECK_CLOSE(binomial_starts(1, 1e-9, 0.3), 356674944); /* ln 0.7 / ln(1 - 1e-9), rounded up */
    CHECK_CLOSE(binomial_starts(1, 0.5, 0.75), 2); /* 1 - 1/4: as much as is asked is enough */
    assert_true(isnan(binomial_starts(10, 0, 0.9)));
    assert_true(isnan(binomial_starts(10, 0.5, 1)));
    CHECK_CLOSE(binomial_starts(0, 0.5, 0.9), 0);
}

/* B4 against its definition, P(j) = C(n,j) B(a+j, c+n-j) / B(a,c), summed over all j of each side:
 * 8 sites, both above and below the mode. */
static void correlated_as_defined(void **state)
{
    (void)state;
    static const double quality[][2] = {{0.1, 0.2}, {0.5, 0.05}, {0.9, 0.4}};
    for (size_t i = 0; i < CHECK_COUNT(quality); i++) {
        double bad = quality[i][0], rho = quality[i][1];
        double a = (1 - bad) * (1 - rho) / rho, c = bad * (1 - rho) / rho;
        for (int k = 1; k <= 8; k++) {
            double sides[2] = {0, 0};
            for (int j = 0; j <= 8; j++)
                sides[j >= k] += exp(lgamma(9) - lgamma(j + 1.0) - lgamma(9.0 - j) + lgamma(a + j) +
                                     lgamma(c + 8 - j) - lgamma(a + c + 8) + lgamma(a + c) -
                                     lgamma(a) - lgamma(c));
            struct binomial_tail tail = binomial_tail_correlated(8, k, bad, rho);
            CHECK_CLOSE(tail.below, sides[0]);
            CHECK_CLOSE(tail.at_least, sides[1]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        {"A08 B3 k of n", a08_k_of_n, NULL, NULL, NULL},
        {"A08 B4 correlated sites", a08_correlated, NULL, NULL, NULL},
        {"B4 sides add to 1", correlated_sums_to_one, NULL, NULL, NULL},
        {"B4 correlated sites as defined", correlated_as_defined, NULL, NULL, NULL},
        {"A08 B1 independent sites", a08_independent_sites, NULL, NULL, NULL},
        {"A24 B1 B3 numerical stress", a24_stress, NULL, NULL, NULL},
        {"B2 probabilities add to 1", b2_probabilities_add_up, NULL, NULL, NULL},
        {"A25 B3 degenerate counts", b3_domains, NULL, NULL, NULL},
        {"A20 B5 starts for N good", a20_starts, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests_name("binomial", tests, NULL, NULL);
}
