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

static void save_what_was_asked(struct saving *saving, const struct exploration *of)
{
    SAVE(saving, "INSERT INTO request VALUES (?, ?, ?)", "tti", of->request, of->currency,
         (int64_t)of->objectives);
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
        for (size_t j = 0; j < of->specs[i].topic_count; j++)
            SAVE(saving, "INSERT INTO topic VALUES (?, ?, ?, ?, ?)", "iitti", (int64_t)i,
                 (int64_t)j, of->specs[i].topics[j].place, of->specs[i].topics[j].choice,
                 (int64_t)of->specs[i].topics[j].is_level);
    }
}

static void save_units(struct saving *saving, const struct exploration *of)
{
    for (size_t i = 0; i < of->world_count; i++)
        SAVE(saving, "INSERT INTO world VALUES (?, ?, ?)", "iti", (int64_t)i,
             of->worlds[i].scenario, of->worlds[i].draw);
    for (size_t i = 0; i < of->unit_count; i++) {
        const struct explored_unit *unit = &of->units[i];
        SAVE(saving, "INSERT INTO unit VALUES (?, ?, ?, ?)", "iiii", (int64_t)i,
             (int64_t)unit->spec, (int64_t)unit->world, (int64_t)unit->first_question);
        for (size_t j = 0; j < unit->conflict_count; j++)
            SAVE(saving, "INSERT INTO conflict VALUES (?, ?, ?)", "iit", (int64_t)i, (int64_t)j,
                 unit->conflict[j]);
    }
    for (size_t i = 0; i < of->question_count; i++) {
        const struct explored_question *question = &of->questions[i];
        SAVE(saving, "INSERT INTO question VALUES (?, ?, ?, ?, ?, ?, ?, ?)", "iiiidttt", (int64_t)i,
             (int64_t)question->unit, (int64_t)question->topic, (int64_t)question->state,
             question->share, question->reason_place, question->reason_code, question->reason_text);
    }
}

static void save_point(struct saving *saving, const struct exploration *of, size_t at)
{
    const struct explored_point *point = &of->points[at];
    const struct explored_spec *spec = explored_spec_of(of, point->question);
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
    save_what_was_asked(&saving, exploration);
    save_units(&saving, exploration);
    for (size_t i = 0; i < exploration->point_count; i++)
        save_point(&saving, exploration, i);
    if (saving.status == OPTIBOM_OK)
        saving.status = store_save(saving.store, path, true, err);
    store_close(saving.store);
    return saving.status;
}

/* ---- putting together ---- */

/* Whether every question of a unit was answered to its end. */
static bool is_answered(const struct exploration *of, const struct explored_unit *unit)
{
    for (size_t i = 0; i < of->specs[unit->spec].topic_count; i++) {
        enum explored_state state = of->questions[unit->first_question + i].state;
        if (state != EXPLORED_PROVEN && state != EXPLORED_INFEASIBLE)
            return false;
    }
    return true;
}

static bool same_spec(const struct explored_spec *a, const struct explored_spec *b)
{
    bool is_same = strcmp(a->name, b->name) == 0 && a->place_count == b->place_count &&
                   a->topic_count == b->topic_count;
    for (size_t i = 0; is_same && i < a->place_count; i++)
        is_same = strcmp(a->places[i], b->places[i]) == 0;
    for (size_t i = 0; is_same && i < a->topic_count; i++)
        is_same = strcmp(a->topics[i].place, b->topics[i].place) == 0 &&
                  strcmp(a->topics[i].choice, b->topics[i].choice) == 0 &&
                  a->topics[i].is_level == b->topics[i].is_level;
    return is_same;
}

/* The same was asked, of the same specs, in the same worlds. */
static bool goes_with(const struct exploration *a, const struct exploration *b)
{
    bool is_same = strcmp(a->request, b->request) == 0 && a->goal_count == b->goal_count &&
                   a->objectives == b->objectives && a->spec_count == b->spec_count &&
                   a->world_count == b->world_count && a->unit_count == b->unit_count;
    for (size_t i = 0; is_same && i < a->spec_count; i++)
        is_same = same_spec(&a->specs[i], &b->specs[i]);
    for (size_t i = 0; is_same && i < a->unit_count; i++)
        is_same = a->units[i].spec == b->units[i].spec && a->units[i].world == b->units[i].world;
    return is_same;
}

enum optibom_status exploration_merge(struct exploration *into, struct arena *arena,
                                      const struct exploration *part, const char *path,
                                      struct error *err)
{
    if (!goes_with(into, part))
        return error_set(err, OPTIBOM_BAD_INPUT, "%s: is part of another exploration (%s, not %s)",
                         path, part->request, into->request);
    struct explored_point *points =
        arena_alloc(arena, (into->point_count + part->point_count + 1) * sizeof *points);
    size_t count = 0;
    if (points == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < into->unit_count; i++) {
        const struct explored_unit *unit = &part->units[i];
        bool is_new = !is_answered(into, &into->units[i]) &&
                      part->questions[unit->first_question].state != EXPLORED_OPEN;
        const struct exploration *from = is_new ? part : into;
        for (size_t j = 0; j < from->point_count; j++)
            if (from->questions[from->points[j].question].unit == i)
                points[count++] = from->points[j];
        if (!is_new)
            continue;
        into->units[i] = *unit;
        for (size_t j = 0; j < part->specs[unit->spec].topic_count; j++)
            into->questions[unit->first_question + j] = part->questions[unit->first_question + j];
    }
    into->points = points;
    into->point_count = count;
    return OPTIBOM_OK;
}
