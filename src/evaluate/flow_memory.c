#include "evaluate/flow_memory.h"

#include "evaluate/flow_corner.h"

#include <string.h>

/* Where an input stands, and what it may be. */
struct place {
    double target;
    struct range range;
};

struct flow_memory_entry {
    const struct flow *flow;
    struct place *places; /* of the inputs of the flow and all that it uses */
    size_t place_count;
    bool typ_only;
    struct flow_runs runs;
};

void flow_memory_init(struct flow_memory *memory)
{
    *memory = (struct flow_memory){0};
    arena_init(&memory->arena);
}

void flow_memory_fini(struct flow_memory *memory)
{
    arena_fini(&memory->arena);
}

/* A corner where nothing passes has no result. */
static enum optibom_status run_corner(const struct flow_result **out, struct arena *arena,
                                      struct flow *flow, enum flow_corner corner, struct error *err)
{
    struct error at_corner = {0};
    enum optibom_status status = flow_run_corner(out, arena, flow, corner, NULL, &at_corner);
    if (status == OPTIBOM_FAILED)
        return error_set(err, status, "%s", at_corner.text);
    if (status != OPTIBOM_OK)
        *out = NULL;
    return OPTIBOM_OK;
}

static enum optibom_status run_corners(struct flow_runs *runs, struct arena *arena,
                                       struct flow *flow, struct error *err)
{
    enum optibom_status status = run_corner(&runs->best, arena, flow, FLOW_BEST, err);
    if (status == OPTIBOM_OK)
        status = run_corner(&runs->worst, arena, flow, FLOW_WORST, err);
    return status == OPTIBOM_OK ? flow_breakeven_new(&runs->breakeven, arena, runs->typ, err)
                                : status;
}

static enum optibom_status run(struct flow_runs *out, struct arena *arena, struct flow *flow,
                               bool typ_only, struct error *err)
{
    *out = (struct flow_runs){0};
    enum optibom_status status = flow_run(&out->typ, arena, flow, NULL, err);
    return status == OPTIBOM_OK && !typ_only ? run_corners(out, arena, flow, err) : status;
}

static enum optibom_status find_places(struct place **out, size_t *count, struct arena *arena,
                                       const struct flow *flow, struct error *err)
{
    struct flow_inputs inputs;
    enum optibom_status status = flow_inputs_collect(&inputs, flow, arena, err);
    if (status != OPTIBOM_OK)
        return status;
    *count = inputs.count;
    *out = arena_alloc(arena, (inputs.count + 1) * sizeof **out);
    if (*out == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < inputs.count; i++)
        (*out)[i] = (struct place){*inputs.items[i]->target, inputs.items[i]->range};
    return OPTIBOM_OK;
}

/* To the bit, so that what is absent is the same as what is absent. */
static bool is_of(const struct flow_memory_entry *entry, const struct flow *flow,
                  const struct place *places, size_t count, bool typ_only)
{
    return entry->flow == flow && entry->place_count == count && (typ_only || !entry->typ_only) &&
           memcmp(entry->places, places, count * sizeof *places) == 0;
}

enum optibom_status flow_memory_run(struct flow_runs *out, struct flow_memory *memory,
                                    struct arena *arena, struct flow *flow, bool typ_only,
                                    struct error *err)
{
    struct place *places = NULL;
    size_t count = 0;
    if (memory == NULL)
        return run(out, arena, flow, typ_only, err);
    enum optibom_status status = find_places(&places, &count, arena, flow, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < memory->count; i++)
        if (is_of(&memory->entries[i], flow, places, count, typ_only)) {
            *out = memory->entries[i].runs;
            return OPTIBOM_OK;
        }
    if (status == OPTIBOM_OK)
        status = run(out, &memory->arena, flow, typ_only, err);
    if (status != OPTIBOM_OK)
        return status;
    struct flow_memory_entry *entries =
        arena_grow(&memory->arena, memory->entries, memory->count, sizeof *entries);
    struct place *own = arena_alloc(&memory->arena, (count + 1) * sizeof *own);
    if (entries == NULL || own == NULL)
        return error_no_memory(err);
    memcpy(own, places, count * sizeof *own);
    memory->entries = entries;
    entries[memory->count++] = (struct flow_memory_entry){flow, own, count, typ_only, *out};
    return OPTIBOM_OK;
}
