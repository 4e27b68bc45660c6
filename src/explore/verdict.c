/*
 * 1. Front: the points of all questions that no point of any question beats (nowhere worse, better
 *    in one objective), equal ones once.
 * 2. Knee: the point of the front nearest to the best of each objective, with every objective
 *    scaled to run from 0 to 1 over the front.
 * 3. Best under weights: the least sum of weight x value (goal_value: a yield counts as -ln).
 * 4. Need of a loser in an objective: of its points, the least by which one of them is above what
 *    the best point of the front has that is nowhere worse in the others. With less than that it
 *    is on the front.
 * 5. Price: the need in money over the pieces of the slot on which the loser spends most and which
 *    the one that beats it fills otherwise.
 */
#include "explore/verdict.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool covers(const struct exploration *of, const struct explored_point *a,
                   const struct explored_point *b, size_t but)
{
    for (size_t i = 0; i < of->objectives; i++)
        if (i != but && a->steps[i] > b->steps[i])
            return false;
    return true;
}

static bool same(const struct exploration *of, const struct explored_point *a,
                 const struct explored_point *b)
{
    return memcmp(a->steps, b->steps, of->objectives * sizeof *a->steps) == 0;
}

static int compare(const struct exploration *of, const struct explored_point *a,
                   const struct explored_point *b)
{
    for (size_t i = 0; i < of->objectives; i++)
        if (a->steps[i] != b->steps[i])
            return a->steps[i] < b->steps[i] ? -1 : 1;
    return 0;
}

/* Statement 1. */
static void find_front(struct verdict *out, const struct exploration *of)
{
    for (size_t i = 0; i < of->point_count; i++) {
        const struct explored_point *point = &of->points[i];
        bool stays = true;
        for (size_t j = 0; stays && j < of->point_count; j++)
            stays = j == i || !covers(of, &of->points[j], point, SIZE_MAX) ||
                    (same(of, &of->points[j], point) && j > i);
        if (!stays)
            continue;
        size_t at = out->front_count++;
        for (; at > 0 && compare(of, point, &of->points[out->front[at - 1]]) < 0; at--)
            out->front[at] = out->front[at - 1];
        out->front[at] = (long)i;
    }
}

/* Statement 2. */
static long find_knee(const struct verdict *verdict, const struct exploration *of)
{
    double least[EXPLORE_VALUES], most[EXPLORE_VALUES], nearest = INFINITY;
    long knee = VERDICT_NONE;
    for (size_t i = 0; i < of->objectives; i++) {
        least[i] = INFINITY;
        most[i] = -INFINITY;
        for (size_t j = 0; j < verdict->front_count; j++) {
            double value = of->points[verdict->front[j]].values[i];
            least[i] = fmin(least[i], value);
            most[i] = fmax(most[i], value);
        }
    }
    for (size_t j = 0; j < verdict->front_count; j++) {
        double distance = 0;
        for (size_t i = 0; i < of->objectives; i++) {
            double value = of->points[verdict->front[j]].values[i];
            double share = most[i] > least[i] ? (value - least[i]) / (most[i] - least[i]) : 0;
            distance += share * share;
        }
        if (distance < nearest) {
            nearest = distance;
            knee = (long)j;
        }
    }
    return knee;
}

/* Statement 3. */
static long find_best(const struct verdict *verdict, const struct exploration *of,
                      const double *weights)
{
    double least = INFINITY;
    long best = VERDICT_NONE;
    for (size_t j = 0; weights != NULL && j < verdict->front_count; j++) {
        double sum = 0;
        for (size_t i = 0; i < of->objectives; i++)
            sum += weights[i] * of->points[verdict->front[j]].values[i];
        if (sum < least) {
            least = sum;
            best = (long)j;
        }
    }
    return best;
}

bool verdict_has(const struct exploration *exploration, long point, const char *place,
                 const char *choice)
{
    const struct explored_point *at = &exploration->points[point];
    const struct explored_spec *spec =
        &exploration->specs[exploration->questions[at->question].spec];
    for (size_t i = 0; i < spec->place_count; i++)
        for (size_t j = 0; strcmp(spec->places[i], place) == 0 && j < at->filling_count; j++)
            if (strcmp(at->fillings[j][i], choice) == 0)
                return true;
    return false;
}

/* Statement 5. */
static void find_price(struct verdict_need *need, const struct exploration *of,
                       const struct explored_point *winner)
{
    const struct explored_point *loser = &of->points[need->point];
    const struct explored_spec *spec = &of->specs[of->questions[loser->question].spec];
    bool is_one_spec = of->questions[winner->question].spec == of->questions[loser->question].spec;
    double most = 0;
    need->place = VERDICT_NONE;
    for (size_t i = 0; i < spec->place_count; i++) {
        const struct explored_buy *buy = &loser->buys[i];
        double spent = (double)buy->pieces * buy->price;
        if (!(spent > most) ||
            (is_one_spec && strcmp(loser->fillings[0][i], winner->fillings[0][i]) == 0))
            continue;
        most = spent;
        need->place = (long)i;
        need->price = buy->price;
        need->price_below = buy->price - (need->value - need->below) / (double)buy->pieces;
    }
}

/* Statement 4, of one objective. */
static void find_need(struct verdict_need *need, const struct verdict *verdict,
                      const struct exploration *of, size_t question, size_t objective)
{
    double least = INFINITY;
    const struct explored_point *winner = NULL;
    *need = (struct verdict_need){.point = VERDICT_NONE, .place = VERDICT_NONE};
    for (size_t i = 0; i < of->point_count; i++) {
        const struct explored_point *loser = &of->points[i], *best = NULL;
        if (loser->question != question)
            continue;
        for (size_t j = 0; j < verdict->front_count; j++) {
            const struct explored_point *point = &of->points[verdict->front[j]];
            if (covers(of, point, loser, objective) && !same(of, point, loser) &&
                (best == NULL || point->steps[objective] < best->steps[objective]))
                best = point;
        }
        bool is_possible =
            !of->goals[objective].is_yield || (best != NULL && best->steps[objective] > 0);
        if (best == NULL || best->steps[objective] > loser->steps[objective] || !is_possible)
            continue;
        double lack = loser->values[objective] - best->values[objective];
        if (!(lack < least))
            continue;
        least = lack;
        winner = best;
        *need = (struct verdict_need){.point = (long)i,
                                      .value = loser->values[objective],
                                      .below = best->values[objective],
                                      .place = VERDICT_NONE};
    }
    const struct explored_goal *goal = &of->goals[objective];
    if (winner != NULL && strcmp(goal->metric, "cost_material") == 0)
        find_price(need, of, winner);
}

static void judge_question(struct verdict_question *out, const struct verdict *verdict,
                           const struct exploration *of, size_t question)
{
    double least = INFINITY;
    *out = (struct verdict_question){.beaten = VERDICT_NONE, .by = VERDICT_NONE};
    for (size_t i = 0; i < of->point_count; i++) {
        const struct explored_point *point = &of->points[i];
        for (size_t j = 0; point->question == question && j < verdict->front_count; j++) {
            const struct explored_point *winner = &of->points[verdict->front[j]];
            bool is_same = same(of, winner, point);
            out->on_front += is_same;
            if (is_same || !covers(of, winner, point, SIZE_MAX))
                continue;
            double lack = 0;
            for (size_t k = 0; k < of->objectives; k++)
                lack += fabs(winner->values[k]) > 0
                            ? (point->values[k] - winner->values[k]) / fabs(winner->values[k])
                            : 0;
            if (lack < least) {
                least = lack;
                out->beaten = (long)i;
                out->by = (long)j;
            }
        }
    }
    for (size_t i = 0; i < of->objectives; i++)
        if (out->on_front == 0)
            find_need(&out->needs[i], verdict, of, question, i);
        else
            out->needs[i] = (struct verdict_need){.point = VERDICT_NONE, .place = VERDICT_NONE};
}

enum optibom_status verdict_find(struct verdict *out, struct arena *arena,
                                 const struct exploration *exploration, const double *weights,
                                 struct error *err)
{
    *out = (struct verdict){
        .front = arena_alloc(arena, (exploration->point_count + 1) * sizeof *out->front),
        .questions = arena_alloc(arena, (exploration->question_count + 1) * sizeof *out->questions),
        .is_proven = !exploration->is_cut};
    if (out->front == NULL || out->questions == NULL)
        return error_no_memory(err);
    find_front(out, exploration);
    out->knee = find_knee(out, exploration);
    out->best = find_best(out, exploration, weights);
    for (size_t i = 0; i < exploration->question_count; i++) {
        enum explored_state state = exploration->questions[i].state;
        judge_question(&out->questions[i], out, exploration, i);
        out->is_proven &= state == EXPLORED_PROVEN || state == EXPLORED_INFEASIBLE;
    }
    return OPTIBOM_OK;
}
