/*
 * Statements (yield model 1.10):
 *
 * N1  best: every input at the end that `worse` calls better, worst: at the other; an end that is
 *     absent is the typical value.
 * N2  inputs with `worse` 0 are not monotone: at that corner each in turn, in the order of the
 *     flow, goes to whichever of min, typ, max has the least (worst: the most) cost per good unit,
 *     the earlier ones staying where they went. A value at which nothing good is shipped is not
 *     taken.
 */
#include "evaluate/flow_corner.h"

#include <math.h>

struct visit {
    const struct flow **seen;
    size_t seen_count;
    struct flow_inputs *inputs;
    struct arena *arena;
    struct error *err;
};

static bool is_seen(const struct visit *visit, const struct flow *flow)
{
    for (size_t i = 0; i < visit->seen_count; i++) {
        if (visit->seen[i] == flow)
            return true;
    }
    return false;
}

static enum optibom_status take_inputs(struct visit *visit, const struct flow *flow)
{
    const struct flow **seen =
        arena_grow(visit->arena, visit->seen, visit->seen_count, sizeof *seen);
    if (seen == NULL)
        return error_no_memory(visit->err);
    seen[visit->seen_count++] = flow;
    visit->seen = seen;
    struct flow_inputs *inputs = visit->inputs;
    for (size_t i = 0; i < flow->input_count; i++) {
        struct flow_input **items =
            arena_grow(visit->arena, inputs->items, inputs->count, sizeof(struct flow_input *));
        const struct flow **owners =
            arena_grow(visit->arena, inputs->owners, inputs->count, sizeof *owners);
        if (items == NULL || owners == NULL)
            return error_no_memory(visit->err);
        inputs->items = items;
        inputs->owners = owners;
        owners[inputs->count] = flow;
        items[inputs->count++] = &flow->inputs[i];
    }
    return OPTIBOM_OK;
}

/* Ends in a flow that uses itself too: every flow is entered once. */
static enum optibom_status visit_flow(struct visit *visit, const struct flow *flow)
{
    if (is_seen(visit, flow))
        return OPTIBOM_OK;
    enum optibom_status status = take_inputs(visit, flow);
    for (size_t i = 0; i < flow->step_count && status == OPTIBOM_OK; i++) {
        const struct flow_step *step = &flow->steps[i];
        if (step->kind == FLOW_ADD && step->add.input != NULL)
            status = visit_flow(visit, step->add.input);
    }
    return status;
}

enum optibom_status flow_inputs_collect(struct flow_inputs *inputs, const struct flow *flow,
                                        struct arena *arena, struct error *err)
{
    *inputs = (struct flow_inputs){0};
    struct visit visit = {.inputs = inputs, .arena = arena, .err = err};
    return visit_flow(&visit, flow);
}

static double end_of(const struct flow_input *input, enum flow_corner corner)
{
    struct range range = range_filled(input->range);
    bool high = (input->worse > 0) == (corner == FLOW_WORST);
    return high ? range.max : range.min;
}

/* NaN where the flow is refused there. */
static enum optibom_status cost_per_good(double *out, const struct flow *flow,
                                         const struct flow_options *options, struct error *err)
{
    const struct flow_result *result = NULL;
    struct error refused = {0};
    struct arena own;
    arena_init(&own);
    enum optibom_status status = flow_run(&result, &own, flow, options, &refused);
    *out = status == OPTIBOM_OK ? result->cost_per_good.value : NAN;
    arena_fini(&own);
    return status == OPTIBOM_FAILED ? error_set(err, status, "%s", refused.text) : OPTIBOM_OK;
}

/* N2 */
static enum optibom_status settle(const struct flow_input *input, const struct flow *flow,
                                  enum flow_corner corner, const struct flow_options *options,
                                  struct error *err)
{
    struct range range = range_filled(input->range);
    const double ends[] = {range.min, range.max};
    double best = *input->target, at_best, cost;
    enum optibom_status status = cost_per_good(&at_best, flow, options, err);
    for (size_t i = 0; i < sizeof ends / sizeof *ends && status == OPTIBOM_OK; i++) {
        *input->target = ends[i];
        cost = NAN;
        if (ends[i] != best)
            status = cost_per_good(&cost, flow, options, err);
        if (isnan(at_best) ? !isnan(cost)
                           : (corner == FLOW_BEST ? cost < at_best : cost > at_best)) {
            best = ends[i];
            at_best = cost;
        }
    }
    *input->target = best;
    return status;
}

static enum optibom_status put_corner(const struct flow_inputs *inputs, const struct flow *flow,
                                      enum flow_corner corner, const struct flow_options *options,
                                      struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; i < inputs->count; i++)
        if (inputs->items[i]->worse != 0 && !range_is_none(inputs->items[i]->range))
            *inputs->items[i]->target = end_of(inputs->items[i], corner);
    for (size_t i = 0; i < inputs->count && status == OPTIBOM_OK; i++) {
        struct range range = range_filled(inputs->items[i]->range);
        if (inputs->items[i]->worse == 0 && range.min < range.max)
            status = settle(inputs->items[i], flow, corner, options, err);
    }
    return status;
}

enum optibom_status flow_corner_put(struct flow *flow, enum flow_corner corner, struct arena *arena,
                                    struct error *err)
{
    struct flow_inputs inputs;
    enum optibom_status status = flow_inputs_collect(&inputs, flow, arena, err);
    return status == OPTIBOM_OK ? put_corner(&inputs, flow, corner, NULL, err) : status;
}

enum optibom_status flow_run_corner(const struct flow_result **out, struct arena *arena,
                                    struct flow *flow, enum flow_corner corner,
                                    const struct flow_options *options, struct error *err)
{
    struct flow_inputs inputs;
    enum optibom_status status = flow_inputs_collect(&inputs, flow, arena, err);
    if (status != OPTIBOM_OK)
        return status;
    double *kept = arena_alloc(arena, (inputs.count + 1) * sizeof *kept);
    if (kept == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < inputs.count; i++)
        kept[i] = *inputs.items[i]->target;
    status = put_corner(&inputs, flow, corner, options, err);
    if (status == OPTIBOM_OK)
        status = flow_run(out, arena, flow, options, err);
    for (size_t i = inputs.count; i > 0; i--)
        *inputs.items[i - 1]->target = kept[i - 1];
    return status;
}
