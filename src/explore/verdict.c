/*
 * 1. Front of a world: the points of all its questions that no point of any of these beats (nowhere
 *    worse, better in one objective), equal ones once.
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

size_t verdict_world_of(const struct exploration *exploration, long point)
{
    return explored_unit_of(exploration, exploration->points[point].question)->world;
}

/* Points [first, end) are those of one world. */
struct points_of {
    size_t first, end;
};

static struct points_of points_of(const struct exploration *of, size_t world)
{
    struct points_of out = {0, of->point_count};
    while (out.first < out.end && verdict_world_of(of, (long)out.first) < world)
        out.first++;
    while (out.end > out.first && verdict_world_of(of, (long)out.end - 1) > world)
        out.end--;
    return out;
}

/* Statement 1. */
static void find_front(struct verdict *out, struct verdict_world *world,
                       const struct exploration *of, struct points_of in)
{
    world->first = out->front_count;
    for (size_t i = in.first; i < in.end; i++) {
        const struct explored_point *point = &of->points[i];
        bool stays = true;
        for (size_t j = in.first; stays && j < in.end; j++)
            stays = j == i || !covers(of, &of->points[j], point, SIZE_MAX) ||
                    (same(of, &of->points[j], point) && j > i);
        if (!stays)
            continue;
        size_t at = out->front_count++;
        for (; at > world->first && compare(of, point, &of->points[out->front[at - 1]]) < 0; at--)
            out->front[at] = out->front[at - 1];
        out->front[at] = (long)i;
    }
    world->count = out->front_count - world->first;
}

/* Statement 2. */
static long find_knee(const struct verdict *verdict, const struct verdict_world *world,
                      const struct exploration *of)
{
    double least[EXPLORE_VALUES], most[EXPLORE_VALUES], nearest = INFINITY;
    long knee = VERDICT_NONE;
    size_t end = world->first + world->count;
    for (size_t i = 0; i < of->objectives; i++) {
        least[i] = INFINITY;
        most[i] = -INFINITY;
        for (size_t j = world->first; j < end; j++) {
            double value = of->points[verdict->front[j]].values[i];
            least[i] = fmin(least[i], value);
            most[i] = fmax(most[i], value);
        }
    }
    for (size_t j = world->first; j < end; j++) {
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
static long find_best(const struct verdict *verdict, const struct verdict_world *world,
                      const struct exploration *of, const double *weights)
{
    double least = INFINITY;
    long best = VERDICT_NONE;
    for (size_t j = world->first; weights != NULL && j < world->first + world->count; j++) {
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

/* Statement 5. */
static void find_price(struct verdict_need *need, const struct exploration *of,
                       const struct explored_point *winner)
{
    const struct explored_point *loser = &of->points[need->point];
    const struct explored_spec *spec = explored_spec_of(of, loser->question);
    bool is_one_spec = spec == explored_spec_of(of, winner->question);
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

/* What is looked at for a question: the points and the front of its world. */
struct case_of {
    const struct exploration *of;
    const struct verdict *verdict;
    const struct verdict_world *world;
    struct points_of points;
    size_t question;
};

/* Statement 4, of one objective. */
static void find_need(struct verdict_need *need, const struct case_of *at, size_t objective)
{
    const struct exploration *of = at->of;
    double least = INFINITY;
    const struct explored_point *winner = NULL;
    *need = (struct verdict_need){.point = VERDICT_NONE, .place = VERDICT_NONE};
    for (size_t i = at->points.first; i < at->points.end; i++) {
        const struct explored_point *loser = &of->points[i], *best = NULL;
        if (!explored_answers(of, loser, at->question))
            continue;
        for (size_t j = at->world->first; j < at->world->first + at->world->count; j++) {
            const struct explored_point *point = &of->points[at->verdict->front[j]];
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

/* By which share in all a point is beaten. */
static double lack_of(const struct exploration *of, const struct explored_point *point,
                      const struct explored_point *winner)
{
    double lack = 0;
    for (size_t i = 0; i < of->objectives; i++)
        lack += fabs(winner->values[i]) > 0
                    ? (point->values[i] - winner->values[i]) / fabs(winner->values[i])
                    : 0;
    return lack;
}

/* A build may stand among the points of several questions: it is one on the front. */
static size_t count_on_front(const struct case_of *at)
{
    const struct exploration *of = at->of;
    size_t count = 0;
    for (size_t j = at->world->first; j < at->world->first + at->world->count; j++) {
        const struct explored_point *winner = &of->points[at->verdict->front[j]];
        bool is_answer = false;
        for (size_t i = at->points.first; !is_answer && i < at->points.end; i++)
            is_answer = same(of, winner, &of->points[i]) &&
                        explored_answers(of, &of->points[i], at->question);
        count += is_answer;
    }
    return count;
}

static void judge_question(struct verdict_question *out, const struct case_of *at)
{
    const struct exploration *of = at->of;
    double least = INFINITY;
    *out = (struct verdict_question){
        .on_front = count_on_front(at), .beaten = VERDICT_NONE, .by = VERDICT_NONE};
    for (size_t i = at->points.first; i < at->points.end; i++) {
        const struct explored_point *point = &of->points[i];
        if (!explored_answers(of, point, at->question))
            continue;
        for (size_t j = at->world->first; j < at->world->first + at->world->count; j++) {
            const struct explored_point *winner = &of->points[at->verdict->front[j]];
            if (same(of, winner, point) || !covers(of, winner, point, SIZE_MAX))
                continue;
            double lack = lack_of(of, point, winner);
            if (lack < least) {
                least = lack;
                out->beaten = (long)i;
                out->by = (long)j;
            }
        }
    }
    for (size_t i = 0; i < of->objectives; i++)
        if (out->on_front == 0)
            find_need(&out->needs[i], at, i);
        else
            out->needs[i] = (struct verdict_need){.point = VERDICT_NONE, .place = VERDICT_NONE};
}

static void judge_world(struct verdict *out, const struct exploration *of, size_t number,
                        const double *weights)
{
    struct verdict_world *world = &out->worlds[number];
    struct case_of at = {.of = of, .verdict = out, .world = world, .points = points_of(of, number)};
    find_front(out, world, of, at.points);
    world->knee = find_knee(out, world, of);
    world->best = find_best(out, world, of, weights);
    world->is_proven = true;
    for (size_t i = 0; i < of->question_count; i++) {
        enum explored_state state = of->questions[i].state;
        if (explored_unit_of(of, i)->world != number)
            continue;
        at.question = i;
        judge_question(&out->questions[i], &at);
        world->is_proven &= state == EXPLORED_PROVEN || state == EXPLORED_INFEASIBLE;
    }
    out->is_proven &= world->is_proven;
}

enum optibom_status verdict_find(struct verdict *out, struct arena *arena,
                                 const struct exploration *exploration, const double *weights,
                                 struct error *err)
{
    *out = (struct verdict){
        .front = arena_alloc(arena, (exploration->point_count + 1) * sizeof *out->front),
        .worlds = arena_alloc(arena, (exploration->world_count + 1) * sizeof *out->worlds),
        .questions = arena_alloc(arena, (exploration->question_count + 1) * sizeof *out->questions),
        .is_proven = true};
    if (out->front == NULL || out->worlds == NULL || out->questions == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < exploration->world_count; i++)
        judge_world(out, exploration, i, weights);
    return OPTIBOM_OK;
}
