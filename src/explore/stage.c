/*
 * 1. The key of a state names each choice that a later slot hangs on, with its pieces; the key of a
 *    view, each that the next slot hangs on with every candidate. A candidate that hangs on more,
 *    since an earlier slot has taken it, has a view of its own. What differs in none of these makes
 *    no difference to what comes.
 * 2. The pieces of a part that a slot has taken change only with choices that hang on that slot,
 *    for what these cost would hang on it too. So a step gives the pieces of the slot at hand and
 *    of those that it hangs on, and of all others they are as the state had them. They are told by
 *    role: lines of a network that the view does not hang on say nothing of those of its own.
 * 3. A part of which the build never asks makes no difference to it (bom_looked_up), and whether it
 *    asks does not hang on the part: where one candidate of a slot changes nothing and was not
 *    looked up, none does.
 */
#include "explore/stage.h"

#include "explore/stage_key.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- states and views ---- */

/* The number of what a key says; `is_known` is false where it is new, and then has the next. */
static enum optibom_status number_of(int64_t *number, bool *is_known, struct text_map *numbers,
                                     const struct buf *key, size_t count, struct error *err)
{
    *number = (int64_t)count;
    *is_known = buf_ok(key) && text_map_get(number, numbers, buf_text(key));
    return buf_ok(key) && (*is_known || text_map_put(numbers, buf_text(key), *number))
               ? OPTIBOM_OK
               : error_no_memory(err);
}

/* The state of a filling, of which it keeps copies. */
static enum optibom_status find_state(uint32_t *out, struct stages *stages,
                                      const struct stage_filling *filling)
{
    struct arena *arena = &stages->arena;
    size_t count = filling->count;
    int64_t number;
    bool is_known;
    struct buf key;
    buf_init(&key);
    stage_key_of_state(&key, filling);
    enum optibom_status status =
        number_of(&number, &is_known, &stages->numbers, &key, stages->count, stages->err);
    buf_fini(&key);
    *out = (uint32_t)number;
    if (status != OPTIBOM_OK || is_known)
        return status;
    struct stage_state *states = arena_grow(arena, stages->states, stages->count, sizeof *states);
    uint32_t *own_choices = arena_alloc(arena, (count + 1) * sizeof *own_choices);
    const char **own_pieces = arena_alloc(arena, (count + 1) * sizeof *own_pieces);
    if (states == NULL || own_choices == NULL || own_pieces == NULL)
        return error_no_memory(stages->err);
    memcpy(own_choices, filling->choices, count * sizeof *own_choices);
    memcpy(own_pieces, filling->pieces, count * sizeof *own_pieces);
    stages->states = states;
    states[stages->count++] =
        (struct stage_state){.choices = own_choices, .pieces = own_pieces, .slot = count};
    return OPTIBOM_OK;
}

/* Of a candidate; `alone` names one that hangs on more than all candidates do, else it is none. */
static enum optibom_status find_view(struct stage_view **out, struct stages *stages,
                                     const struct stage_filling *filling, size_t alone)
{
    struct arena *arena = &stages->arena;
    size_t count = filling->openings->items[filling->count].count + 1;
    int64_t number;
    bool is_known;
    struct buf key;
    buf_init(&key);
    stage_key_of_view(&key, filling, alone);
    enum optibom_status status =
        number_of(&number, &is_known, &stages->view_numbers, &key, stages->view_count, stages->err);
    buf_fini(&key);
    if (status == OPTIBOM_OK && is_known)
        *out = stages->views[number];
    if (status != OPTIBOM_OK || is_known)
        return status;
    struct stage_view **views =
        arena_grow(arena, stages->views, stages->view_count, sizeof(struct stage_view *));
    *out = arena_alloc(arena, sizeof **out);
    if (views == NULL || *out == NULL)
        return error_no_memory(stages->err);
    stages->views = views;
    views[stages->view_count++] = *out;
    (*out)->steps = arena_alloc(arena, count * sizeof(struct stage_step *));
    return (*out)->steps != NULL ? OPTIBOM_OK : error_no_memory(stages->err);
}

static struct stage_filling filling_of(const struct stages *stages, const struct stage_state *state)
{
    return (struct stage_filling){.openings = stages->look.openings,
                                  .choices = state->choices,
                                  .pieces = state->pieces,
                                  .count = state->slot,
                                  .is_whole = stages->is_whole};
}

/* ---- looks ---- */

/* A state whose steps are being found. */
struct viewing {
    struct stages *stages;
    struct stage_filling filling;  /* that stands for it */
    const struct opening *opening; /* of the next slot */
    struct stage_view *view;       /* of its candidates */
    uint32_t choices[EXPLORE_SLOTS];
    bool is_begun;
    double before[EXPLORE_VALUES]; /* with the slot not there yet */
    uint64_t idle;                 /* print of the build with the slot left empty */
};

/* Changes nothing, or may not be. */
static const struct stage_step NO_STEP;

static double known(double value)
{
    return isnan(value) ? 0 : value;
}

static bool may_go_on(struct stages *stages)
{
    stages->is_ended |= stages->progress != NULL && !stages->progress(stages->context);
    return !stages->is_ended;
}

static enum optibom_status take_look(struct stages *stages, struct look *look,
                                     const uint32_t *choices, size_t count)
{
    if (!may_go_on(stages))
        return OPTIBOM_FAILED;
    enum optibom_status status = look_at(look, &stages->look, choices, count, stages->err);
    /* Ctrl-C may have stopped the reading of a part. */
    if (status == OPTIBOM_FAILED)
        may_go_on(stages);
    return status;
}

/* Statement 2. */
static enum optibom_status take_pieces(struct stage_step *step, const struct viewing *viewing,
                                       const struct bom *bom)
{
    struct stages *stages = viewing->stages;
    const struct stage_filling *filling = &viewing->filling;
    size_t slot = filling->count;
    step->pieces = arena_alloc(&stages->arena, (slot + 1) * sizeof *step->pieces);
    for (size_t i = 0; step->pieces != NULL && i <= slot; i++) {
        if (i < slot && stage_reads(filling, viewing->choices[slot], i) != READS_ALL)
            continue;
        step->pieces[i] =
            stage_pieces(&stages->arena, bom, &filling->openings->items[i], viewing->choices[i]);
        if (step->pieces[i] == NULL)
            return error_no_memory(stages->err);
    }
    return step->pieces != NULL ? OPTIBOM_OK : error_no_memory(stages->err);
}

/* What a look at a candidate says of it. */
static enum optibom_status take_step(const struct stage_step **out, const struct viewing *viewing,
                                     const struct look *look)
{
    struct stages *stages = viewing->stages;
    const struct goals *goals = stages->look.goals;
    struct stage_step *step = arena_alloc(&stages->arena, sizeof *step);
    if (step == NULL)
        return error_no_memory(stages->err);
    *out = step;
    if (look->code[0] != '\0') {
        step->code = look->code;
        step->text = arena_strdup(&stages->arena, look->text != NULL ? look->text : "");
        return step->text != NULL ? OPTIBOM_OK : error_no_memory(stages->err);
    }
    step->fits = true;
    for (size_t i = 0; i < goals->count; i++)
        step->added[i] =
            goal_steps(&goals->items[i], known(look->values[i]) - known(viewing->before[i]));
    return take_pieces(step, viewing, look->bom);
}

/* Looks at the state, and with its slot left empty, once something in it is to be looked at. */
static enum optibom_status begin(struct viewing *viewing)
{
    struct look look;
    size_t slot = viewing->filling.count, none = opening_none(viewing->opening);
    enum optibom_status status = take_look(viewing->stages, &look, viewing->choices, slot);
    if (status != OPTIBOM_OK)
        return status;
    memcpy(viewing->before, look.values, sizeof look.values);
    viewing->is_begun = true;
    if (viewing->opening->parts == NULL)
        return OPTIBOM_OK;
    viewing->choices[slot] = (uint32_t)none;
    status = take_look(viewing->stages, &look, viewing->choices, slot + 1);
    if (status != OPTIBOM_OK)
        return status;
    viewing->idle = look.print;
    return viewing->view->steps[none] == NULL
               ? take_step(&viewing->view->steps[none], viewing, &look)
               : OPTIBOM_OK;
}

static enum optibom_status look_at_candidate(struct viewing *viewing, struct stage_view *view,
                                             size_t candidate)
{
    struct look look;
    size_t slot = viewing->filling.count;
    enum optibom_status status = viewing->is_begun ? OPTIBOM_OK : begin(viewing);
    if (status != OPTIBOM_OK || view->steps[candidate] != NULL)
        return status;
    viewing->choices[slot] = (uint32_t)candidate;
    status = take_look(viewing->stages, &look, viewing->choices, slot + 1);
    if (status != OPTIBOM_OK)
        return status;
    bool is_idle =
        viewing->opening->parts != NULL && look.bom != NULL && look.print == viewing->idle;
    if (!is_idle)
        return take_step(&view->steps[candidate], viewing, &look);
    view->steps[candidate] = &NO_STEP;
    viewing->view->is_unread |= !bom_looked_up(look.bom, viewing->opening->slot); /* statement 3 */
    return OPTIBOM_OK;
}

static enum optibom_status find_step(const struct stage_step **out, struct viewing *viewing,
                                     size_t candidate)
{
    struct stage_view *view = viewing->view;
    enum optibom_status status = OPTIBOM_OK;
    *out = &NO_STEP;
    if (candidate != opening_none(viewing->opening) && viewing->view->is_unread)
        return OPTIBOM_OK;
    if (stage_reads_more(&viewing->filling, candidate))
        status = find_view(&view, viewing->stages, &viewing->filling, candidate);
    if (status == OPTIBOM_OK && view->steps[candidate] == NULL)
        status = look_at_candidate(viewing, view, candidate);
    if (status == OPTIBOM_OK)
        *out = view->steps[candidate];
    return status;
}

static enum optibom_status find_steps(const struct stage_step **steps, struct stages *stages,
                                      const struct stage_state *state)
{
    struct viewing viewing = {.stages = stages,
                              .filling = filling_of(stages, state),
                              .opening = &stages->look.openings->items[state->slot]};
    size_t none = opening_none(viewing.opening), used = 0;
    memcpy(viewing.choices, state->choices, state->slot * sizeof *viewing.choices);
    enum optibom_status status = find_view(&viewing.view, stages, &viewing.filling, none);
    steps[none] = &NO_STEP;
    if (status == OPTIBOM_OK && viewing.opening->parts != NULL)
        status = find_step(&steps[none], &viewing, none);
    for (size_t i = 0; status == OPTIBOM_OK && i < viewing.opening->count; i++) {
        status = find_step(&steps[i], &viewing, i);
        used += steps[i]->fits || steps[i]->code != NULL;
    }
    /* Where candidates have a use, a slot that the spec has is not left empty. */
    if (used > 0 && !viewing.opening->asked.is_absent)
        steps[none] = &NO_STEP;
    return status;
}

/* ---- what comes after a state ---- */

/* The state that a candidate which fits leads to. */
static enum optibom_status find_next(uint32_t *out, struct stages *stages,
                                     const struct stage_state *state, const struct stage_step *step,
                                     uint32_t candidate)
{
    uint32_t choices[EXPLORE_SLOTS];
    const char *pieces[EXPLORE_SLOTS];
    memcpy(choices, state->choices, state->slot * sizeof *choices);
    choices[state->slot] = candidate;
    for (size_t i = 0; i <= state->slot; i++)
        pieces[i] = step->pieces[i] != NULL ? step->pieces[i] : state->pieces[i];
    struct stage_filling filling = filling_of(stages, state);
    filling.choices = choices;
    filling.pieces = pieces;
    filling.count++;
    return find_state(out, stages, &filling);
}

const struct stage_state *stages_state(struct stages *stages, uint32_t number)
{
    if (stages->status != OPTIBOM_OK || stages->states[number].steps != NULL)
        return stages->status == OPTIBOM_OK ? &stages->states[number] : NULL;
    /* States move when others are added; what they point to does not. */
    struct stage_state state = stages->states[number];
    size_t count = stages->look.openings->items[state.slot].count + 1;
    state.next = arena_alloc(&stages->arena, count * sizeof *state.next);
    state.steps = arena_alloc(&stages->arena, count * sizeof(struct stage_step *));
    stages->status = state.next != NULL && state.steps != NULL
                         ? find_steps(state.steps, stages, &state)
                         : error_no_memory(stages->err);
    for (size_t i = 0; stages->status == OPTIBOM_OK && i < count; i++)
        if (state.steps[i]->fits)
            stages->status = find_next(&state.next[i], stages, &state, state.steps[i], (uint32_t)i);
    if (stages->status != OPTIBOM_OK)
        return NULL;
    stages->states[number] = state;
    return &stages->states[number];
}

enum optibom_status stages_open(struct stages *stages, const struct look_request *look,
                                bool is_whole, struct error *err)
{
    struct look first;
    uint32_t start, none = 0;
    const char *nothing = NULL;
    *stages = (struct stages){.look = *look, .is_whole = is_whole, .err = err};
    stages->look.is_whole = is_whole;
    arena_init(&stages->arena);
    arena_init(&stages->look.arena);
    text_map_init(&stages->numbers, &stages->arena, true);
    text_map_init(&stages->view_numbers, &stages->arena, true);
    stages->status = look_at(&first, &stages->look, &none, 0, err);
    if (stages->status == OPTIBOM_OK && first.bom == NULL)
        stages->status = error_set(err, OPTIBOM_BAD_INPUT, "%s", first.text);
    memcpy(stages->start, first.values, sizeof first.values);
    if (stages->status == OPTIBOM_OK)
        stages->status =
            find_state(&start, stages,
                       &(struct stage_filling){
                           .openings = look->openings, .choices = &none, .pieces = &nothing});
    return stages->status;
}

void stages_close(struct stages *stages)
{
    text_map_fini(&stages->numbers);
    text_map_fini(&stages->view_numbers);
    arena_fini(&stages->look.arena);
    arena_fini(&stages->arena);
}
