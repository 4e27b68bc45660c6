#include "report/answer/explore_worlds.h"

#include "report/answer/explore_tables.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct explored_point *point_at(const struct exploration *of,
                                             const struct verdict *verdict, size_t at)
{
    return &of->points[verdict->front[at]];
}

/* The least that a build of the front of a world has of a goal; NaN for none. */
static double best_of(const struct exploration *of, const struct verdict *verdict, size_t world,
                      size_t goal)
{
    const struct verdict_world *at = &verdict->worlds[world];
    double best = NAN;
    for (size_t i = at->first; i < at->first + at->count; i++)
        best = fmin(best, point_at(of, verdict, i)->values[goal]);
    return explore_goal_metric(&of->goals[goal], best);
}

void explore_table_worlds(struct table *out, struct arena *arena,
                          const struct exploration *exploration, const struct verdict *verdict)
{
    table_init(out, arena);
    explore_world_columns(out, exploration);
    table_column(out, "proven", NULL, TABLE_TEXT, "");
    table_column(out, "builds", "on the front", TABLE_INTEGER, "");
    table_column(out, "metric", NULL, TABLE_TEXT, "");
    table_key(out);
    table_column(out, "unit", NULL, TABLE_TEXT, "");
    table_column(out, "best", NULL, TABLE_REAL, "");
    for (size_t i = 0; i < exploration->world_count; i++)
        for (size_t j = 0; j < exploration->objectives; j++) {
            const struct explored_goal *goal = &exploration->goals[j];
            explore_world_cells(out, exploration, i);
            table_text(out, verdict->worlds[i].is_proven ? "yes" : "no");
            table_integer(out, (int64_t)verdict->worlds[i].count);
            table_text(out, explore_goal_name(arena, goal));
            table_text(out, goal->is_yield ? "1" : goal->unit);
            table_real(out, best_of(exploration, verdict, i, j));
        }
}

size_t explore_worlds_proven(const struct exploration *exploration, const struct verdict *verdict)
{
    size_t count = 0;
    for (size_t i = 0; i < exploration->world_count; i++)
        count += verdict->worlds[i].is_proven;
    return count;
}

/* ---- over the draws ---- */

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Of sorted values, that below which a share of them lies, between neighbours in proportion. */
static double quantile(const double *values, size_t count, double share)
{
    double at = share * (double)(count - 1);
    size_t below = (size_t)at;
    return below + 1 < count
               ? values[below] + (at - (double)below) * (values[below + 1] - values[below])
               : values[below];
}

/* The worlds of a scenario stand beside each other, draw by draw. */
static size_t draws_from(const struct exploration *of, size_t first)
{
    size_t end = first;
    while (end < of->world_count &&
           strcmp(of->worlds[end].scenario, of->worlds[first].scenario) == 0)
        end++;
    return end;
}

static void spread_row(struct table *out, const struct exploration *of,
                       const struct verdict *verdict, size_t first, size_t end, size_t goal)
{
    static const double SHARES[] = {0, 0.05, 0.5, 0.95, 1};
    double *values = arena_alloc(out->arena, (end - first + 1) * sizeof *values);
    size_t count = 0;
    out->failed |= values == NULL;
    for (size_t i = first; values != NULL && i < end; i++) {
        double value = best_of(of, verdict, i, goal);
        if (!isnan(value) && verdict->worlds[i].is_proven)
            values[count++] = value;
    }
    if (count > 1)
        qsort(values, count, sizeof *values, by_value);
    table_text(out, of->worlds[first].scenario);
    table_text(out, explore_goal_name(out->arena, &of->goals[goal]));
    table_text(out, of->goals[goal].is_yield ? "1" : of->goals[goal].unit);
    table_integer(out, (int64_t)count);
    for (size_t i = 0; i < sizeof SHARES / sizeof *SHARES; i++)
        table_real(out, count > 0 ? quantile(values, count, SHARES[i]) : NAN);
}

void explore_table_spread(struct table *out, struct arena *arena,
                          const struct exploration *exploration, const struct verdict *verdict)
{
    static const char *const QUANTILES[][2] = {
        {"least", "least"}, {"p05", "5 %"}, {"p50", "median"}, {"p95", "95 %"}, {"most", "most"}};
    table_init(out, arena);
    table_column(out, "scenario", NULL, TABLE_TEXT, "");
    table_hide(out, !explore_has_scenarios(exploration));
    table_column(out, "metric", NULL, TABLE_TEXT, "");
    table_key(out);
    table_column(out, "unit", NULL, TABLE_TEXT, "");
    table_column(out, "draws", NULL, TABLE_INTEGER, "");
    for (size_t i = 0; i < sizeof QUANTILES / sizeof *QUANTILES; i++)
        table_column(out, QUANTILES[i][0], QUANTILES[i][1], TABLE_REAL, "");
    if (!explore_has_draws(exploration))
        return;
    for (size_t first = 0, end; first < exploration->world_count; first = end) {
        end = draws_from(exploration, first);
        for (size_t j = 0; j < exploration->objectives; j++)
            spread_row(out, exploration, verdict, first, end, j);
    }
}

/* ---- over all worlds ---- */

/* Worlds with a build of the front that has the choice, in the knee's case the knee. */
static int64_t worlds_with(const struct exploration *of, const struct verdict *verdict,
                           const char *place, const char *choice, bool is_knee)
{
    int64_t count = 0;
    for (size_t i = 0; i < of->world_count; i++) {
        const struct verdict_world *world = &verdict->worlds[i];
        bool has = false;
        for (size_t j = world->first; world->is_proven && !has && j < world->first + world->count;
             j++)
            has = (!is_knee || world->knee == (long)j) &&
                  explored_has(of, point_at(of, verdict, j), place, choice);
        count += has;
    }
    return count;
}

static bool is_listed(const struct table *out, const char *place, const char *choice)
{
    for (size_t i = table_row_count(out); i > 0; i--)
        if (strcmp(table_at(out, i - 1, 0)->text, place) == 0 &&
            strcmp(table_at(out, i - 1, 1)->text, choice) == 0)
            return true;
    return false;
}

static void shares_of(struct table *out, const struct exploration *of,
                      const struct verdict *verdict, const struct explored_spec *spec, size_t place)
{
    for (size_t i = 0; i < verdict->front_count; i++) {
        const struct explored_point *point = point_at(of, verdict, i);
        if (explored_spec_of(of, point->question) != spec)
            continue;
        for (size_t j = 0; j < point->filling_count; j++) {
            const char *choice = point->fillings[j][place], *name = spec->places[place];
            if (strcmp(choice, "none") == 0 || is_listed(out, name, choice))
                continue;
            int64_t worlds = worlds_with(of, verdict, name, choice, false);
            if (worlds == 0)
                continue;
            table_text(out, name);
            table_text(out, choice);
            table_integer(out, worlds);
            table_real(out, (double)worlds / (double)explore_worlds_proven(of, verdict));
            table_integer(out, worlds_with(of, verdict, name, choice, true));
        }
    }
}

void explore_table_shares(struct table *out, struct arena *arena,
                          const struct exploration *exploration, const struct verdict *verdict)
{
    table_init(out, arena);
    table_column(out, "place", "slot", TABLE_TEXT, "");
    table_key(out);
    table_column(out, "choice", NULL, TABLE_TEXT, "");
    table_column(out, "worlds", "on fronts", TABLE_INTEGER, "");
    table_column(out, "share", NULL, TABLE_PERCENT, "");
    table_bar(out);
    table_column(out, "knees", "knee of", TABLE_INTEGER, "");
    for (size_t i = 0; i < exploration->spec_count; i++)
        for (size_t j = 0; j < exploration->specs[i].place_count; j++)
            shares_of(out, exploration, verdict, &exploration->specs[i], j);
}

struct fare {
    int64_t wins, loses, infeasible, open;
    const struct explored_question *refused; /* the first that is infeasible */
};

/* How a topic of a spec fares in all worlds. */
static struct fare fare_of(const struct exploration *of, const struct verdict *verdict,
                           const struct explored_spec *spec, size_t topic)
{
    struct fare fare = {.refused = NULL};
    for (size_t i = 0; i < of->unit_count; i++) {
        const struct explored_unit *unit = &of->units[i];
        if (&of->specs[unit->spec] != spec)
            continue;
        const struct explored_question *question = &of->questions[unit->first_question + topic];
        bool is_infeasible = question->state == EXPLORED_INFEASIBLE;
        bool is_proven = question->state == EXPLORED_PROVEN;
        bool wins = is_proven && verdict->questions[unit->first_question + topic].on_front > 0;
        fare.wins += wins;
        fare.loses += is_proven && !wins;
        fare.infeasible += is_infeasible;
        fare.open += !is_proven && !is_infeasible;
        if (is_infeasible && fare.refused == NULL)
            fare.refused = question;
    }
    return fare;
}

void explore_table_fares(struct table *out, struct arena *arena,
                         const struct exploration *exploration, const struct verdict *verdict)
{
    table_init(out, arena);
    table_column(out, "build", NULL, TABLE_TEXT, "");
    table_column(out, "place", NULL, TABLE_TEXT, "");
    table_column(out, "choice", NULL, TABLE_TEXT, "");
    table_key(out);
    table_column(out, "wins", "wins in", TABLE_INTEGER, "");
    table_column(out, "loses", "loses in", TABLE_INTEGER, "");
    table_column(out, "infeasible", "infeasible in", TABLE_INTEGER, "");
    table_column(out, "open", "not proven in", TABLE_INTEGER, "");
    table_column(out, "code", "finding", TABLE_TEXT, "");
    table_column(out, "reason", "why", TABLE_TEXT, "");
    table_wrap(out);
    for (size_t i = 0; i < exploration->spec_count; i++) {
        const struct explored_spec *spec = &exploration->specs[i];
        for (size_t j = 0; j < spec->topic_count; j++) {
            struct fare fare = fare_of(exploration, verdict, spec, j);
            const struct explored_question *refused = fare.refused;
            table_text(out, spec->name);
            table_text(out, spec->topics[j].place);
            table_text(out, spec->topics[j].choice);
            table_integer(out, fare.wins);
            table_integer(out, fare.loses);
            table_integer(out, fare.infeasible);
            table_integer(out, fare.open);
            table_text(out, refused != NULL ? refused->reason_code : NULL);
            table_text(out, refused != NULL ? arena_printf(arena, "%s: %s", refused->reason_place,
                                                           refused->reason_text)
                                            : NULL);
        }
    }
}
