/* Coverage conventions: cases A05 and the Williams-Brown rows of A24; C numbers are those of
 * evaluate/coverage.c. */
#include "check.h"

#include "evaluate/coverage.h"

static void a05_conventions(void **state)
{
    (void)state;
    static const struct {
        enum flow_convention convention;
        double good, coverage, parameter, detection, pass, escape;
    } rows[] = {
        {FLOW_LINEAR, 0.8, 0.95, 0, 0.95, 0.81, 0.0123456790123457},
        {FLOW_WILLIAMS_BROWN, 0.8, 0.95, 0, 0.955121396009867, 0.808975720798027,
         0.0110951670949684},
        {FLOW_AGRAWAL, 0.8, 0.95, 8, 0.999935298894727, 0.800012940221055, 1.61750146829912e-5},
        {FLOW_AGRAWAL, 0.8, 0.95, 1, 0.95, 0.81, 0.0123456790123457},
        {FLOW_CLUSTERED, 0.8, 0.95, 2, 0.95743413888449, 0.808513172223102, 0.010529416855008},
        {FLOW_WILLIAMS_BROWN, 0.5, 0.9, 0, 0.928226537463707, 0.535886731268147,
         0.0669670084631926},
        {FLOW_LINEAR, 0.5, 0.9, 0, 0.9, 0.55, 0.0909090909090909},
        {FLOW_CLUSTERED, 0.5, 0.9, 2, 0.938743444486831, 0.530628277756585, 0.0577207793864214},
        {FLOW_WILLIAMS_BROWN, 0.999, 0.99, 0, 0.990004951667338, 0.999009995048333,
         1.00049532859564e-5},
        {FLOW_WILLIAMS_BROWN, 1, 0.9, 0, 0.9, 1, 0},
        {FLOW_WILLIAMS_BROWN, 0, 0.9, 0, 1, 0, NAN},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        double bad = 1 - rows[i].good;
        double c = coverage_detection(rows[i].convention, bad, rows[i].coverage, rows[i].parameter);
        CHECK_CLOSE(c, rows[i].detection);
        CHECK_CLOSE(1 - coverage_failing(bad, c, 0, 1), rows[i].pass);
        CHECK_CLOSE(coverage_escape(bad, c), rows[i].escape);
    }
}

static void a24_williams_brown_escapes(void **state)
{
    (void)state;
    double c = coverage_detection(FLOW_WILLIAMS_BROWN, 1e-6, 0.9999, 0);
    CHECK_CLOSE(coverage_escape(1e-6, c), 1.00000049995033e-10);
    c = coverage_detection(FLOW_WILLIAMS_BROWN, 0.05, 0.999, 0);
    CHECK_CLOSE(coverage_escape(0.05, c), 5.12919789090178e-5);
}

static void linear_is_the_pessimistic_choice(void **state)
{
    (void)state;
    for (double bad = 0; bad <= 1; bad += 0.125)
        for (double f = 0; f <= 1; f += 0.125) {
            assert_true(coverage_detection(FLOW_WILLIAMS_BROWN, bad, f, 0) >= f - 1e-15);
            assert_true(coverage_detection(FLOW_AGRAWAL, bad, f, 3) >= f - 1e-15);
            assert_true(coverage_detection(FLOW_CLUSTERED, bad, f, 2) >= f - 1e-15);
        }
}

static void edges_and_domains(void **state)
{
    (void)state;
    CHECK_CLOSE(coverage_detection(FLOW_CLUSTERED, 0.2, 0.95, INFINITY),
                coverage_detection(FLOW_WILLIAMS_BROWN, 0.2, 0.95, 0));
    CHECK_CLOSE(coverage_detection(FLOW_CLUSTERED, 0, 0.9, 2), 0.9);
    CHECK_CLOSE(coverage_detection(FLOW_CLUSTERED, 1, 0.9, 2), 1);
    CHECK_CLOSE(coverage_detection(FLOW_CLUSTERED, 1, 0, 2), 0);
    CHECK_CLOSE(coverage_detection(FLOW_AGRAWAL, 0.3, 1, 4), 1);
    CHECK_CLOSE(coverage_detection(FLOW_WILLIAMS_BROWN, 1e-18, 0.5, 0), 0.5);
    assert_true(isnan(coverage_detection(FLOW_LINEAR, 0.3, 1.2, 0)));
    assert_true(isnan(coverage_detection(FLOW_LINEAR, -0.1, 0.5, 0)));
    assert_true(isnan(coverage_detection(FLOW_AGRAWAL, 0.3, 0.5, 0.5)));
    assert_true(isnan(coverage_detection(FLOW_CLUSTERED, 0.3, 0.5, 0)));
    assert_true(isnan(coverage_escape(1, 1)));
    CHECK_CLOSE(coverage_escape(1, 0.5), 1);
}

static void retest(void **state)
{
    (void)state;
    /* the pass column of A26 */
    CHECK_CLOSE(1 - coverage_failing(0.1, 0.95, 0.02, 1), 0.887);
    CHECK_CLOSE(1 - coverage_failing(0.1, 0.95, 0.02, 2), 0.90939);
    CHECK_CLOSE(1 - coverage_failing(0.1, 0.95, 0.02, 3), 0.9142553);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        {"A05 C1-C5 conventions", a05_conventions, NULL, NULL, NULL},
        {"A24 C2 C5 escapes of good units", a24_williams_brown_escapes, NULL, NULL, NULL},
        {"C1-C4 detection is never below the quote", linear_is_the_pessimistic_choice, NULL, NULL,
         NULL},
        {"A25 C1-C5 edges and domains", edges_and_domains, NULL, NULL, NULL},
        {"A26 C6 retest", retest, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests_name("coverage", tests, NULL, NULL);
}
