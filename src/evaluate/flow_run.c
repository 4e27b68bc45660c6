/*
 * Statements (yield model 1.5, 1.8, 1.9; per started unit N alive, D direct cost of a surviving
 * unit, K spend):
 *
 * F1  N = 1, D = K = 0 at the start; every step adds its direct cost to D and N times that to K.
 * F2  TEST: X = N(1-P) scrapped at X(D-salvage), K -= X salvage, N <- N P; rework spend goes to K
 *     and is booked apart from D. P of flow_test.c.
 * F3  an ADD of fewer sites than required scraps every unit; N = 0.
 * F4  q = product of (1-b)^k; cost per shipped K/N, per good K/(Nq), with penalty E
 *     (K + N(1-q)E)/(Nq). N = 0 or q = 0 leave no value, with the reason.
 * F5  hand-off of a sub-flow: unit cost K/N and b = 1-q; N = 0 there is the parent's error. Of a
 *     die: wafer cost over gross dies, b = 1 - Y0 Y.
 * F6  ledger: K = N D + scrap + rework to 1e-9 relative, else the run fails.
 */
#include "evaluate/flow_run.h"

#include "evaluate/die.h"
#include "evaluate/flow_check.h"
#include "evaluate/flow_yield.h"
#include "evaluate/learning.h"

#include <math.h>
#include <string.h>

struct run {
    struct arena *arena;
    struct error *err;
    bool without_kgoe;
};

static enum optibom_status evaluate(struct flow_result **out, const struct run *run,
                                    const struct flow *flow, int depth);

static enum optibom_status die_handoff(struct flow_handoff *handoff, const struct run *run,
                                       const struct flow *flow, const struct flow_step *step)
{
    const struct flow_die *die = step->add.die;
    double area = die->wafer.width * die->wafer.height;
    double faults = die_faults(learning_die_defects(die), die->critical, area);
    handoff->bad =
        (1 - die->gross_yield) + die->gross_yield * die_loss(die->model, faults, die->parameter);
    if (die->wafer_cost == 0)
        return OPTIBOM_OK;
    handoff->unit_cost = die_cost(die->wafer_cost, die_gross(die->count, &die->wafer));
    if (isnan(handoff->unit_cost))
        return error_set(run->err, OPTIBOM_BAD_INPUT,
                         "flow %s, step %s, die: it does not fit the usable wafer, so it has no "
                         "cost; check width, height, diameter and edge",
                         flow->name, step->name);
    return OPTIBOM_OK;
}

static enum optibom_status input_handoff(struct flow_handoff *handoff, const struct run *run,
                                         const struct flow *flow, const struct flow_step *step,
                                         const struct flow_result *input)
{
    const struct flow *from = input->flow;
    if (flow->currency != NULL && from->currency != NULL &&
        strcmp(flow->currency, from->currency) != 0)
        return error_set(run->err, OPTIBOM_BAD_INPUT,
                         "flow %s is in %s, flow %s that it uses in step %s is in %s: state both "
                         "in one currency",
                         flow->name, flow->currency, from->name, step->name, from->currency);
    if (isnan(input->cost_per_shipped.value))
        return error_set(run->err, OPTIBOM_BAD_INPUT,
                         "flow %s, step %s: flow %s hands nothing over: %s", flow->name, step->name,
                         from->name, input->cost_per_shipped.reason);
    *handoff = (struct flow_handoff){input->cost_per_shipped.value, input->escape.value};
    return OPTIBOM_OK;
}

/* What a piece of an ADD brings, given the result of its sub-flow if it has one. */
static enum optibom_status handoff_of(struct flow_handoff *handoff, const struct run *run,
                                      const struct flow *flow, const struct flow_step *step,
                                      const struct flow_result *input)
{
    *handoff = (struct flow_handoff){step->add.unit_cost, step->add.bad};
    if (input != NULL)
        return input_handoff(handoff, run, flow, step, input);
    return step->add.die != NULL ? die_handoff(handoff, run, flow, step) : OPTIBOM_OK;
}

/* Books what a step costs one unit: D and K. */
static void pay(struct flow_step_result *row, struct flow_state *state, double cost)
{
    row->spend = state->alive * cost;
    flow_sum_add(&state->direct, cost);
    flow_sum_add(&state->spend, row->spend);
}

/* Books the rejected as scrap; passed + rejected = 1, each with its own digits. */
static void scrap(struct flow_step_result *row, struct flow_state *state, double passed,
                  double rejected, double salvage)
{
    row->scrapped = state->alive * rejected;
    row->scrap_cost = row->scrapped * (flow_sum_total(&state->direct) - salvage);
    flow_sum_add(&state->scrap, row->scrap_cost);
    flow_sum_add(&state->spend, -row->scrapped * salvage);
    state->alive *= passed;
    for (size_t i = 0; i < row->cause_count; i++)
        row->causes[i].scrap_cost = row->causes[i].share * row->scrap_cost;
}

static enum optibom_status scrap_all(struct flow_step_result *row, struct flow_state *state,
                                     const struct run *run)
{
    row->causes = arena_alloc(run->arena, sizeof *row->causes);
    if (row->causes == NULL)
        return error_no_memory(run->err);
    row->causes[0] = (struct flow_cause){row->step->add.class_name, 1, 1, 0};
    row->cause_count = 1;
    scrap(row, state, 0, 1, 0);
    return OPTIBOM_OK;
}

static enum optibom_status run_add(struct flow_step_result *row, struct flow_state *state,
                                   const struct run *run, const struct flow *flow, int depth)
{
    const struct flow_add *add = &row->step->add;
    struct flow_result *input = NULL;
    enum optibom_status status = OPTIBOM_OK;
    if (add->input != NULL)
        status = evaluate(&input, run, add->input, depth + 1);
    row->input = input;
    double cost = 0;
    if (status == OPTIBOM_OK)
        status = handoff_of(&row->handoff, run, flow, row->step, input);
    if (status == OPTIBOM_OK)
        status = flow_state_add(&cost, state, add, row->handoff, run->arena, run->err);
    if (status != OPTIBOM_OK)
        return status;
    pay(row, state, cost);
    return add->required > add->mounted ? scrap_all(row, state, run) : OPTIBOM_OK;
}

static enum optibom_status run_test(struct flow_step_result *row, struct flow_state *state,
                                    const struct run *run)
{
    const struct flow_test *test = &row->step->test;
    struct flow_test_outcome outcome;
    enum optibom_status status = flow_test_run(&outcome, state, test, run->arena, run->err);
    if (status != OPTIBOM_OK)
        return status;
    for (size_t c = 0; c < outcome.cycle_count; c++) {
        struct flow_rework_cycle *cycle = &outcome.cycles[c];
        cycle->lost *= state->alive;
        cycle->retests *= state->alive;
        for (size_t i = 0; i < test->rework_count; i++)
            cycle->replacements[i] *= state->alive;
    }
    row->causes = outcome.causes;
    row->cause_count = outcome.cause_count;
    row->cycles = outcome.cycles;
    row->cycle_count = outcome.cycle_count;
    row->rework_cost = state->alive * outcome.rework_cost;
    pay(row, state, flow_test_cost(test) * outcome.executions);
    flow_sum_add(&state->spend, row->rework_cost);
    flow_sum_add(&state->rework, row->rework_cost);
    scrap(row, state, outcome.passed, outcome.rejected, test->salvage);
    return OPTIBOM_OK;
}

static enum optibom_status run_step(struct flow_step_result *row, struct flow_state *state,
                                    const struct run *run, const struct flow *flow, int depth)
{
    enum optibom_status status = OPTIBOM_OK;
    row->entering = state->alive;
    switch (row->step->kind) {
    case FLOW_ADD:
        status = run_add(row, state, run, flow, depth);
        break;
    case FLOW_STRESS:
        pay(row, state, row->step->stress.cost);
        flow_state_stress(state, &row->step->stress);
        break;
    case FLOW_TEST:
        status = run_test(row, state, run);
        break;
    case FLOW_COST:
        pay(row, state, row->step->cost);
        break;
    }
    row->direct_cost = flow_sum_total(&state->direct);
    return status;
}

static struct flow_value value_or(double value, const char *reason)
{
    return isfinite(value) ? (struct flow_value){value, NULL} : (struct flow_value){NAN, reason};
}

/* F4 */
static enum optibom_status conclude(struct flow_result *result, const struct flow_state *state,
                                    const struct run *run)
{
    const char *none = "too little is shipped to state it per unit";
    for (size_t i = 0; i < result->step_count && state->alive == 0; i++) {
        if (result->steps[i].scrapped == 0 || result->steps[i].scrapped < result->steps[i].entering)
            continue;
        none = arena_printf(run->arena, "nothing is shipped: step %s of flow %s passes no unit",
                            result->steps[i].step->name, result->flow->name);
        if (none == NULL)
            return error_no_memory(run->err);
        break;
    }
    double shipped = state->alive, spend = flow_sum_total(&state->spend);
    double log_quality = flow_state_log_quality(state), penalty = result->flow->penalty;
    double quality = shipped > 0 ? exp(log_quality) : NAN;
    double escape = shipped > 0 ? -expm1(log_quality) : NAN;
    const char *bad = quality == 0 ? "every shipped unit is bad" : none;
    result->shipped_per_start = shipped;
    result->spend_per_start = spend;
    result->direct_cost = flow_sum_total(&state->direct);
    result->scrap = flow_sum_total(&state->scrap);
    result->rework = flow_sum_total(&state->rework);
    result->quality = value_or(quality, none);
    result->escape = value_or(escape, none);
    result->cost_per_shipped = value_or(spend / shipped, none);
    result->cost_per_good = value_or(spend / (shipped * quality), bad);
    result->cost_per_good_with_penalty =
        value_or((spend + shipped * escape * penalty) / (shipped * quality), bad);
    result->early_life = value_or(shipped > 0 ? flow_state_early_life(state) : NAN, none);
    return OPTIBOM_OK;
}

/* F6 */
static enum optibom_status balance(const struct flow_result *result, const struct run *run)
{
    double kept = result->shipped_per_start * result->direct_cost;
    double size = fabs(result->spend_per_start) + kept + fabs(result->scrap) + result->rework;
    double rest = result->spend_per_start - kept - result->scrap - result->rework;
    if (fabs(rest) <= 1e-9 * size)
        return OPTIBOM_OK;
    return error_set(run->err, OPTIBOM_FAILED,
                     "flow %s: the ledger does not balance: spend %.17g, shipped %.17g, scrap "
                     "%.17g, rework %.17g; are the costs of very different size?",
                     result->flow->name, result->spend_per_start, kept, result->scrap,
                     result->rework);
}

static enum optibom_status run_steps(struct flow_result *result, struct flow_state *state,
                                     const struct run *run, int depth)
{
    const struct flow *flow = result->flow;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; i < flow->step_count && status == OPTIBOM_OK; i++) {
        const struct flow_step *step = &flow->steps[i];
        if (run->without_kgoe && step->kind == FLOW_TEST && step->test.is_kgoe)
            continue;
        struct flow_step_result *row = &result->steps[result->step_count++];
        row->step = step;
        status = run_step(row, state, run, flow, depth);
    }
    return status;
}

static enum optibom_status evaluate(struct flow_result **out, const struct run *run,
                                    const struct flow *flow, int depth)
{
    struct flow_state state;
    enum optibom_status status;
    if (depth > FLOW_DEPTH)
        return error_set(run->err, OPTIBOM_BAD_INPUT,
                         "flow %s: sub-flows are nested deeper than %d, or a flow uses itself",
                         flow->name, FLOW_DEPTH);
    if ((status = flow_check(flow, run->err)) != OPTIBOM_OK ||
        (status = flow_state_init(&state, flow, run->arena, run->err)) != OPTIBOM_OK)
        return status;
    struct flow_result *result = arena_alloc(run->arena, sizeof *result);
    if (result == NULL)
        return error_no_memory(run->err);
    result->flow = flow;
    result->without_kgoe = run->without_kgoe;
    result->steps = arena_alloc(run->arena, (flow->step_count + 1) * sizeof *result->steps);
    if (result->steps == NULL)
        return error_no_memory(run->err);
    if ((status = run_steps(result, &state, run, depth)) != OPTIBOM_OK ||
        (status = conclude(result, &state, run)) != OPTIBOM_OK)
        return status;
    *out = result;
    return balance(result, run);
}

enum optibom_status flow_run(const struct flow_result **out, struct arena *arena,
                             const struct flow *flow, const struct flow_options *options,
                             struct error *err)
{
    struct run run = {arena, err, options != NULL && options->without_kgoe};
    struct flow_result *result = NULL, *other = NULL;
    enum optibom_status status = evaluate(&result, &run, flow, 0);
    if (status != OPTIBOM_OK)
        return status;
    const char *reason = NULL;
    if (flow_has_kgoe(flow)) {
        struct error refused = {0};
        struct run switched = {arena, &refused, !run.without_kgoe};
        status = evaluate(&other, &switched, flow, 0);
        if (status == OPTIBOM_FAILED)
            return error_set(err, status, "%s", refused.text);
        if (status != OPTIBOM_OK && (reason = arena_strdup(arena, refused.text)) == NULL)
            return error_no_memory(err);
        other = status == OPTIBOM_OK ? other : NULL;
    }
    *out = result;
    return flow_yield_fill(result, other, reason, arena, err);
}
