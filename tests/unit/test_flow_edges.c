/* The flow engine at its edges: case A25, what is refused, corners, dies as inputs. F, T, R, K, N
 * numbers are those of evaluate/flow_*.c. */
#include "flow_build.h"
#include "flow_cases.h"

#include "evaluate/flow_check.h"
#include "evaluate/flow_corner.h"

#define LIST(...) ((struct flow_effect[]){__VA_ARGS__})

static void a25_rework_edges(void **state)
{
    (void)state;
    struct error err = {0};
    /* w = 0: u^m for any R; u' = 0 with w = 1: u^m, the others exhaust. */
    for (int limit = 0; limit < 4; limit++) {
        struct flow_rework_class class = {8, 0.1, 0.1, 0, 0, 0};
        struct flow_rework_loop loop = {.classes = &class, .class_count = 1, .limit = limit};
        assert_int_equal(flow_rework_run(&loop, &arena, &err), OPTIBOM_OK);
        CHECK_CLOSE(loop.passes, 0.43046721);
        class = (struct flow_rework_class){8, 0.1, 1, 1, 0, 0};
        assert_int_equal(flow_rework_run(&loop, &arena, &err), OPTIBOM_OK);
        CHECK_CLOSE(loop.passes, 0.43046721);
        CHECK_CLOSE(loop.exhausted, 0.56953279);
    }
    /* R6: unlimited with w = 1 settles all, (1-u)/u' replacements a site. */
    struct flow_rework_class class = {16, 0.1, 0.2, 1, 0, 0};
    struct flow_rework_loop loop = {.classes = &class, .class_count = 1, .limit = -1};
    assert_int_equal(flow_rework_run(&loop, &arena, &err), OPTIBOM_OK);
    CHECK_CLOSE(loop.passes, 1);
    CHECK_CLOSE(loop.replacements[0], 16 * 0.1 / 0.8);
    class = (struct flow_rework_class){16, 0.1, 1, 1, 0, 0};
    assert_int_equal(flow_rework_run(&loop, &arena, &err), OPTIBOM_BAD_INPUT);
}

/* 1.5: Nq does not depend on any coverage; a blinder last test lowers the cost per shipped. */
static void exact_consequences(void **state)
{
    (void)state;
    struct package p = {screened_cost, screened_bad, .mounted = 16, .required = 16};
    const struct flow_result *sharp = run(package_flow(&p));
    struct flow *flow = package_flow(&p);
    flow->steps[6].test.coverage[3].coverage = 0.5;
    const struct flow_result *blind = run(flow);
    CHECK_CLOSE(sharp->shipped_per_start * sharp->quality.value,
                blind->shipped_per_start * blind->quality.value);
    assert_true(blind->cost_per_shipped.value < sharp->cost_per_shipped.value);
    assert_true(blind->cost_per_good.value >= sharp->cost_per_good.value * (1 - 1e-12));
}

/* T5 with two sites and r0, against the tree of both attempts. */
static void retest_of_two_sites(void **state)
{
    (void)state;
    struct flow_coverage coverage = covered("U", 0.9);
    struct flow_step steps[] = {ADD("U", .mounted = 2, .required = 2, .bad = 0.2),
                                {FLOW_TEST, .test = {.cost = 1,
                                                     .overkill = 0.1,
                                                     .attempts = 2,
                                                     .coverage = &coverage,
                                                     .coverage_count = 1}}};
    struct flow flow = {.name = "two", .steps = steps, .step_count = 2};
    const struct flow_result *result = run(&flow);
    double fails_once = 0.2 * 0.9, fails_twice = 0.2 * 0.81;
    CHECK_CLOSE(result->shipped_per_start, 0.99 * pow(1 - fails_twice, 2));
    CHECK_CLOSE(result->steps[1].spend, 1 + 1 - 0.9 * pow(1 - fails_once, 2));
}

static void a25_no_engines(void **state)
{
    (void)state;
    const struct package none = {screened_cost, screened_bad, .mounted = 0, .required = 0};
    const struct flow_result *result = run(package_flow(&none));
    CHECK_CLOSE(result->steps[3].spend, 0);
    CHECK_CLOSE(result->yield_kgoe_adjusted.value, 0.997 * 0.996 * 0.995);
    CHECK_CLOSE(result->engines_per_good.value, 0);
    CHECK_CLOSE(result->quality.value + result->escape.value, 1);
}

static void a25_counts(void **state)
{
    (void)state;
    struct flow_coverage coverage = covered("U", 1);
    struct flow_step steps[] = {
        ADD("U", .mounted = 8, .required = 0, .unit_cost = 2, .bad = 0.7),
        {FLOW_TEST, .test = {.cost = 1, PLAIN, .coverage = &coverage, .coverage_count = 1}}};
    struct flow flow = {.name = "counts", .steps = steps, .step_count = 2};
    const struct flow_result *free_choice = run(&flow);
    CHECK_CLOSE(free_choice->shipped_per_start, 1);
    CHECK_CLOSE(free_choice->direct_cost, 17);
    CHECK_CLOSE(free_choice->quality.value, 1);
    steps[0].add.mounted = 3;
    steps[0].add.required = 4;
    const struct flow_result *too_few = run(&flow);
    assert_true(too_few->shipped_per_start == 0);
    CHECK_CLOSE(too_few->spend_per_start, 6);
    CHECK_CLOSE(too_few->scrap, 6);
    assert_true(isnan(too_few->cost_per_shipped.value));
    assert_true(isnan(too_few->quality.value));
    assert_holds(too_few->cost_per_good.reason, "step s1");
    CHECK_CLOSE(too_few->steps[0].causes[0].share, 1);
}

static void a25_tests(void **state)
{
    (void)state;
    struct flow_coverage coverage = covered("U", 1);
    struct flow_step steps[] = {
        ADD("U", .mounted = 1, .required = 1, .unit_cost = 10, .bad = 1),
        {FLOW_TEST, "T", .test = {.cost = 1, PLAIN, .coverage = &coverage, .coverage_count = 1}}};
    struct flow flow = {.name = "tests", .steps = steps, .step_count = 2};
    const struct flow_result *none = run(&flow);
    assert_true(none->shipped_per_start == 0);
    CHECK_CLOSE(none->spend_per_start, 11);
    assert_holds(none->cost_per_shipped.reason, "step T of flow tests");
    coverage.coverage = 0.9;
    const struct flow_result *all_bad = run(&flow);
    CHECK_CLOSE(all_bad->shipped_per_start, 0.1);
    CHECK_CLOSE(all_bad->cost_per_shipped.value, 110);
    assert_true(isnan(all_bad->cost_per_good.value));
    assert_string_equal(all_bad->cost_per_good.reason, "every shipped unit is bad");
    steps[1].test.overkill = 1;
    assert_true(run(&flow)->shipped_per_start == 0);
    steps[1].test.overkill = 0;
    coverage.coverage = 0;
    CHECK_CLOSE(run(&flow)->shipped_per_start, 1);
    CHECK_CLOSE(run(&flow)->direct_cost, 11);
}

/* T7: factors of 0 share equally, the others get nothing. */
static void causes_of_nothing(void **state)
{
    (void)state;
    struct flow_coverage coverage[] = {covered("A", 1), covered("B", 1), covered("C", 0.5)};
    struct flow_step steps[] = {
        ADD("A", .mounted = 1, .required = 1, .bad = 1),
        ADD("B", .mounted = 1, .required = 1, .bad = 1, .unit_cost = 8),
        ADD("C", .mounted = 1, .required = 1, .bad = 0.5),
        {FLOW_TEST, .test = {PLAIN, .coverage = coverage, .coverage_count = 3}}};
    struct flow flow = {.name = "nothing", .steps = steps, .step_count = 4};
    const struct flow_result *result = run(&flow);
    const struct flow_cause *causes = result->steps[3].causes;
    assert_int_equal(result->steps[3].cause_count, 3);
    CHECK_CLOSE(causes[0].share, 0.5);
    CHECK_CLOSE(causes[1].scrap_cost, 4);
    CHECK_CLOSE(causes[2].share, 0);
}

/* T6 by a new piece: half of the sites are bad and found. Each is replaced once, for 20 of labour
 * and 100 of the piece, of which half are bad again: 100 + 120 / 2 spent, 3/4 shipped. */
static void rework_by_a_new_piece(void **state)
{
    (void)state;
    struct flow_coverage coverage = covered("OE", 1);
    struct flow_rework rework = {"OE", 20, 0, 1, true};
    struct flow_step steps[] = {
        ADD("OE", .mounted = 1, .required = 1, .unit_cost = 100, .bad = 0.5),
        {FLOW_TEST, .test = {PLAIN, .coverage = &coverage, .coverage_count = 1, .rework = &rework,
                             .rework_count = 1, .rework_cycles = 1}}};
    struct flow flow = {.name = "new piece", .steps = steps, .step_count = 2};
    const struct flow_result *result = run(&flow);
    CHECK_CLOSE(result->spend_per_start, 160);
    CHECK_CLOSE(result->shipped_per_start, 0.75);
}

/* T6 where no site settles: b stays 1, and of what would enter the next test half would be lost. */
static void rework_that_mends_nothing(void **state)
{
    (void)state;
    struct flow_coverage all = covered("OE", 1), half = covered("OE", 0.5);
    struct flow_rework rework = {"OE", 20, 1, 1, false};
    struct flow_test first = {PLAIN, .coverage = &all, .coverage_count = 1};
    struct flow_test second = {PLAIN, .coverage = &half, .coverage_count = 1};
    first.rework = &rework;
    first.rework_count = 1;
    first.rework_cycles = 1;
    struct flow_step steps[] = {ADD("OE", .mounted = 1, .required = 1, .unit_cost = 100, .bad = 1),
                                {FLOW_TEST, .test = first},
                                {FLOW_TEST, .test = second}};
    struct flow flow = {.name = "nothing", .steps = steps, .step_count = 3};
    CHECK_CLOSE(run(&flow)->steps[2].causes[0].loss, 0.5);
}

static void a25_no_rework_cycles(void **state)
{
    (void)state;
    const struct package p = {
        screened_cost,   screened_bad, .mounted = 16, .required = 16, .fau_rework = a18_rework(),
        .penalty = 25000};
    struct flow *flow = package_flow(&p);
    flow->steps[6].test.rework_cycles = 0;
    check_flow_case(run(flow), &case_a14);
}

static void a25_input_errors(void **state)
{
    (void)state;
    const struct package p = {screened_cost, screened_bad, .mounted = 16, .required = 16,
                              .fau_rework = a18_rework()};
    struct flow *flow = package_flow(&p);
    flow->steps[0].line = 4;
    flow->steps[0].add.bad = 1.5;
    assert_holds(refusal(flow), "flow package, step 1 (s1, line 4), bad");
    flow = package_flow(&p);
    flow->steps[3].add.mounted = 15.5;
    assert_holds(refusal(flow), "step 4 (s4), count");
    flow = package_flow(&p);
    flow->steps[3].add.collateral.items = LIST({"GPU", 0.1});
    assert_holds(refusal(flow), "collateral GPU: no earlier step adds this class");
    flow = package_flow(&p);
    flow->steps[4].test.coverage[1].coverage = NAN;
    assert_holds(refusal(flow), "step 5 (G2), coverage OE");
    flow = package_flow(&p);
    flow->steps[6].test.attempts = 2;
    assert_holds(refusal(flow), "attempts");
    flow = package_flow(&p);
    flow->steps[5].add.mounted = 17;
    assert_holds(refusal(flow), "rework FAU: spares and rework");
    flow = package_flow(&p);
    flow->steps[5].add.class_name = "OE";
    assert_holds(refusal(flow), "already on the unit");
    flow = package_flow(&p);
    flow->steps[2].test.cost = INFINITY;
    assert_holds(refusal(flow), "step 3 (G1), cost");
    flow = package_flow(&p);
    flow->penalty = -1;
    assert_holds(refusal(flow), "penalty");
}

static void a25_input_errors_of_merged_parts(void **state)
{
    (void)state;
    struct package p = {screened_cost, screened_bad, .mounted = 18, .required = 16,
                        .on_usable = true};
    struct flow *flow = package_flow(&p);
    flow->steps[6].test.coverage_count = 4;
    assert_holds(refusal(flow), "coverage FAU: these parts are merged onto another class");
    flow = package_flow(&p);
    flow->steps[5].add.collateral.items = LIST({"ASIC", 0.1});
    assert_holds(refusal(flow), "collateral ASIC: parts on a class with spares");
    flow = package_flow(&p);
    flow->steps[5].add.mounted = 2;
    assert_holds(refusal(flow), "no spares of their own");
}

static void a25_sub_flow_that_ships_nothing(void **state)
{
    (void)state;
    const struct package p = {.engine = engine_flow(-1), .mounted = 16, .required = 16};
    p.engine->steps[1].test.overkill = 1;
    assert_holds(refusal(package_flow(&p)), "flow engine hands nothing over");
    p.engine->steps[1].test.overkill = 0.01;
    p.engine->currency = "EUR";
    assert_holds(refusal(package_flow(&p)), "EUR");
    p.engine->currency = "USD";
    /* a KGOE insertion that rejects all: without it there is a result */
    p.engine->steps[5].test.overkill = 1;
    const struct flow_result *without = run_with(package_flow(&p), true);
    assert_null(without->counterpart);
    assert_true(isnan(without->yield_kgoe_adjusted.value));
    assert_holds(without->yield_kgoe_adjusted.reason, "step kgoe");
    CHECK_CLOSE(without->yield_unadjusted.value, 0.483515550614074);
    p.engine->steps[5].test.overkill = 0.005;
}

static void a25_flow_that_uses_itself(void **state)
{
    (void)state;
    struct flow_step steps[] = {ADD("U", .mounted = 1, .required = 1)};
    struct flow flow = {.name = "self", .steps = steps, .step_count = 1};
    steps[0].add.input = &flow;
    assert_holds(refusal(&flow), "nested deeper");
    struct flow_inputs inputs;
    struct error err = {0};
    assert_int_equal(flow_inputs_collect(&inputs, &flow, &arena, &err), OPTIBOM_OK);
}

/* F5: a die hands over its loss and its share of the wafer (A04, first row, untested). */
static void die_as_input(void **state)
{
    (void)state;
    double side = sqrt(800);
    struct flow_die die = {.wafer = {side, side, 0.2, 300, 5},
                           .defects = 0.09,
                           .critical = 1,
                           .gross_yield = 1,
                           .model = DIE_NEGATIVE_BINOMIAL,
                           .parameter = 10,
                           .count = DIE_COUNT_CORR,
                           .wafer_cost = 9346};
    struct flow_coverage coverage = covered("die", 1);
    struct flow_step steps[] = {
        ADD("die", .mounted = 1, .required = 1, .die = &die),
        {FLOW_TEST, .test = {PLAIN, .coverage = &coverage, .coverage_count = 1}}};
    struct flow flow = {.name = "die", .steps = steps, .step_count = 2};
    const struct flow_result *result = run(&flow);
    CHECK_CLOSE(result->shipped_per_start, 0.498944392914088);
    CHECK_CLOSE(result->cost_per_shipped.value, 318.601735214817);
    die.gross_yield = 0.5;
    CHECK_CLOSE(run(&flow)->shipped_per_start, 0.498944392914088 / 2);
    die.gross_yield = 1;
    die.wafer.width = 400;
    assert_holds(refusal(&flow), "does not fit");
    die.wafer.width = side;
    die.parameter = 0;
    assert_holds(refusal(&flow), "alpha");
}

static void corners(void **state)
{
    (void)state;
    const struct package p = {.engine = engine_flow(-1), .mounted = 16, .required = 16};
    struct flow *flow = package_flow(&p);
    struct flow_input own[] = {
        {"OE: site_cost", &flow->steps[3].add.site_cost, {5, 9, 12}, 1, "assumption", "t", NULL},
        {"G3: coverage FAU",
         &flow->steps[6].test.coverage[3].coverage,
         {0.5, 0.97, 0.99},
         0,
         "assumption",
         "t",
         NULL}};
    struct flow_input engines[] = {
        {"PIC: bad", &p.engine->steps[0].add.bad, {0.1, 0.15, NAN}, 1, "assumption", "t", NULL},
        {"wafer: coverage PIC",
         &p.engine->steps[1].test.coverage[0].coverage,
         {0.8, 0.9, 0.95},
         -1,
         "assumption",
         "t",
         NULL}};
    flow->inputs = own;
    flow->input_count = 2;
    p.engine->inputs = engines;
    p.engine->input_count = 2;
    const struct flow_result *best, *worst;
    struct error err = {0};
    assert_int_equal(flow_run_corner(&best, &arena, flow, FLOW_BEST, NULL, &err), OPTIBOM_OK);
    assert_int_equal(flow_run_corner(&worst, &arena, flow, FLOW_WORST, NULL, &err), OPTIBOM_OK);
    const struct flow_result *typ = run(flow);
    assert_true(best->cost_per_good.value < typ->cost_per_good.value);
    assert_true(typ->cost_per_good.value < worst->cost_per_good.value);
    CHECK_CLOSE(flow->steps[3].add.site_cost, 9);
    CHECK_CLOSE(p.engine->steps[0].add.bad, 0.15);
    /* the ends by hand; bad has no max, so its worst is typ */
    flow->steps[3].add.site_cost = 12;
    p.engine->steps[1].test.coverage[0].coverage = 0.8;
    CHECK_CLOSE(run(flow)->cost_per_good.value, worst->cost_per_good.value);
    flow->steps[3].add.site_cost = 5;
    p.engine->steps[0].add.bad = 0.1;
    p.engine->steps[1].test.coverage[0].coverage = 0.95;
    CHECK_CLOSE(run(flow)->cost_per_good.value, best->cost_per_good.value);
    p.engine->steps[0].add.bad = 0.15;
    p.engine->input_count = 0;
}

/* F6 over many steps: pennies added to a large sum. */
static void long_flow_balances(void **state)
{
    (void)state;
    enum { STEPS = 4000 };
    struct flow_step *steps = arena_alloc(&arena, STEPS * sizeof *steps);
    for (size_t i = 0; i < STEPS; i++)
        steps[i] = (struct flow_step){FLOW_COST, "pay", .cost = 0.1};
    steps[0].cost = 1e9;
    steps[STEPS - 1] = (struct flow_step){FLOW_TEST, "last", .test = {PLAIN, .overkill = 0.5}};
    struct flow flow = {.name = "long", .steps = steps, .step_count = STEPS};
    CHECK_WITHIN(run(&flow)->direct_cost, 1e9 + (STEPS - 2) * 0.1, 1e-16);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE("A25 R5 R6 rework edges", a25_rework_edges),
        CASE("1.5 coverage and cost per shipped", exact_consequences),
        CASE("T5 retest of two sites and overkill", retest_of_two_sites),
        CASE("A25 no engines", a25_no_engines),
        CASE("A25 F3 counts", a25_counts),
        CASE("A25 F4 tests that pass nothing or all", a25_tests),
        CASE("T7 causes when nothing passes", causes_of_nothing),
        CASE("T6 rework by a new piece", rework_by_a_new_piece),
        CASE("T6 rework that mends nothing", rework_that_mends_nothing),
        CASE("A25 no rework cycles", a25_no_rework_cycles),
        CASE("A25 K1-K4 input errors", a25_input_errors),
        CASE("A25 K2 K3 merged parts", a25_input_errors_of_merged_parts),
        CASE("A25 F5 sub-flows that hand nothing over", a25_sub_flow_that_ships_nothing),
        CASE("A25 a flow that uses itself", a25_flow_that_uses_itself),
        CASE("F5 a die as input", die_as_input),
        CASE("N1 N2 corners", corners),
        CASE("F6 a long flow balances", long_flow_balances),
    };
    return cmocka_run_group_tests_name("flow edges", tests, NULL, NULL);
}
