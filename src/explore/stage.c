#include "explore/stage.h"

#include "base/buf.h"
#include "explore/reads.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How many pieces a choice has come to, which is what later counts are made of. */
static void write_pieces(struct buf *out, const struct bom *bom, const struct opening *opening,
                         uint32_t choice)
{
    for (size_t i = 0; i < bom->line_count; i++) {
        const struct bom_line *line = &bom->lines[i];
        if (opening_is_filled_by(opening, choice, line->part))
            buf_printf(out, "/%lld*%.17g*%.17g", (long long)line->quantity,
                       line->quantity_per_parent, line->optical_gbps);
    }
}

static void write_losses(struct buf *out, size_t slot, const struct opening *opening,
                         uint32_t choice)
{
    buf_printf(out, ";%zu", slot);
    for (size_t i = 0; choice < opening->count && i < READS_LOSS_FIGURES; i++) {
        struct range range = catalog_part_range(opening->parts[choice], reads_losses[i]);
        buf_printf(out, ":%.17g,%.17g,%.17g", range.min, range.typ, range.max);
    }
}

/* What a state is: the slot that comes next, and each choice that a later slot hangs on. */
static void write_key(struct buf *out, const struct stages *stages, const struct bom *bom,
                      const uint32_t *choices, size_t count)
{
    const struct openings *openings = stages->look.openings;
    buf_printf(out, "%zu", count);
    for (size_t i = 0; i < count; i++) {
        enum reads_what read = stages->is_whole ? READS_ALL : READS_NOTHING;
        for (size_t j = count; read != READS_ALL && j < openings->count; j++) {
            enum reads_what by = reads(openings, j, i, choices, count);
            read = by > read ? by : read;
        }
        if (read == READS_LOSSES)
            write_losses(out, i, &openings->items[i], choices[i]);
        if (read != READS_ALL)
            continue;
        buf_printf(out, ";%zu=%u", i, choices[i]);
        write_pieces(out, bom, &openings->items[i], choices[i]);
    }
}

/* The state of a filling that was just looked at. */
static enum optibom_status find_state(uint32_t *out, struct stages *stages, const struct look *look,
                                      const uint32_t *choices, size_t count)
{
    int64_t number = (int64_t)stages->count;
    struct buf key;
    buf_init(&key);
    write_key(&key, stages, look->bom, choices, count);
    bool ok = buf_ok(&key),
         is_known = ok && text_map_get(&number, &stages->numbers, buf_text(&key));
    *out = (uint32_t)number;
    if (ok && !is_known) {
        struct stage_state *states =
            arena_grow(&stages->arena, stages->states, stages->count, sizeof *states);
        uint32_t *copy = arena_alloc(&stages->arena, (count + 1) * sizeof *copy);
        ok = states != NULL && copy != NULL &&
             text_map_put(&stages->numbers, buf_text(&key), number);
        if (ok) {
            memcpy(copy, choices, count * sizeof *copy);
            stages->states = states;
            states[stages->count] = (struct stage_state){.choices = copy, .slot = count};
            memcpy(states[stages->count++].values, look->values, sizeof look->values);
        }
    }
    buf_fini(&key);
    return ok ? OPTIBOM_OK : error_no_memory(stages->err);
}

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

/* One candidate; `idle` is the print of the build with the slot left empty. */
static enum optibom_status try(struct stages *stages, struct stage_step *step, uint32_t state,
                               uint32_t *choices, uint32_t candidate, const uint64_t *idle,
                               uint64_t *print)
{
    const struct goals *goals = stages->look.goals;
    size_t slot = stages->states[state].slot;
    struct look look;
    choices[slot] = candidate;
    enum optibom_status status = take_look(stages, &look, choices, slot + 1);
    if (status != OPTIBOM_OK)
        return status;
    *print = look.print;
    if (idle != NULL && look.bom != NULL && look.print == *idle)
        return OPTIBOM_OK; /* neither fits nor is refused: it is not used */
    if (look.code[0] != '\0') {
        step->code = look.code;
        step->text = arena_strdup(&stages->arena, look.text != NULL ? look.text : "");
        return step->text != NULL ? OPTIBOM_OK : error_no_memory(stages->err);
    }
    const double *before = stages->states[state].values;
    for (size_t i = 0; i < goals->count; i++)
        step->added[i] = goal_steps(&goals->items[i], known(look.values[i]) - known(before[i]));
    status = find_state(&step->next, stages, &look, choices, slot + 1);
    step->fits = status == OPTIBOM_OK;
    return status;
}

static enum optibom_status try_all(struct stages *stages, struct stage_step *steps, uint32_t state,
                                   uint32_t *choices)
{
    const struct opening *opening = &stages->look.openings->items[stages->states[state].slot];
    size_t none = opening_none(opening), used = 0;
    uint64_t idle = 0, print;
    enum optibom_status status = OPTIBOM_OK;
    if (opening->parts != NULL)
        status = try(stages, &steps[none], state, choices, (uint32_t)none, NULL, &idle);
    for (size_t i = 0; status == OPTIBOM_OK && i < opening->count; i++) {
        status = try(stages, &steps[i], state, choices, (uint32_t)i,
                     opening->parts != NULL ? &idle : NULL, &print);
        used += steps[i].fits || steps[i].code != NULL;
    }
    /* Where candidates have a use, a slot that the spec has is not left empty. */
    if (used > 0 && !opening->asked.is_absent)
        steps[none] = (struct stage_step){0};
    return status;
}

const struct stage_step *stages_steps(struct stages *stages, uint32_t state)
{
    if (stages->states[state].steps != NULL || stages->status != OPTIBOM_OK)
        return stages->status == OPTIBOM_OK ? stages->states[state].steps : NULL;
    size_t slot = stages->states[state].slot;
    const struct openings *openings = stages->look.openings;
    struct stage_step *steps =
        arena_alloc(&stages->arena, (openings->items[slot].count + 1) * sizeof *steps);
    uint32_t *choices = arena_alloc(&stages->arena, (openings->count + 1) * sizeof *choices);
    if (steps == NULL || choices == NULL) {
        stages->status = error_no_memory(stages->err);
        return NULL;
    }
    memcpy(choices, stages->states[state].choices, slot * sizeof *choices);
    stages->status = try_all(stages, steps, state, choices);
    if (stages->status != OPTIBOM_OK)
        return NULL;
    stages->states[state].steps = steps;
    return steps;
}

enum optibom_status stages_open(struct stages *stages, const struct look_request *look,
                                bool is_whole, struct error *err)
{
    struct look first;
    uint32_t start, none = 0;
    *stages = (struct stages){.look = *look, .is_whole = is_whole, .err = err};
    stages->look.is_whole = is_whole;
    arena_init(&stages->arena);
    arena_init(&stages->look.arena);
    text_map_init(&stages->numbers, &stages->arena, true);
    stages->status = look_at(&first, &stages->look, &none, 0, err);
    if (stages->status == OPTIBOM_OK && first.bom == NULL)
        stages->status = error_set(err, OPTIBOM_BAD_INPUT, "%s", first.text);
    if (stages->status == OPTIBOM_OK)
        stages->status = find_state(&start, stages, &first, &none, 0);
    return stages->status;
}

void stages_close(struct stages *stages)
{
    text_map_fini(&stages->numbers);
    arena_fini(&stages->look.arena);
    arena_fini(&stages->arena);
}
