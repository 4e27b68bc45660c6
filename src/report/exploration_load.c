/* Result files are anybody's: what does not belong together is refused, never followed. */
#include "report/exploration_file.h"

#include "store/store.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct loading {
    struct exploration *out;
    struct arena *arena;
    struct store *store;
    const char *path;
    bool failed; /* memory is exhausted */
    bool is_odd; /* numbers that no exploration writes */
};

/* An array with room for one more; NULL once something failed. */
static void *grow(struct loading *loading, void *items, size_t count, size_t size)
{
    void *grown = loading->failed ? NULL : arena_grow(loading->arena, items, count, size);
    loading->failed |= grown == NULL;
    return grown;
}

static const char *text(struct loading *loading, const struct store_query *query, int column)
{
    const char *copy = NULL;
    loading->failed |= !store_copy_text(&copy, loading->arena, query, column);
    return copy;
}

/* A column that counts below `most`. */
static size_t number(struct loading *loading, const struct store_query *query, int column,
                     size_t most)
{
    int64_t value = store_int(query, column);
    bool fits = value >= 0 && (uint64_t)value < most;
    loading->is_odd |= !fits;
    return fits ? (size_t)value : 0;
}

static bool goes_on(const struct loading *loading, struct store_query *query)
{
    return !loading->failed && !loading->is_odd && store_query_next(query);
}

static void load_goal(struct loading *loading, const struct store_query *query)
{
    struct exploration *out = loading->out;
    size_t at = number(loading, query, 0, EXPLORE_VALUES);
    out->goals[at] = (struct explored_goal){.metric = text(loading, query, 1),
                                            .unit = text(loading, query, 2),
                                            .end = (enum goal_end)number(loading, query, 3, 3),
                                            .is_large = store_int(query, 4) != 0,
                                            .is_yield = store_int(query, 5) != 0,
                                            .limit = text(loading, query, 6)};
    loading->is_odd |= at != out->goal_count++;
}

static void load_spec(struct loading *loading, const struct store_query *query)
{
    struct exploration *out = loading->out;
    struct explored_spec *specs = grow(loading, out->specs, out->spec_count, sizeof *specs);
    if (specs == NULL)
        return;
    out->specs = specs;
    loading->is_odd |= store_int(query, 0) != (int64_t)out->spec_count;
    specs[out->spec_count++] =
        (struct explored_spec){.name = text(loading, query, 1), .title = text(loading, query, 2)};
}

static void load_place(struct loading *loading, const struct store_query *query)
{
    if (loading->out->spec_count == 0) {
        loading->is_odd = true;
        return;
    }
    struct explored_spec *spec =
        &loading->out->specs[number(loading, query, 0, loading->out->spec_count)];
    const char **places = grow(loading, spec->places, spec->place_count, sizeof(const char *));
    if (places == NULL)
        return;
    spec->places = places;
    loading->is_odd |= store_int(query, 1) != (int64_t)spec->place_count;
    places[spec->place_count++] = text(loading, query, 2);
}

static void load_topic(struct loading *loading, const struct store_query *query)
{
    size_t at = number(loading, query, 0, loading->out->spec_count);
    if (loading->is_odd)
        return;
    struct explored_spec *spec = &loading->out->specs[at];
    struct explored_topic *topics = grow(loading, spec->topics, spec->topic_count, sizeof *topics);
    if (topics == NULL)
        return;
    spec->topics = topics;
    loading->is_odd |= store_int(query, 1) != (int64_t)spec->topic_count;
    topics[spec->topic_count++] = (struct explored_topic){
        text(loading, query, 2), text(loading, query, 3), store_int(query, 4) != 0};
}

static void load_world(struct loading *loading, const struct store_query *query)
{
    struct exploration *out = loading->out;
    struct explored_world *worlds = grow(loading, out->worlds, out->world_count, sizeof *worlds);
    if (worlds == NULL)
        return;
    out->worlds = worlds;
    loading->is_odd |= store_int(query, 0) != (int64_t)out->world_count;
    worlds[out->world_count++] =
        (struct explored_world){text(loading, query, 1), store_int(query, 2)};
}

/* Units come world by world; the questions of one follow those of the one before. */
static void load_unit(struct loading *loading, const struct store_query *query)
{
    struct exploration *out = loading->out;
    struct explored_unit *units = grow(loading, out->units, out->unit_count, sizeof *units);
    if (units == NULL)
        return;
    out->units = units;
    const struct explored_unit *last = out->unit_count > 0 ? &units[out->unit_count - 1] : NULL;
    const struct explored_unit unit = {.spec = number(loading, query, 1, out->spec_count),
                                       .world = number(loading, query, 2, out->world_count),
                                       .first_question = number(loading, query, 3, SIZE_MAX)};
    size_t follows = last != NULL ? last->first_question + out->specs[last->spec].topic_count : 0;
    loading->is_odd |= store_int(query, 0) != (int64_t)out->unit_count ||
                       unit.first_question != follows || (last != NULL && last->world > unit.world);
    units[out->unit_count++] = unit;
}

static void load_conflict(struct loading *loading, const struct store_query *query)
{
    size_t at = number(loading, query, 0, loading->out->unit_count);
    if (loading->is_odd)
        return;
    struct explored_unit *unit = &loading->out->units[at];
    const char **lines = grow(loading, unit->conflict, unit->conflict_count, sizeof(const char *));
    if (lines == NULL)
        return;
    unit->conflict = lines;
    lines[unit->conflict_count++] = text(loading, query, 2);
}

static void load_question(struct loading *loading, const struct store_query *query)
{
    struct exploration *out = loading->out;
    struct explored_question *questions =
        grow(loading, out->questions, out->question_count, sizeof *questions);
    if (questions == NULL)
        return;
    out->questions = questions;
    const struct explored_question question = {
        .unit = number(loading, query, 1, out->unit_count),
        .topic = number(loading, query, 2, SIZE_MAX),
        .state = (enum explored_state)number(loading, query, 3, EXPLORED_ENDED + 1),
        .share = store_real(query, 4),
        .reason_place = text(loading, query, 5),
        .reason_code = text(loading, query, 6),
        .reason_text = text(loading, query, 7)};
    loading->is_odd |= store_int(query, 0) != (int64_t)out->question_count;
    if (loading->is_odd)
        return;
    const struct explored_unit *unit = &out->units[question.unit];
    loading->is_odd |= question.topic >= out->specs[unit->spec].topic_count ||
                       unit->first_question + question.topic != out->question_count;
    questions[out->question_count++] = question;
}

static void load_point(struct loading *loading, const struct store_query *query)
{
    struct exploration *out = loading->out;
    struct explored_point *points = grow(loading, out->points, out->point_count, sizeof *points);
    const char *ways = store_text(query, 2);
    if (points == NULL)
        return;
    out->points = points;
    loading->is_odd |= store_int(query, 0) != (int64_t)out->point_count;
    struct explored_point *point = &points[out->point_count++], *last = point - (point > points);
    *point = (struct explored_point){.question = number(loading, query, 1, out->question_count),
                                     .ways = ways != NULL ? strtoull(ways, NULL, 10) : 0,
                                     .filling_count = number(loading, query, 3, SEARCH_WAYS + 1)};
    loading->is_odd |= point->filling_count == 0;
    if (loading->is_odd)
        return;
    loading->is_odd |= out->questions[last->question].unit > out->questions[point->question].unit;
    const struct explored_spec *spec = explored_spec_of(out, point->question);
    point->fillings =
        arena_alloc(loading->arena, (point->filling_count + 1) * sizeof *point->fillings);
    point->buys = arena_alloc(loading->arena, (spec->place_count + 1) * sizeof *point->buys);
    loading->failed |= point->fillings == NULL || point->buys == NULL;
    for (size_t i = 0; !loading->failed && i < point->filling_count; i++) {
        point->fillings[i] =
            arena_alloc(loading->arena, (spec->place_count + 1) * sizeof(const char *));
        loading->failed |= point->fillings[i] == NULL;
        for (size_t j = 0; !loading->failed && j < spec->place_count; j++)
            point->fillings[i][j] = "none";
    }
}

/* The point that a row is about; NULL where there is none. */
static struct explored_point *point_of(struct loading *loading, const struct store_query *query)
{
    size_t at = number(loading, query, 0, loading->out->point_count);
    return loading->is_odd ? NULL : &loading->out->points[at];
}

static size_t places_of(const struct loading *loading, const struct explored_point *point)
{
    return explored_spec_of(loading->out, point->question)->place_count;
}

static void load_value(struct loading *loading, const struct store_query *query)
{
    struct explored_point *point = point_of(loading, query);
    size_t goal = number(loading, query, 1, loading->out->goal_count);
    if (point == NULL || loading->is_odd)
        return;
    point->values[goal] = store_real(query, 2);
    point->steps[goal] = store_int(query, 3);
}

static void load_choice(struct loading *loading, const struct store_query *query)
{
    struct explored_point *point = point_of(loading, query);
    if (point == NULL)
        return;
    size_t filling = number(loading, query, 1, point->filling_count);
    size_t place = number(loading, query, 2, places_of(loading, point));
    if (!loading->is_odd)
        point->fillings[filling][place] = text(loading, query, 3);
}

static void load_buy(struct loading *loading, const struct store_query *query)
{
    struct explored_point *point = point_of(loading, query);
    if (point == NULL)
        return;
    size_t place = number(loading, query, 1, places_of(loading, point));
    if (!loading->is_odd)
        point->buys[place] = (struct explored_buy){store_int(query, 2), store_real(query, 3)};
}

static void load_request(struct loading *loading, const struct store_query *query)
{
    struct exploration *out = loading->out;
    out->request = text(loading, query, 0);
    out->currency = text(loading, query, 1);
    out->objectives = number(loading, query, 2, EXPLORE_VALUES + 1);
}

static const struct {
    const char *sql;
    void (*load)(struct loading *loading, const struct store_query *query);
} TABLES[] = {
    {"SELECT text, currency, objectives FROM request", load_request},
    {"SELECT goal, metric, unit, range_end, is_large, is_yield, limited FROM goal ORDER BY goal",
     load_goal},
    {"SELECT spec, name, title FROM spec ORDER BY spec", load_spec},
    {"SELECT spec, place, name FROM place ORDER BY spec, place", load_place},
    {"SELECT spec, topic, place, choice, is_level FROM topic ORDER BY spec, topic", load_topic},
    {"SELECT world, scenario, draw FROM world ORDER BY world", load_world},
    {"SELECT unit, spec, world, first_question FROM unit ORDER BY unit", load_unit},
    {"SELECT unit, position, text FROM conflict ORDER BY unit, position", load_conflict},
    {"SELECT question, unit, topic, state, share, reason_place, reason_code, reason_text"
     " FROM question ORDER BY question",
     load_question},
    {"SELECT point, question, ways, fillings FROM point ORDER BY point", load_point},
    {"SELECT point, goal, value, steps FROM point_value", load_value},
    {"SELECT point, filling, place, name FROM choice", load_choice},
    {"SELECT point, place, pieces, price FROM buy", load_buy},
};

/* Whether every unit has its questions. */
static bool is_whole(const struct exploration *of)
{
    size_t questions = 0;
    for (size_t i = 0; i < of->unit_count; i++)
        questions += of->specs[of->units[i].spec].topic_count;
    return questions == of->question_count;
}

enum optibom_status exploration_load(struct exploration *out, struct arena *arena, const char *path,
                                     struct error *err)
{
    struct loading loading = {.out = out, .arena = arena, .path = path};
    *out = (struct exploration){0};
    enum optibom_status status = store_result_open(&loading.store, path, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < sizeof TABLES / sizeof *TABLES; i++) {
        struct store_query query;
        store_query_start(&query, loading.store, TABLES[i].sql, "");
        while (goes_on(&loading, &query))
            TABLES[i].load(&loading, &query);
        status = store_query_end(&query, err);
        if (status == OPTIBOM_OK && loading.failed)
            status = error_no_memory(err);
        if (status == OPTIBOM_OK && loading.is_odd)
            status = error_set(err, OPTIBOM_BAD_INPUT,
                               "%s: its rows do not belong together; make the file anew", path);
    }
    if (status == OPTIBOM_OK && !is_whole(out))
        status =
            error_set(err, OPTIBOM_BAD_INPUT, "%s: rows are missing; make the file anew", path);
    if (status == OPTIBOM_OK &&
        (out->request == NULL || out->objectives == 0 || out->objectives > out->goal_count))
        status = error_set(err, OPTIBOM_BAD_INPUT, "%s: has no exploration", path);
    store_close(loading.store);
    return status;
}
