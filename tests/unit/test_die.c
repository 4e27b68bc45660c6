/* Dies: cases A01 to A04, A25 and learning rows of A21 of the yield model; D numbers are those of
 * evaluate/die.c. */
#include "check.h"

#include "evaluate/die.h"

static void a01_yields(void **state)
{
    (void)state;
    static const double rows[][6] = {
        {0, 1, 1, 1, 1, 1},
        {0.08, 0.923116346386636, 0.923608780146839, 0.925925925925926, 0.923410224326905,
         0.924556213017751},
        {0.5, 0.606530659712633, 0.619272486984702, 0.666666666666667, 0.613913253540759, 0.64},
        {1, 0.367879441171442, 0.399576400893728, 0.5, 0.385543289429532, 0.444444444444444},
        {3, 0.0497870683678639, 0.100322735048993, 0.25, 0.0725381502864057, 0.16},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        const double *r = rows[i];
        CHECK_CLOSE(die_yield(DIE_POISSON, r[0], 0), r[1]);
        CHECK_CLOSE(die_yield(DIE_MURPHY, r[0], 0), r[2]);
        CHECK_CLOSE(die_yield(DIE_SEEDS, r[0], 0), r[3]);
        CHECK_CLOSE(die_yield(DIE_BOSE_EINSTEIN, r[0], 10), r[4]);
        CHECK_CLOSE(die_yield(DIE_NEGATIVE_BINOMIAL, r[0], 2), r[5]);
        CHECK_ABSOLUTE(die_loss(DIE_BOSE_EINSTEIN, r[0], 10), 1 - r[4], 1e-14);
    }
    CHECK_CLOSE(die_yield(DIE_NEGATIVE_BINOMIAL, 0.08, 1), 0.925925925925926);
}

static void a02_losses(void **state)
{
    (void)state;
    static const double rows[][5] = {
        {1e-18, 1e-18, 1e-18, 1e-18, 1e-18},
        {1e-12, 9.999999999995e-13, 9.99999999999417e-13, 9.99999999999e-13, 9.9999999999925e-13},
        {1e-6, 9.99999500000167e-7, 9.99999416666917e-7, 9.99999000001e-7, 9.999992500005e-7},
        {700, 1, 0.999997959183673, 0.998573466476462, 0.999991883182766},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        const double *r = rows[i];
        CHECK_WITHIN(die_loss(DIE_POISSON, r[0], 0), r[1], 1e-14);
        CHECK_WITHIN(die_loss(DIE_MURPHY, r[0], 0), r[2], 1e-14);
        CHECK_WITHIN(die_loss(DIE_SEEDS, r[0], 0), r[3], 1e-14);
        CHECK_WITHIN(die_loss(DIE_NEGATIVE_BINOMIAL, r[0], 2), r[4], 1e-14);
    }
    CHECK_WITHIN(die_loss(DIE_MURPHY, 0.999999e-3, 0), die_loss(DIE_MURPHY, 1.000001e-3, 0), 3e-6);
}

static void a03_gross_dies(void **state)
{
    (void)state;
    static const struct {
        struct die_wafer wafer;
        double corr, exp, sq, dd, ds, sd, ss, best;
    } rows[] = {
        {{10, 8, 0.12, 300, 3},
         754.082578925759,
         776.723560478749,
         775.969959234176,
         767,
         764,
         760,
         768,
         768},
        {{10, 10, 0.1, 300, 5},
         583.721041846804,
         603.937883393417,
         603.188330234206,
         593,
         588,
         588,
         600,
         600},
        {{26, 33, 0.1, 300, 3},
         56.3605272115217,
         64.3398075788499,
         63.6540711420585,
         57,
         56,
         58,
         64,
         64},
        {{5, 5, 0.1, 300, 3},
         2481.96256488599,
         2521.0231308039,
         2520.25574183989,
         2493,
         2500,
         2500,
         2488,
         2500},
        {{25, 25, 0.1, 300, 5},
         79.1767005099888,
         88.1780644887087,
         87.4795126679059,
         89,
         82,
         82,
         80,
         89},
        {{10, 10, 0.1, 25, 0}, 0, 2.14495018164831, 1.70930542354541, 1, 2, 2, 0, 2},
        {{200, 200, 0, 300, 3}, 0, 0.435359178289654, 0.173494454294496, 1, 0, 0, 0, 1},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        const struct die_wafer *wafer = &rows[i].wafer;
        CHECK_CLOSE(die_gross(DIE_COUNT_CORR, wafer), rows[i].corr);
        CHECK_CLOSE(die_gross(DIE_COUNT_EXP, wafer), rows[i].exp);
        CHECK_CLOSE(die_gross(DIE_COUNT_SQ, wafer), rows[i].sq);
        CHECK_CLOSE(die_grid(wafer, false, false), rows[i].dd);
        CHECK_CLOSE(die_grid(wafer, false, true), rows[i].ds);
        CHECK_CLOSE(die_grid(wafer, true, false), rows[i].sd);
        CHECK_CLOSE(die_grid(wafer, true, true), rows[i].ss);
        CHECK_CLOSE(die_gross(DIE_COUNT_GRID, wafer), rows[i].best);
    }
}

static void d8_corner_on_the_circle_counts(void **state)
{
    (void)state;
    /* A 3-4-5 triangle: the die's half diagonal is exactly the radius. */
    CHECK_CLOSE(die_grid(&(struct die_wafer){0.6, 0.8, 0.1, 1, 0}, false, false), 1);
    CHECK_CLOSE(die_grid(&(struct die_wafer){0.6, 0.800001, 0.1, 1, 0}, false, false), 0);
}

static void a04_die_cost(void **state)
{
    (void)state;
    static const double rows[][7] = {
        {800, 0.09, 9346, 58.7929826979495, 0.498944392914088, 158.964549358132, 318.601735214817},
        {800, 0.11, 16988, 58.7929826979495, 0.430240259057939, 288.94604798801, 671.592306635114},
        {100, 0.11, 16988, 571.712434411661, 0.896372334539726, 29.7142391480116, 33.1494380214997},
        {360, 0.08, 3984, 146.07089261, 0.752818779356279, 27.2744277029718, 36.2297387510625},
        {25, 0.07, 1937, 2318.86286266102, 0.982667265110702, 0.83532322294264, 0.850057036191734},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        const double *r = rows[i];
        double side = sqrt(r[0]);
        struct die_wafer wafer = {side, side, 0.2, 300, 5};
        double dies = die_gross(DIE_COUNT_CORR, &wafer);
        double yield = die_yield(DIE_NEGATIVE_BINOMIAL, die_faults(r[1], 1, r[0]), 10);
        CHECK_CLOSE(dies, r[3]);
        CHECK_CLOSE(yield, r[4]);
        CHECK_CLOSE(die_cost(r[2], dies), r[5]);
        CHECK_CLOSE(die_cost_good(r[2], dies, yield), r[6]);
    }
}

static void a08_clustered_sites(void **state)
{
    (void)state;
    static const double rows[][5] = {{16, 0.03, 2, 0.97066174864714, 0.650364203954214},
                                     {16, 0.03, 100, 0.970449899690026, 0.619494365507855},
                                     {8, 0.05, 0.5, 0.953462589245592, 0.74535599249993}};
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        const double *r = rows[i];
        CHECK_CLOSE(die_yield(DIE_NEGATIVE_BINOMIAL, r[1], r[2]), r[3]);
        CHECK_CLOSE(die_yield(DIE_NEGATIVE_BINOMIAL, r[0] * r[1], r[2]), r[4]);
    }
}

static void a21_defect_learning(void **state)
{
    (void)state;
    static const double rows[][2] = {{0.5, 0.629737609329446},
                                     {0.342612263885053, 0.722945830627135},
                                     {0.247151776468577, 0.78859859365833},
                                     {0.107326255555494, 0.89991854209478}};
    for (size_t i = 0; i < CHECK_COUNT(rows); i++)
        CHECK_CLOSE(die_yield(DIE_NEGATIVE_BINOMIAL, die_faults(rows[i][0], 1, 100), 3),
                    rows[i][1]);
}

static void a25_degenerate(void **state)
{
    (void)state;
    CHECK_CLOSE(die_yield(DIE_NEGATIVE_BINOMIAL, 0.7, INFINITY), die_yield(DIE_POISSON, 0.7, 0));
    CHECK_CLOSE(die_loss(DIE_NEGATIVE_BINOMIAL, 0.7, INFINITY), die_loss(DIE_POISSON, 0.7, 0));
    assert_true(isnan(die_yield(DIE_NEGATIVE_BINOMIAL, 0.7, 0)));
    assert_true(isnan(die_loss(DIE_NEGATIVE_BINOMIAL, 0.7, -1)));
    assert_true(isnan(die_yield(DIE_BOSE_EINSTEIN, 0.7, 1.5)));
    assert_true(isnan(die_yield(DIE_POISSON, -0.1, 0)));
    assert_true(isnan(die_faults(-0.1, 1, 100)));
    assert_true(isnan(die_faults(0.1, 1, -100)));
    assert_true(isnan(die_faults(0.1, 1.5, 100)));
    struct die_wafer too_large = {400, 20, 0.1, 300, 3};
    for (int count = DIE_COUNT_CORR; count <= DIE_COUNT_GRID; count++)
        CHECK_CLOSE(die_gross((enum die_count)count, &too_large), 0);
    assert_true(isnan(die_cost(5000, 0)));
    assert_true(isnan(die_cost_good(5000, 0, 0.5)));
    assert_true(isnan(die_cost_good(5000, 10, 0)));
    assert_true(isnan(die_gross(DIE_COUNT_GRID, &(struct die_wafer){0, 20, 0.1, 300, 3})));
    assert_true(isnan(die_gross(DIE_COUNT_CORR, &(struct die_wafer){5, 5, -1, 300, 3})));
    CHECK_CLOSE(die_loss(DIE_SEEDS, INFINITY, 0), 1);
    CHECK_CLOSE(die_yield(DIE_MURPHY, INFINITY, 0), 0);
}

/* D2-D6: yield and loss are two computations of one thing, with few faults and with many. */
static void yield_and_loss_add_to_one(void **state)
{
    (void)state;
    static const double faults[] = {0, 1e-6, 5e-4, 1e-3, 2e-3, 0.1, 1, 5, 40};
    for (enum die_model model = DIE_POISSON; model <= DIE_NEGATIVE_BINOMIAL; model++)
        for (size_t i = 0; i < CHECK_COUNT(faults); i++) {
            double yield = die_yield(model, faults[i], 2), loss = die_loss(model, faults[i], 2);
            CHECK_ABSOLUTE(yield + loss, 1, 1e-15);
            assert_true(yield > 0 && loss >= 0);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        {"A01 D2-D6 die yields", a01_yields, NULL, NULL, NULL},
        {"A02 D2-D6 losses without cancellation", a02_losses, NULL, NULL, NULL},
        {"D2-D6 yield and loss add to 1", yield_and_loss_add_to_one, NULL, NULL, NULL},
        {"A03 D7 D8 gross dies", a03_gross_dies, NULL, NULL, NULL},
        {"D8 a corner on the circle counts", d8_corner_on_the_circle_counts, NULL, NULL, NULL},
        {"A04 D9 die cost", a04_die_cost, NULL, NULL, NULL},
        {"A08 D6 sites under one clustered fault rate", a08_clustered_sites, NULL, NULL, NULL},
        {"A21 D1 D6 yield from learned defects", a21_defect_learning, NULL, NULL, NULL},
        {"A25 dies out of domain", a25_degenerate, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests_name("die", tests, NULL, NULL);
}
