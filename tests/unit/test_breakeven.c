/* Where screening pays, one-gate form: case A10 and the tables of part 3 of the yield model; E
 * numbers are those of evaluate/breakeven.c. */
#include "check.h"

#include "evaluate/breakeven.h"

static void a10_rows(void **state)
{
    (void)state;
    static const struct {
        double other, engines, cost, test, good, coverage, overkill;
        double without, with, fallout, needed, other_at_coverage;
    } rows[] = {
        {6000, 8, 150, 18, 0.93, 0.96, 0.01, 12866.7513411664, 7636.85115583193,
         0.00276631422841062, 0.0395187746915804, -857.020090758615},
        {6000, 16, 150, 18, 0.975, 0.96, 0.01, 12595.2106379383, 8927.14494376767,
         0.00234495655878163, 0.0937982623512652, -1596.02572461757},
        {6000, 16, 150, 18, 0.998, 0.96, 0.01, 8673.42496033123, 8731.56580951193,
         0.00234495655878163, NAN, 7859.48050160365},
        {6000, 16, 150, 18, 0.9995, 0.96, 0.01, 8467.48645883898, 8719.24649366072,
         0.00234495655878163, NAN, 38637.2168487184},
        {300, 1, 150, 40, 0.95, 0.99, 0, 473.684210526316, 500.157894736842, 0.133333333333333, NAN,
         808.080808080808},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        const struct breakeven b = {rows[i].other,   rows[i].engines,  rows[i].cost,
                                    rows[i].test,    rows[i].overkill, 1 - rows[i].good,
                                    rows[i].coverage};
        CHECK_CLOSE(breakeven_cost_without(&b), rows[i].without);
        CHECK_CLOSE(breakeven_cost_with(&b), rows[i].with);
        CHECK_CLOSE(breakeven_fallout(&b), rows[i].fallout);
        CHECK_CLOSE(breakeven_coverage(&b), rows[i].needed);
        CHECK_CLOSE(breakeven_other(&b), rows[i].other_at_coverage);
    }
}

static void a10_coverage_for_target(void **state)
{
    (void)state;
    CHECK_CLOSE(breakeven_coverage_for(0.07, 16, 0.95), 0.957339902631532);
    CHECK_CLOSE(breakeven_coverage_for(0.025, 16, 0.95), 0.874771972240949);
    CHECK_CLOSE(breakeven_coverage_for(0.002, 16, 0.95), 0);
}

static const double others[] = {500, 2000, 6000, 20000, 60000};

static void table_of_fallout(void **state)
{
    (void)state;
    static const double rows[][6] = {
        {1, 0.039393939, 0.0098484848, 0.0032828283, 0.00098484848, 0.00032828283},
        {2, 0.029741983, 0.0091165176, 0.0031975058, 0.00097703578, 0.00032741042},
        {8, 0.012122455, 0.0063090464, 0.0027663142, 0.00093264832, 0.00032227193},
        {16, 0.0067840948, 0.0044750599, 0.0023449566, 0.00087938882, 0.0003156667},
        {36, 0.0032304661, 0.0025928066, 0.0016985881, 0.00076955306, 0.00030028181},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++)
        for (size_t v = 0; v < CHECK_COUNT(others); v++) {
            const struct breakeven b = {others[v], rows[i][0], 150, 18, 0.01, 0, 0};
            CHECK_WITHIN(breakeven_fallout(&b), rows[i][v + 1], 5e-8);
        }
}

static void table_of_coverage(void **state)
{
    (void)state;
    static const double rows[][6] = {
        {0.70, 0.0226136, 0.0149169, 0.00781652, 0.00293130, 0.00105222},
        {0.95, 0.135682, 0.0895012, 0.0468991, 0.0175878, 0.00631333},
        {0.995, NAN, 0.895012, 0.468991, 0.175878, 0.0631333},
        {0.999, NAN, NAN, NAN, 0.879389, 0.315667},
    };
    static const double savings[][5] = {
        {866595.0, 1.31585e+6, 2.51386e+6, 6.70689e+6, 1.8687e+7},
        {3094.56, 4938.25, 9854.76, 27062.5, 76227.6},
        {-98.9489, 20.2663, 338.173, 1450.85, 4629.92},
        {-273.514, -250.511, -189.168, 25.5322, 638.961},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++)
        for (size_t v = 0; v < CHECK_COUNT(others); v++) {
            const struct breakeven b = {others[v], 16, 150, 18, 0.01, 1 - rows[i][0], 0.95};
            CHECK_WITHIN(breakeven_coverage(&b), rows[i][v + 1], 1e-5);
            CHECK_WITHIN(breakeven_cost_without(&b) - breakeven_cost_with(&b), savings[i][v], 1e-5);
        }
}

static void table_of_other(void **state)
{
    (void)state;
    static const double engines[] = {1, 2, 8, 16, 36};
    static const double rows[][6] = {
        {0.70, 69.112174, -117.30005, -1148.7765, -2393.4498, -5399.9821},
        {0.98, 1036.6826, 875.30101, -91.446434, -1376.3406, -4568.3261},
        {0.999, 20733.652, 20573.728, 19614.247, 18335.116, 15138.168},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++)
        for (size_t n = 0; n < CHECK_COUNT(engines); n++) {
            const struct breakeven b = {0, engines[n], 150, 18, 0.01, 1 - rows[i][0], 0.95};
            CHECK_WITHIN(breakeven_other(&b), rows[i][n + 1], 1e-7);
        }
}

static void a25_edges(void **state)
{
    (void)state;
    const struct breakeven free_test = {6000, 16, 150, 0, 0, 0.05, 0.9};
    CHECK_CLOSE(breakeven_fallout(&free_test), 0);
    const struct breakeven blind = {6000, 16, 150, 18, 0.01, 0.05, 0};
    assert_true(isnan(breakeven_other(&blind)));
    const struct breakeven all_rejected = {6000, 16, 150, 18, 1, 0.05, 0.9};
    assert_true(isnan(breakeven_fallout(&all_rejected)));
    assert_true(isnan(breakeven_cost_with(&all_rejected)));
    const struct breakeven all_bad = {6000, 16, 150, 18, 0.01, 1, 0.9};
    assert_true(isnan(breakeven_cost_without(&all_bad)));
    const struct breakeven half_engine = {6000, 1.5, 150, 18, 0.01, 0.05, 0.9};
    assert_true(isnan(breakeven_fallout(&half_engine)));
    const struct breakeven one_of_no_value = {0, 1, 150, 18, 0.01, 0.05, 0.9};
    assert_true(isnan(breakeven_fallout(&one_of_no_value)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        {"A10 E1-E4 rows", a10_rows, NULL, NULL, NULL},
        {"A10 E5 coverage for a target", a10_coverage_for_target, NULL, NULL, NULL},
        {"E2 table of fallout", table_of_fallout, NULL, NULL, NULL},
        {"E1 E3 table of coverage and saving", table_of_coverage, NULL, NULL, NULL},
        {"E4 table of other content", table_of_other, NULL, NULL, NULL},
        {"A25 E1-E4 edges", a25_edges, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests_name("breakeven", tests, NULL, NULL);
}
