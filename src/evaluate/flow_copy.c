#include "evaluate/flow_copy.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* A piece of memory that was copied. */
struct piece {
    const void *from;
    char *to;
    size_t size;
    bool is_flow;
};

struct copier {
    struct arena *arena;
    struct piece *pieces;
    size_t piece_count;
    bool is_out_of_memory;
};

static struct flow *copy_flow(struct copier *copier, const struct flow *flow);

static void *known(const struct copier *copier, const void *from, size_t size)
{
    for (size_t i = 0; i < copier->piece_count; i++) {
        if (copier->pieces[i].from == from && copier->pieces[i].size == size)
            return copier->pieces[i].to;
    }
    return NULL;
}

/* NULL for nothing; the same copy for what was copied before. */
static void *copy(struct copier *copier, const void *from, size_t size)
{
    if (from == NULL || size == 0 || copier->is_out_of_memory)
        return NULL;
    void *to = known(copier, from, size);
    if (to != NULL)
        return to;
    struct piece *pieces =
        arena_grow(copier->arena, copier->pieces, copier->piece_count, sizeof *pieces);
    to = arena_alloc(copier->arena, size);
    copier->is_out_of_memory = pieces == NULL || to == NULL;
    if (copier->is_out_of_memory)
        return NULL;
    copier->pieces = pieces;
    pieces[copier->piece_count++] = (struct piece){from, to, size, false};
    return memcpy(to, from, size);
}

static void copy_effects(struct copier *copier, struct flow_effects *effects)
{
    effects->items = copy(copier, effects->items, effects->count * sizeof *effects->items);
}

static void copy_step(struct copier *copier, struct flow_step *step)
{
    if (step->kind == FLOW_ADD) {
        struct flow_add *add = &step->add;
        copy_effects(copier, &add->collateral);
        add->die = copy(copier, add->die, sizeof *add->die);
        add->input = copy_flow(copier, add->input);
    } else if (step->kind == FLOW_TEST) {
        struct flow_test *test = &step->test;
        test->coverage =
            copy(copier, test->coverage, test->coverage_count * sizeof *test->coverage);
        test->rework = copy(copier, test->rework, test->rework_count * sizeof *test->rework);
        copy_effects(copier, &test->site_overkill);
        copy_effects(copier, &test->damage_before);
        copy_effects(copier, &test->damage_after);
    }
}

/* A flow that uses itself ends here too: its copy is known before its steps are copied. */
static struct flow *copy_flow(struct copier *copier, const struct flow *flow)
{
    struct flow *to = flow != NULL ? known(copier, flow, sizeof *flow) : NULL;
    if (to != NULL || flow == NULL)
        return to;
    to = copy(copier, flow, sizeof *flow);
    if (to == NULL)
        return NULL;
    copier->pieces[copier->piece_count - 1].is_flow = true;
    to->inputs = copy(copier, flow->inputs, flow->input_count * sizeof *flow->inputs);
    to->steps = copy(copier, flow->steps, flow->step_count * sizeof *flow->steps);
    for (size_t i = 0; i < flow->step_count && !copier->is_out_of_memory; i++)
        copy_step(copier, &to->steps[i]);
    return to;
}

static double *moved(const struct copier *copier, const double *target)
{
    for (size_t i = 0; i < copier->piece_count; i++) {
        const struct piece *piece = &copier->pieces[i];
        uintptr_t offset = (uintptr_t)target - (uintptr_t)piece->from;
        if (offset < piece->size)
            return (double *)(void *)(piece->to + offset);
    }
    return NULL;
}

static enum optibom_status misplaced(const struct flow *flow, const struct flow_input *input,
                                     struct error *err)
{
    return error_set(err, OPTIBOM_FAILED, "flow %s, input %s: it belongs to no step of the flow",
                     flow->name, input->name);
}

/* The inputs of the copies are about the copies. */
static enum optibom_status move_inputs(const struct copier *copier, struct error *err)
{
    for (size_t i = 0; i < copier->piece_count; i++) {
        struct flow *flow = copier->pieces[i].is_flow ? (void *)copier->pieces[i].to : NULL;
        for (size_t j = 0; flow != NULL && j < flow->input_count; j++)
            if ((flow->inputs[j].target = moved(copier, flow->inputs[j].target)) == NULL)
                return misplaced(flow, &flow->inputs[j], err);
    }
    return OPTIBOM_OK;
}

enum optibom_status flow_copy(struct flow_copy *out, const struct flow *flow,
                              const struct flow_inputs *inputs, struct arena *arena,
                              struct error *err)
{
    struct copier copier = {.arena = arena};
    out->flow = copy_flow(&copier, flow);
    out->targets = arena_alloc(arena, (inputs->count + 1) * sizeof(double *));
    if (copier.is_out_of_memory || out->targets == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < inputs->count; i++) {
        out->targets[i] = moved(&copier, inputs->items[i]->target);
        if (out->targets[i] == NULL)
            return misplaced(flow, inputs->items[i], err);
    }
    return move_inputs(&copier, err);
}
