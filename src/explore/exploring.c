/*
 * Statements:
 *
 *  1. A combination of levels is searched like a spec of its own. Of several searches about one
 *     question every point is kept; those that come to the same objectives are one point, whose
 *     ways are counted together.
 *  2. What a search about a medium finds answers the level under which it was made as well.
 */
#include "explore/exploring.h"

#include "explore/conflict.h"

#include <math.h>
#include <string.h>

/* ---- what there is to ask ---- */

static enum optibom_status add_topic(struct explored_spec *spec, struct arena *arena,
                                     const char *place, const char *choice, bool is_level,
                                     struct error *err)
{
    struct explored_topic *topics =
        arena_grow(arena, spec->topics, spec->topic_count, sizeof *topics);
    if (topics == NULL)
        return error_no_memory(err);
    spec->topics = topics;
    struct explored_topic *topic = &topics[spec->topic_count++];
    *topic =
        (struct explored_topic){arena_strdup(arena, place), arena_strdup(arena, choice), is_level};
    return topic->place != NULL && topic->choice != NULL ? OPTIBOM_OK : error_no_memory(err);
}

static enum optibom_status add_place(struct explored_spec *spec, struct arena *arena,
                                     const char *place, struct error *err)
{
    const char **places = arena_grow(arena, spec->places, spec->place_count, sizeof *places);
    const char *copy = place != NULL ? arena_strdup(arena, place) : NULL;
    if (places == NULL || copy == NULL)
        return error_no_memory(err);
    spec->places = places;
    places[spec->place_count++] = copy;
    return OPTIBOM_OK;
}

static enum optibom_status describe_level(struct explored_spec *out, struct arena *arena,
                                          const struct spec_level *level, struct error *err)
{
    const char *place = arena_printf(arena, "levels.%s", level->name);
    enum optibom_status status = add_place(out, arena, place, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < level->count; i++)
        status = add_topic(out, arena, place, level->choices[i], true, err);
    return status;
}

static enum optibom_status describe_openings(struct explored_spec *out, struct arena *arena,
                                             const struct openings *openings, struct error *err)
{
    bool has_media = false;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < openings->count; i++) {
        const struct opening *opening = &openings->items[i];
        status = add_place(out, arena, opening->place, err);
        has_media |= opening->medium != NULL;
        for (size_t j = 0; status == OPTIBOM_OK && opening->medium != NULL && j < opening->count;
             j++)
            status = add_topic(out, arena, opening->place, opening->media[j], false, err);
    }
    return status == OPTIBOM_OK && !has_media ? add_topic(out, arena, "", "", false, err) : status;
}

enum optibom_status explore_add_spec(struct exploring *exploring, const struct spec *spec,
                                     const struct openings *openings, struct error *err)
{
    struct exploration *out = exploring->out;
    struct arena *arena = exploring->arena;
    enum optibom_status status = OPTIBOM_OK;
    struct explored_spec *specs = arena_grow(arena, out->specs, out->spec_count, sizeof *specs);
    if (specs == NULL)
        return error_no_memory(err);
    out->specs = specs;
    struct explored_spec *added = &specs[out->spec_count++];
    added->name = arena_strdup(arena, spec->name);
    added->title = arena_strdup(arena, spec->title);
    if (added->name == NULL || added->title == NULL)
        return error_no_memory(err);
    for (size_t i = 0; status == OPTIBOM_OK && i < spec->level_count; i++)
        status = describe_level(added, arena, &spec->levels[i], err);
    return status == OPTIBOM_OK ? describe_openings(added, arena, openings, err) : status;
}

enum optibom_status explore_add_world(struct exploring *exploring, const char *scenario,
                                      int64_t draw, struct error *err)
{
    struct exploration *out = exploring->out;
    struct explored_world *worlds =
        arena_grow(exploring->arena, out->worlds, out->world_count, sizeof *worlds);
    if (worlds == NULL)
        return error_no_memory(err);
    out->worlds = worlds;
    struct explored_world *world = &worlds[out->world_count++];
    *world = (struct explored_world){arena_strdup(exploring->arena, scenario), draw};
    return world->scenario != NULL ? OPTIBOM_OK : error_no_memory(err);
}

enum optibom_status explore_add_unit(struct exploring *exploring, size_t spec, size_t world,
                                     struct error *err)
{
    struct exploration *out = exploring->out;
    struct explored_unit *units =
        arena_grow(exploring->arena, out->units, out->unit_count, sizeof *units);
    if (units == NULL)
        return error_no_memory(err);
    out->units = units;
    units[out->unit_count] =
        (struct explored_unit){.spec = spec, .world = world, .first_question = out->question_count};
    for (size_t i = 0; i < out->specs[spec].topic_count; i++) {
        struct explored_question *questions =
            arena_grow(exploring->arena, out->questions, out->question_count, sizeof *questions);
        if (questions == NULL)
            return error_no_memory(err);
        out->questions = questions;
        questions[out->question_count++] = (struct explored_question){.unit = out->unit_count,
                                                                      .topic = i,
                                                                      .reason_place = "",
                                                                      .reason_code = "",
                                                                      .reason_text = ""};
    }
    out->unit_count++;
    return OPTIBOM_OK;
}

/* ---- asking ---- */

/* One combination of levels of the unit at hand. */
struct asking {
    struct exploring *exploring;
    const struct explored_unit *unit;
    const struct explored_spec *spec;
    const char *const *levels;
    size_t level_count; /* of the places */
    struct search search;
    struct error *err;
};

static enum optibom_status name_fillings(struct explored_point *out, const struct asking *asking,
                                         const struct search_point *point)
{
    struct arena *arena = asking->exploring->arena;
    const struct openings *openings = asking->search.openings;
    size_t levels = asking->level_count, places = asking->spec->place_count;
    out->fillings = arena_alloc(arena, (SEARCH_WAYS + 1) * sizeof *out->fillings);
    out->buys = arena_alloc(arena, (places + 1) * sizeof *out->buys);
    if (out->fillings == NULL || out->buys == NULL)
        return error_no_memory(asking->err);
    for (size_t i = 0; i < levels; i++)
        out->buys[i].price = NAN;
    for (size_t i = 0; i < openings->count; i++)
        out->buys[levels + i] = (struct explored_buy){point->pieces[i], point->prices[i]};
    for (; out->filling_count < point->filling_count; out->filling_count++) {
        const char **names = arena_alloc(arena, (places + 1) * sizeof *names);
        if (names == NULL)
            return error_no_memory(asking->err);
        out->fillings[out->filling_count] = names;
        for (size_t i = 0; i < places; i++) {
            const char *name = i < levels
                                   ? asking->levels[i]
                                   : opening_name(&openings->items[i - levels],
                                                  point->fillings[out->filling_count][i - levels]);
            if ((names[i] = arena_strdup(arena, name)) == NULL)
                return error_no_memory(asking->err);
        }
    }
    return OPTIBOM_OK;
}

/* Statement 1: the point of the question with the same objectives; NULL where there is none. */
static struct explored_point *find_same(const struct exploration *of, size_t question,
                                        const struct search_point *point)
{
    size_t unit = of->questions[question].unit;
    for (size_t i = of->point_count;
         i > 0 && of->questions[of->points[i - 1].question].unit == unit; i--)
        if (of->points[i - 1].question == question &&
            memcmp(of->points[i - 1].steps, point->steps, of->objectives * sizeof *point->steps) ==
                0)
            return &of->points[i - 1];
    return NULL;
}

static enum optibom_status add_point(struct asking *asking, size_t question,
                                     const struct search_point *point)
{
    struct exploration *out = asking->exploring->out;
    struct explored_point added = {.question = question, .ways = point->ways};
    struct explored_point *same = find_same(out, question, point);
    memcpy(added.values, point->values, sizeof added.values);
    memcpy(added.steps, point->steps, sizeof added.steps);
    enum optibom_status status = name_fillings(&added, asking, point);
    if (status != OPTIBOM_OK)
        return status;
    if (same != NULL) {
        same->ways = same->ways > UINT64_MAX - added.ways ? UINT64_MAX : same->ways + added.ways;
        for (size_t i = 0; i < added.filling_count && same->filling_count < SEARCH_WAYS; i++)
            same->fillings[same->filling_count++] = added.fillings[i];
        return OPTIBOM_OK;
    }
    struct explored_point *points =
        arena_grow(asking->exploring->arena, out->points, out->point_count, sizeof *points);
    if (points == NULL)
        return error_no_memory(asking->err);
    out->points = points;
    points[out->point_count++] = added;
    return OPTIBOM_OK;
}

/* What a search says about a question, beside what others have said. */
static enum optibom_status take_state(struct explored_question *question,
                                      const struct asking *asking,
                                      const struct search_answer *answer)
{
    enum explored_state state = answer->share < 1   ? EXPLORED_ENDED
                                : answer->count > 0 ? EXPLORED_PROVEN
                                                    : EXPLORED_INFEASIBLE;
    bool is_first = question->state == EXPLORED_OPEN;
    question->share = is_first ? answer->share : fmin(question->share, answer->share);
    question->state = state > question->state ? state : question->state;
    if (question->state != EXPLORED_INFEASIBLE) {
        question->reason_place = question->reason_code = question->reason_text = "";
        return OPTIBOM_OK;
    }
    struct refusal *reason = &asking->exploring->reasons[question->topic];
    enum optibom_status status =
        refusal_join(reason, asking->exploring->arena, &answer->reason, asking->search.openings,
                     asking->search.goals, asking->err);
    if (status != OPTIBOM_OK || reason->code == NULL)
        return status;
    question->reason_place = reason->place;
    question->reason_code = reason->code;
    question->reason_text = reason->text;
    return OPTIBOM_OK;
}

/* Statement 2. */
static bool is_about(const struct asking *asking, size_t topic, size_t asked)
{
    const struct explored_topic *about = &asking->spec->topics[topic];
    bool is_it = topic == asked;
    for (size_t i = 0; !is_it && about->is_level && i < asking->level_count; i++)
        is_it = strcmp(asking->spec->places[i], about->place) == 0 &&
                strcmp(asking->levels[i], about->choice) == 0;
    return is_it;
}

/* The question of a topic, with the slots that it holds to a candidate. */
static enum optibom_status ask(struct asking *asking, size_t topic,
                               const struct search_scope *scope)
{
    struct exploring *exploring = asking->exploring;
    struct search_answer answer = {.share = 0};
    struct arena arena;
    size_t first = asking->unit->first_question;
    enum optibom_status status = OPTIBOM_OK;
    arena_init(&arena);
    if (!exploring->is_ended)
        status =
            search_run(&answer, &arena, &asking->search, scope, &exploring->options, asking->err);
    exploring->is_ended |= answer.share < 1;
    exploring->asked++;
    for (size_t i = 0; status == OPTIBOM_OK && i < asking->spec->topic_count; i++)
        if (is_about(asking, i, topic))
            status = take_state(&exploring->out->questions[first + i], asking, &answer);
    for (size_t i = 0; status == OPTIBOM_OK && i < answer.count; i++)
        status = add_point(asking, first + topic, &answer.points[i]);
    arena_fini(&arena);
    return status;
}

/* The candidates of the slot of a topic: that one alone. */
static void hold(struct search_scope *scope, bool is_it[SPEC_MEDIA + 1],
                 const struct openings *openings, const struct explored_topic *topic)
{
    *scope = (struct search_scope){.allowed = {NULL}};
    memset(is_it, 0, (SPEC_MEDIA + 1) * sizeof *is_it);
    for (size_t i = 0; i < openings->count; i++) {
        const struct opening *opening = &openings->items[i];
        if (opening->medium == NULL || strcmp(opening->place, topic->place) != 0)
            continue;
        for (size_t j = 0; j < opening->count; j++)
            is_it[j] = strcmp(opening->media[j], topic->choice) == 0;
        scope->allowed[i] = is_it;
    }
}

static bool same_topics(const struct explored_spec *a, const struct explored_spec *b, size_t levels,
                        size_t level_topics)
{
    bool is_same = a->place_count == b->place_count + levels &&
                   a->topic_count == b->topic_count + level_topics;
    for (size_t i = 0; is_same && i < b->place_count; i++)
        is_same = strcmp(a->places[i + levels], b->places[i]) == 0;
    for (size_t i = 0; is_same && i < b->topic_count; i++)
        is_same = strcmp(a->topics[i + level_topics].place, b->topics[i].place) == 0 &&
                  strcmp(a->topics[i + level_topics].choice, b->topics[i].choice) == 0;
    return is_same;
}

/* Whether the slots are those of the spec as it was added. */
static enum optibom_status check_openings(struct asking *asking, const struct openings *openings)
{
    struct explored_spec of = {.name = NULL};
    struct arena arena;
    size_t level_topics = 0;
    const struct explored_spec *spec = asking->spec;
    while (level_topics < spec->topic_count && spec->topics[level_topics].is_level) {
        bool is_new = level_topics == 0 || strcmp(spec->topics[level_topics].place,
                                                  spec->topics[level_topics - 1].place) != 0;
        asking->level_count += is_new;
        level_topics++;
    }
    arena_init(&arena);
    enum optibom_status status = describe_openings(&of, &arena, openings, asking->err);
    if (status == OPTIBOM_OK && !same_topics(spec, &of, asking->level_count, level_topics))
        status =
            error_set(asking->err, OPTIBOM_USAGE,
                      "scenarios and levels may not open or close slots and media; open them in "
                      "the spec itself");
    arena_fini(&arena);
    return status;
}

/* Reasons are those of all combinations of levels. */
static enum optibom_status begin_unit(struct asking *asking, size_t unit)
{
    struct exploring *exploring = asking->exploring;
    if (exploring->reasons != NULL && exploring->reasons_of == unit)
        return OPTIBOM_OK;
    exploring->reasons_of = unit;
    exploring->reasons =
        arena_alloc(exploring->arena, (asking->spec->topic_count + 1) * sizeof *exploring->reasons);
    return exploring->reasons != NULL ? OPTIBOM_OK : error_no_memory(asking->err);
}

enum optibom_status explore_unit(struct exploring *exploring, size_t unit,
                                 const struct look_request *look, const char *const *levels,
                                 struct error *err)
{
    const struct exploration *out = exploring->out;
    struct asking asking = {.exploring = exploring,
                            .unit = &out->units[unit],
                            .spec = &out->specs[out->units[unit].spec],
                            .levels = levels,
                            .err = err};
    struct search_scope scope;
    bool is_it[SPEC_MEDIA + 1]; /* none included */
    enum optibom_status status = begin_unit(&asking, unit);
    if (status == OPTIBOM_OK)
        status = check_openings(&asking, look->openings);
    if (status == OPTIBOM_OK)
        status = search_open(&asking.search, look, &exploring->options, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < asking.spec->topic_count; i++) {
        hold(&scope, is_it, look->openings, &asking.spec->topics[i]);
        if (!asking.spec->topics[i].is_level)
            status = ask(&asking, i, &scope);
    }
    search_close(&asking.search);
    return status;
}

/* ---- why there is nothing ---- */

enum optibom_status explore_why(struct exploring *exploring, size_t number,
                                struct look_request *look, struct goals *goals, struct error *err)
{
    struct arena *arena = exploring->arena;
    struct explored_unit *unit = &exploring->out->units[number];
    struct conflict found;
    enum optibom_status status =
        conflict_find(&found, arena, look, goals, &exploring->options, err);
    if (status != OPTIBOM_OK)
        return status;
    unit->conflict = arena_alloc(arena, (found.count + 2) * sizeof *unit->conflict);
    if (unit->conflict == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < found.count; i++)
        unit->conflict[unit->conflict_count++] = found.requirements[i];
    if (found.count == 0)
        unit->conflict[unit->conflict_count++] =
            arena_printf(arena, "with everything open still %s: %s: %s", found.reason.place,
                         found.reason.code, found.reason.text);
    else if (!found.is_smallest)
        unit->conflict[unit->conflict_count++] = "(ended early: a smaller set may exist)";
    return unit->conflict[unit->conflict_count - 1] != NULL ? OPTIBOM_OK : error_no_memory(err);
}
