#include "evaluate/flow_trial.h"

#include <math.h>
#include <string.h>

enum optibom_status flow_trial_init(struct flow_trial *trial, const struct flow *flow)
{
    struct arena *arena = trial->arena;
    enum optibom_status status = flow_inputs_collect(&trial->inputs, flow, arena, trial->err);
    if (status == OPTIBOM_OK)
        status = flow_copy(&trial->copy, flow, &trial->inputs, arena, trial->err);
    if (status != OPTIBOM_OK)
        return status;
    trial->typ = arena_alloc(arena, (trial->inputs.count + 1) * sizeof *trial->typ);
    if (trial->typ == NULL)
        return error_no_memory(trial->err);
    for (size_t i = 0; i < trial->inputs.count; i++)
        trial->typ[i] = *trial->copy.targets[i];
    return OPTIBOM_OK;
}

void flow_trial_reset(const struct flow_trial *trial)
{
    for (size_t i = 0; i < trial->inputs.count; i++)
        *trial->copy.targets[i] = trial->typ[i];
}

static enum optibom_status keep_reason(struct flow_value *value, const struct flow_trial *trial)
{
    if (value->reason != NULL &&
        (value->reason = arena_strdup(trial->arena, value->reason)) == NULL)
        return error_no_memory(trial->err);
    return OPTIBOM_OK;
}

enum optibom_status flow_trial_run(struct flow_value *values, const struct flow_trial *trial)
{
    const struct flow_result *result = NULL;
    struct error refused = {0};
    struct arena own;
    arena_init(&own);
    enum optibom_status status =
        flow_run(&result, &own, trial->copy.flow, trial->options, &refused);
    if (status != OPTIBOM_OK && status != OPTIBOM_BAD_INPUT)
        error_set(trial->err, status, "%s", refused.text);
    else
        status = OPTIBOM_OK;
    for (size_t i = 0; i < trial->figure_count && status == OPTIBOM_OK; i++) {
        values[i] = result != NULL ? flow_measure_of(result, trial->figures[i])
                                   : (struct flow_value){NAN, refused.text};
        status = keep_reason(&values[i], trial);
    }
    arena_fini(&own);
    return status;
}

bool flow_trial_is_together(const struct flow_input *a, const struct flow_input *b)
{
    return a == b || (a->group != NULL && b->group != NULL && strcmp(a->group, b->group) == 0);
}

size_t flow_trial_move(const struct flow_trial *trial, const struct flow_input *input, double share)
{
    size_t moved = 0;
    for (size_t i = 0; i < trial->inputs.count; i++) {
        struct range range = range_filled(trial->inputs.items[i]->range);
        if (!flow_trial_is_together(trial->inputs.items[i], input) || isnan(range.typ))
            continue;
        double value = share == 1 ? range.max : range.min + share * (range.max - range.min);
        *trial->copy.targets[i] = range.min < range.max ? value : range.typ;
        moved++;
    }
    return moved;
}

void flow_trial_put(const struct flow_trial *trial, const struct flow_input *input, double value)
{
    for (size_t i = 0; i < trial->inputs.count; i++)
        if (trial->inputs.items[i] == input)
            *trial->copy.targets[i] = value;
}
