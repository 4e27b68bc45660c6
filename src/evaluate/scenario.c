/*
 * Statements:
 *
 *  1. A number given to inputs of flows takes the place of typ, min and max of each that is named;
 *     an end in place of a number is that of the input's own range, as range_filled has it.
 *  2. range least, most: every figure and price of a part is its least, most, known exactly; the
 *     inputs of flows stand where a good package costs least, most (flow_corner.c N1, N2).
 *  3. range typical: the same at typ.
 *  4. The bill of materials stays as it was assembled: what was counted with ranges (the lanes that
 *     a laser feeds) was counted before.
 */
#include "evaluate/scenario.h"

#include "base/nearest.h"
#include "evaluate/build_inputs.h"
#include "evaluate/flow_corner.h"

#include <fnmatch.h>
#include <string.h>

/* Flows of the build with those that hand parts over, each once. */
struct flow_list {
    struct flow **items;
    size_t count;
    struct arena *arena;
    struct error *err;
};

static enum optibom_status add_flow(struct flow_list *list, struct flow *flow)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i] == flow)
            return OPTIBOM_OK;
    struct flow **items = arena_grow(list->arena, list->items, list->count, sizeof(struct flow *));
    if (items == NULL)
        return error_no_memory(list->err);
    list->items = items;
    items[list->count++] = flow;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < flow->step_count; i++)
        if (flow->steps[i].kind == FLOW_ADD && flow->steps[i].add.input != NULL)
            status = add_flow(list, flow->steps[i].add.input);
    return status;
}

static bool matches(const char *pattern, const char *name)
{
    return strchr(pattern, '*') != NULL ? fnmatch(pattern, name, FNM_NOESCAPE) == 0
                                        : strcmp(pattern, name) == 0;
}

static double at_end(struct range range, enum spec_end end, double otherwise)
{
    struct range filled = range_filled(range);
    if (range_is_none(range) || end == SPEC_AS_IT_IS)
        return otherwise;
    return end == SPEC_LEAST ? filled.min : end == SPEC_MOST ? filled.max : filled.typ;
}

/* Statement 1 for one flow; returns how many inputs are named. */
static size_t put_value(const struct flow *flow, const struct spec_flow_value *value)
{
    size_t count = 0;
    for (size_t i = 0; i < flow->input_count; i++) {
        struct flow_input *input = &flow->inputs[i];
        if (!matches(value->input, input->name))
            continue;
        double number = value->end == SPEC_AS_IT_IS
                            ? value->value
                            : at_end(input->range, value->end, *input->target);
        *input->target = number;
        input->range = range_exact(number);
        count++;
    }
    return count;
}

/* The flows, or the inputs of those that match, as the scenario might have called them; NULL for
 * none. False when memory is exhausted. */
static bool nearest_name(const char **out, const struct flow_list *flows,
                         const struct spec_flow_value *value, bool is_flow)
{
    const char **names = NULL;
    size_t count = 0;
    for (size_t i = 0; i < flows->count; i++) {
        const struct flow *flow = flows->items[i];
        bool is_meant = is_flow || matches(value->flow, flow->name);
        for (size_t j = 0; is_meant && j < (is_flow ? 1 : flow->input_count); j++) {
            const char **grown = arena_grow(flows->arena, names, count, sizeof *names);
            if (grown == NULL)
                return false;
            names = grown;
            names[count++] = is_flow ? flow->name : flow->inputs[j].name;
        }
    }
    *out = nearest_word(is_flow ? value->flow : value->input, names, count);
    return true;
}

static enum optibom_status misfit_of(const char **misfit, const struct flow_list *flows,
                                     const struct spec_flow_value *value)
{
    bool has_flow = false;
    for (size_t i = 0; i < flows->count; i++)
        has_flow |= matches(value->flow, flows->items[i]->name);
    const char *near = NULL, *hint = NULL;
    if (nearest_name(&near, flows, value, !has_flow))
        hint = near != NULL ? arena_printf(flows->arena, "; did you mean '%s'?", near) : "";
    if (hint == NULL)
        return error_no_memory(flows->err);
    if (flows->count == 0)
        *misfit = "the build names no assembly flow";
    else if (!has_flow)
        *misfit =
            arena_printf(flows->arena, "the build uses no assembly flow '%s'%s", value->flow, hint);
    else
        *misfit = arena_printf(flows->arena, "flow '%s' has no input '%s'%s", value->flow,
                               value->input, hint);
    return *misfit != NULL
               ? error_set(flows->err, OPTIBOM_NOT_FOUND, "%s: %s", value->place, *misfit)
               : error_no_memory(flows->err);
}

static void put_values(bool *is_put, const struct flow_list *flows,
                       const struct spec_scenario *scenario)
{
    for (size_t i = 0; i < scenario->flow_value_count; i++)
        for (size_t f = 0; f < flows->count; f++)
            if (matches(scenario->flow_values[i].flow, flows->items[f]->name) &&
                put_value(flows->items[f], &scenario->flow_values[i]) > 0)
                is_put[i] = true;
}

/* Statements 2 and 3. */
static enum optibom_status put_end(struct bom *bom, const struct flow_list *flows,
                                   enum spec_end end, struct arena *arena, struct error *err)
{
    struct build_inputs inputs = {0};
    enum optibom_status status = build_inputs_collect(&inputs, arena, bom, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < bom->assembly_count && end != SPEC_TYPICAL; i++)
        status = flow_corner_put(bom->assemblies[i].flow, end == SPEC_MOST ? FLOW_WORST : FLOW_BEST,
                                 arena, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < flows->count; i++)
        for (size_t j = 0; j < flows->items[i]->input_count; j++) {
            struct flow_input *input = &flows->items[i]->inputs[j];
            input->range = range_exact(*input->target);
        }
    for (size_t i = 0; status == OPTIBOM_OK && i < inputs.count; i++)
        if (inputs.items[i].target == NULL)
            build_input_put(&inputs.items[i], at_end(inputs.ranges[i].range, end, 0));
    return status;
}

static enum optibom_status list_flows(struct flow_list *out, const struct bom *bom,
                                      struct arena *arena, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    *out = (struct flow_list){.arena = arena, .err = err};
    for (size_t i = 0; status == OPTIBOM_OK && i < bom->assembly_count; i++)
        status = add_flow(out, bom->assemblies[i].flow);
    return status;
}

enum optibom_status scenario_put(bool *is_put, struct bom *bom, struct arena *arena,
                                 struct error *err)
{
    const struct spec_scenario *scenario = &bom->spec->scenario;
    struct flow_list flows;
    enum optibom_status status = list_flows(&flows, bom, arena, err);
    if (status == OPTIBOM_OK)
        put_values(is_put, &flows, scenario);
    return status == OPTIBOM_OK && scenario->end != SPEC_AS_IT_IS
               ? put_end(bom, &flows, scenario->end, arena, err)
               : status;
}

enum optibom_status scenario_check(const char **misfit, const bool *is_put, const struct bom *bom,
                                   struct arena *arena, struct error *err)
{
    const struct spec_scenario *scenario = &bom->spec->scenario;
    struct flow_list flows;
    enum optibom_status status = list_flows(&flows, bom, arena, err);
    *misfit = NULL;
    for (size_t i = 0; status == OPTIBOM_OK && i < scenario->flow_value_count; i++)
        if (!is_put[i])
            status = misfit_of(misfit, &flows, &scenario->flow_values[i]);
    return status;
}

enum optibom_status scenario_apply(const char **misfit, struct bom *bom, struct arena *arena,
                                   struct error *err)
{
    bool *is_put = arena_alloc(arena, bom->spec->scenario.flow_value_count + 1);
    *misfit = NULL;
    if (is_put == NULL)
        return error_no_memory(err);
    enum optibom_status status = scenario_put(is_put, bom, arena, err);
    return status == OPTIBOM_OK ? scenario_check(misfit, is_put, bom, arena, err) : status;
}
