/* When the KGOE insertion of a flow pays: B numbers are those of evaluate/flow_breakeven.c, D those
 * of flow_spend.c, N those of flow_corner.c. Expected values: yield model part (3) and case A11. */
#include "flow_random.h"

#include "evaluate/flow_breakeven.h"
#include "evaluate/flow_corner.h"
#include "evaluate/flow_spend.h"
#include "evaluate/minimum.h"

/* V, n engines at 150 of a flow with a test of 18 and 1 % overkill, one perfect final test. */
struct gate {
    struct flow_coverage kgoe, final;
    struct flow_step engine_steps[2], steps[3];
    struct flow engine, flow;
};

static void prepare(struct gate *gate, double other, double engines, double bad)
{
    gate->kgoe = covered("CHIP", 0.95);
    gate->final = covered("OE", 1);
    const struct flow_step engine_steps[] = {
        ADD("CHIP", .mounted = 1, .required = 1, .unit_cost = 150, .bad = bad),
        {FLOW_TEST, "kgoe",
         .test = {PLAIN, .is_kgoe = true, .cost = 18, .overkill = 0.01, .coverage = &gate->kgoe,
                  .coverage_count = 1}}};
    const struct flow_step steps[] = {
        {FLOW_COST, "V", .cost = other},
        ADD("OE", .mounted = engines, .required = engines, .is_engine = true,
            .input = &gate->engine),
        {FLOW_TEST, "T", .test = {PLAIN, .coverage = &gate->final, .coverage_count = 1}}};
    memcpy(gate->engine_steps, engine_steps, sizeof engine_steps);
    memcpy(gate->steps, steps, sizeof steps);
    gate->engine_steps[0].name = gate->steps[1].name = "add";
    gate->engine = (struct flow){
        .name = "engine", .currency = "USD", .steps = gate->engine_steps, .step_count = 2};
    gate->flow =
        (struct flow){.name = "gate", .currency = "USD", .steps = gate->steps, .step_count = 3};
}

static const struct flow_breakeven *breakeven_of(struct flow *flow)
{
    const struct flow_breakeven *breakeven = NULL;
    struct error err = {0};
    assert_int_equal(flow_breakeven_new(&breakeven, &arena, run(flow), &err), OPTIBOM_OK);
    return breakeven;
}

/* B2 B3 B5: on one gate the flow itself says what the closed form says, as part (3) has it. */
static void one_gate(void **state)
{
    (void)state;
    static const struct {
        double good, other, coverage, saving, least_other;
    } rows[] = {
        {0.70, 500, 0.0226136, 866595.0, -2393.4498},  {0.90, 6000, 0.0234496, 35497.0, -2247.6274},
        {0.95, 6000, 0.046899131, 9854.76, -2017.694}, {0.98, 2000, 0.223753, 1232.87, -1376.3406},
        {0.99, 500, 0.678409, 138.44, -332.24513},     {0.995, 500, NAN, -98.9489, 1745.0035},
        {0.998, 20000, 0.43969441, 372.36, 7967.4852}, {0.999, 60000, 0.315667, 638.961, 18335.116},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        struct gate gate;
        prepare(&gate, rows[i].other, 16, 1 - rows[i].good);
        const struct flow_breakeven *b = breakeven_of(&gate.flow);
        assert_string_equal(b->insertion, "kgoe");
        assert_string_equal(b->engine_flow, "engine");
        assert_null(b->gate_reason);
        CHECK_WITHIN(b->saving.value, rows[i].saving, 5e-6);
        CHECK_WITHIN(b->coverage.value, rows[i].coverage, 5e-6);
        CHECK_WITHIN(b->other.value, rows[i].least_other, 5e-8);
        CHECK_CLOSE(b->least_other, b->other.value);
        CHECK_WITHIN(b->least_coverage, b->coverage.value, 1e-9);
        assert_int_equal(isnan(rows[i].coverage), b->coverage.reason != NULL);
        CHECK_CLOSE(b->gate.coverage, 0.95);
        CHECK_CLOSE(b->fallout, 0.95 * (1 - rows[i].good));
    }
}

/* B2: what is no engine is other content, paid as work or as a part. */
static void other_parts(void **state)
{
    (void)state;
    struct gate gate;
    prepare(&gate, 6000, 16, 0.05);
    gate.steps[0] = (struct flow_step)ADD("V", .mounted = 2, .required = 2, .unit_cost = 3000);
    const struct flow_breakeven *b = breakeven_of(&gate.flow);
    CHECK_WITHIN(b->other.value, -2017.694, 5e-8);
    CHECK_CLOSE(b->gate.other, 6000);
}

/* B1: a test that cannot cost more, for money ends, has no such cost, and nothing fails. */
static void test_cost_at_the_end_of_money(void **state)
{
    (void)state;
    struct gate gate;
    prepare(&gate, 6000, 1, 0.05);
    gate.engine_steps[1].test.cost = 9e307;
    assert_true(isnan(breakeven_of(&gate.flow)->test_cost.value));
}

/* B1: at the test cost that it names, the insertion saves nothing. */
static void test_cost(void **state)
{
    (void)state;
    struct gate gate;
    prepare(&gate, 6000, 16, 0.05);
    double cost = breakeven_of(&gate.flow)->test_cost.value;
    gate.engine_steps[1].test.cost = cost;
    CHECK_ABSOLUTE(breakeven_of(&gate.flow)->saving.value, 0, 1e-7);
    /* One that costs nothing, finds nothing and rejects nothing may cost nothing. */
    gate.kgoe.coverage = gate.engine_steps[1].test.cost = gate.engine_steps[1].test.overkill = 0;
    assert_true(breakeven_of(&gate.flow)->test_cost.value == 0);
    prepare(&gate, 500, 16, 0.001);
    gate.engine_steps[1].test.overkill = 0.2;
    struct flow_value never = breakeven_of(&gate.flow)->test_cost;
    assert_true(isnan(never.value));
    assert_holds(never.reason, "even when it costs nothing");
}

/* B4, T8: case A11 from a flow. */
static void best_coverage(void **state)
{
    (void)state;
    struct gate gate;
    prepare(&gate, 6000, 16, 0.05);
    gate.engine_steps[1].test.cost = 6;
    gate.engine_steps[1].test.cost_rate = 5;
    const struct flow_breakeven *b = breakeven_of(&gate.flow);
    CHECK_ABSOLUTE(b->best_coverage.value, 0.988577343293781, 1e-6);
    CHECK_CLOSE(b->best_cost.value, 9119.76820801383);
    const struct {
        double coverage, cost;
    } others[] = {{0.5, 13097.1285278374}, {0.999, 9249.10365878312}};
    for (size_t i = 0; i < CHECK_COUNT(others); i++) {
        gate.kgoe.coverage = others[i].coverage;
        CHECK_CLOSE(run(&gate.flow)->cost_per_good.value, others[i].cost);
    }
    gate.kgoe.coverage = 1;
    assert_holds(refusal(&gate.flow), "cost_rate");
}

/* B2 by its definition, behind a last test that lets bad units pass: with that content the
 * insertion saves nothing, with more it saves, with less it costs. */
static void least_content_behind_escapes(void **state)
{
    (void)state;
    static const double shares[] = {0.5, 1, 2};
    struct gate gate;
    prepare(&gate, 60000, 16, 0.001);
    gate.final.coverage = 0.9;
    double least = breakeven_of(&gate.flow)->other.value;
    assert_true(least > 0);
    for (size_t i = 0; i < CHECK_COUNT(shares); i++) {
        gate.steps[0].cost = shares[i] * least;
        double saving = breakeven_of(&gate.flow)->saving.value;
        if (i == 1)
            CHECK_ABSOLUTE(saving, 0, 1e-7);
        else
            assert_true(i == 0 ? saving < -1 : saving > 1);
    }
}

/* B5 where the package has no one gate, and flows that there is nothing to say about. */
static void not_reduced(void **state)
{
    (void)state;
    struct gate gate;
    prepare(&gate, 6000, 16, 0.05);
    assert_null(breakeven_of(&gate.engine));
    gate.engine_steps[1].test.is_kgoe = false;
    assert_null(breakeven_of(&gate.flow));
    prepare(&gate, 6000, 16, 0.05);
    const struct flow_step swapped[] = {
        gate.engine_steps[0], gate.engine_steps[1], {FLOW_COST, "box", .cost = 1}};
    gate.engine.steps = (struct flow_step *)swapped;
    gate.engine.step_count = 3;
    const struct flow_breakeven *b = breakeven_of(&gate.flow);
    assert_holds(b->gate_reason, "end with its one insertion");
    assert_true(isnan(b->least_fallout));
    assert_true(b->saving.value > 0 && b->coverage.value > 0);
    /* Two kinds of engines. */
    prepare(&gate, 6000, 16, 0.05);
    struct flow_step two[] = {
        gate.steps[0], gate.steps[1],
        ADD("LASER", .mounted = 1, .required = 1, .unit_cost = 10, .is_engine = true),
        gate.steps[2]};
    gate.flow.steps = two;
    gate.flow.step_count = 4;
    b = breakeven_of(&gate.flow);
    assert_holds(b->gate_reason, "does not have one kind of engine");
    assert_true(isnan(b->least_other) && isnan(b->fallout));
    assert_true(b->saving.value > 0);
    /* A part beside the engines is none. */
    two[2].add.is_engine = false;
    b = breakeven_of(&gate.flow);
    assert_null(b->gate_reason);
    assert_true(isfinite(b->least_other) && isfinite(b->fallout));
}

/* D1 D2: what the spend was for adds to the spend, over random flows. */
static void spend(void **state)
{
    (void)state;
    struct dice dice = {11, 0};
    for (int i = 0; i < 2000; i++) {
        const struct flow_result *r = run(random_flow(&dice, 127));
        struct flow_spend s = flow_spend_of(r);
        CHECK_WITHIN(s.material + s.assembly + s.test + s.rework + s.salvage, r->spend_per_start,
                     1e-9);
        assert_true(s.material >= 0 && s.test >= 0 && s.rework >= 0);
        arena_fini(&arena);
    }
}

/* N2: the corners take an input that is not monotone where it is best and worst; here coverage
 * that costs, whose best value lies inside. */
static void corners(void **state)
{
    (void)state;
    struct gate gate;
    prepare(&gate, 6000, 16, 0.05);
    gate.engine_steps[1].test.cost = 6;
    gate.engine_steps[1].test.cost_rate = 5;
    gate.kgoe.coverage = 0.98;
    struct flow_input input = {"kgoe: coverage CHIP",
                               &gate.kgoe.coverage,
                               {0.5, 0.98, 0.99999},
                               0,
                               "assumption",
                               "t",
                               NULL};
    gate.engine.inputs = &input;
    gate.engine.input_count = 1;
    const struct flow_result *best = NULL, *worst = NULL;
    struct error err = {0};
    assert_int_equal(flow_run_corner(&best, &arena, &gate.flow, FLOW_BEST, NULL, &err), OPTIBOM_OK);
    assert_int_equal(flow_run_corner(&worst, &arena, &gate.flow, FLOW_WORST, NULL, &err),
                     OPTIBOM_OK);
    double typ = run(&gate.flow)->cost_per_good.value;
    CHECK_CLOSE(best->cost_per_good.value, typ);
    CHECK_CLOSE(worst->cost_per_good.value, 13097.1285278374);
    assert_true(gate.kgoe.coverage == 0.98);
}

static double from_three(const void *context, double x)
{
    (void)context;
    return (x - 3) * (x - 3);
}

/* Two valleys of one depth, at points 100 and 300 of the 400 steps that are looked at. */
static double valleys(const void *context, double x)
{
    (void)context;
    return x < 200 ? fabs(x - 100) : fabs(x - 300);
}

/* The least lies inside, or at an end; where the interval starts is all the same. The first of two
 * valleys is taken. */
static void minima(void **state)
{
    static const struct {
        double low, high, at;
    } rows[] = {{0, 8, 3}, {2, 5, 3}, {-40, 3.5, 3}, {4, 9, 4}, {-2, 1, 1}};
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(rows); i++)
        CHECK_ABSOLUTE(minimum_of(from_three, NULL, rows[i].low, rows[i].high), rows[i].at, 1e-6);
    CHECK_ABSOLUTE(minimum_of(valleys, NULL, 0, 400), 100, 1e-6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE("minima", minima),
        CASE("B2 B3 B5 one gate, part (3)", one_gate),
        CASE("B2 other parts", other_parts),
        CASE("B1 test cost", test_cost),
        CASE("B1 test cost at the end of money", test_cost_at_the_end_of_money),
        CASE("B4 A11 best coverage", best_coverage),
        CASE("B2 least content behind escapes", least_content_behind_escapes),
        CASE("B5 not reduced", not_reduced),
        CASE("D1 D2 spend", spend),
        CASE("N2 corners that are not monotone", corners),
    };
    return cmocka_run_group_tests_name("flow_breakeven", tests, NULL, NULL);
}
