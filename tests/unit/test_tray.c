/* Case A22. I numbers are those of evaluate/tray.c. */
#include "check.h"

#include "evaluate/tray.h"

#include <string.h>

/* I1 I2 */
static void a22_rack(void **state)
{
    (void)state;
    static const struct tray_unit units[] = {
        {"switch tray", 9, 32000, 0.012, 0.9, 400, 3800},
        {"ELS module", 162, 480, 0.006, 0.95, 15, 480},
        {"power shelf", 6, 2100, 0.004, 0.98, 60, 350},
    };
    static const struct tray_slot expected[] = {
        {0.9892, 0.0109179134654266, 0.00121310149615851, 32045.8552365548},
        {0.9943, 0.00573267625465151, 3.01719802876395e-4, 482.837674746052},
        {0.99608, 0.00393542687334351, 8.03148341498675e-5, 2101.61352501807},
    };
    struct tray_slot slots[CHECK_COUNT(units)];
    struct tray tray = {.slots = slots};
    struct error err = {0};
    assert_int_equal(tray_run(&tray, units, CHECK_COUNT(units), 1800, 5200, &err), OPTIBOM_OK);
    for (size_t i = 0; i < CHECK_COUNT(units); i++) {
        CHECK_CLOSE(slots[i].pass, expected[i].pass);
        CHECK_CLOSE(slots[i].swaps, expected[i].swaps);
        CHECK_CLOSE(slots[i].bad, expected[i].bad);
        CHECK_CLOSE(slots[i].cost, expected[i].cost);
    }
    CHECK_CLOSE(tray.swaps, 1.05056733568245);
    CHECK_CLOSE(tray.good, 0.94148917098719);
    CHECK_CLOSE(tray.escape, 0.0585108290128099);
    CHECK_CLOSE(tray.cost, 386242.081587962);
    CHECK_CLOSE(tray.cost_per_good, 410245.909873792);
}

static void edges(void **state)
{
    (void)state;
    struct tray_slot slots[2];
    struct tray tray = {.slots = slots};
    struct error err = {0};
    assert_int_equal(tray_run(&tray, NULL, 0, 10, 5, &err), OPTIBOM_OK);
    CHECK_CLOSE(tray.cost_per_good, 15);
    CHECK_CLOSE(tray.escape, 0);
    /* nothing ever passes: no value; without slots it does not matter */
    struct tray_unit units[] = {{"dead", 1, 100, 1, 1, 1, 1}, {"fine", 2, 50, 0, 0.9, 1, 1}};
    assert_int_equal(tray_run(&tray, units, 2, 10, 5, &err), OPTIBOM_OK);
    assert_true(isnan(slots[0].cost) && isnan(tray.cost) && isnan(tray.cost_per_good));
    units[0].quantity = 0;
    assert_int_equal(tray_run(&tray, units, 2, 10, 5, &err), OPTIBOM_OK);
    CHECK_CLOSE(tray.cost_per_good, 115);
    /* all shipped are bad */
    units[0] = (struct tray_unit){"blind", 1, 100, 1, 0, 1, 1};
    assert_int_equal(tray_run(&tray, units, 2, 10, 5, &err), OPTIBOM_OK);
    CHECK_CLOSE(tray.cost, 215);
    assert_true(isnan(tray.cost_per_good));
}

static void refusals(void **state)
{
    (void)state;
    static const struct {
        struct tray_unit unit;
        const char *field;
    } rows[] = {
        {{"u", 1.5, 1, 0, 0, 0, 0}, "quantity"}, {{"u", -1, 1, 0, 0, 0, 0}, "quantity"},
        {{"u", 1, 1, 1.1, 0, 0, 0}, "bad"},      {{"u", 1, 1, 0, NAN, 0, 0}, "detection"},
        {{"u", 1, -1, 0, 0, 0, 0}, "cost"},      {{"u", 1, 1, 0, 0, INFINITY, 0}, "cost"},
    };
    struct tray_slot slots[1];
    struct tray tray = {.slots = slots};
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        struct error err = {0};
        assert_int_equal(tray_run(&tray, &rows[i].unit, 1, 0, 0, &err), OPTIBOM_BAD_INPUT);
        assert_non_null(strstr(err.text, "unit u"));
        assert_non_null(strstr(err.text, rows[i].field));
    }
    struct error err = {0};
    assert_int_equal(tray_run(&tray, NULL, 0, -1, 0, &err), OPTIBOM_BAD_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a22_rack),
        cmocka_unit_test(edges),
        cmocka_unit_test(refusals),
    };
    return cmocka_run_group_tests_name("tray", tests, NULL, NULL);
}
