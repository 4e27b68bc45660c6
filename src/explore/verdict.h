/*
 * What an exploration tells: the builds that no other one of their world beats, which of them is
 * the knee, why each medium and level that was looked at is not among them, and what would bring it
 * there.
 *
 * Pure arithmetic over the points; statements in verdict.c.
 */
#ifndef OPTIBOM_EXPLORE_VERDICT_H
#define OPTIBOM_EXPLORE_VERDICT_H

#include "explore/exploration.h"

enum { VERDICT_NONE = -1 };

/* What would bring a loser onto the front: one objective better than `below`, all else as it is. */
struct verdict_need {
    long point;   /* of the loser, the one that lacks least; VERDICT_NONE: none is beaten */
    double value; /* of its objective, as goal_value gives it */
    double below; /* what that would have to be less than */
    long place;   /* of its spec: the slot on which the loser spends most where it differs from
                     what beats it, for an objective in money; VERDICT_NONE: none */
    double price, price_below; /* of one piece there, and what it would have to be less than;
                                  negative: not even for nothing */
};

struct verdict_question {
    size_t on_front; /* points of the front that answer it */
    long beaten;     /* a point of its that is beaten, the one that lacks least; VERDICT_NONE */
    long by;         /* what beats that one, as an index into the front */
    struct verdict_need needs[EXPLORE_VALUES]; /* by objective */
};

/* The front of one world, a stretch of the front. */
struct verdict_world {
    size_t first, count;
    long knee;      /* as an index into the front; VERDICT_NONE without a front */
    long best;      /* under the weights, likewise */
    bool is_proven; /* every question was answered to its end */
};

struct verdict {
    long *front; /* points, world by world in lexicographic order of their objectives */
    size_t front_count;
    struct verdict_world *worlds;
    struct verdict_question *questions;
    bool is_proven; /* in every world */
};

/* Weights, one an objective, or NULL: `best` is then VERDICT_NONE. OPTIBOM_FAILED when memory is
 * exhausted; everything lives in `arena`. */
enum optibom_status verdict_find(struct verdict *out, struct arena *arena,
                                 const struct exploration *exploration, const double *weights,
                                 struct error *err);

/* The world of a point. */
size_t verdict_world_of(const struct exploration *exploration, long point);

#endif
