/*
 * Statements (yield model 1.8):
 *
 * Y1  Y = P(a unit assembled from handed-off parts is wholly good before any gate of its own): the
 *     ADD steps alone with attaches and collateral, no test, no stress; product of (1-b)^m over
 *     classes, a spare class by its k-of-n tail.
 *
 * Y2  KGOE-adjusted: b of the sub-flows with their KGOE insertion; unadjusted: without it, its
 *     cost, overkill and damage gone too. No value in a flow without engines.
 *
 * Y3  engines started per good package: sum over engines of (number mounted / N of their flow) / Y;
 *     through a sub-flow that carries engines: its own number / its N.
 */
#include "evaluate/flow_yield.h"

#include <math.h>
#include <string.h>

bool flow_has_kgoe(const struct flow *flow)
{
    for (size_t i = 0; i < flow->step_count; i++) {
        const struct flow_step *step = &flow->steps[i];
        if (step->kind == FLOW_TEST && step->test.is_kgoe)
            return true;
        if (step->kind == FLOW_ADD && step->add.input != NULL && flow_has_kgoe(step->add.input))
            return true;
    }
    return false;
}

static bool has_engines(const struct flow *flow)
{
    for (size_t i = 0; i < flow->step_count; i++) {
        const struct flow_step *step = &flow->steps[i];
        if (step->kind == FLOW_ADD &&
            (step->add.is_engine || (step->add.input != NULL && has_engines(step->add.input))))
            return true;
    }
    return false;
}

/* Y1 */
static enum optibom_status assembled(double *yield, const struct flow_result *result,
                                     struct arena *arena, struct error *err)
{
    struct flow_state state;
    enum optibom_status status = flow_state_init(&state, result->flow, arena, err);
    for (size_t i = 0; i < result->step_count && status == OPTIBOM_OK; i++) {
        const struct flow_step_result *row = &result->steps[i];
        double cost;
        if (row->step->kind == FLOW_ADD)
            status = flow_state_add(&cost, &state, &row->step->add, row->handoff, arena, err);
    }
    if (status == OPTIBOM_OK)
        *yield = exp(flow_state_log_assembled(&state));
    return status;
}

static double pieces(const struct flow_result *result, const struct flow_add *add)
{
    if (add->onto == NULL)
        return add->mounted;
    for (size_t i = 0; i < result->step_count; i++) {
        const struct flow_step *step = result->steps[i].step;
        if (step->kind == FLOW_ADD && strcmp(step->add.class_name, add->onto) == 0)
            return add->mounted * step->add.mounted;
    }
    return 0;
}

/* Y3 without the division by Y */
static double engines_started(const struct flow_result *result)
{
    double sum = 0;
    for (size_t i = 0; i < result->step_count; i++) {
        const struct flow_step_result *row = &result->steps[i];
        if (row->step->kind != FLOW_ADD)
            continue;
        double shipped = row->input != NULL ? row->input->shipped_per_start : 1;
        double each = row->step->add.is_engine ? 1
                      : row->input != NULL     ? engines_started(row->input)
                                               : 0;
        sum += pieces(result, &row->step->add) * each / shipped;
    }
    return sum;
}

static struct flow_value no_value(const char *reason)
{
    return (struct flow_value){NAN, reason};
}

/* The yield of one way of running, no value when that run is missing. */
static enum optibom_status yield_of(struct flow_value *value, const struct flow_result *result,
                                    const char *reason, struct arena *arena, struct error *err)
{
    *value = no_value(reason);
    if (result == NULL)
        return OPTIBOM_OK;
    value->reason = NULL;
    return assembled(&value->value, result, arena, err);
}

static void count_engines(struct flow_result *result)
{
    double yield =
        result->without_kgoe ? result->yield_unadjusted.value : result->yield_kgoe_adjusted.value;
    double engines = engines_started(result) / yield;
    result->engines_per_good = isfinite(engines) ? (struct flow_value){engines, NULL}
                                                 : no_value("no assembled package is wholly good");
}

static enum optibom_status fill_own(struct flow_result *result, struct flow_result *other,
                                    const char *reason, struct arena *arena, struct error *err)
{
    const struct flow_result *with = result, *without = result;
    if (other != NULL || reason != NULL) {
        with = result->without_kgoe ? other : result;
        without = result->without_kgoe ? result : other;
    }
    result->counterpart = other;
    if (!has_engines(result->flow)) {
        struct flow_value none = no_value("the flow puts no optical engines on");
        result->yield_kgoe_adjusted = result->yield_unadjusted = result->engines_per_good = none;
        return OPTIBOM_OK;
    }
    enum optibom_status status = yield_of(&result->yield_kgoe_adjusted, with, reason, arena, err);
    if (status == OPTIBOM_OK)
        status = yield_of(&result->yield_unadjusted, without, reason, arena, err);
    if (status == OPTIBOM_OK)
        count_engines(result);
    return status;
}

/* The sub-flow result of the same step in the other run, NULL without one. */
static struct flow_result *same_input(const struct flow_result *other, const struct flow_step *step)
{
    for (size_t i = 0; other != NULL && i < other->step_count; i++) {
        if (other->steps[i].step == step)
            return other->steps[i].input;
    }
    return NULL;
}

enum optibom_status flow_yield_fill(struct flow_result *result, struct flow_result *other,
                                    const char *reason, struct arena *arena, struct error *err)
{
    enum optibom_status status = fill_own(result, other, reason, arena, err);
    if (status == OPTIBOM_OK && other != NULL)
        status = fill_own(other, result, reason, arena, err);
    for (size_t i = 0; i < result->step_count && status == OPTIBOM_OK; i++) {
        const struct flow_step_result *row = &result->steps[i];
        if (row->input != NULL)
            status = flow_yield_fill(row->input, same_input(other, row->step), reason, arena, err);
    }
    return status;
}
