/*
 * Statements (yield model 1.10):
 *
 * M2  sweep: the figures at every value, or pair of values. The group of a named input follows at
 *     the same share of its ranges; inputs that a pattern matches all take the value itself.
 */
#include "evaluate/sweep.h"

#include "base/nearest.h"
#include "evaluate/flow_trial.h"

#include <fnmatch.h>
#include <math.h>
#include <string.h>

struct axis {
    const struct flow_input **inputs;
    size_t input_count;
    bool is_pattern;
};

struct sweeping {
    struct flow_trial trial;
    struct sweep *sweep;
    struct axis axes[2];
    size_t axis_count;
};

static enum optibom_status not_found(const struct flow_trial *trial, const char *name)
{
    size_t count = trial->inputs.count;
    const char **names = arena_alloc(trial->arena, (count + 1) * sizeof(char *));
    if (names == NULL)
        return error_no_memory(trial->err);
    for (size_t i = 0; i < count; i++)
        names[i] = trial->inputs.items[i]->name;
    const char *nearest = nearest_word(name, names, count);
    return error_set(trial->err, OPTIBOM_NOT_FOUND, "flow %s has no input \"%s\"%s%s%s",
                     trial->copy.flow->name, name, nearest != NULL ? "; did you mean \"" : "",
                     nearest != NULL ? nearest : "", nearest != NULL ? "\"?" : "");
}

static enum optibom_status find_inputs(struct axis *out, const struct flow_trial *trial,
                                       const struct sweep_axis *axis)
{
    out->is_pattern = strchr(axis->input, '*') != NULL;
    out->inputs = arena_alloc(trial->arena, (trial->inputs.count + 1) * sizeof *out->inputs);
    if (out->inputs == NULL)
        return error_no_memory(trial->err);
    for (size_t i = 0; i < trial->inputs.count; i++) {
        const struct flow_input *input = trial->inputs.items[i];
        bool is_named = out->is_pattern ? fnmatch(axis->input, input->name, FNM_NOESCAPE) == 0
                                        : strcmp(axis->input, input->name) == 0;
        const char *owner = trial->inputs.owners[i]->name;
        if (is_named && (axis->flow == NULL || strcmp(owner, axis->flow) == 0))
            out->inputs[out->input_count++] = input;
    }
    if (out->input_count > 1 && !out->is_pattern)
        return error_set(trial->err, OPTIBOM_BAD_INPUT,
                         "several inputs are called \"%s\": name the flow too, as FLOW/%s",
                         axis->input, axis->input);
    return out->input_count > 0 ? OPTIBOM_OK : not_found(trial, axis->input);
}

static enum optibom_status place_points(struct sweeping *sweeping, size_t number,
                                        const struct sweep_axis *axis)
{
    struct sweep *sweep = sweeping->sweep;
    const struct flow_trial *trial = &sweeping->trial;
    struct range range = range_filled(sweeping->axes[number].inputs[0]->range);
    size_t least = axis->values != NULL ? 1 : 2;
    double *points = NULL;
    if (axis->count >= least && axis->count <= SWEEP_POINTS) {
        points = arena_alloc(trial->arena, axis->count * sizeof *points);
        if (points == NULL)
            return error_no_memory(trial->err);
    }
    bool is_finite = points != NULL;
    for (size_t i = 0; i < axis->count && is_finite; i++) {
        double share = axis->values != NULL ? 0 : (double)i / (double)(axis->count - 1);
        points[i] = axis->values != NULL ? axis->values[i]
                    : share == 1         ? range.max
                                         : range.min + share * (range.max - range.min);
        is_finite = isfinite(points[i]);
    }
    if (!is_finite)
        return error_set(trial->err, OPTIBOM_BAD_INPUT,
                         "sweep of %s: wanted are %zu to %d finite values", axis->input, least,
                         SWEEP_POINTS);
    sweep->names[number] = axis->input;
    sweep->counts[number] = axis->count;
    sweep->coordinates[number] = points;
    return OPTIBOM_OK;
}

/* M2 */
static void put(const struct sweeping *sweeping, size_t number, double value)
{
    const struct axis *axis = &sweeping->axes[number];
    const struct flow_input *first = axis->inputs[0];
    struct range range = range_filled(first->range);
    if (!axis->is_pattern && first->group != NULL && range.min < range.max)
        flow_trial_move(&sweeping->trial, first, (value - range.min) / (range.max - range.min));
    for (size_t i = 0; i < axis->input_count; i++)
        flow_trial_put(&sweeping->trial, axis->inputs[i], value);
}

static bool move_one(const struct axis *a, const struct axis *b)
{
    for (size_t i = 0; i < a->input_count; i++)
        for (size_t j = 0; j < b->input_count; j++)
            if (flow_trial_is_together(a->inputs[i], b->inputs[j]))
                return true;
    return false;
}

static enum optibom_status fill(struct sweeping *sweeping)
{
    struct sweep *sweep = sweeping->sweep;
    const struct flow_trial *trial = &sweeping->trial;
    size_t count = sweep->counts[0] * sweep->counts[1], figures = trial->figure_count;
    if (count > SWEEP_POINTS)
        return error_set(trial->err, OPTIBOM_BAD_INPUT, "a sweep has at most %d points",
                         SWEEP_POINTS);
    sweep->values = arena_alloc(trial->arena, (count * figures + 1) * sizeof *sweep->values);
    if (sweep->values == NULL)
        return error_no_memory(trial->err);
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; i < count && status == OPTIBOM_OK; i++) {
        put(sweeping, 0, sweep->coordinates[0][i / sweep->counts[1]]);
        if (sweeping->axis_count == 2)
            put(sweeping, 1, sweep->coordinates[1][i % sweep->counts[1]]);
        status = flow_trial_run(&sweep->values[i * figures], trial);
    }
    return status;
}

enum optibom_status sweep_run(const struct sweep **out, struct arena *arena,
                              const struct flow *flow, const struct sweep_axis *axes,
                              size_t axis_count, const enum flow_measure *figures,
                              size_t figure_count, struct error *err)
{
    struct sweeping sweeping = {
        .trial = {.figures = figures, .figure_count = figure_count, .arena = arena, .err = err},
        .axis_count = axis_count};
    if (axis_count < 1 || axis_count > 2)
        return error_set(err, OPTIBOM_BAD_INPUT, "a sweep takes one input or two");
    enum optibom_status status = flow_trial_init(&sweeping.trial, flow);
    if (status != OPTIBOM_OK)
        return status;
    sweeping.sweep = arena_alloc(arena, sizeof *sweeping.sweep);
    if (sweeping.sweep == NULL)
        return error_no_memory(err);
    sweeping.sweep->counts[1] = 1;
    sweeping.sweep->figure_count = figure_count;
    for (size_t i = 0; i < axis_count && status == OPTIBOM_OK; i++) {
        status = find_inputs(&sweeping.axes[i], &sweeping.trial, &axes[i]);
        if (status == OPTIBOM_OK)
            status = place_points(&sweeping, i, &axes[i]);
    }
    if (status != OPTIBOM_OK)
        return status;
    if (axis_count == 2 && move_one(&sweeping.axes[0], &sweeping.axes[1]))
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "sweep of %s and %s: they are one input, or move together", axes[0].input,
                         axes[1].input);
    *out = sweeping.sweep;
    return fill(&sweeping);
}
