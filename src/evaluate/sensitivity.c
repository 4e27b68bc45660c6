/*
 * Statements (yield model 1.10):
 *
 * M1  tornado: every input with a range, at its min and at its max, all others as they stand; the
 *     inputs of a group go together. Sorted by |difference|, equals in the order of the flow.
 */
#include "evaluate/sensitivity.h"

#include "evaluate/flow_trial.h"

#include <math.h>

static bool is_first(const struct flow_trial *trial, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (flow_trial_is_together(trial->inputs.items[i], trial->inputs.items[index]))
            return false;
    }
    return true;
}

static bool spreads(const struct flow_trial *trial, const struct flow_input *input)
{
    for (size_t i = 0; i < trial->inputs.count; i++) {
        struct range range = range_filled(trial->inputs.items[i]->range);
        if (flow_trial_is_together(trial->inputs.items[i], input) && range.min < range.max)
            return true;
    }
    return false;
}

/* Into its place: larger effects, and earlier ones among equals, come first. */
static void sort_in(struct sensitivity_tornado *tornado, struct sensitivity_bar bar)
{
    size_t i = tornado->bar_count++;
    for (; i > 0; i--) {
        double before = tornado->bars[i - 1].effect;
        if (isnan(bar.effect) || before >= bar.effect)
            break;
        tornado->bars[i] = tornado->bars[i - 1];
    }
    tornado->bars[i] = bar;
}

enum optibom_status sensitivity_tornado(const struct sensitivity_tornado **out, struct arena *arena,
                                        const struct flow *flow, enum flow_measure figure,
                                        const struct flow_options *options, struct error *err)
{
    struct flow_trial trial = {
        .figures = &figure, .figure_count = 1, .options = options, .arena = arena, .err = err};
    enum optibom_status status = flow_trial_init(&trial, flow);
    if (status != OPTIBOM_OK)
        return status;
    struct sensitivity_tornado *tornado = arena_alloc(arena, sizeof *tornado);
    struct sensitivity_bar *bars = arena_alloc(arena, (trial.inputs.count + 1) * sizeof *bars);
    if (tornado == NULL || bars == NULL)
        return error_no_memory(err);
    tornado->bars = bars;
    status = flow_trial_run(&tornado->typ, &trial);
    for (size_t i = 0; i < trial.inputs.count && status == OPTIBOM_OK; i++) {
        struct sensitivity_bar bar = {.input = trial.inputs.items[i]};
        if (!is_first(&trial, i) || !spreads(&trial, bar.input))
            continue;
        bar.input_count = flow_trial_move(&trial, bar.input, 0);
        status = flow_trial_run(&bar.at_min, &trial);
        flow_trial_move(&trial, bar.input, 1);
        if (status == OPTIBOM_OK)
            status = flow_trial_run(&bar.at_max, &trial);
        flow_trial_reset(&trial);
        bar.effect = fabs(bar.at_max.value - bar.at_min.value);
        sort_in(tornado, bar);
    }
    *out = tornado;
    return status;
}
