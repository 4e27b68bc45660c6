/*
 * Statements (yield model 1.10):
 *
 * M1  tornado: every input with a range, at its min and at its max, all others as they stand; the
 *     inputs of a group go together. Sorted by |difference|, equals in the order of the flow.
 * M2  sweep: equal steps from `from` to `to`; the figure at every point, or pair of points. A
 *     group follows at the same share of each range.
 */
#include "evaluate/sensitivity.h"

#include "base/nearest.h"
#include "evaluate/flow_copy.h"

#include <math.h>
#include <string.h>

enum { MAX_POINTS = 100000 };

struct subject {
    struct flow_inputs inputs;
    struct flow_copy copy;
    double *typ; /* of the copy's targets */
    enum flow_measure figure;
    const struct flow_options *options;
    struct arena *arena;
    struct error *err;
};

static enum optibom_status init(struct subject *subject, const struct flow *flow)
{
    struct arena *arena = subject->arena;
    enum optibom_status status = flow_inputs_collect(&subject->inputs, flow, arena, subject->err);
    if (status == OPTIBOM_OK)
        status = flow_copy(&subject->copy, flow, &subject->inputs, arena, subject->err);
    if (status != OPTIBOM_OK)
        return status;
    subject->typ = arena_alloc(arena, (subject->inputs.count + 1) * sizeof *subject->typ);
    if (subject->typ == NULL)
        return error_no_memory(subject->err);
    for (size_t i = 0; i < subject->inputs.count; i++)
        subject->typ[i] = *subject->copy.targets[i];
    return OPTIBOM_OK;
}

static void reset(const struct subject *subject)
{
    for (size_t i = 0; i < subject->inputs.count; i++)
        *subject->copy.targets[i] = subject->typ[i];
}

static enum optibom_status run(struct flow_value *value, const struct subject *subject)
{
    const struct flow_result *result = NULL;
    struct error refused = {0};
    struct arena own;
    arena_init(&own);
    enum optibom_status status =
        flow_run(&result, &own, subject->copy.flow, subject->options, &refused);
    if (status == OPTIBOM_OK)
        *value = flow_measure_of(result, subject->figure);
    else if (status == OPTIBOM_BAD_INPUT)
        *value = (struct flow_value){NAN, refused.text};
    else
        error_set(subject->err, status, "%s", refused.text);
    if (status == OPTIBOM_BAD_INPUT)
        status = OPTIBOM_OK;
    if (status == OPTIBOM_OK && value->reason != NULL &&
        (value->reason = arena_strdup(subject->arena, value->reason)) == NULL)
        status = error_no_memory(subject->err);
    arena_fini(&own);
    return status;
}

static bool is_together(const struct flow_input *a, const struct flow_input *b)
{
    return a == b || (a->group != NULL && b->group != NULL && strcmp(a->group, b->group) == 0);
}

/* Puts an input and its group to `share` of the way from min to max. */
static size_t move(const struct subject *subject, const struct flow_input *input, double share)
{
    size_t moved = 0;
    for (size_t i = 0; i < subject->inputs.count; i++) {
        struct range range = range_filled(subject->inputs.items[i]->range);
        if (!is_together(subject->inputs.items[i], input) || isnan(range.typ))
            continue;
        double value = share == 1 ? range.max : range.min + share * (range.max - range.min);
        *subject->copy.targets[i] = range.min < range.max ? value : range.typ;
        moved++;
    }
    return moved;
}

static bool is_first(const struct subject *subject, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (is_together(subject->inputs.items[i], subject->inputs.items[index]))
            return false;
    }
    return true;
}

static bool spreads(const struct subject *subject, const struct flow_input *input)
{
    for (size_t i = 0; i < subject->inputs.count; i++) {
        struct range range = range_filled(subject->inputs.items[i]->range);
        if (is_together(subject->inputs.items[i], input) && range.min < range.max)
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
    struct subject subject = {.figure = figure, .options = options, .arena = arena, .err = err};
    enum optibom_status status = init(&subject, flow);
    if (status != OPTIBOM_OK)
        return status;
    struct sensitivity_tornado *tornado = arena_alloc(arena, sizeof *tornado);
    struct sensitivity_bar *bars = arena_alloc(arena, (subject.inputs.count + 1) * sizeof *bars);
    if (tornado == NULL || bars == NULL)
        return error_no_memory(err);
    tornado->bars = bars;
    status = run(&tornado->typ, &subject);
    for (size_t i = 0; i < subject.inputs.count && status == OPTIBOM_OK; i++) {
        struct sensitivity_bar bar = {.input = subject.inputs.items[i]};
        if (!is_first(&subject, i) || !spreads(&subject, bar.input))
            continue;
        bar.input_count = move(&subject, bar.input, 0);
        status = run(&bar.at_min, &subject);
        move(&subject, bar.input, 1);
        if (status == OPTIBOM_OK)
            status = run(&bar.at_max, &subject);
        reset(&subject);
        bar.effect = fabs(bar.at_max.value - bar.at_min.value);
        sort_in(tornado, bar);
    }
    *out = tornado;
    return status;
}

/* Whether input number `index` belongs to the flow of that name itself. */
static bool is_of(const struct flow *flow, const char *name, const struct flow_input *input)
{
    if (name == NULL)
        return true;
    if (strcmp(flow->name, name) == 0 && input >= flow->inputs &&
        input < flow->inputs + flow->input_count)
        return true;
    for (size_t i = 0; i < flow->step_count; i++) {
        const struct flow_step *step = &flow->steps[i];
        if (step->kind == FLOW_ADD && step->add.input != NULL &&
            is_of(step->add.input, name, input))
            return true;
    }
    return false;
}

static enum optibom_status not_found(const struct subject *subject, const char *name)
{
    const char **names = arena_alloc(subject->arena, (subject->inputs.count + 1) * sizeof(char *));
    if (names == NULL)
        return error_no_memory(subject->err);
    for (size_t i = 0; i < subject->inputs.count; i++)
        names[i] = subject->inputs.items[i]->name;
    const char *nearest = nearest_word(name, names, subject->inputs.count);
    return error_set(subject->err, OPTIBOM_NOT_FOUND, "flow %s has no input \"%s\"%s%s%s",
                     subject->copy.flow->name, name, nearest != NULL ? "; did you mean \"" : "",
                     nearest != NULL ? nearest : "", nearest != NULL ? "\"?" : "");
}

static enum optibom_status find_input(const struct flow_input **out, const struct subject *subject,
                                      const struct flow *flow, const struct sensitivity_axis *axis)
{
    *out = NULL;
    for (size_t i = 0; i < subject->inputs.count; i++) {
        const struct flow_input *input = subject->inputs.items[i];
        if (strcmp(input->name, axis->input) != 0 || !is_of(flow, axis->flow, input))
            continue;
        if (*out != NULL)
            return error_set(subject->err, OPTIBOM_BAD_INPUT,
                             "several inputs are called \"%s\": name the flow too", axis->input);
        *out = input;
    }
    return *out != NULL ? OPTIBOM_OK : not_found(subject, axis->input);
}

static enum optibom_status init_axis(struct sensitivity_sweep *sweep, size_t number,
                                     const struct subject *subject,
                                     const struct sensitivity_axis *axis)
{
    struct range range = range_filled(sweep->inputs[number]->range);
    double from = isnan(axis->from) ? range.min : axis->from;
    double to = isnan(axis->to) ? range.max : axis->to;
    if (axis->points < 2 || axis->points > MAX_POINTS || !isfinite(from) || !isfinite(to))
        return error_set(subject->err, OPTIBOM_BAD_INPUT,
                         "sweep of %s: wanted are two finite ends and 2 to %d points", axis->input,
                         MAX_POINTS);
    sweep->counts[number] = axis->points;
    sweep->coordinates[number] = arena_alloc(subject->arena, axis->points * sizeof(double));
    if (sweep->coordinates[number] == NULL)
        return error_no_memory(subject->err);
    for (size_t i = 0; i < axis->points; i++)
        sweep->coordinates[number][i] =
            i + 1 == axis->points ? to
                                  : from + (to - from) * ((double)i / (double)(axis->points - 1));
    return OPTIBOM_OK;
}

/* M2 */
static void put(const struct subject *subject, const struct flow_input *input, double value)
{
    struct range range = range_filled(input->range);
    if (input->group != NULL && range.min < range.max)
        move(subject, input, (value - range.min) / (range.max - range.min));
    for (size_t i = 0; i < subject->inputs.count; i++) {
        if (subject->inputs.items[i] == input)
            *subject->copy.targets[i] = value;
    }
}

static enum optibom_status fill(struct sensitivity_sweep *sweep, const struct subject *subject)
{
    enum optibom_status status = OPTIBOM_OK;
    size_t count = sweep->counts[0] * sweep->counts[1];
    sweep->values = arena_alloc(subject->arena, count * sizeof *sweep->values);
    if (sweep->values == NULL)
        return error_no_memory(subject->err);
    for (size_t i = 0; i < count && status == OPTIBOM_OK; i++) {
        put(subject, sweep->inputs[0], sweep->coordinates[0][i / sweep->counts[1]]);
        if (sweep->inputs[1] != NULL)
            put(subject, sweep->inputs[1], sweep->coordinates[1][i % sweep->counts[1]]);
        status = run(&sweep->values[i], subject);
    }
    return status;
}

enum optibom_status sensitivity_sweep(const struct sensitivity_sweep **out, struct arena *arena,
                                      const struct flow *flow, enum flow_measure figure,
                                      const struct sensitivity_axis *axes, size_t axis_count,
                                      const struct flow_options *options, struct error *err)
{
    struct subject subject = {.figure = figure, .options = options, .arena = arena, .err = err};
    if (axis_count < 1 || axis_count > 2)
        return error_set(err, OPTIBOM_BAD_INPUT, "a sweep takes one input or two");
    enum optibom_status status = init(&subject, flow);
    if (status != OPTIBOM_OK)
        return status;
    struct sensitivity_sweep *sweep = arena_alloc(arena, sizeof *sweep);
    if (sweep == NULL)
        return error_no_memory(err);
    sweep->counts[1] = 1;
    for (size_t i = 0; i < axis_count && status == OPTIBOM_OK; i++) {
        status = find_input(&sweep->inputs[i], &subject, flow, &axes[i]);
        if (status == OPTIBOM_OK)
            status = init_axis(sweep, i, &subject, &axes[i]);
    }
    if (status != OPTIBOM_OK)
        return status;
    if (axis_count == 2 && is_together(sweep->inputs[0], sweep->inputs[1]))
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "sweep of %s and %s: they are one input, or move together", axes[0].input,
                         axes[1].input);
    *out = sweep;
    return fill(sweep, &subject);
}
