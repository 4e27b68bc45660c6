#include "explore/search.h"

#include "explore/refusal.h"
#include "explore/solve.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A question on its way. */
struct asking {
    struct search *search;
    const struct search_scope *scope;
    const struct search_options *options;
    struct arena *arena;
    struct error *err;
    struct explore_slot slots[EXPLORE_SLOTS];
    struct explore_problem problem;
};

/* ---- the problem of the solver ---- */

/* Every candidate is a class of its own; what it adds is of the state. What the question does not
 * allow is not looked at for it. */
static bool step(struct explore_step *out, const void *context, size_t slot,
                 const struct explore_state *state, uint32_t candidate, unsigned variant)
{
    const struct asking *asking = context;
    struct stages *stages = &asking->search->stages;
    if (variant > 0 || !search_allows(asking->scope, slot, candidate))
        return false;
    const struct stage_state *at = stages_state(stages, (uint32_t)state->numbers[0]);
    if (at == NULL || !at->steps[candidate]->fits)
        return false;
    *out = (struct explore_step){.next.numbers[0] = at->next[candidate]};
    for (size_t i = 0; i < asking->problem.values; i++) {
        const struct goal *goal = &asking->search->goals->items[i];
        out->constant[i] =
            at->steps[candidate]->added[i] + (slot == 0 ? goal_steps(goal, stages->start[i]) : 0);
    }
    return true;
}

static enum optibom_status set_up(struct asking *asking)
{
    const struct openings *openings = asking->search->openings;
    const struct goals *goals = asking->search->goals;
    asking->problem = (struct explore_problem){.values = goals->count,
                                               .objectives = goals->objectives,
                                               .slots = asking->slots,
                                               .slot_count = openings->count,
                                               .step = step,
                                               .context = asking};
    for (size_t i = 0; i < goals->count; i++) {
        int64_t most = goal_steps(&goals->items[i], goals->items[i].most);
        asking->problem.most[i] = isinf(goals->items[i].most)
                                      ? INT64_MAX
                                      : most + EXPLORE_SLOTS; /* sums of rounded steps */
    }
    for (size_t i = 0; i < openings->count; i++) {
        size_t count = openings->items[i].count + (openings->items[i].parts != NULL);
        size_t kept = 0;
        struct explore_candidate *candidates =
            arena_alloc(asking->arena, count * sizeof *candidates);
        if (candidates == NULL)
            return error_no_memory(asking->err);
        for (size_t j = 0; j < count; j++)
            if (search_allows(asking->scope, i, j))
                candidates[kept++].class_number = (uint32_t)j;
        asking->slots[i] = (struct explore_slot){
            .candidates = candidates, .count = kept, .class_count = (uint32_t)count};
    }
    return OPTIBOM_OK;
}

/* ---- points ---- */

static enum optibom_status look_whole(struct look *out, const struct asking *asking,
                                      const uint32_t *choices)
{
    struct search *search = asking->search;
    return look_at(out, &search->look, choices, search->openings->count, asking->err);
}

/* What the build buys for its slots. */
static enum optibom_status take_buys(struct search_point *out, const struct asking *asking,
                                     const struct look *look, const uint32_t *filling)
{
    const struct openings *openings = asking->search->openings;
    out->pieces = arena_alloc(asking->arena, (openings->count + 1) * sizeof *out->pieces);
    out->prices = arena_alloc(asking->arena, (openings->count + 1) * sizeof *out->prices);
    if (out->pieces == NULL || out->prices == NULL)
        return error_no_memory(asking->err);
    for (size_t i = 0; i < openings->count; i++) {
        const struct opening *opening = &openings->items[i];
        out->prices[i] = NAN;
        for (size_t j = 0; j < look->bom->line_count; j++) {
            const struct bom_line *line = &look->bom->lines[j];
            if (!line->is_bought || !opening_is_filled_by(opening, filling[i], line->part))
                continue;
            out->pieces[i] += line->quantity;
            out->prices[i] = purchase_unit_price(look->evaluation->lines[j].purchase, 0);
        }
    }
    return OPTIBOM_OK;
}

/* The fillings of a point, each looked at whole; `agrees` is false where one is not what the
 * stages promised. */
static enum optibom_status take_point(struct search_point *out, bool *agrees,
                                      const struct asking *asking,
                                      const struct explore_answer *answer, size_t at)
{
    struct explore_choice choices[EXPLORE_SLOTS];
    const struct goals *goals = asking->search->goals;
    const int64_t *promised = explore_front_at(explore_answer_front(answer), at);
    size_t slots = asking->problem.slot_count;
    out->ways = explore_answer_ways(answer, at);
    out->filling_count = out->ways < SEARCH_WAYS ? (size_t)out->ways : SEARCH_WAYS;
    out->fillings = arena_alloc(asking->arena, (out->filling_count + 1) * sizeof *out->fillings);
    enum optibom_status status = out->fillings != NULL ? OPTIBOM_OK : error_no_memory(asking->err);
    for (size_t i = 0; status == OPTIBOM_OK && i < out->filling_count; i++) {
        struct look look;
        uint32_t *filling = arena_alloc(asking->arena, (slots + 1) * sizeof *filling);
        if (filling == NULL)
            return error_no_memory(asking->err);
        explore_answer_filling(choices, answer, at, i);
        for (size_t j = 0; j < slots; j++)
            filling[j] = asking->slots[j].candidates[choices[j].candidate].class_number;
        out->fillings[i] = filling;
        status = look_whole(&look, asking, filling);
        *agrees &= status == OPTIBOM_OK && look.code[0] == '\0';
        for (size_t j = 0; *agrees && j < goals->objectives; j++) {
            int64_t steps = goal_steps(&goals->items[j], look.values[j]);
            *agrees = llabs(steps - promised[j]) <= EXPLORE_SLOTS;
            if (i > 0)
                continue;
            out->values[j] = look.values[j];
            out->steps[j] = steps;
        }
        for (size_t j = goals->objectives; i == 0 && j < goals->count; j++)
            out->values[j] = look.values[j];
        if (i == 0 && *agrees)
            status = take_buys(out, asking, &look, filling);
    }
    return status;
}

/* a is nowhere worse than b. */
static bool covers(const struct goals *goals, const struct search_point *a,
                   const struct search_point *b)
{
    for (size_t i = 0; i < goals->objectives; i++)
        if (a->steps[i] > b->steps[i])
            return false;
    return true;
}

/* Rounding a slot may set apart what is equal in whole. */
static void drop_covered(struct search_answer *answer, const struct goals *goals)
{
    size_t kept = 0;
    for (size_t i = 0; i < answer->count; i++) {
        bool is_covered = false;
        for (size_t j = 0; !is_covered && j < answer->count; j++)
            is_covered = j != i && covers(goals, &answer->points[j], &answer->points[i]) &&
                         (j < i || !covers(goals, &answer->points[i], &answer->points[j]));
        if (!is_covered)
            answer->points[kept++] = answer->points[i];
    }
    answer->count = kept;
}

/* ---- the search ---- */

static bool pass_progress(void *context, double share)
{
    const struct asking *asking = context;
    (void)share;
    return asking->options->progress == NULL || asking->options->progress(asking->options->context);
}

static enum optibom_status solve(struct search_answer *out, bool *agrees, struct asking *asking)
{
    struct explore_answer *answer = NULL;
    const struct explore_options options = {
        .threads = asking->options->threads, .progress = pass_progress, .context = asking};
    struct stages *stages = &asking->search->stages;
    *out = (struct search_answer){.share = 1};
    *agrees = true;
    enum optibom_status status = set_up(asking);
    if (status == OPTIBOM_OK)
        status = explore_solve(&answer, &asking->problem, &options, asking->err);
    if (stages->is_ended) { /* what was not looked at is missing: nothing is proven */
        out->share = 0;
        explore_answer_free(answer);
        return OPTIBOM_OK;
    }
    if (status == OPTIBOM_OK)
        status = stages->status;
    if (status == OPTIBOM_OK) {
        out->share = explore_answer_share(answer);
        out->points = arena_alloc(asking->arena,
                                  (explore_answer_front(answer)->count + 1) * sizeof *out->points);
        status = out->points != NULL ? OPTIBOM_OK : error_no_memory(asking->err);
    }
    for (size_t i = 0; status == OPTIBOM_OK && *agrees && i < explore_answer_front(answer)->count;
         i++)
        status = take_point(&out->points[out->count++], agrees, asking, answer, i);
    if (status == OPTIBOM_OK && *agrees)
        drop_covered(out, asking->search->goals);
    if (status == OPTIBOM_OK && *agrees && out->count == 0)
        status = refusal_find(&out->reason, asking->arena, stages, asking->scope, asking->err);
    explore_answer_free(answer);
    return status;
}

enum optibom_status search_open(struct search *search, const struct look_request *look,
                                const struct search_options *options, struct error *err)
{
    *search = (struct search){.look = *look, .openings = look->openings, .goals = look->goals};
    if (look->openings->count == 0)
        return error_set(
            err, OPTIBOM_USAGE,
            "%s has no open slot; write 'where: PREDICATE' in place of a part, or open "
            "them all with --open all",
            look->openings->spec->name);
    if (look->openings->count > EXPLORE_SLOTS)
        return error_set(err, OPTIBOM_USAGE, "%s has %zu open slots; %d are the most",
                         look->openings->spec->name, look->openings->count, EXPLORE_SLOTS);
    arena_init(&search->look.arena);
    flow_memory_init(&search->flows);
    search->look.flows = &search->flows;
    search->look.is_whole = true;
    enum optibom_status status =
        stages_open(&search->stages, &search->look, !goals_add_up(look->goals), err);
    search->stages.progress = options->progress;
    search->stages.context = options->context;
    return status;
}

void search_close(struct search *search)
{
    if (search->openings == NULL)
        return;
    stages_close(&search->stages);
    flow_memory_fini(&search->flows);
    arena_fini(&search->look.arena);
}

enum optibom_status search_run(struct search_answer *out, struct arena *arena,
                               struct search *search, const struct search_scope *scope,
                               const struct search_options *options, struct error *err)
{
    struct asking asking = {
        .search = search, .scope = scope, .options = options, .arena = arena, .err = err};
    bool agrees = true;
    search->stages.err = err;
    enum optibom_status status = solve(out, &agrees, &asking);
    if (status != OPTIBOM_OK || agrees || search->stages.is_whole)
        return status;
    stages_close(&search->stages);
    status = stages_open(&search->stages, &search->look, true, err);
    search->stages.progress = options->progress;
    search->stages.context = options->context;
    return status == OPTIBOM_OK ? solve(out, &agrees, &asking) : status;
}
