/* Case A21. J numbers are those of evaluate/learning.c. */
#include "check.h"

#include "evaluate/die.h"
#include "evaluate/learning.h"

/* J1 J2 */
static void a21_wright(void **state)
{
    (void)state;
    static const struct {
        double units, cost, average;
    } rows[] = {{1, 1000, 1000},
                {2, 850, 925},
                {10, 582.820402326798, 711.606272667513},
                {1000, 197.972213588128, 257.917964986516}};
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        CHECK_CLOSE(learning_unit(1000, 0.85, rows[i].units), rows[i].cost);
        CHECK_CLOSE(learning_average(1000, 0.85, rows[i].units), rows[i].average);
    }
}

/* J3 */
static void a21_defects(void **state)
{
    (void)state;
    static const struct {
        double time, density, yield;
    } rows[] = {{0, 0.5, 0.629737609329446},
                {3, 0.342612263885053, 0.722945830627135},
                {6, 0.247151776468577, 0.78859859365833},
                {24, 0.107326255555494, 0.89991854209478}};
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        double density = learning_defects(0.5, 0.1, 6, rows[i].time);
        CHECK_CLOSE(density, rows[i].density);
        CHECK_CLOSE(die_yield(DIE_NEGATIVE_BINOMIAL, die_faults(density, 1, 100), 3),
                    rows[i].yield);
    }
}

/* J2: a million units against the integral with its first corrections (Euler-Maclaurin). */
static void average_of_a_million(void **state)
{
    (void)state;
    double n = LEARNING_UNITS, slope = log2(0.85), first = 20;
    double head = 0;
    for (double unit = 1; unit < first; unit++)
        head += pow(unit, slope);
    double integral = (pow(n, slope + 1) - pow(first, slope + 1)) / (slope + 1);
    double ends = (pow(n, slope) + pow(first, slope)) / 2;
    double bend = slope * (pow(n, slope - 1) - pow(first, slope - 1)) / 12;
    double third =
        slope * (slope - 1) * (slope - 2) * (pow(n, slope - 3) - pow(first, slope - 3)) / 720;
    CHECK_CLOSE(learning_average(1, 0.85, n), (head + integral + ends + bend - third) / n);
    CHECK_CLOSE(learning_average(7, 1, n), 7);
}

static void edges(void **state)
{
    (void)state;
    CHECK_CLOSE(learning_unit(0, 0.85, 10), 0);
    CHECK_CLOSE(learning_unit(10, 1, 1e9), 10);
    assert_true(isnan(learning_unit(10, 0, 2)));
    assert_true(isnan(learning_unit(10, 0.85, 0.5)));
    assert_true(isnan(learning_unit(-1, 0.85, 2)));
    assert_true(isnan(learning_average(10, 0.85, 2.5)));
    assert_true(isnan(learning_average(10, 0.85, LEARNING_UNITS + 1)));
    assert_true(isnan(learning_defects(0.5, 0.1, 0, 1)));
    assert_true(isnan(learning_defects(0.5, 0.1, 6, -1)));
    CHECK_CLOSE(learning_defects(0.5, 0.1, 6, INFINITY), 0.1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a21_wright),
        cmocka_unit_test(a21_defects),
        cmocka_unit_test(average_of_a_million),
        cmocka_unit_test(edges),
    };
    return cmocka_run_group_tests_name("learning", tests, NULL, NULL);
}
