/*
 * Statements:
 *
 *  1. Where no filling gets to the end, the reason is told at the last slot that any gets to: what
 *     most of its candidates are refused for, that they are of another medium only where there is
 *     nothing else.
 *  2. Where one does, limits refuse it: each alone, where the least that any filling comes to is
 *     above it; else together.
 *  3. Of two searches that found nothing the one that got further tells why; where both got to the
 *     limits, and to different ones, builds of the one keep what those of the other do not.
 */
#include "explore/refusal.h"

#include <math.h>
#include <string.h>

struct refusing {
    struct refusal *out;
    struct arena *arena;
    const struct stages *stages;
    const struct search_scope *scope;
    bool *is_reached; /* by state */
    int64_t *least;   /* by state, of the limit at hand; in steps */
    struct error *err;
};

bool search_allows(const struct search_scope *scope, size_t slot, size_t candidate)
{
    return scope->allowed[slot] == NULL || scope->allowed[slot][candidate];
}

/* ---- statement 1 ---- */

/* Marks the states that the question gets to; returns the last slot that any of them fills, and
 * where one is full, as many as there are. */
static size_t reach(struct refusing *refusing)
{
    const struct stages *stages = refusing->stages;
    const struct openings *openings = stages->look.openings;
    size_t last = 0;
    refusing->is_reached[0] = true;
    /* A state is numbered after one that leads to it. */
    for (size_t i = 0; i < stages->count; i++) {
        const struct stage_state *state = &stages->states[i];
        if (!refusing->is_reached[i])
            continue;
        if (state->slot == openings->count || state->steps != NULL)
            last = state->slot > last ? state->slot : last;
        for (size_t j = 0; state->slot < openings->count && state->steps != NULL &&
                           j <= openings->items[state->slot].count;
             j++)
            if (search_allows(refusing->scope, state->slot, j) && state->steps[j]->fits)
                refusing->is_reached[state->next[j]] = true;
    }
    return last;
}

static void take_refusals(struct refusing *refusing, size_t *most,
                          const struct stage_step *const *steps, size_t count)
{
    struct refusal *out = refusing->out;
    for (size_t i = 0; i < count; i++) {
        size_t same = 0;
        if (!search_allows(refusing->scope, out->slot, i) || steps[i]->code == NULL)
            continue;
        for (size_t j = 0; j < count; j++)
            same += search_allows(refusing->scope, out->slot, j) && steps[j]->code != NULL &&
                    strcmp(steps[j]->code, steps[i]->code) == 0;
        same = strcmp(steps[i]->code, "medium") == 0 ? 1 : same * count;
        if (same <= *most)
            continue;
        *most = same;
        out->code = steps[i]->code;
        out->text = steps[i]->text;
    }
}

static void tell_slot(struct refusing *refusing)
{
    const struct stages *stages = refusing->stages;
    struct refusal *out = refusing->out;
    const struct opening *opening = &stages->look.openings->items[out->slot];
    size_t most = 0;
    out->place = opening->place;
    for (size_t i = 0; i < stages->count; i++) {
        const struct stage_state *state = &stages->states[i];
        if (refusing->is_reached[i] && state->slot == out->slot && state->steps != NULL)
            take_refusals(refusing, &most, state->steps, opening->count + 1);
    }
    if (out->code == NULL) {
        out->code = "unfilled-slot";
        out->text = "nothing in the catalog fills it";
    }
}

/* ---- statement 2 ---- */

/* The least of a goal that any filling comes to. */
static int64_t least_of(struct refusing *refusing, size_t goal)
{
    const struct stages *stages = refusing->stages;
    const struct openings *openings = stages->look.openings;
    int64_t best = INT64_MAX;
    for (size_t i = 0; i < stages->count; i++)
        refusing->least[i] = INT64_MAX;
    refusing->least[0] = goal_steps(&stages->look.goals->items[goal], stages->start[goal]);
    for (size_t i = 0; i < stages->count; i++) {
        const struct stage_state *state = &stages->states[i];
        if (refusing->least[i] == INT64_MAX)
            continue;
        if (state->slot == openings->count)
            best = refusing->least[i] < best ? refusing->least[i] : best;
        for (size_t j = 0; state->slot < openings->count && state->steps != NULL &&
                           j <= openings->items[state->slot].count;
             j++) {
            if (!search_allows(refusing->scope, state->slot, j) || !state->steps[j]->fits)
                continue;
            int64_t sum = refusing->least[i] + state->steps[j]->added[goal];
            int64_t *next = &refusing->least[state->next[j]];
            *next = sum < *next ? sum : *next;
        }
    }
    return best;
}

static enum optibom_status say_limits(struct refusal *out, struct arena *arena,
                                      const struct goals *goals, struct error *err)
{
    const char *all = NULL;
    out->place = "limits";
    out->code = "limit";
    if (out->limit != REFUSAL_TOGETHER) {
        const struct goal *goal = &goals->items[out->limit];
        bool is_large = goal->is_large || goal->is_yield;
        out->text =
            arena_printf(arena, "%s: the %s that any build comes to is %.10g%s%s", goal->limit,
                         is_large ? "most" : "least", goal_metric(goal, out->least),
                         goal->is_yield ? "" : " ", goal->is_yield ? "" : goal->unit);
        return out->text != NULL ? OPTIBOM_OK : error_no_memory(err);
    }
    for (size_t i = goals->objectives; i < goals->count; i++)
        all = arena_printf(arena, "%s%s%s", all != NULL ? all : "", all != NULL ? ", " : "",
                           goals->items[i].limit);
    out->text = all != NULL ? arena_printf(arena, "no build keeps them together: %s", all) : NULL;
    return out->text != NULL ? OPTIBOM_OK : error_no_memory(err);
}

static enum optibom_status tell_limits(struct refusing *refusing)
{
    const struct goals *goals = refusing->stages->look.goals;
    struct refusal *out = refusing->out;
    out->limit = REFUSAL_TOGETHER;
    for (size_t i = goals->objectives; out->limit == REFUSAL_TOGETHER && i < goals->count; i++) {
        const struct goal *goal = &goals->items[i];
        out->least = (double)least_of(refusing, i) / (goal->is_yield ? 1e12 : 1e6);
        if (out->least > goal->most)
            out->limit = (long)i;
    }
    return say_limits(out, refusing->arena, goals, refusing->err);
}

enum optibom_status refusal_join(struct refusal *into, struct arena *arena,
                                 const struct refusal *other, const struct openings *openings,
                                 const struct goals *goals, struct error *err)
{
    bool is_limits = into->code != NULL && other->code != NULL && into->slot == openings->count &&
                     other->slot == openings->count;
    if (is_limits) {
        into->limit = into->limit == other->limit ? into->limit : REFUSAL_TOGETHER;
        into->least = fmin(into->least, other->least);
        return say_limits(into, arena, goals, err);
    }
    if (other->code == NULL || (into->code != NULL && other->slot <= into->slot))
        return OPTIBOM_OK;
    *into = *other;
    into->place = arena_strdup(arena, other->place);
    into->code = arena_strdup(arena, other->code);
    into->text = arena_strdup(arena, other->text);
    return into->place != NULL && into->code != NULL && into->text != NULL ? OPTIBOM_OK
                                                                           : error_no_memory(err);
}

enum optibom_status refusal_find(struct refusal *out, struct arena *arena,
                                 const struct stages *stages, const struct search_scope *scope,
                                 struct error *err)
{
    struct refusing refusing = {.out = out,
                                .arena = arena,
                                .stages = stages,
                                .scope = scope,
                                .is_reached =
                                    arena_alloc(arena, stages->count * sizeof *refusing.is_reached),
                                .least = arena_alloc(arena, stages->count * sizeof *refusing.least),
                                .err = err};
    if (refusing.is_reached == NULL || refusing.least == NULL)
        return error_no_memory(err);
    *out = (struct refusal){.slot = reach(&refusing)};
    if (out->slot == stages->look.openings->count)
        return tell_limits(&refusing);
    tell_slot(&refusing);
    return OPTIBOM_OK;
}
