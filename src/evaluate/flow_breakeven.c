/*
 * Statements (yield model 1.8; cost per good unit G, with and without the insertion):
 *
 * B1  test cost up to which the insertion pays: G is linear in t, so t* = t + (G_without - G) /
 *     (dG/dt), by a second run at another t. Below 0 there is none.
 * B2  other content from which it pays: a sum d paid at the start of every unit makes K + d, so
 *     d* = (K N0 q0 - K0 N q)/(N q - N0 q0) and V* = V + d*, V the direct cost of the unit less its
 *     engines. The index 0 is the run without. None where N q does not exceed N0 q0.
 * B3  coverage from which it pays: the least c for which G with all coverages of the insertion at c
 *     is not above G0; by bisection between neighbours of a grid of POINTS, so that a flow with
 *     spares or rework, where G need not fall with c, gives the first crossing. With a cost rate c
 *     ends below 1.
 * B4  best coverage: the least of G over c, in s = -ln(1-c).
 * B5  one gate: n engine sites, C = K0/N0 of the engine flow, t and r0 of the insertion, x = 1 -
 * the pass fraction of its classes, 1-y the escape of the engine flow without it, c = x/(1-y). Only
 *     for one kind of engine, whose own flow ends with the insertion.
 */
#include "evaluate/flow_breakeven.h"

#include "evaluate/flow_copy.h"
#include "evaluate/minimum.h"

#include <math.h>
#include <string.h>

enum { POINTS = 64, HALVINGS = 60 };

static const double END = 37; /* s at which c is 1 to a double */

/* The flow's copy with its insertion, for trying other numbers. */
struct trial {
    struct flow *flow;
    struct flow_test *test;
    struct error *err;
};

static bool is_kgoe(const struct flow_step *step)
{
    return step->kind == FLOW_TEST && step->test.is_kgoe;
}

/* The first insertion, of the flow itself or of what it uses. */
static struct flow_step *find_insertion(struct flow *flow, const char **owner)
{
    for (size_t i = 0; i < flow->step_count; i++) {
        struct flow_step *step = &flow->steps[i], *found = NULL;
        *owner = flow->name;
        if (is_kgoe(step))
            return step;
        if (step->kind == FLOW_ADD && step->add.input != NULL)
            found = find_insertion(step->add.input, owner);
        if (found != NULL)
            return found;
    }
    return NULL;
}

static double cost_per_good(const struct trial *trial)
{
    const struct flow_result *result = NULL;
    struct error refused = {0};
    struct arena own;
    arena_init(&own);
    enum optibom_status status = flow_run(&result, &own, trial->flow, NULL, &refused);
    double cost = status == OPTIBOM_OK ? result->cost_per_good.value : NAN;
    if (status == OPTIBOM_FAILED)
        error_set(trial->err, status, "%s", refused.text);
    arena_fini(&own);
    return cost;
}

static double cost_at_coverage(const struct trial *trial, double coverage)
{
    for (size_t i = 0; i < trial->test->coverage_count; i++)
        trial->test->coverage[i].coverage = coverage;
    return cost_per_good(trial);
}

static double cost_at_exponent(const void *context, double s)
{
    return cost_at_coverage(context, -expm1(-s));
}

static struct flow_value value_or(double value, const char *reason)
{
    return isfinite(value) ? (struct flow_value){value, NULL} : (struct flow_value){NAN, reason};
}

/* B1 */
static struct flow_value least_test_cost(const struct trial *trial, double with, double without)
{
    double before = trial->test->cost, step = fmax(1, before);
    trial->test->cost = before + step;
    double slope = (cost_per_good(trial) - with) / step;
    trial->test->cost = before;
    double cost = before + (without - with) / slope;
    return cost >= 0 ? value_or(cost, "the test cost does not matter")
                     : (struct flow_value){NAN, "it does not pay even when it costs nothing"};
}

static double engine_cost(const struct flow_result *result, size_t at)
{
    const struct flow_step_result *row = &result->steps[at];
    return row->step->kind == FLOW_ADD && row->step->add.is_engine
               ? row->step->add.mounted * row->handoff.unit_cost
               : 0;
}

/* Direct cost of everything that is no engine. */
static double other_content(const struct flow_result *result)
{
    double cost = result->direct_cost;
    for (size_t i = 0; i < result->step_count; i++)
        cost -= engine_cost(result, i);
    return cost;
}

/* B2 */
static struct flow_value least_other(const struct flow_result *with)
{
    const struct flow_result *without = with->counterpart;
    double good = with->shipped_per_start * with->quality.value;
    double good_without = without->shipped_per_start * without->quality.value;
    if (!(good > good_without))
        return (struct flow_value){NAN, "it does not raise the good units per start"};
    double more = (with->spend_per_start * good_without - without->spend_per_start * good) /
                  (good - good_without);
    return value_or(other_content(without) + more, "nothing good is shipped");
}

/* B3 */
static struct flow_value least_coverage(const struct trial *trial, double without)
{
    double end = trial->test->cost_rate > 0 ? -expm1(-END) : 1, low = 0, high = NAN;
    if (cost_at_coverage(trial, 0) <= without)
        return (struct flow_value){0, NULL};
    for (int i = 1; i <= POINTS && isnan(high); i++) {
        double coverage = i < POINTS ? end * i / POINTS : end;
        if (cost_at_coverage(trial, coverage) <= without)
            high = coverage;
        else
            low = coverage;
    }
    for (int i = 0; i < HALVINGS && !isnan(high); i++) {
        double middle = low + (high - low) / 2;
        if (cost_at_coverage(trial, middle) <= without)
            high = middle;
        else
            low = middle;
    }
    return value_or(high, "it does not pay at any coverage");
}

/* B4 */
static void best_coverage(struct flow_breakeven *out, const struct trial *trial)
{
    const char *reason = "the insertion states no cost_rate: more coverage costs nothing";
    out->best_coverage = out->best_cost = (struct flow_value){NAN, reason};
    if (!(trial->test->cost_rate > 0))
        return;
    double s = minimum_of(cost_at_exponent, trial, 0, END);
    out->best_cost = value_or(cost_at_exponent(trial, s), "nothing good is shipped");
    out->best_coverage = value_or(-expm1(-s), NULL);
}

/* The step that adds the engines of that flow; NULL when there are none or several kinds. */
static const struct flow_step_result *only_engine(const struct flow_result *result)
{
    const struct flow_step_result *found = NULL;
    for (size_t i = 0; i < result->step_count; i++) {
        const struct flow_step_result *row = &result->steps[i];
        if (row->step->kind != FLOW_ADD || !row->step->add.is_engine)
            continue;
        if (found != NULL || row->input == NULL)
            return NULL;
        found = row;
    }
    return found;
}

/* B5 */
static void reduce(struct flow_breakeven *out, const struct flow_result *with)
{
    const struct flow_step_result *engine = only_engine(with);
    const struct flow_result *flow = engine != NULL ? engine->input : NULL;
    const struct flow_step_result *last =
        flow != NULL && flow->step_count > 0 ? &flow->steps[flow->step_count - 1] : NULL;
    out->gate_reason = "the unit does not have one kind of engine from a flow of its own";
    out->fallout = out->least_fallout = out->least_coverage = out->least_other = NAN;
    if (last == NULL || flow->counterpart == NULL)
        return;
    out->gate_reason = "the engine flow does not end with its one insertion";
    if (!is_kgoe(last->step) || flow->counterpart->step_count + 1 != flow->step_count)
        return;
    out->gate_reason = NULL;
    double pass = last->entering > 0 ? 1 - last->scrapped / last->entering : NAN;
    const struct flow_test *test = &last->step->test;
    double bad = flow->counterpart->escape.value;
    out->fallout = test->overkill < 1 ? 1 - pass / (1 - test->overkill) : NAN;
    out->gate = (struct breakeven){.other = other_content(with),
                                   .engines = engine->step->add.mounted,
                                   .engine_cost = flow->counterpart->cost_per_shipped.value,
                                   .test_cost = flow_test_cost(test),
                                   .overkill = test->overkill,
                                   .bad = bad,
                                   .coverage = bad > 0 ? fmin(1, out->fallout / bad) : 0};
    out->least_fallout = breakeven_fallout(&out->gate);
    out->least_coverage = breakeven_coverage(&out->gate);
    out->least_other = breakeven_other(&out->gate);
}

static enum optibom_status try_out(struct flow_breakeven *out, struct arena *arena,
                                   const struct flow_result *with, struct error *err)
{
    const struct flow_inputs none = {0};
    struct flow_copy copy;
    enum optibom_status status = flow_copy(&copy, with->flow, &none, arena, err);
    if (status != OPTIBOM_OK)
        return status;
    struct flow_step *insertion = find_insertion(copy.flow, &out->engine_flow);
    struct trial trial = {copy.flow, &insertion->test, err};
    double g = with->cost_per_good.value, without = with->counterpart->cost_per_good.value;
    out->insertion = insertion->name;
    out->saving = value_or(without - g, with->cost_per_good.reason != NULL
                                            ? with->cost_per_good.reason
                                            : with->counterpart->cost_per_good.reason);
    out->other = least_other(with);
    if (isnan(out->saving.value)) {
        out->coverage = out->test_cost = out->best_coverage = out->best_cost = out->saving;
        return OPTIBOM_OK;
    }
    out->test_cost = least_test_cost(&trial, g, without);
    out->coverage = least_coverage(&trial, without);
    best_coverage(out, &trial);
    return err->status;
}

enum optibom_status flow_breakeven_new(const struct flow_breakeven **out, struct arena *arena,
                                       const struct flow_result *result, struct error *err)
{
    const struct flow_result *with = result->without_kgoe ? result->counterpart : result;
    *out = NULL;
    if (with == NULL || with->counterpart == NULL || with->yield_kgoe_adjusted.reason != NULL)
        return OPTIBOM_OK;
    struct flow_breakeven *breakeven = arena_alloc(arena, sizeof *breakeven);
    if (breakeven == NULL)
        return error_no_memory(err);
    reduce(breakeven, with);
    *out = breakeven;
    return try_out(breakeven, arena, with, err);
}
