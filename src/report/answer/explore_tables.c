#include "report/answer/explore_tables.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

double explore_goal_metric(const struct explored_goal *goal, double value)
{
    if (goal->is_yield)
        return exp(-value);
    return goal->is_large ? -value : value;
}

enum table_kind explore_goal_kind(const struct exploration *of, const struct explored_goal *goal)
{
    if (goal->is_yield)
        return TABLE_PERCENT;
    if (strcmp(goal->unit, of->currency) == 0)
        return TABLE_MONEY;
    return strcmp(goal->unit, "W") == 0 ? TABLE_POWER : TABLE_REAL;
}

const char *explore_goal_name(struct arena *arena, const struct explored_goal *goal)
{
    static const char *const ENDS[] = {"", "_best", "_worst"};
    return arena_printf(arena, "%s%s", goal->metric, ENDS[goal->end]);
}

void explore_goal_column(struct table *out, const struct exploration *of, size_t goal)
{
    const char *name = explore_goal_name(out->arena, &of->goals[goal]);
    enum table_kind kind = explore_goal_kind(of, &of->goals[goal]);
    out->failed |= name == NULL;
    table_column(out, name != NULL ? name : "", NULL, kind,
                 kind == TABLE_PERCENT ? "" : of->goals[goal].unit);
}

static const struct explored_point *point_at(const struct exploration *of,
                                             const struct verdict *verdict, long at)
{
    return &of->points[verdict->front[at]];
}

static const struct explored_spec *spec_of(const struct exploration *of,
                                           const struct explored_point *point)
{
    return explored_spec_of(of, point->question);
}

bool explore_has_scenarios(const struct exploration *exploration)
{
    for (size_t i = 0; i < exploration->world_count; i++)
        if (strcmp(exploration->worlds[i].scenario, SPEC_AS_WRITTEN) != 0)
            return true;
    return false;
}

bool explore_has_draws(const struct exploration *exploration)
{
    return exploration->world_count > 0 && exploration->worlds[0].draw > 0;
}

void explore_world_columns(struct table *out, const struct exploration *of)
{
    table_column(out, "scenario", NULL, TABLE_TEXT, "");
    table_hide(out, !explore_has_scenarios(of));
    table_column(out, "draw", NULL, TABLE_INTEGER, "");
    table_hide(out, !explore_has_draws(of));
}

void explore_world_cells(struct table *out, const struct exploration *of, size_t world)
{
    table_text(out, of->worlds[world].scenario);
    if (of->worlds[world].draw > 0)
        table_integer(out, of->worlds[world].draw);
    else
        table_null(out);
}

bool explore_goal_repeats(const struct exploration *exploration, size_t goal)
{
    const struct explored_goal *goals = exploration->goals;
    for (size_t i = 0; i < goal; i++)
        if (strcmp(goals[i].metric, goals[goal].metric) == 0 && goals[i].end == goals[goal].end)
            return true;
    return false;
}

void explore_table_front(struct table *out, struct arena *arena,
                         const struct exploration *exploration, const struct verdict *verdict)
{
    table_init(out, arena);
    table_column(out, "point", "#", TABLE_INTEGER, "");
    explore_world_columns(out, exploration);
    for (size_t i = 0; i < exploration->goal_count; i++)
        if (!explore_goal_repeats(exploration, i))
            explore_goal_column(out, exploration, i);
    table_column(out, "ways", NULL, TABLE_REAL, "");
    table_column(out, "build", NULL, TABLE_TEXT, "");
    table_column(out, "note", NULL, TABLE_TEXT, "");
    for (size_t i = 0; i < verdict->front_count; i++) {
        const struct explored_point *point = point_at(exploration, verdict, (long)i);
        size_t world = verdict_world_of(exploration, verdict->front[i]);
        bool is_knee = verdict->worlds[world].knee == (long)i;
        bool is_best = verdict->worlds[world].best == (long)i;
        table_integer(out, (int64_t)i + 1);
        explore_world_cells(out, exploration, world);
        for (size_t j = 0; j < exploration->goal_count; j++)
            if (!explore_goal_repeats(exploration, j))
                table_real(out, explore_goal_metric(&exploration->goals[j], point->values[j]));
        table_real(out, (double)point->ways);
        table_text(out, spec_of(exploration, point)->name);
        table_text(out, is_knee && is_best ? "knee, best under the weights"
                        : is_knee          ? "knee"
                        : is_best          ? "best under the weights"
                                           : NULL);
    }
}

/* ---- what fills the slots ---- */

/* "1, 3": builds of the front in which the slot has the choice. */
static const char *points_with(struct arena *arena, const struct exploration *of,
                               const struct verdict *verdict, const char *place, const char *choice)
{
    const char *text = "";
    size_t count = 0;
    for (size_t i = 0; text != NULL && i < verdict->front_count; i++)
        if (explored_has(of, point_at(of, verdict, (long)i), place, choice)) {
            text = arena_printf(arena, "%s%s%zu", text, count > 0 ? ", " : "", i + 1);
            count++;
        }
    return count == verdict->front_count ? "all" : text;
}

/* Whether the choice stands in a row already: of a build before, or of a filling before. */
static bool is_listed(const struct exploration *of, const struct verdict *verdict, size_t point,
                      size_t filling, size_t place, const char *choice)
{
    const struct explored_point *at = point_at(of, verdict, (long)point);
    const char *name = spec_of(of, at)->places[place];
    for (size_t i = 0; i < point; i++)
        if (explored_has(of, point_at(of, verdict, (long)i), name, choice))
            return true;
    for (size_t i = 0; i < filling; i++)
        if (strcmp(at->fillings[i][place], choice) == 0)
            return true;
    return false;
}

/* The choices that a build of the front adds to the rows of a slot. */
static void choices_of(struct table *out, const struct exploration *of,
                       const struct verdict *verdict, size_t point, size_t place)
{
    const struct explored_point *at = point_at(of, verdict, (long)point);
    const char *name = spec_of(of, at)->places[place];
    for (size_t i = 0; i < at->filling_count; i++) {
        const char *choice = at->fillings[i][place];
        if (strcmp(choice, "none") == 0 || is_listed(of, verdict, point, i, place, choice))
            continue;
        table_text(out, name);
        table_text(out, choice);
        table_text(out, points_with(out->arena, of, verdict, name, choice));
    }
}

void explore_table_choices(struct table *out, struct arena *arena,
                           const struct exploration *exploration, const struct verdict *verdict)
{
    table_init(out, arena);
    table_column(out, "place", "slot", TABLE_TEXT, "");
    table_key(out);
    table_column(out, "choice", NULL, TABLE_TEXT, "");
    table_column(out, "points", "#", TABLE_TEXT, "");
    for (size_t s = 0; s < exploration->spec_count; s++)
        for (size_t j = 0; j < exploration->specs[s].place_count; j++)
            for (size_t i = 0; i < verdict->front_count; i++)
                if (spec_of(exploration, point_at(exploration, verdict, (long)i)) ==
                    &exploration->specs[s])
                    choices_of(out, exploration, verdict, i, j);
}

void explore_table_fillings(struct table *out, struct arena *arena,
                            const struct exploration *exploration, const struct verdict *verdict)
{
    table_init(out, arena);
    table_column(out, "point", NULL, TABLE_INTEGER, "");
    table_column(out, "filling", NULL, TABLE_INTEGER, "");
    table_column(out, "place", NULL, TABLE_TEXT, "");
    table_column(out, "choice", NULL, TABLE_TEXT, "");
    for (size_t i = 0; i < verdict->front_count; i++) {
        const struct explored_point *point = point_at(exploration, verdict, (long)i);
        const struct explored_spec *spec = spec_of(exploration, point);
        for (size_t k = 0; k < point->filling_count; k++)
            for (size_t j = 0; j < spec->place_count; j++) {
                table_integer(out, (int64_t)i + 1);
                table_integer(out, (int64_t)k + 1);
                table_text(out, spec->places[j]);
                table_text(out, point->fillings[k][j]);
            }
    }
}

/* ---- how media fare ---- */

/* "beaten by 2: power_facility +0.5 %, cost_material +1.2 %". */
static const char *say_beaten(struct arena *arena, const struct exploration *of,
                              const struct verdict *verdict, const struct verdict_question *by)
{
    const struct explored_point *loser = &of->points[by->beaten];
    const struct explored_point *winner = point_at(of, verdict, by->by);
    const char *text = arena_printf(arena, "beaten by %ld:", by->by + 1);
    for (size_t i = 0; text != NULL && i < of->objectives; i++) {
        double a = explore_goal_metric(&of->goals[i], loser->values[i]);
        double b = explore_goal_metric(&of->goals[i], winner->values[i]);
        const char *name = explore_goal_name(arena, &of->goals[i]);
        if (loser->steps[i] == winner->steps[i] || name == NULL)
            continue;
        text = arena_printf(arena, "%s %s %+.3g %%%s", text, name, (a - b) / fabs(b) * 100,
                            i + 1 < of->objectives ? "," : "");
    }
    size_t length = text != NULL ? strlen(text) : 0;
    return length > 0 && text[length - 1] == ',' ? arena_strndup(arena, text, length - 1) : text;
}

void explore_table_media(struct table *out, struct arena *arena,
                         const struct exploration *exploration, const struct verdict *verdict)
{
    table_init(out, arena);
    explore_world_columns(out, exploration);
    table_column(out, "build", NULL, TABLE_TEXT, "");
    table_column(out, "place", NULL, TABLE_TEXT, "");
    table_column(out, "choice", NULL, TABLE_TEXT, "");
    table_key(out);
    table_column(out, "verdict", NULL, TABLE_TEXT, "");
    table_column(out, "on_front", "on the front", TABLE_INTEGER, "");
    table_column(out, "code", "finding", TABLE_TEXT, "");
    table_column(out, "reason", "why", TABLE_TEXT, "");
    table_wrap(out);
    for (size_t i = 0; i < exploration->question_count; i++) {
        const struct explored_question *question = &exploration->questions[i];
        const struct verdict_question *found = &verdict->questions[i];
        bool is_infeasible = question->state == EXPLORED_INFEASIBLE;
        bool is_done = is_infeasible || question->state == EXPLORED_PROVEN;
        explore_world_cells(out, exploration, explored_unit_of(exploration, i)->world);
        table_text(out, explored_spec_of(exploration, i)->name);
        table_text(out, explored_topic_of(exploration, i)->place);
        table_text(out, explored_topic_of(exploration, i)->choice);
        table_text(out, !is_done              ? "not proven"
                        : is_infeasible       ? "infeasible"
                        : found->on_front > 0 ? "wins"
                                              : "loses");
        table_integer(out, (int64_t)found->on_front);
        table_text(out, is_infeasible ? question->reason_code : NULL);
        table_text(out, is_infeasible ? arena_printf(arena, "%s: %s", question->reason_place,
                                                     question->reason_text)
                        : found->on_front == 0 && found->beaten != VERDICT_NONE
                            ? say_beaten(arena, exploration, verdict, found)
                            : NULL);
    }
}

static void need_row(struct table *out, const struct exploration *of, size_t question,
                     const struct verdict_need *need, size_t goal)
{
    const struct explored_point *loser = &of->points[need->point];
    const struct explored_spec *spec = spec_of(of, loser);
    bool has_price = need->place != VERDICT_NONE;
    explore_world_cells(out, of, explored_unit_of(of, question)->world);
    table_text(out, spec->name);
    table_text(out, explored_topic_of(of, question)->place);
    table_text(out, explored_topic_of(of, question)->choice);
    table_text(out, explore_goal_name(out->arena, &of->goals[goal]));
    table_real(out, explore_goal_metric(&of->goals[goal], need->value));
    table_real(out, explore_goal_metric(&of->goals[goal], need->below));
    table_text(out, of->goals[goal].is_yield ? "" : of->goals[goal].unit);
    table_text(out, has_price ? loser->fillings[0][need->place] : NULL);
    table_real(out, has_price ? need->price : NAN);
    table_real(out, has_price && need->price_below > 0 ? need->price_below : NAN);
}

void explore_table_needs(struct table *out, struct arena *arena,
                         const struct exploration *exploration, const struct verdict *verdict)
{
    table_init(out, arena);
    explore_world_columns(out, exploration);
    table_column(out, "build", NULL, TABLE_TEXT, "");
    table_column(out, "place", NULL, TABLE_TEXT, "");
    table_column(out, "choice", NULL, TABLE_TEXT, "");
    table_key(out);
    table_column(out, "metric", NULL, TABLE_TEXT, "");
    table_column(out, "now", NULL, TABLE_REAL, "");
    table_column(out, "wins_beyond", "wins beyond", TABLE_REAL, "");
    table_column(out, "unit", NULL, TABLE_TEXT, "");
    table_column(out, "part", "by the price of", TABLE_TEXT, "");
    table_column(out, "price", "now each", TABLE_MONEY, "");
    table_column(out, "price_below", "wins below", TABLE_MONEY, "");
    for (size_t i = 0; i < exploration->question_count; i++)
        for (size_t j = 0; j < exploration->objectives; j++)
            if (verdict->questions[i].needs[j].point != VERDICT_NONE)
                need_row(out, exploration, i, &verdict->questions[i].needs[j], j);
}

void explore_table_conflicts(struct table *out, struct arena *arena,
                             const struct exploration *exploration, const struct verdict *verdict)
{
    (void)verdict;
    table_init(out, arena);
    explore_world_columns(out, exploration);
    table_column(out, "build", NULL, TABLE_TEXT, "");
    table_column(out, "requirement", NULL, TABLE_TEXT, "");
    table_wrap(out);
    for (size_t i = 0; i < exploration->unit_count; i++)
        for (size_t j = 0; j < exploration->units[i].conflict_count; j++) {
            const struct explored_unit *unit = &exploration->units[i];
            explore_world_cells(out, exploration, unit->world);
            table_text(out, exploration->specs[unit->spec].name);
            table_text(out, unit->conflict[j]);
        }
}

/* ---- the picture ---- */

enum { PICTURE_WIDTH = 64, PICTURE_HEIGHT = 16 };

static size_t cell_of(double value, double least, double most, size_t cells)
{
    return most > least ? (size_t)round((value - least) / (most - least) * (double)(cells - 1)) : 0;
}

const char *explore_picture(struct arena *arena, const struct exploration *exploration,
                            const struct verdict *verdict)
{
    char grid[PICTURE_HEIGHT][PICTURE_WIDTH + 1];
    double least[2] = {INFINITY, INFINITY}, most[2] = {-INFINITY, -INFINITY};
    if (exploration->objectives < 2 || verdict->front_count < 2 || exploration->world_count > 1)
        return NULL;
    for (size_t i = 0; i < PICTURE_HEIGHT; i++) {
        memset(grid[i], ' ', PICTURE_WIDTH);
        grid[i][PICTURE_WIDTH] = '\0';
    }
    for (size_t i = 0; i < verdict->front_count; i++)
        for (size_t j = 0; j < 2; j++) {
            double value = explore_goal_metric(&exploration->goals[j],
                                               point_at(exploration, verdict, (long)i)->values[j]);
            least[j] = fmin(least[j], value);
            most[j] = fmax(most[j], value);
        }
    for (size_t i = verdict->front_count; i-- > 0;) {
        const struct explored_point *point = point_at(exploration, verdict, (long)i);
        double x = explore_goal_metric(&exploration->goals[0], point->values[0]);
        double y = explore_goal_metric(&exploration->goals[1], point->values[1]);
        size_t row = PICTURE_HEIGHT - 1 - cell_of(y, least[1], most[1], PICTURE_HEIGHT);
        size_t column = cell_of(x, least[0], most[0], PICTURE_WIDTH - 3);
        char mark[24];
        int length = snprintf(mark, sizeof mark, "%zu", i + 1);
        memcpy(&grid[row][column], length <= 3 ? mark : "*", length <= 3 ? (size_t)length : 1);
    }
    const char *text =
        arena_printf(arena, "%s (%s)\n", exploration->goals[1].metric, exploration->goals[1].unit);
    for (size_t i = 0; text != NULL && i < PICTURE_HEIGHT; i++) {
        double y = most[1] - (most[1] - least[1]) * (double)i / (PICTURE_HEIGHT - 1);
        text = i % 5 == 0 ? arena_printf(arena, "%s%12.6g | %s\n", text, y, grid[i])
                          : arena_printf(arena, "%s%12s | %s\n", text, "", grid[i]);
    }
    return text == NULL ? NULL
                        : arena_printf(arena, "%s%12s +%.*s\n%14s%-32.6g%32.6g\n%46s (%s)\n", text,
                                       "", PICTURE_WIDTH + 1,
                                       "----------------------------------------------------------"
                                       "----------------",
                                       "", least[0], most[0], exploration->goals[0].metric,
                                       exploration->goals[0].unit);
}
