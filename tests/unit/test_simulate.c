/* Case A19 by simulation, and what a simulation must not depend on. U, Z, L, O, X, G, H numbers are
 * those of evaluate/simulate*.c, program.c, flow_compile.c, order.c and sample.c. */
#include "flow_random.h"

#include "evaluate/flow_compile.h"
#include "evaluate/flow_corner.h"
#include "evaluate/order.h"
#include "evaluate/sample.h"
#include "evaluate/simulate_flow.h"

#include <stdlib.h>

/* The lines of A19 as a flow that only adds. */
static const struct simulate_result *run_lines(const struct simulate_options *options)
{
    static struct flow_step steps[] = {
        ADD("ASIC", .mounted = 1, .required = 1, .unit_cost = 5200),
        ADD("engine", .mounted = 16, .required = 16, .unit_cost = 145),
        ADD("FAU", .mounted = 16, .required = 16, .unit_cost = 85),
        ADD("substrate", .mounted = 1, .required = 1, .unit_cost = 350)};
    static const struct range ranges[] = {
        {4800, 5200, 6100}, {120, 145, 210}, {70, 85, 120}, {300, 350, 500}};
    static struct flow_input inputs[CHECK_COUNT(steps)];
    for (size_t i = 0; i < CHECK_COUNT(steps); i++)
        inputs[i] = (struct flow_input){steps[i].add.class_name,
                                        &steps[i].add.unit_cost,
                                        ranges[i],
                                        1,
                                        "assumption",
                                        "A19",
                                        NULL};
    static struct flow flow = {.name = "lines",
                               .steps = steps,
                               .step_count = CHECK_COUNT(steps),
                               .inputs = inputs,
                               .input_count = CHECK_COUNT(steps)};
    const enum flow_measure figure = FLOW_COST_PER_SHIPPED;
    const struct simulate_flow_request request = {.figures = &figure, .figure_count = 1};
    const struct simulate_result *result = NULL;
    struct error err = {0};
    if (simulate_flow(&result, &arena, &flow, &request, options, &err) != OPTIBOM_OK) {
        print_error("%s\n", err.text);
        fail();
    }
    return result;
}

/* Quantile and density of A19 */
static const struct {
    double level, value, density;
} a19_quantiles[SIMULATE_LEVELS] = {
    {0.05, 9056.07558989577, 2.96252777711574e-4}, {0.10, 9187.70038841695, 4.66001781342845e-4},
    {0.50, 9730.75537346567, 8.63354513338975e-4}, {0.90, 10339.6271738542, 3.66932374314891e-4},
    {0.95, 10512.2299448625, 2.19160614238148e-4},
};

/* The acceptance of 1.10: mean and quantiles within four standard errors, for every seed. */
static void a19_sum_of_lines(void **state)
{
    (void)state;
    enum { DRAWS = 40000 };
    for (uint64_t seed = 1; seed <= 5; seed++) {
        const struct simulate_options options = {.seed = seed, .draws = DRAWS};
        const struct simulate_result *result = run_lines(&options);
        const struct simulate_figure *f = &result->figures[0];
        double root = sqrt(DRAWS);
        assert_int_equal(f->count, DRAWS);
        assert_int_equal(result->variable_count, 4);
        CHECK_CLOSE(f->typ, 9230);
        CHECK_ABSOLUTE(f->mean, 9750.0, 4 * f->deviation / root);
        CHECK_CLOSE(f->standard_error, f->deviation / root);
        CHECK_WITHIN(f->deviation, 442.574538605897, 4 / sqrt(2) / root);
        CHECK_ABSOLUTE(f->typ_rank, 0.120893513429902,
                       4 * sqrt(0.120893513429902 * 0.879106486570098) / root);
        for (int i = 0; i < SIMULATE_LEVELS; i++) {
            double p = a19_quantiles[i].level;
            assert_true(simulate_levels[i] == p);
            CHECK_ABSOLUTE(f->quantiles[i], a19_quantiles[i].value,
                           4 * sqrt(p * (1 - p)) / root / a19_quantiles[i].density);
        }
    }
}

/* 1.10: the standard error halves from N to 4N. */
static void a19_standard_error(void **state)
{
    (void)state;
    struct simulate_options options = {.seed = 7, .draws = 20000};
    double few = run_lines(&options)->figures[0].standard_error;
    options.draws = 80000;
    CHECK_WITHIN(run_lines(&options)->figures[0].standard_error, few / 2, 0.02);
}

/* H3: 16 scramblings of 2048 Sobol points reach the mean with over 1000 times fewer points than
 * plain draws would take; the quantiles too are no worse. */
static void a19_sobol(void **state)
{
    (void)state;
    enum { DRAWS = 16 * 2048 };
    for (uint64_t seed = 1; seed <= 5; seed++) {
        const struct simulate_options options = {
            .seed = seed, .points = SIMULATE_SOBOL, .draws = DRAWS};
        const struct simulate_figure *f = &run_lines(&options)->figures[0];
        assert_true(f->standard_error < 442.574538605897 / sqrt(1000.0 * DRAWS));
        CHECK_ABSOLUTE(f->mean, 9750.0, 5 * f->standard_error);
        CHECK_WITHIN(f->deviation, 442.574538605897, 1e-3);
        for (int i = 0; i < SIMULATE_LEVELS; i++) {
            double p = a19_quantiles[i].level;
            CHECK_ABSOLUTE(f->quantiles[i], a19_quantiles[i].value,
                           2 * sqrt(p * (1 - p) / DRAWS) / a19_quantiles[i].density);
        }
    }
}

/* Cost over a uniform yield: the bias of dividing by the mean yield is there. */
static void a19_uniform_yield(void **state)
{
    (void)state;
    enum { DRAWS = 200000 };
    struct range range = {0.8, 0.875, 0.95};
    static double values[DRAWS];
    for (uint64_t i = 0; i < DRAWS; i++)
        values[i] = 100 / uniform_quantile(range, random_uniform(3, i, 0));
    struct sample sample = sample_of(values, DRAWS, 114);
    CHECK_ABSOLUTE(sample.mean, 114.566837951106, 4 * sample_error(&sample));
    CHECK_WITHIN(sample_deviation(&sample), 5.68633262543524, 4 / sqrt(2.0 * DRAWS));
    assert_true(sample.mean > 114.285714285714 + 10 * sample_error(&sample));
}

/* H3: the means of 16 replicates are 0 to 15: squares of 340 about 7.5, sqrt(340 / 15 / 16). */
static void replicates_tell_the_error(void **state)
{
    (void)state;
    double values[4 * SOBOL_REPLICATES];
    for (size_t i = 0; i < CHECK_COUNT(values); i++)
        values[i] = (double)(i % SOBOL_REPLICATES);
    struct sample sample = sample_of(values, CHECK_COUNT(values), 3);
    CHECK_CLOSE(sample.mean, 7.5);
    CHECK_CLOSE(sample_replicate_error(&sample), 1.1902380714238083);
    values[5] = values[21] = values[37] = values[53] = NAN;
    sample = sample_of(values, CHECK_COUNT(values), 3);
    assert_true(isnan(sample_replicate_error(&sample)));
}

/* --- flows */

/* V plus n engines of unknown yield and one perfect test. */
struct engines {
    struct flow_coverage coverage;
    struct flow_step steps[3];
    struct flow_input input;
    struct flow flow;
};

static struct flow *engines_flow(struct engines *e, double other, double engine_cost)
{
    e->coverage = covered("OE", 1);
    const struct flow_step steps[] = {
        {FLOW_COST, "V", .cost = other},
        ADD("OE", .mounted = 16, .required = 16, .unit_cost = engine_cost, .bad = 0.035,
            .is_engine = true),
        {FLOW_TEST, "T", .test = {PLAIN, .coverage = &e->coverage, .coverage_count = 1}}};
    memcpy(e->steps, steps, sizeof steps);
    e->input = (struct flow_input){
        "OE: bad", &e->steps[1].add.bad, {0.01, 0.035, 0.07}, 1, "assumption", "A19", NULL};
    e->flow = (struct flow){.name = "engines",
                            .steps = e->steps,
                            .step_count = 3,
                            .inputs = &e->input,
                            .input_count = 1};
    name_steps(&e->flow);
    return &e->flow;
}

static const enum flow_measure all_figures[] = {
    FLOW_COST_PER_GOOD,    FLOW_COST_PER_GOOD_WITH_PENALTY,
    FLOW_COST_PER_SHIPPED, FLOW_SHIPPED_PER_START,
    FLOW_ESCAPE,           FLOW_YIELD_KGOE_ADJUSTED,
    FLOW_YIELD_UNADJUSTED, FLOW_KGOE_SAVING,
};

static const struct simulate_result *run_flow(const struct flow *flow,
                                              const struct simulate_options *options,
                                              bool one_by_one, bool without_kgoe)
{
    const struct simulate_flow_request request = {all_figures, CHECK_COUNT(all_figures),
                                                  without_kgoe, one_by_one};
    const struct simulate_result *result = NULL;
    struct error err = {0};
    if (simulate_flow(&result, &arena, flow, &request, options, &err) != OPTIBOM_OK) {
        print_error("%s\n", err.text);
        fail();
    }
    return result;
}

/* One draw of the yield for all 16 engines. */
static void a19_powers_of_a_yield(void **state)
{
    (void)state;
    enum { DRAWS = 100000 };
    struct engines e;
    double root = sqrt(DRAWS);
    for (uint64_t seed = 1; seed <= 3; seed++) {
        const struct simulate_options options = {.seed = seed, .draws = DRAWS};
        const struct simulate_result *unit =
            run_flow(engines_flow(&e, 1, 0), &options, false, false);
        const struct simulate_figure *shipped = &unit->figures[3], *inverse = &unit->figures[2];
        CHECK_ABSOLUTE(shipped->mean, 0.545519994713093, 4 * shipped->deviation / root);
        CHECK_CLOSE(shipped->typ, 0.565505734841229);
        CHECK_ABSOLUTE(inverse->mean, 1.91159087027964, 4 * inverse->deviation / root);
        CHECK_CLOSE(inverse->typ, 1.76832866298122);
        CHECK_WITHIN(inverse->deviation, 0.400457493595389, 4 / root);
        const struct simulate_result *cost =
            run_flow(engines_flow(&e, 6000, 150), &options, false, false);
        CHECK_ABSOLUTE(cost->figures[0].mean, 16057.363310349,
                       4 * cost->figures[0].deviation / root);
        CHECK_WITHIN(cost->figures[0].deviation, 3363.84294620127, 4 / root);
    }
    const struct simulate_options sobol = {.seed = 1, .points = SIMULATE_SOBOL, .draws = 16 * 4096};
    const struct simulate_result *cost =
        run_flow(engines_flow(&e, 6000, 150), &sobol, false, false);
    CHECK_ABSOLUTE(cost->figures[0].mean, 16057.363310349, 5 * cost->figures[0].standard_error);
    assert_true(cost->figures[0].standard_error < 16057 * 1e-6);
    CHECK_WITHIN(cost->figures[0].deviation, 3363.84294620127, 1e-3);
}

static void a19_corners(void **state)
{
    (void)state;
    struct engines e;
    struct flow *flow = engines_flow(&e, 6000, 150);
    const struct flow_result *best, *worst;
    struct error err = {0};
    assert_int_equal(flow_run_corner(&best, &arena, flow, FLOW_BEST, NULL, &err), OPTIBOM_OK);
    assert_int_equal(flow_run_corner(&worst, &arena, flow, FLOW_WORST, NULL, &err), OPTIBOM_OK);
    CHECK_CLOSE(best->cost_per_good.value, 9865.43347792642);
    CHECK_CLOSE(worst->cost_per_good.value, 26825.7645955523);
}

/* Z2 O1: a program gives what flow_run gives, to 1e-12, on flows of every kind; complements of
 * quality carry the absolute error of the classes' b, which flow_run has too. */
static void program_is_flow_run(void **state)
{
    (void)state;
    struct dice dice = {11, 0};
    for (int i = 0; i < 3000; i++) {
        struct flow *flow = random_flow(&dice, 255);
        const struct simulate_options options = {.seed = (uint64_t)i, .draws = 1};
        bool without = dice_chance(&dice, 0.3);
        const struct simulate_result *fast = run_flow(flow, &options, false, without);
        const struct simulate_result *slow = run_flow(flow, &options, true, without);
        for (size_t f = 0; f < CHECK_COUNT(all_figures); f++) {
            const struct simulate_figure *a = &fast->figures[f], *b = &slow->figures[f];
            assert_int_equal(a->count, b->count);
            if (all_figures[f] == FLOW_KGOE_SAVING)
                assert_true(a->count == 0 || fabs(a->mean - b->mean) <=
                                                 1e-12 * (fast->figures[0].mean + fabs(b->mean)));
            else
                CHECK_WITHIN(a->mean, b->mean, 1e-12);
            assert_true((a->reason == NULL) == (b->reason == NULL));
        }
        arena_fini(&arena);
    }
}

/* X1: the random flows do compile, one that only flow_run can run does not. */
static void what_is_compiled(void **state)
{
    (void)state;
    struct dice dice = {12, 0};
    for (int i = 0; i < 300; i++) {
        struct flow *any = random_flow(&dice, 127);
        const struct flow_compile_request all = {NULL, 0, all_figures, CHECK_COUNT(all_figures),
                                                 run(any)};
        struct program *some = NULL;
        struct error refused = {0};
        assert_int_equal(flow_compile(&some, &arena, any, &all, &refused), OPTIBOM_OK);
        assert_non_null(some);
    }
    struct engines e;
    struct flow *flow = engines_flow(&e, 6000, 150);
    struct flow_rework rework = {"OE", 10, 0.02, 1, false};
    double *targets[] = {e.input.target};
    struct error err = {0};
    struct program *program = NULL;
    struct flow_compile_request request = {targets, 1, all_figures, 1, run(flow)};
    assert_int_equal(flow_compile(&program, &arena, flow, &request, &err), OPTIBOM_OK);
    assert_non_null(program);
    e.steps[2].test.rework = &rework;
    e.steps[2].test.rework_count = 1;
    e.steps[2].test.rework_cycles = -1;
    request.typ = run(flow);
    assert_int_equal(flow_compile(&program, &arena, flow, &request, &err), OPTIBOM_OK);
    assert_null(program);
    const struct simulate_options options = {.seed = 1, .draws = 1000};
    assert_int_equal(run_flow(flow, &options, false, false)->figures[0].count, 1000);
}

/* Dies, conventions and collateral that call the scalar functions. */
static void drawn_die(void **state)
{
    (void)state;
    struct flow_die die = {.wafer = {20, 25, 0.1, 300, 3},
                           .defects = 0.1,
                           .critical = 0.8,
                           .gross_yield = 0.98,
                           .model = DIE_NEGATIVE_BINOMIAL,
                           .parameter = 3,
                           .count = DIE_COUNT_GRID,
                           .wafer_cost = 9000};
    struct flow_effect on_die = {"DIE", 0.001};
    struct flow_coverage coverage[] = {{"DIE", 0.9, FLOW_CLUSTERED, 3},
                                       {"CHIP", 0.95, FLOW_WILLIAMS_BROWN, 0}};
    struct flow_step steps[] = {
        ADD("DIE", .mounted = 3, .required = 3, .die = &die),
        ADD("CHIP", .mounted = 4, .required = 4, .unit_cost = 30, .bad = 0.02,
            .collateral = {&on_die, 1}),
        {FLOW_TEST, "T", .test = {PLAIN, .cost = 5, .coverage = coverage, .coverage_count = 2}}};
    struct flow_input inputs[] = {
        {"defects", &die.defects, {0.05, 0.1, 0.2}, 1, "assumption", "t", NULL},
        {"alpha", &die.parameter, {2, 3, 10}, 0, "assumption", "t", NULL},
        {"gross", &die.gross_yield, {0.95, 0.98, 1}, -1, "assumption", "t", NULL},
        {"wafer", &die.wafer_cost, {7000, 9000, 9500}, 1, "assumption", "t", NULL},
        {"collateral", &on_die.value, {0, 0.001, 0.004}, 1, "assumption", "t", NULL},
        {"coverage", &coverage[0].coverage, {0.8, 0.9, 0.99}, -1, "assumption", "t", NULL},
        {"coverage alpha", &coverage[0].parameter, {1, 3, 9}, 0, "assumption", "t", NULL},
    };
    struct flow flow = {.name = "dies",
                        .steps = steps,
                        .step_count = 3,
                        .inputs = inputs,
                        .input_count = CHECK_COUNT(inputs)};
    name_steps(&flow);
    for (uint64_t seed = 0; seed < 50; seed++) {
        const struct simulate_options options = {.seed = seed, .draws = 1};
        const struct simulate_result *fast = run_flow(&flow, &options, false, false);
        const struct simulate_result *slow = run_flow(&flow, &options, true, false);
        for (size_t f = 0; f < 5; f++)
            CHECK_WITHIN(fast->figures[f].mean, slow->figures[f].mean, 1e-12);
    }
    assert_true(die.defects == 0.1);
}

static bool is_same(const struct simulate_result *a, const struct simulate_result *b)
{
    return a->draws == b->draws && a->figure_count == b->figure_count &&
           memcmp(a->figures, b->figures, a->figure_count * sizeof *a->figures) == 0;
}

/* U1: 1, 2 and 8 threads give the same bytes; another seed does not. */
static void threads(void **state)
{
    (void)state;
    struct dice dice = {21, 0};
    struct flow *flow = random_flow(&dice, RANDOM_INPUTS);
    for (int way = 0; way < 3; way++) {
        struct simulate_options options = {.seed = 5,
                                           .points = way == 1 ? SIMULATE_SOBOL : SIMULATE_PLAIN,
                                           .draws = way == 2 ? 10001 : 50001};
        const struct simulate_result *one = run_flow(flow, &options, way == 2, false);
        options.threads = 2;
        assert_true(is_same(run_flow(flow, &options, way == 2, false), one));
        options.threads = 8;
        assert_true(is_same(run_flow(flow, &options, way == 2, false), one));
        options.seed = 6;
        assert_false(is_same(run_flow(flow, &options, way == 2, false), one));
    }
}

/* The digits of a seed, wherever they are computed: draws and sums use + - * / sqrt only. */
static void same_digits(void **state)
{
    (void)state;
    const struct simulate_options options = {.seed = 20261121, .draws = 1000};
    const struct simulate_figure *f = &run_lines(&options)->figures[0];
    assert_true(f->mean == 0x1.309143c294721p+13);
    assert_true(f->deviation == 0x1.b25f209e9450cp+8);
    assert_true(f->quantiles[2] == 0x1.2ffdfb1423e16p+13);
}

/* U3 */
static void stop_rule(void **state)
{
    (void)state;
    struct simulate_options options = {
        .seed = 1, .draws = 1000, .tolerance = 1e-3, .most_draws = 100000};
    const struct simulate_result *result = run_lines(&options);
    const struct simulate_figure *f = &result->figures[0];
    assert_true(result->is_settled);
    assert_int_equal(result->draws, 4000); /* (442.6/9750/1e-3)^2 = 2060 */
    assert_true(f->standard_error <= 1e-3 * f->mean);
    options.draws = 4000;
    options.tolerance = 0;
    struct simulate_options plain = options;
    assert_true(is_same(run_lines(&plain), result));
    options =
        (struct simulate_options){.seed = 1, .draws = 1000, .tolerance = 1e-6, .most_draws = 5000};
    result = run_lines(&options);
    assert_false(result->is_settled);
    assert_int_equal(result->draws, 5000);
    options.points = SIMULATE_SOBOL;
    options.tolerance = 1e-4;
    result = run_lines(&options);
    assert_true(result->is_settled);
    assert_true(result->draws % 16 == 0 && result->draws < 5000);
}

struct watch {
    uint64_t calls, last, expected, limit;
};

static bool watch(void *context, uint64_t done, uint64_t expected)
{
    struct watch *seen = context;
    seen->calls++;
    assert_true(done > seen->last && done <= expected);
    seen->last = done;
    seen->expected = expected;
    return done < seen->limit;
}

/* U4 */
static void progress_and_cancel(void **state)
{
    (void)state;
    struct watch seen = {.limit = UINT64_MAX};
    struct simulate_options options = {
        .seed = 1, .draws = 50000, .progress = watch, .context = &seen};
    assert_int_equal(run_lines(&options)->draws, 50000);
    assert_int_equal(seen.last, 50000);
    assert_true(seen.calls > 5);
    /* cancelled in the first batch: nothing; in the second: the first */
    seen = (struct watch){.limit = 10000};
    const struct simulate_result *result = run_lines(&options);
    assert_true(result->is_cancelled);
    assert_int_equal(result->draws, 0);
    assert_int_equal(result->figures[0].count, 0);
    assert_non_null(result->figures[0].reason);
    options.draws = 20000;
    options.tolerance = 1e-9;
    options.most_draws = 1000000;
    seen = (struct watch){.limit = 30000};
    options.threads = 2;
    result = run_lines(&options);
    assert_true(result->is_cancelled);
    /* the other thread may finish whole doublings before the caller is asked */
    assert_true(seen.expected > 20000);
    assert_int_equal(result->draws, seen.expected / 2);
    assert_int_equal(result->figures[0].count, result->draws);
}

/* Constants, groups, flows without any value, refused ones. */
static void edges(void **state)
{
    (void)state;
    struct engines e;
    const struct simulate_options options = {.seed = 1, .draws = 500};
    struct flow *flow = engines_flow(&e, 6000, 150);
    e.input.range = range_exact(0.035);
    const struct simulate_result *fixed = run_flow(flow, &options, false, false);
    CHECK_CLOSE(fixed->figures[0].mean, run(flow)->cost_per_good.value);
    CHECK_ABSOLUTE(fixed->figures[0].deviation, 0, 1e-9);
    CHECK_CLOSE(fixed->figures[0].typ_rank, 1);
    assert_int_equal(fixed->variable_count, 0);
    assert_string_equal(fixed->figures[7].reason, "the flow has no KGOE insertion");
    flow = engines_flow(&e, 6000, 150);
    e.steps[1].add.required = 17;
    for (int one_by_one = 0; one_by_one < 2; one_by_one++) {
        const struct simulate_result *none = run_flow(flow, &options, one_by_one, false);
        assert_int_equal(none->figures[0].count, 0);
        assert_true(isnan(none->figures[0].mean) && isnan(none->figures[0].quantiles[0]));
        assert_holds(none->figures[0].reason, "nothing is shipped");
        CHECK_CLOSE(none->figures[3].mean, 0);
        assert_int_equal(none->figures[3].count, 500);
    }
}

static void refusals(void **state)
{
    (void)state;
    struct engines e;
    const struct simulate_flow_request request = {all_figures, 1, false, false};
    const struct simulate_result *result = NULL;
    static const struct range wrong[] = {{0.1, 0.05, 0.2}, {0.01, 0.5, 1.5}, {-0.1, 0.1, 0.2}};
    for (size_t i = 0; i < CHECK_COUNT(wrong); i++) {
        struct error err = {0};
        const struct simulate_options options = {.draws = 10};
        struct flow *flow = engines_flow(&e, 6000, 150);
        e.input.range = wrong[i];
        assert_int_equal(simulate_flow(&result, &arena, flow, &request, &options, &err),
                         OPTIBOM_BAD_INPUT);
        assert_holds(err.text, i == 0 ? "OE: bad" : "probability");
    }
    static const struct simulate_options options[] = {
        {.draws = UINT64_MAX}, {.tolerance = NAN}, {.threads = 1000}};
    for (size_t i = 0; i < CHECK_COUNT(options); i++) {
        struct error err = {0};
        assert_int_equal(
            simulate_flow(&result, &arena, engines_flow(&e, 1, 1), &request, &options[i], &err),
            OPTIBOM_BAD_INPUT);
    }
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* 2^32 draws are asked for, and cancelled after the first of them; one more is refused. Without
 * figures nothing is kept of them. */
static void most_draws(void **state)
{
    (void)state;
    const uint64_t most = (uint64_t)1 << 32;
    struct engines e;
    const struct simulate_flow_request nothing = {all_figures, 0, false, false};
    for (uint64_t more = 0; more < 2; more++)
        for (int is_rule = 0; is_rule < 2; is_rule++) {
            struct watch seen = {.limit = 0};
            const struct simulate_options options = {.draws = is_rule ? 1000 : most + more,
                                                     .most_draws = is_rule ? most + more : 0,
                                                     .progress = watch,
                                                     .context = &seen};
            const struct simulate_result *result = NULL;
            struct error err = {0};
            assert_int_equal(
                simulate_flow(&result, &arena, engines_flow(&e, 1, 1), &nothing, &options, &err),
                more == 0 ? OPTIBOM_OK : OPTIBOM_BAD_INPUT);
            assert_int_equal(seen.calls, 1 - more);
        }
}

/* G1 G2 against a sort: spread evenly, over decades, in clumps, few; levels in any order. */
static void order_statistics(void **state)
{
    (void)state;
    enum { MOST = 20000 };
    static const double levels[] = {0.5, 0, 0.05, 0.95, 0.1, 0.9, 1};
    static const size_t counts[] = {1, 2, 3, 7, 2048, 2049, MOST};
    static double values[MOST], sorted[MOST];
    for (int shape = 0; shape < 4; shape++) {
        for (size_t c = 0; c < CHECK_COUNT(counts); c++) {
            size_t count = counts[c];
            double out[CHECK_COUNT(levels)];
            struct error err = {0};
            for (size_t i = 0; i < count; i++) {
                double u = random_uniform((uint64_t)shape, i, 0);
                values[i] = shape == 0   ? u
                            : shape == 1 ? pow(10, 600 * (u - 0.5))
                            : shape == 2 ? floor(3 * u)
                                         : (i == 0 ? 1e300 : u);
            }
            memcpy(sorted, values, count * sizeof *values);
            qsort(sorted, count, sizeof *sorted, compare);
            assert_int_equal(order_quantiles(out, values, count, levels, CHECK_COUNT(levels), &err),
                             OPTIBOM_OK);
            for (size_t i = 0; i < CHECK_COUNT(levels); i++) {
                double rank = levels[i] * (double)(count - 1);
                size_t low = (size_t)rank, high = low + 1 < count ? low + 1 : low;
                assert_true(out[i] ==
                            sorted[low] + (rank - (double)low) * (sorted[high] - sorted[low]));
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE("A19 sum of lines", a19_sum_of_lines),
        CASE("A19 standard error", a19_standard_error),
        CASE("A19 Sobol points", a19_sobol),
        CASE("A19 cost over a uniform yield", a19_uniform_yield),
        CASE("H3 replicates tell the error", replicates_tell_the_error),
        CASE("A19 powers of a yield", a19_powers_of_a_yield),
        CASE("A19 corners", a19_corners),
        CASE("Z2 O1 a program is flow_run", program_is_flow_run),
        CASE("X1 what is compiled", what_is_compiled),
        CASE("Z2 a drawn die", drawn_die),
        CASE("U1 threads", threads),
        CASE("U1 the same digits", same_digits),
        CASE("U3 stop rule", stop_rule),
        CASE("U4 progress and cancel", progress_and_cancel),
        CASE("A25 edges", edges),
        CASE("A25 refusals", refusals),
        CASE("A25 most draws", most_draws),
        CASE("G1 G2 order statistics", order_statistics),
    };
    return cmocka_run_group_tests_name("simulate", tests, NULL, NULL);
}
