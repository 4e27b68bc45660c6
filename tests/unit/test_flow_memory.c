/* Flows remembered between evaluations: the same results, run once, and anew where an input moved.
 */
#include "flow_build.h"

#include "evaluate/flow_memory.h"

/* One add whose bad probability is known between two ends. */
struct made {
    struct flow_step steps[1];
    struct flow_input inputs[1];
    struct flow flow;
};

static void make(struct made *made)
{
    const struct flow_step steps[] = {
        ADD("OE", .mounted = 1, .required = 1, .unit_cost = 100, .bad = 0.1)};
    memcpy(made->steps, steps, sizeof steps);
    made->inputs[0] = (struct flow_input){.name = "bad",
                                          .target = &made->steps[0].add.bad,
                                          .range = {0.05, 0.1, 0.2},
                                          .worse = 1,
                                          .confidence = "estimate",
                                          .reason = "test"};
    made->flow = (struct flow){.name = "made",
                               .currency = "USD",
                               .steps = made->steps,
                               .step_count = 1,
                               .inputs = made->inputs,
                               .input_count = 1};
    name_steps(&made->flow);
}

static struct flow_runs runs_of(struct flow_memory *memory, struct made *made, bool typ_only)
{
    struct flow_runs runs;
    struct error err = {0};
    assert_int_equal(flow_memory_run(&runs, memory, &arena, &made->flow, typ_only, &err),
                     OPTIBOM_OK);
    return runs;
}

static void same_as_without(void **state)
{
    (void)state;
    struct made made;
    struct flow_memory memory;
    make(&made);
    flow_memory_init(&memory);
    struct flow_runs plain = runs_of(NULL, &made, false), first = runs_of(&memory, &made, false);
    assert_true(plain.typ->cost_per_good.value == first.typ->cost_per_good.value);
    assert_true(plain.best->cost_per_good.value == first.best->cost_per_good.value);
    assert_true(plain.worst->cost_per_good.value == first.worst->cost_per_good.value);
    assert_true(first.best->cost_per_good.value < first.worst->cost_per_good.value);
    struct flow_runs again = runs_of(&memory, &made, false);
    assert_ptr_equal(again.worst, first.worst);
    /* Corners that are there do for one who asks for the typical run. */
    assert_ptr_equal(runs_of(&memory, &made, true).typ, first.typ);
    flow_memory_fini(&memory);
}

static void anew_where_an_input_moved(void **state)
{
    (void)state;
    struct made made, other;
    struct flow_memory memory;
    make(&made);
    make(&other);
    flow_memory_init(&memory);
    struct flow_runs typ = runs_of(&memory, &made, true), first = runs_of(&memory, &made, false);
    assert_null(typ.worst);
    assert_non_null(first.worst);
    made.steps[0].add.bad = 0.15;
    struct flow_runs moved = runs_of(&memory, &made, false);
    assert_true(moved.typ->cost_per_good.value > first.typ->cost_per_good.value);
    made.inputs[0].range.max = 0.3;
    struct flow_runs wider = runs_of(&memory, &made, false);
    assert_true(wider.worst->cost_per_good.value > moved.worst->cost_per_good.value);
    made.steps[0].add.bad = 0.1;
    made.inputs[0].range.max = 0.2;
    assert_ptr_equal(runs_of(&memory, &made, false).worst, first.worst);
    assert_ptr_not_equal(runs_of(&memory, &other, false).worst, first.worst);
    flow_memory_fini(&memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE("same_as_without", same_as_without),
        CASE("anew_where_an_input_moved", anew_where_an_input_moved),
    };
    return cmocka_run_group_tests_name("flow_memory", tests, NULL, NULL);
}
