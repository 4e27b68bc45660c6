/* Tornado and sweep. M numbers are those of evaluate/sensitivity.c. */
#include "flow_build.h"

#include "evaluate/sensitivity.h"

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
    const struct sensitivity_sweep *result = NULL;
    struct error err = {0};
    const struct sensitivity_axis axis = {NULL, "FAU attach", NAN, NAN, 6};
    assert_int_equal(
        sensitivity_sweep(&result, &arena, study.flow, FLOW_COST_PER_GOOD, &axis, 1, NULL, &err),
        OPTIBOM_OK);
    assert_int_equal(result->counts[0], 6);
    assert_int_equal(result->counts[1], 1);
    assert_true(result->coordinates[0][5] == 0.03);
    for (size_t i = 0; i < 6; i++) {
        CHECK_CLOSE(result->coordinates[0][i], 0.005 + 0.005 * (double)i);
        CHECK_CLOSE(result->values[i].value, cost_with(&study, 2, result->coordinates[0][i]));
    }
}

static void sweep_of_two(void **state)
{
    (void)state;
    struct study study;
    prepare(&study);
    const struct sensitivity_sweep *result = NULL;
    struct error err = {0};
    const struct sensitivity_axis axes[] = {{"package", "G2 OE", 0.8, 0.95, 3},
                                            {NULL, "FAU cost", 0, 100, 2}};
    assert_int_equal(
        sensitivity_sweep(&result, &arena, study.flow, FLOW_SHIPPED_PER_START, axes, 2, NULL, &err),
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

static void refusals(void **state)
{
    (void)state;
    struct study study;
    prepare(&study);
    const struct sensitivity_sweep *result = NULL;
    static const struct {
        struct sensitivity_axis axes[2];
        size_t count;
        enum optibom_status status;
        const char *text;
    } rows[] = {
        {{{NULL, "FAU atach", NAN, NAN, 3}}, 1, OPTIBOM_NOT_FOUND, "did you mean \"FAU attach\""},
        {{{"engine", "labour", NAN, NAN, 3}}, 1, OPTIBOM_NOT_FOUND, "labour"},
        {{{NULL, "labour", NAN, NAN, 1}}, 1, OPTIBOM_BAD_INPUT, "points"},
        {{{NULL, "labour", NAN, INFINITY, 3}}, 1, OPTIBOM_BAD_INPUT, "finite"},
        {{{NULL, "G2 OE", NAN, NAN, 3}, {NULL, "G3 OE", NAN, NAN, 3}},
         2,
         OPTIBOM_BAD_INPUT,
         "together"},
        {{{NULL, "labour", NAN, NAN, 3}}, 0, OPTIBOM_BAD_INPUT, "one input or two"},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        struct error err = {0};
        assert_int_equal(sensitivity_sweep(&result, &arena, study.flow, FLOW_ESCAPE, rows[i].axes,
                                           rows[i].count, NULL, &err),
                         rows[i].status);
        assert_holds(err.text, rows[i].text);
    }
    study.inputs[0].name = "FAU cost";
    struct error err = {0};
    const struct sensitivity_axis twice = {NULL, "FAU cost", NAN, NAN, 3};
    assert_int_equal(
        sensitivity_sweep(&result, &arena, study.flow, FLOW_ESCAPE, &twice, 1, NULL, &err),
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
        CASE("M2 refusals", refusals),
    };
    (void)fau_rework; /* of the package of A18 */
    return cmocka_run_group_tests_name("sensitivity", tests, NULL, NULL);
}
