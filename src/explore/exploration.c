#include "explore/exploration.h"

#include "explore/conflict.h"

#include <string.h>

static enum optibom_status add_spec(struct exploring *exploring, const struct openings *openings,
                                    struct error *err)
{
    struct exploration *out = exploring->out;
    struct arena *arena = exploring->arena;
    struct explored_spec *specs = arena_grow(arena, out->specs, out->spec_count, sizeof *specs);
    if (specs == NULL)
        return error_no_memory(err);
    out->specs = specs;
    struct explored_spec *spec = &specs[out->spec_count++];
    spec->name = arena_strdup(arena, openings->spec->name);
    spec->title = arena_strdup(arena, openings->spec->title);
    spec->places = arena_alloc(arena, (openings->count + 1) * sizeof *spec->places);
    if (spec->name == NULL || spec->title == NULL || spec->places == NULL)
        return error_no_memory(err);
    for (; spec->place_count < openings->count; spec->place_count++)
        if ((spec->places[spec->place_count] =
                 arena_strdup(arena, openings->items[spec->place_count].place)) == NULL)
            return error_no_memory(err);
    return OPTIBOM_OK;
}

static enum optibom_status add_question(struct exploring *exploring, const char *place,
                                        const char *choice, struct error *err)
{
    struct exploration *out = exploring->out;
    struct explored_question *questions =
        arena_grow(exploring->arena, out->questions, out->question_count, sizeof *questions);
    if (questions == NULL)
        return error_no_memory(err);
    out->questions = questions;
    struct explored_question *question = &questions[out->question_count++];
    *question = (struct explored_question){.spec = out->spec_count - 1,
                                           .place = arena_strdup(exploring->arena, place),
                                           .choice = arena_strdup(exploring->arena, choice),
                                           .state = EXPLORED_OPEN,
                                           .reason_place = "",
                                           .reason_code = "",
                                           .reason_text = ""};
    return question->place != NULL && question->choice != NULL ? OPTIBOM_OK : error_no_memory(err);
}

static enum optibom_status name_fillings(struct explored_point *out, struct arena *arena,
                                         const struct openings *openings,
                                         const struct search_point *point, struct error *err)
{
    out->fillings = arena_alloc(arena, (point->filling_count + 1) * sizeof *out->fillings);
    out->buys = arena_alloc(arena, (openings->count + 1) * sizeof *out->buys);
    if (out->fillings == NULL || out->buys == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < openings->count; i++)
        out->buys[i] = (struct explored_buy){point->pieces[i], point->prices[i]};
    for (; out->filling_count < point->filling_count; out->filling_count++) {
        const char **names = arena_alloc(arena, (openings->count + 1) * sizeof *names);
        if (names == NULL)
            return error_no_memory(err);
        out->fillings[out->filling_count] = names;
        for (size_t i = 0; i < openings->count; i++)
            if ((names[i] = arena_strdup(
                     arena, opening_name(&openings->items[i],
                                         point->fillings[out->filling_count][i]))) == NULL)
                return error_no_memory(err);
    }
    return OPTIBOM_OK;
}

static enum optibom_status add_point(struct exploring *exploring, const struct openings *openings,
                                     size_t question, const struct search_point *point,
                                     struct error *err)
{
    struct exploration *out = exploring->out;
    struct explored_point *points =
        arena_grow(exploring->arena, out->points, out->point_count, sizeof *points);
    if (points == NULL)
        return error_no_memory(err);
    out->points = points;
    struct explored_point *added = &points[out->point_count++];
    *added = (struct explored_point){.question = question, .ways = point->ways};
    memcpy(added->values, point->values, sizeof added->values);
    memcpy(added->steps, point->steps, sizeof added->steps);
    return name_fillings(added, exploring->arena, openings, point, err);
}

static enum optibom_status take_answer(struct exploring *exploring, const struct search *search,
                                       size_t at, const struct search_answer *answer,
                                       struct error *err)
{
    const struct openings *openings = search->openings;
    struct explored_question *question = &exploring->out->questions[at];
    enum optibom_status status = OPTIBOM_OK;
    question->share = answer->share;
    question->state = answer->share < 1   ? EXPLORED_ENDED
                      : answer->count > 0 ? EXPLORED_PROVEN
                                          : EXPLORED_INFEASIBLE;
    if (question->state == EXPLORED_INFEASIBLE && answer->reason.code != NULL) {
        question->reason_place =
            arena_strdup(exploring->arena, openings->items[answer->reason.slot].place);
        question->reason_code = arena_strdup(exploring->arena, answer->reason.code);
        question->reason_text = arena_strdup(exploring->arena, answer->reason.text);
        if (question->reason_place == NULL || question->reason_code == NULL ||
            question->reason_text == NULL)
            return error_no_memory(err);
    }
    for (size_t i = 0; status == OPTIBOM_OK && i < answer->count; i++)
        status = add_point(exploring, openings, at, &answer->points[i], err);
    return status;
}

/* The next question, with the slots that it holds to a candidate. */
static enum optibom_status ask(struct exploring *exploring, struct search *search,
                               const char *place, const char *choice,
                               const struct search_scope *scope, struct error *err)
{
    struct search_answer answer = {.share = 0};
    struct arena arena;
    size_t at = exploring->out->question_count;
    enum optibom_status status = add_question(exploring, place, choice, err);
    if (status != OPTIBOM_OK ||
        (exploring->out->spec_count - 1) % exploring->shards != exploring->shard)
        return status;
    arena_init(&arena);
    if (!exploring->is_ended)
        status = search_run(&answer, &arena, search, scope, &exploring->options, err);
    exploring->is_ended |= answer.share < 1;
    exploring->asked++;
    if (status == OPTIBOM_OK)
        status = take_answer(exploring, search, at, &answer, err);
    arena_fini(&arena);
    return status;
}

static enum optibom_status ask_all(struct exploring *exploring, struct search *search,
                                   struct error *err)
{
    const struct openings *openings = search->openings;
    struct search_scope scope = {.allowed = {NULL}};
    bool has_media = false, is_it[SPEC_MEDIA];
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; i < openings->count; i++) {
        const struct opening *opening = &openings->items[i];
        if (opening->medium == NULL)
            continue;
        has_media = true;
        scope.allowed[i] = is_it;
        for (size_t j = 0; status == OPTIBOM_OK && j < opening->count; j++) {
            for (size_t k = 0; k < opening->count; k++)
                is_it[k] = k == j;
            status = ask(exploring, search, opening->place, opening->media[j], &scope, err);
        }
        scope.allowed[i] = NULL;
    }
    return has_media || status != OPTIBOM_OK ? status : ask(exploring, search, "", "", &scope, err);
}

enum optibom_status explore_spec(struct exploring *exploring, const struct look_request *look,
                                 struct error *err)
{
    struct search search = {0};
    enum optibom_status status = add_spec(exploring, look->openings, err);
    if (status == OPTIBOM_OK)
        status = search_open(&search, look, &exploring->options, err);
    if (status == OPTIBOM_OK)
        status = ask_all(exploring, &search, err);
    search_close(&search);
    return status;
}

bool explored_nothing(const struct exploration *exploration)
{
    bool is_nothing = exploration->spec_count > 0;
    for (size_t i = 0; i < exploration->question_count; i++)
        if (exploration->questions[i].spec == exploration->spec_count - 1)
            is_nothing &= exploration->questions[i].state == EXPLORED_INFEASIBLE;
    return is_nothing;
}

enum optibom_status explore_why(struct exploring *exploring, struct look_request *look,
                                struct goals *goals, struct error *err)
{
    struct arena *arena = exploring->arena;
    struct explored_spec *spec = &exploring->out->specs[exploring->out->spec_count - 1];
    struct conflict found;
    enum optibom_status status =
        conflict_find(&found, arena, look, goals, &exploring->options, err);
    if (status != OPTIBOM_OK)
        return status;
    spec->conflict = arena_alloc(arena, (found.count + 2) * sizeof *spec->conflict);
    if (spec->conflict == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < found.count; i++)
        spec->conflict[spec->conflict_count++] = found.requirements[i];
    if (found.count == 0)
        spec->conflict[spec->conflict_count++] =
            arena_printf(arena, "with everything open still %s: %s: %s", found.reason_place,
                         found.reason.code, found.reason.text);
    else if (!found.is_smallest)
        spec->conflict[spec->conflict_count++] = "(ended early: a smaller set may exist)";
    return spec->conflict[spec->conflict_count - 1] != NULL ? OPTIBOM_OK : error_no_memory(err);
}
