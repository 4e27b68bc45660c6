/* Tornado and sweep. M numbers are those of evaluate/sensitivity.c and sweep.c. */
#include "flow_build.h"

#include "evaluate/sensitivity.h"
#include "evaluate/sweep.h"

/* A14 with ranges; the two coverages form a group. */
struct study {
    struct flow *flow;
    struct flow_input inputs[6];
};

static void prepare(struct study *study)
{
    const struct package p = {screened_cost, screened_bad, .mounted = 16, .required = 16};
    struct flow *flow = study->flow = package_flow(&p);
    const struct flow_input inputs[] = {
        {"labour", &flow->steps[1].add.step_cost, {30, 40, 50}, 1, "assumption", "t", NULL},
        {"G2 OE",
         &flow->steps[4].test.coverage[1].coverage,
         {0.8, 0.9, 0.95},
         -1,
         "assumption",
         "t",
         "coverage"},
        {"FAU attach",
         &flow->steps[5].add.attach_fail,
         {0.005, 0.012, 0.03},
         1,
         "assumption",
         "t",
         NULL},
        {"G3 OE",
         &flow->steps[6].test.coverage[2].coverage,
         {0.9, 0.985, 0.999},
         -1,
         "assumption",
         "t",
         "coverage"},
        {"fixed", &flow->steps[6].test.cost, {140, 140, 140}, 1, "assumption", "t", NULL},
        {"FAU cost", &flow->steps[5].add.unit_cost, {70, 85, 120}, 1, "assumption", "t", NULL},
    };
    memcpy(study->inputs, inputs, sizeof inputs);
    flow->inputs = study->inputs;
    flow->input_count = CHECK_COUNT(inputs);
}

static double cost_with(struct study *study, size_t input, double value)
{
    double *target = study->inputs[input].target, kept = *target;
    *target = value;
    double cost = run(study->flow)->cost_per_good.value;
    *target = kept;
    return cost;
}

/* M1 */
static void tornado(void **state)
{
    (void)state;
    struct study study;
    prepare(&study);
    const struct sensitivity_tornado *result = NULL;
    struct error err = {0};
    assert_int_equal(
        sensitivity_tornado(&result, &arena, study.flow, FLOW_COST_PER_GOOD, NULL, &err),
        OPTIBOM_OK);
    CHECK_CLOSE(result->typ.value, 14106.4504381809);
    assert_int_equal(result->bar_count, 4);
    assert_string_equal(result->bars[0].input->name, "FAU attach");
    CHECK_CLOSE(result->bars[0].at_min.value, cost_with(&study, 2, 0.005));
    CHECK_CLOSE(result->bars[0].at_max.value, cost_with(&study, 2, 0.03));
    assert_string_equal(result->bars[1].input->name, "FAU cost");
    assert_string_equal(result->bars[2].input->name, "labour");
    assert_string_equal(result->bars[3].input->name, "G2 OE");
    for (size_t i = 0; i < result->bar_count; i++) {
        const struct sensitivity_bar *bar = &result->bars[i];
        CHECK_CLOSE(bar->effect, fabs(bar->at_max.value - bar->at_min.value));
        assert_int_equal(bar->input_count, bar->input->group != NULL ? 2 : 1);
        if (i > 0)
            assert_true(bar->effect <= result->bars[i - 1].effect);
    }
    CHECK_CLOSE(run(study.flow)->cost_per_good.value, 14106.4504381809);
}

/* M1: an end that flow_run refuses has no value, and comes last. */
static void tornado_without_value(void **state)
{
    (void)state;
    struct study study;
    prepare(&study);
    study.inputs[2].range.max = 1.5;
    const struct sensitivity_tornado *result = NULL;
    struct error err = {0};
    assert_int_equal(
        sensitivity_tornado(&result, &arena, study.flow, FLOW_COST_PER_GOOD, NULL, &err),
        OPTIBOM_OK);
    const struct sensitivity_bar *last = &result->bars[result->bar_count - 1];
    assert_string_equal(last->input->name, "FAU attach");
    assert_true(isnan(last->effect) && isnan(last->at_max.value));
    assert_holds(last->at_max.reason, "attach_fail");
    assert_null(last->at_min.reason);
}

/* M2 */
static void sweep_of_one(void **state)
{
    (void)state;
    struct study study;
    prepare(&study);
    const struct sweep *result = NULL;
    struct error err = {0};
    const enum flow_measure figures[] = {FLOW_COST_PER_GOOD, FLOW_SHIPPED_PER_START};
    const struct sweep_axis axis = {NULL, "FAU attach", NULL, 6};
    assert_int_equal(sweep_run(&result, &arena, study.flow, &axis, 1, figures, 2, &err),
                     OPTIBOM_OK);
    assert_int_equal(result->counts[0], 6);
    assert_int_equal(result->counts[1], 1);
    assert_true(result->coordinates[0][5] == 0.03);
    for (size_t i = 0; i < 6; i++) {
        CHECK_CLOSE(result->coordinates[0][i], 0.005 + 0.005 * (double)i);
        CHECK_CLOSE(result->values[2 * i].value, cost_with(&study, 2, result->coordinates[0][i]));
    }
}

static void sweep_of_two(void **state)
{
    (void)state;
    struct study study;
    prepare(&study);
    const struct sweep *result = NULL;
    struct error err = {0};
    const enum flow_measure shipped_only[] = {FLOW_SHIPPED_PER_START};
    const double costs[] = {0, 100};
    const struct sweep_axis axes[] = {{"package", "G2 OE", NULL, 3}, {NULL, "FAU cost", costs, 2}};
    assert_int_equal(sweep_run(&result, &arena, study.flow, axes, 2, shipped_only, 1, &err),
                     OPTIBOM_OK);
    for (size_t i = 0; i < 3; i++) {
        /* the group goes along: the same share of its own range */
        *study.inputs[1].target = 0.8 + 0.075 * (double)i;
        *study.inputs[3].target = 0.9 + 0.0495 * (double)i;
        double shipped = run(study.flow)->shipped_per_start;
        CHECK_CLOSE(result->values[2 * i].value, shipped);
        CHECK_CLOSE(result->values[2 * i + 1].value, shipped);
    }
}

/* M2: an input without a range takes given values; its group has no share of it to follow. */
static void sweep_of_a_fixed_one_of_a_group(void **state)
{
    (void)state;
    struct study study;
    prepare(&study);
    study.inputs[1].range = range_exact(0.9);
    const struct sweep *result = NULL;
    struct error err = {0};
    const enum flow_measure figure = FLOW_COST_PER_GOOD;
    const double values[] = {0.5, 0.9};
    const struct sweep_axis axis = {NULL, "G2 OE", values, 2};
    assert_int_equal(sweep_run(&result, &arena, study.flow, &axis, 1, &figure, 1, &err),
                     OPTIBOM_OK);
    for (size_t i = 0; i < 2; i++)
        CHECK_CLOSE(result->values[i].value, cost_with(&study, 1, values[i]));
}

/* M2: what a pattern matches all takes the value, group or not. */
static void sweep_of_a_pattern(void **state)
{
    (void)state;
    struct study study;
    prepare(&study);
    const struct sweep *result = NULL;
    struct error err = {0};
    const enum flow_measure figure = FLOW_ESCAPE;
    const double values[] = {0.5, 0.9};
    const struct sweep_axis axis = {NULL, "G* OE", values, 2};
    assert_int_equal(sweep_run(&result, &arena, study.flow, &axis, 1, &figure, 1, &err),
                     OPTIBOM_OK);
    for (size_t i = 0; i < 2; i++) {
        *study.inputs[1].target = *study.inputs[3].target = values[i];
        CHECK_CLOSE(result->values[i].value, run(study.flow)->escape.value);
    }
}

static void refusals(void **state)
{
    (void)state;
    struct study study;
    prepare(&study);
    const struct sweep *result = NULL;
    const enum flow_measure figure = FLOW_ESCAPE;
    static const double endless[] = {0, INFINITY};
    static const struct {
        struct sweep_axis axes[2];
        size_t count;
        enum optibom_status status;
        const char *text;
    } rows[] = {
        {{{NULL, "FAU atach", NULL, 3}}, 1, OPTIBOM_NOT_FOUND, "did you mean \"FAU attach\""},
        {{{"engine", "labour", NULL, 3}}, 1, OPTIBOM_NOT_FOUND, "labour"},
        {{{NULL, "no*", NULL, 3}}, 1, OPTIBOM_NOT_FOUND, "no*"},
        {{{NULL, "labour", NULL, 1}}, 1, OPTIBOM_BAD_INPUT, "2 to 100000"},
        {{{NULL, "labour", endless, 2}}, 1, OPTIBOM_BAD_INPUT, "finite"},
        {{{NULL, "G2 OE", NULL, 3}, {NULL, "G3 OE", NULL, 3}}, 2, OPTIBOM_BAD_INPUT, "together"},
        {{{NULL, "labour", NULL, 1000}, {NULL, "FAU cost", NULL, 1000}},
         2,
         OPTIBOM_BAD_INPUT,
         "at most"},
        {{{NULL, "labour", NULL, 3}}, 0, OPTIBOM_BAD_INPUT, "one input or two"},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        struct error err = {0};
        assert_int_equal(
            sweep_run(&result, &arena, study.flow, rows[i].axes, rows[i].count, &figure, 1, &err),
            rows[i].status);
        assert_holds(err.text, rows[i].text);
    }
    study.inputs[0].name = "FAU cost";
    struct error err = {0};
    const struct sweep_axis twice = {NULL, "FAU cost", NULL, 3};
    assert_int_equal(sweep_run(&result, &arena, study.flow, &twice, 1, &figure, 1, &err),
                     OPTIBOM_BAD_INPUT);
    assert_holds(err.text, "several");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE("M1 tornado", tornado),
        CASE("M1 an end without a value", tornado_without_value),
        CASE("M2 sweep of one input", sweep_of_one),
        CASE("M2 sweep of two inputs", sweep_of_two),
        CASE("M2 sweep of a fixed one of a group", sweep_of_a_fixed_one_of_a_group),
        CASE("M2 sweep of a pattern", sweep_of_a_pattern),
        CASE("M2 refusals", refusals),
    };
    return cmocka_run_group_tests_name("sensitivity", tests, NULL, NULL);
}
