#include "report/exploration_file.h"

#include "store/store.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- saving ---- */

struct saving {
    struct store *store;
    struct error *err;
    enum optibom_status status; /* sticky */
};

#define SAVE(saving, ...)                                                                          \
    ((saving)->status = (saving)->status == OPTIBOM_OK                                             \
                            ? store_run((saving)->store, (saving)->err, __VA_ARGS__)               \
                            : (saving)->status)

static void save_question_part(struct saving *saving, const struct exploration *of)
{
    SAVE(saving, "INSERT INTO request VALUES (?, ?, ?, ?)", "ttii", of->request, of->currency,
         (int64_t)of->objectives, (int64_t)of->is_cut);
    for (size_t i = 0; i < of->goal_count; i++)
        SAVE(saving, "INSERT INTO goal VALUES (?, ?, ?, ?, ?, ?, ?)", "ittiiit", (int64_t)i,
             of->goals[i].metric, of->goals[i].unit, (int64_t)of->goals[i].end,
             (int64_t)of->goals[i].is_large, (int64_t)of->goals[i].is_yield, of->goals[i].limit);
    for (size_t i = 0; i < of->spec_count; i++) {
        SAVE(saving, "INSERT INTO spec VALUES (?, ?, ?)", "itt", (int64_t)i, of->specs[i].name,
             of->specs[i].title);
        for (size_t j = 0; j < of->specs[i].place_count; j++)
            SAVE(saving, "INSERT INTO place VALUES (?, ?, ?)", "iit", (int64_t)i, (int64_t)j,
                 of->specs[i].places[j]);
        for (size_t j = 0; j < of->specs[i].conflict_count; j++)
            SAVE(saving, "INSERT INTO conflict VALUES (?, ?, ?)", "iit", (int64_t)i, (int64_t)j,
                 of->specs[i].conflict[j]);
    }
    for (size_t i = 0; i < of->question_count; i++) {
        const struct explored_question *question = &of->questions[i];
        SAVE(saving, "INSERT INTO question VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", "iittidttt",
             (int64_t)i, (int64_t)question->spec, question->place, question->choice,
             (int64_t)question->state, question->share, question->reason_place,
             question->reason_code, question->reason_text);
    }
}

static void save_point(struct saving *saving, const struct exploration *of, size_t at)
{
    const struct explored_point *point = &of->points[at];
    const struct explored_spec *spec = &of->specs[of->questions[point->question].spec];
    char ways[24];
    snprintf(ways, sizeof ways, "%" PRIu64, point->ways);
    SAVE(saving, "INSERT INTO point VALUES (?, ?, ?, ?)", "iiti", (int64_t)at,
         (int64_t)point->question, ways, (int64_t)point->filling_count);
    for (size_t i = 0; i < of->goal_count; i++)
        SAVE(saving, "INSERT INTO point_value VALUES (?, ?, ?, ?)", "iidi", (int64_t)at, (int64_t)i,
             point->values[i], point->steps[i]);
    for (size_t i = 0; i < point->filling_count; i++)
        for (size_t j = 0; j < spec->place_count; j++)
            SAVE(saving, "INSERT INTO choice VALUES (?, ?, ?, ?)", "iiit", (int64_t)at, (int64_t)i,
                 (int64_t)j, point->fillings[i][j]);
    for (size_t j = 0; j < spec->place_count; j++)
        SAVE(saving, "INSERT INTO buy VALUES (?, ?, ?, ?)", "iiid", (int64_t)at, (int64_t)j,
             point->buys[j].pieces, point->buys[j].price);
}

enum optibom_status exploration_save(const struct exploration *exploration, const char *path,
                                     struct error *err)
{
    struct saving saving = {.err = err};
    saving.status = store_result_make(&saving.store, err);
    if (saving.status != OPTIBOM_OK)
        return saving.status;
    save_question_part(&saving, exploration);
    for (size_t i = 0; i < exploration->point_count; i++)
        save_point(&saving, exploration, i);
    if (saving.status == OPTIBOM_OK)
        saving.status = store_save(saving.store, path, true, err);
    store_close(saving.store);
    return saving.status;
}

/* ---- loading ---- */

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

static void load_conflict(struct loading *loading, const struct store_query *query)
{
    size_t at = number(loading, query, 0, loading->out->spec_count);
    if (loading->is_odd)
        return;
    struct explored_spec *spec = &loading->out->specs[at];
    const char **lines = grow(loading, spec->conflict, spec->conflict_count, sizeof(const char *));
    if (lines == NULL)
        return;
    spec->conflict = lines;
    lines[spec->conflict_count++] = text(loading, query, 2);
}

static void load_question(struct loading *loading, const struct store_query *query)
{
    struct exploration *out = loading->out;
    struct explored_question *questions =
        grow(loading, out->questions, out->question_count, sizeof *questions);
    if (questions == NULL)
        return;
    out->questions = questions;
    loading->is_odd |= store_int(query, 0) != (int64_t)out->question_count;
    questions[out->question_count++] =
        (struct explored_question){.spec = number(loading, query, 1, out->spec_count),
                                   .place = text(loading, query, 2),
                                   .choice = text(loading, query, 3),
                                   .state = (enum explored_state)number(loading, query, 4, 4),
                                   .share = store_real(query, 5),
                                   .reason_place = text(loading, query, 6),
                                   .reason_code = text(loading, query, 7),
                                   .reason_text = text(loading, query, 8)};
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
    struct explored_point *point = &points[out->point_count++];
    *point = (struct explored_point){.question = number(loading, query, 1, out->question_count),
                                     .ways = ways != NULL ? strtoull(ways, NULL, 10) : 0,
                                     .filling_count = number(loading, query, 3, SEARCH_WAYS + 1)};
    if (loading->is_odd)
        return;
    const struct explored_spec *spec = &out->specs[out->questions[point->question].spec];
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
    return loading->out->specs[loading->out->questions[point->question].spec].place_count;
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
    out->is_cut = store_int(query, 3) != 0;
}

static const struct {
    const char *sql;
    void (*load)(struct loading *loading, const struct store_query *query);
} TABLES[] = {
    {"SELECT text, currency, objectives, is_cut FROM request", load_request},
    {"SELECT goal, metric, unit, range_end, is_large, is_yield, limited FROM goal ORDER BY goal",
     load_goal},
    {"SELECT spec, name, title FROM spec ORDER BY spec", load_spec},
    {"SELECT spec, place, name FROM place ORDER BY spec, place", load_place},
    {"SELECT spec, position, text FROM conflict ORDER BY spec, position", load_conflict},
    {"SELECT question, spec, place, choice, state, share, reason_place, reason_code, reason_text"
     " FROM question ORDER BY question",
     load_question},
    {"SELECT point, question, ways, fillings FROM point ORDER BY point", load_point},
    {"SELECT point, goal, value, steps FROM point_value", load_value},
    {"SELECT point, filling, place, name FROM choice", load_choice},
    {"SELECT point, place, pieces, price FROM buy", load_buy},
};

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
    if (status == OPTIBOM_OK &&
        (out->request == NULL || out->objectives == 0 || out->objectives > out->goal_count))
        status = error_set(err, OPTIBOM_BAD_INPUT, "%s: has no exploration", path);
    store_close(loading.store);
    return status;
}

/* ---- putting together ---- */

enum optibom_status exploration_merge(struct exploration *into, struct arena *arena,
                                      const struct exploration *part, const char *path,
                                      struct error *err)
{
    if (strcmp(into->request, part->request) != 0 || into->question_count != part->question_count ||
        into->spec_count != part->spec_count)
        return error_set(err, OPTIBOM_BAD_INPUT, "%s: is part of another exploration (%s, not %s)",
                         path, part->request, into->request);
    struct explored_point *points =
        arena_alloc(arena, (into->point_count + part->point_count + 1) * sizeof *points);
    size_t count = 0;
    if (points == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < into->question_count; i++) {
        bool is_new = into->questions[i].state != EXPLORED_PROVEN &&
                      into->questions[i].state != EXPLORED_INFEASIBLE &&
                      part->questions[i].state != EXPLORED_OPEN;
        const struct exploration *from = is_new ? part : into;
        if (is_new) {
            size_t spec = part->questions[i].spec;
            into->questions[i] = part->questions[i];
            if (part->specs[spec].conflict_count > 0)
                into->specs[spec] = part->specs[spec];
        }
        for (size_t j = 0; j < from->point_count; j++)
            if (from->points[j].question == i)
                points[count++] = from->points[j];
    }
    into->points = points;
    into->point_count = count;
    return OPTIBOM_OK;
}
