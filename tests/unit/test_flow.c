/* The flow engine on flows built in memory: cases A06, A07, A09, A13 to A18, A23, A26 and part 3 of
 * the yield model. T, S, R, Y numbers are those of evaluate/flow_*.c. */
#include "flow_build.h"
#include "flow_cases.h"

/* A06: one site, one test. */
static void a06_one_test(void **state)
{
    (void)state;
    static const struct {
        double good, detection, overkill, before, after, test, cost, salvage;
        double pass, bad_before_after, bad, per_passing;
    } rows[] = {
        {0.9, 0.95, 0, 0, 0, 20, 150, 0, 0.905, 0.00552486187845304, 0.00552486187845304,
         187.845303867403},
        {0.9, 0.95, 0.02, 0, 0, 20, 150, 0, 0.8869, 0.00552486187845304, 0.00552486187845304,
         191.67888149735},
        {0.9, 0.95, 0.02, 0.01, 0.003, 20, 150, 12, 0.878521, 0.00607953594734787,
         0.00906129733950583, 191.847721340753},
        {1, 0.5, 0, 0, 0, 1, 10, 0, 1, 0, 0, 11},
        {0, 0.9, 0, 0, 0, 1, 10, 0, 0.1, 1, 1, 110},
        {0.5, 1, 0, 0, 0, 1, 10, 0, 0.5, 0, 0, 22},
        {0.5, 0, 0, 0, 0, 1, 10, 0, 1, 0.5, 0.5, 11},
        {0, 1, 0, 0, 0, 1, 10, 0, 0, NAN, NAN, NAN},
        {0.9998, 0.9, 0, 0, 0, 20, 150, 0, 0.99982, 2.00036006481167e-5, 2.00036006481167e-5,
         170.030605508992},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        struct flow_coverage coverage = covered("U", rows[i].detection);
        struct flow_effect before = {"U", rows[i].before}, after = {"U", rows[i].after};
        struct flow_step steps[] = {ADD("U", .mounted = 1, .required = 1, .unit_cost = rows[i].cost,
                                        .bad = 1 - rows[i].good),
                                    {FLOW_TEST, .test = {.cost = rows[i].test,
                                                         .overkill = rows[i].overkill,
                                                         .salvage = rows[i].salvage,
                                                         PLAIN,
                                                         .coverage = &coverage,
                                                         .coverage_count = 1,
                                                         .damage_before = {&before, 1},
                                                         .damage_after = {&after, 1}}}};
        struct flow flow = {.name = "a06", .steps = steps, .step_count = 2};
        const struct flow_result *result = run(&flow);
        CHECK_CLOSE(result->shipped_per_start, rows[i].pass);
        CHECK_CLOSE(result->escape.value, rows[i].bad);
        CHECK_CLOSE(result->cost_per_shipped.value, rows[i].per_passing);
        after.value = 0;
        CHECK_CLOSE(run(&flow)->escape.value, rows[i].bad_before_after);
    }
}

static void a07_engine(void **state)
{
    (void)state;
    check_flow_case(run(engine_flow(-1)), &case_a07);
    const struct flow_result *result = run(engine_flow(-1));
    assert_true(isnan(result->yield_kgoe_adjusted.value));
    assert_non_null(result->yield_kgoe_adjusted.reason);
    check_flow_case(result->counterpart, &case_a07_without);
}

static void a07_engine_without_kgoe(void **state)
{
    (void)state;
    const struct flow_result *result = run_with(engine_flow(-1), true);
    check_flow_case(result, &case_a07_without);
    check_flow_case(result->counterpart, &case_a07);
}

/* A09 */
static void a09_rework(void **state)
{
    (void)state;
    static const struct {
        double u, replaced, survival, sites;
        int limit;
        double settled, passes, lost, exhausted, replacements, retests;
    } rows[] = {
        {0.985, 0.98, 0.9995, 1, 3, 0.999992227257909, 0.999992227257909, 7.65292200075e-6,
         1.19820089985e-7, 0.0153058440015, 0.0152981910794992},
        {0.985, 0.98, 0.9995, 16, 3, 0.999992227257909, 0.999875643376148, 1.22439724197174e-4,
         1.91689965519945e-6, 0.244892953318045, 0.219560826450291},
        {0.9, 0.9, 1, 16, 2, 0.999, 0.98411944181564, 0, 0.01588055818436, 1.76, 0.96324021001994},
        {0.9, 0.9, 0.98, 8, 2, 0.9968436, 0.975026006018102, 0.017433563768388, 0.0075404302135099,
         0.877308963691851, 0.6268027247335},
        {0.9, 0.9, 0.98, 8, 0, 0.9, 0.43046721, 0, 0.56953279, 0, 0},
        {1, 1, 1, 16, 3, 1, 1, 0, 0, 0, 0},
        {0, 0, 1, 2, 3, 0, 0, 0, 1, 6, 3},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        struct flow_rework_class class = {
            rows[i].sites, 1 - rows[i].u, 1 - rows[i].replaced, rows[i].survival, 0, 0};
        struct flow_rework_loop loop = {
            .classes = &class, .class_count = 1, .limit = rows[i].limit};
        struct error err = {0};
        assert_int_equal(flow_rework_run(&loop, &arena, &err), OPTIBOM_OK);
        CHECK_CLOSE(class.settled, rows[i].settled);
        CHECK_CLOSE(loop.passes, rows[i].passes);
        CHECK_CLOSE(loop.lost, rows[i].lost);
        CHECK_CLOSE(loop.exhausted, rows[i].exhausted);
        CHECK_CLOSE(loop.replacements[0], rows[i].replacements);
        CHECK_CLOSE(loop.retests, rows[i].retests);
        CHECK_WITHIN(loop.passes + loop.lost + loop.exhausted, 1, 1e-14);
    }
}

/* R1 R2: a class without sites, bad as it may be, changes nothing for the one site beside it. */
static void rework_without_sites(void **state)
{
    (void)state;
    struct flow_rework_class classes[] = {{0, 1, 0, 0, 0, 0}, {1, 0.5, 0, 1, 0, 0}};
    struct flow_rework_loop loop = {.classes = classes, .class_count = 2, .limit = 1};
    struct error err = {0};
    assert_int_equal(flow_rework_run(&loop, &arena, &err), OPTIBOM_OK);
    CHECK_CLOSE(loop.passes, 1);
    CHECK_CLOSE(loop.lost, 0);
    CHECK_CLOSE(loop.replacements[0], 0);
    CHECK_CLOSE(loop.replacements[1], 0.5);
    CHECK_CLOSE(loop.retests, 0.5);
}

static void a14_package(void **state)
{
    (void)state;
    const struct package with = {screened_cost, screened_bad, .mounted = 16, .required = 16,
                                 .penalty = 25000};
    check_flow_case(run(package_flow(&with)), &case_a14);
}

static void a15_package_without_kgoe(void **state)
{
    (void)state;
    const struct package without = {plain_cost, plain_bad, .mounted = 16, .required = 16,
                                    .penalty = 25000};
    check_flow_case(run(package_flow(&without)), &case_a15);
}

static void a14a_yields(void **state)
{
    (void)state;
    const struct package p = {.engine = engine_flow(-1), .mounted = 16, .required = 16};
    const struct flow_result *with = run(package_flow(&p));
    CHECK_CLOSE(with->yield_kgoe_adjusted.value, 0.690944400590866);
    CHECK_CLOSE(with->yield_unadjusted.value, 0.483515550614074);
    CHECK_CLOSE(with->yield_kgoe_adjusted.value / with->yield_unadjusted.value, 1.42900140380874);
    CHECK_CLOSE(with->engines_per_good.value, 29.0531122863224);
    CHECK_CLOSE(with->counterpart->engines_per_good.value, 40.317110511868);
    CHECK_CLOSE(with->counterpart->yield_unadjusted.value, 0.483515550614074);
    const struct flow_result *engine = with->steps[3].input;
    CHECK_CLOSE(engine->shipped_per_start, 0.797047526578279);
    CHECK_CLOSE(pow(1 - engine->escape.value, 16), 0.952047035634176);
    CHECK_CLOSE(pow(1 - engine->counterpart->escape.value, 16), 0.666232400539757);
    CHECK_CLOSE(engine->counterpart->shipped_per_start, 0.82076747358375);
    check_flow_case(engine, &case_a07);
    const struct flow_result *without = run_with(package_flow(&p), true);
    CHECK_CLOSE(without->yield_kgoe_adjusted.value, 0.690944400590866);
    CHECK_CLOSE(without->engines_per_good.value, 40.317110511868);
    check_flow_case(without->steps[3].input, &case_a07_without);
}

/* Y1 for spares: the 16-of-18 tail in place of the power, the FAU in its site. */
static void yield_of_spares(void **state)
{
    (void)state;
    const struct package p = {screened_cost, screened_bad, .mounted = 18, .required = 16,
                              .on_usable = true};
    double asic = 0.996 * 0.995 * pow(1 - 0.0002, 18);
    double site = (1 - screened_bad) * 0.998 * 0.996 * 0.988 * 0.999;
    double tail = 0;
    for (int j = 16; j <= 18; j++)
        tail += (j == 16 ? 153 : j == 17 ? 18 : 1) * pow(site, j) * pow(1 - site, 18 - j);
    CHECK_CLOSE(run(package_flow(&p))->yield_kgoe_adjusted.value, 0.997 * asic * tail);
}

static void a16_spares(void **state)
{
    (void)state;
    const struct package with = {screened_cost, screened_bad, .mounted = 18, .required = 16,
                                 .on_usable = true};
    check_flow_case(run(package_flow(&with)), &case_a16);
}

static void a17_spares_without_kgoe(void **state)
{
    (void)state;
    const struct package without = {plain_cost, plain_bad, .mounted = 18, .required = 16,
                                    .on_usable = true};
    check_flow_case(run(package_flow(&without)), &case_a17);
}

static void a18_detachable_fibre(void **state)
{
    (void)state;
    const struct package with = {screened_cost, screened_bad, .mounted = 16, .required = 16,
                                 .fau_rework = a18_rework()};
    const struct flow_result *result = run(package_flow(&with));
    check_flow_case(result, &case_a18);
    static const double cycles[][3] = {
        {0.220017135914102, 1.10002184896353e-4, 0.196128331973059},
        {0.00426570320160498, 2.13284920105047e-6, 0.00425398476476969},
        {8.27130786624996e-5, 4.13565384289833e-8, 8.26681131562005e-5},
    };
    const struct flow_step_result *g3 = &result->steps[6];
    assert_int_equal(g3->cycle_count, CHECK_COUNT(cycles));
    for (size_t i = 0; i < CHECK_COUNT(cycles); i++) {
        CHECK_CLOSE(g3->cycles[i].replacements[0], cycles[i][0]);
        CHECK_CLOSE(g3->cycles[i].lost, cycles[i][1]);
        CHECK_CLOSE(g3->cycles[i].retests, cycles[i][2]);
    }
}

/* Part 3: the flow of A14 with the pieces switched; ten or eight digits are printed there. */
static void part3_variants(void **state)
{
    (void)state;
    static const struct {
        bool screened;
        double mounted;
        bool fau_rework, engine_rework;
        double per_good, shipped, ppm;
    } rows[] = {
        {true, 16, false, false, 14106.45044, 0.69245035, 8150.7896},
        {true, 16, true, false, 11015.06341, 0.8885749, 8181.6768},
        {true, 17, false, false, 10865.51919, 0.92852245, 4293.2163},
        {true, 18, false, false, 10637.9805, 0.97229268, 4294.8173},
        {true, 16, false, true, 13300.50846, 0.7448074, 8150.7896},
        {true, 16, true, true, 10386.98785, 0.95576118, 8181.6768},
        {false, 16, false, false, 18527.36749, 0.48483344, 8690.9613},
        {false, 16, true, false, 14460.32328, 0.62215411, 8721.8317},
        {false, 17, false, false, 11743.73355, 0.81664528, 4844.1428},
        {false, 18, false, false, 10546.11143, 0.93903415, 4845.7429},
        {false, 16, false, true, 13405.6011, 0.71807179, 8690.9613},
        {false, 16, true, true, 10468.89908, 0.92145317, 8721.8317},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        double cost = rows[i].screened ? screened_cost : plain_cost;
        double bad = rows[i].screened ? screened_bad : plain_bad;
        struct flow_rework engine = {"OE", cost + 75, 1 - (1 - bad) * (1 - 0.002), 0.998, false};
        const struct package p = {cost,
                                  bad,
                                  .mounted = rows[i].mounted,
                                  .required = 16,
                                  .on_usable = rows[i].mounted > 16,
                                  .fau_rework = rows[i].fau_rework ? a18_rework() : NULL,
                                  .engine_rework = rows[i].engine_rework ? &engine : NULL};
        const struct flow_result *result = run(package_flow(&p));
        CHECK_ABSOLUTE(result->cost_per_good.value, rows[i].per_good, 1e-5);
        CHECK_ABSOLUTE(result->shipped_per_start, rows[i].shipped, 1e-8);
        CHECK_ABSOLUTE(result->escape.value * 1e6, rows[i].ppm, 1e-4);
    }
}

static void part3_coverage_of_kgoe(void **state)
{
    (void)state;
    static const double rows[][8] = {
        {0, 0.81666364, 0.027012747, 141.575738, 0.46827299, 0.46957257, 19524.4318, 19696.5801},
        {0.5, 0.80639561, 0.014623475, 143.378454, 0.57335035, 0.57476274, 16386.4051, 16525.7441},
        {0.9, 0.79823024, 0.0045437162, 144.845122, 0.67474516, 0.67624002, 14272.6012, 14390.4058},
        {1, 0.7961957, 0.002, 145.215249, 0.70286733, 0.70438109, 13792.6948, 13905.6812},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        const struct package p = {.engine = engine_flow(rows[i][0]), .mounted = 16, .required = 16};
        const struct flow_result *result = run(package_flow(&p));
        const struct flow_result *engine = result->steps[3].input;
        CHECK_ABSOLUTE(engine->shipped_per_start, rows[i][1], 1e-8);
        CHECK_ABSOLUTE(engine->escape.value, rows[i][2], 1e-9);
        CHECK_ABSOLUTE(engine->cost_per_shipped.value, rows[i][3], 1e-6);
        CHECK_ABSOLUTE(result->yield_kgoe_adjusted.value, rows[i][4], 1e-8);
        CHECK_ABSOLUTE(result->shipped_per_start, rows[i][5], 1e-8);
        CHECK_ABSOLUTE(result->cost_per_shipped.value, rows[i][6], 1e-4);
        CHECK_ABSOLUTE(result->cost_per_good.value, rows[i][7], 1e-4);
    }
}

/* A13: bonds and vias as one class of 3266 sites, perfect last test. */
static void a13_sixteen_chiplets(void **state)
{
    (void)state;
    static const struct {
        double cost[3], good[3], shipped, per_shipped;
    } rows[] = {
        {{21.036950561316978, 21.315683477574183, 21.965870716272068},
         {0.9702053196085405, 0.9697384931747838, 0.9692715101463121},
         0.599933180307818,
         627.723271888249},
        {{31.868023592827104, 32.1777123618029, 32.860814767617164},
         {0.9980843227974238, 0.9980534313543398, 0.998022501693539},
         0.9508018338652,
         578.871746623523},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        struct flow_coverage all[] = {covered("A", 1), covered("B", 1), covered("C", 1),
                                      covered("via", 1)};
        const double *cost = rows[i].cost, *good = rows[i].good;
        struct flow_step steps[] = {
            ADD("interposer", .mounted = 1, .required = 1, .unit_cost = 27.7538960631831),
            ADD("A", .mounted = 4, .required = 4, .unit_cost = cost[0], .bad = 1 - good[0],
                .attach_fail = 0.001),
            ADD("B", .mounted = 8, .required = 8, .unit_cost = cost[1], .bad = 1 - good[1],
                .attach_fail = 0.001),
            ADD("C", .mounted = 4, .required = 4, .unit_cost = cost[2], .bad = 1 - good[2],
                .attach_fail = 0.001),
            ADD("via", .mounted = 3266, .required = 3266, .bad = 1e-6),
            {FLOW_COST, "assembly", .cost = 6.301369863013699},
            {FLOW_TEST, "final", .test = {PLAIN, .coverage = all, .coverage_count = 4}},
        };
        struct flow flow = {.name = "a13", .steps = steps, .step_count = CHECK_COUNT(steps)};
        const struct flow_result *result = run(&flow);
        CHECK_CLOSE(result->shipped_per_start, rows[i].shipped);
        CHECK_CLOSE(result->cost_per_shipped.value, rows[i].per_shipped);
    }
}

static void a23_burn_in(void **state)
{
    (void)state;
    static const double rows[][8] = {
        {0.98, 0.01, 0.9, 0.95, 0.972621, 0.00148156373345836, 0.00100908173562059,
         0.00100758671671699},
        {0.98, 0.01, 0, 0.95, 0.981, 0.00101936799184506, 0.01, 0.00998980632008155},
        {1, 0.05, 1, 1, 0.95, 0, 0, 0},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        const double *r = rows[i];
        struct flow_coverage coverage = covered("U", r[3]);
        struct flow_step steps[] = {
            ADD("U", .mounted = 1, .required = 1, .bad = 1 - r[0]),
            {FLOW_STRESS, .stress = {"U", 0, r[1], r[2], 3}},
            {FLOW_TEST, .test = {PLAIN, .coverage = &coverage, .coverage_count = 1}}};
        struct flow flow = {.name = "a23", .steps = steps, .step_count = 3};
        const struct flow_result *result = run(&flow);
        CHECK_CLOSE(result->shipped_per_start, r[4]);
        CHECK_CLOSE(result->escape.value, r[5]);
        CHECK_CLOSE(result->early_life.value / result->quality.value, r[6]);
        CHECK_CLOSE(result->early_life.value, r[7]);
        CHECK_CLOSE(result->spend_per_start, 3);
    }
}

static void a26_retest(void **state)
{
    (void)state;
    static const struct {
        double bad, detection, overkill;
        int attempts;
        double test, cost, pass, escape, executions, per_passing;
    } rows[] = {
        {0.1, 0.95, 0.02, 1, 20, 150, 0.887, 0.0056369785794814, 1, 191.657271702368},
        {0.1, 0.95, 0.02, 2, 20, 150, 0.90939, 0.0107214726355029, 1.113, 189.423679609409},
        {0.1, 0.95, 0.02, 3, 20, 150, 0.9142553, 0.0156001283230187, 1.20361, 190.397802451897},
        {0, 1, 0.5, 2, 1, 0, 0.75, 0, 1.5, 2},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        struct flow_coverage coverage = covered("U", rows[i].detection);
        struct flow_effect overkill = {"U", rows[i].overkill};
        struct flow_step steps[] = {
            ADD("U", .mounted = 1, .required = 1, .unit_cost = rows[i].cost, .bad = rows[i].bad),
            {FLOW_TEST, .test = {.cost = rows[i].test,
                                 .attempts = rows[i].attempts,
                                 .coverage = &coverage,
                                 .coverage_count = 1,
                                 .site_overkill = {&overkill, 1}}}};
        struct flow flow = {.name = "a26", .steps = steps, .step_count = 2};
        const struct flow_result *result = run(&flow);
        CHECK_CLOSE(result->shipped_per_start, rows[i].pass);
        CHECK_CLOSE(result->escape.value, rows[i].escape);
        CHECK_CLOSE(result->steps[1].spend / rows[i].test, rows[i].executions);
        CHECK_CLOSE(result->cost_per_shipped.value, rows[i].per_passing);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE("A06 T1 T2 T4 one test step", a06_one_test),
        CASE("A07 engine sub-flow with KGOE", a07_engine),
        CASE("A07 engine sub-flow without KGOE", a07_engine_without_kgoe),
        CASE("A09 R1-R5 rework loop", a09_rework),
        CASE("R1 R2 rework without sites", rework_without_sites),
        CASE("A13 sixteen chiplets on an interposer", a13_sixteen_chiplets),
        CASE("A14 package with KGOE", a14_package),
        CASE("A14a Y1-Y3 KGOE-adjusted yields", a14a_yields),
        CASE("Y1 KGOE-adjusted yield with spares", yield_of_spares),
        CASE("A15 package without KGOE", a15_package_without_kgoe),
        CASE("A16 S4 T3 16 of 18 engines with KGOE", a16_spares),
        CASE("A17 16 of 18 engines without KGOE", a17_spares_without_kgoe),
        CASE("A18 T6 detachable fibre", a18_detachable_fibre),
        CASE("part 3: the pieces of A14 switched", part3_variants),
        CASE("part 3: coverage of the KGOE insertion", part3_coverage_of_kgoe),
        CASE("A23 S6 S9 burn-in", a23_burn_in),
        CASE("A26 T5 retest", a26_retest),
    };
    return cmocka_run_group_tests_name("flow", tests, NULL, NULL);
}
