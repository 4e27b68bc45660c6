/* The points of a filter that were kept so far: does one of them stand below another point? Points
 * come in lexicographic order, so the first value is not looked at. */
#ifndef OPTIBOM_EXPLORE_KEPT_H
#define OPTIBOM_EXPLORE_KEPT_H

#include "explore/problem.h"

struct explore_stairs;

struct explore_kept {
    size_t values, count;
    int64_t least;                 /* two values: of the second one */
    size_t ranks;                  /* three and four: of the second value among all points */
    int64_t *minima;               /* three: of the third value, a tree over the ranks */
    struct explore_stairs *stairs; /* four: of the third and fourth, a tree over the ranks */
    int64_t *points;               /* five and more: the points, in blocks, */
    int64_t *corners;              /* and the least values of each block */
    bool failed;                   /* memory is exhausted: it no longer knows all */
};

/* For a filter of these points; gives the rank of each. False when memory is exhausted. Always
 * explore_kept_fini, unless it is zeroed. */
bool explore_kept_init(struct explore_kept *kept, const int64_t *points, size_t count,
                       size_t values, uint32_t *ranks);
void explore_kept_fini(struct explore_kept *kept);

/* Whether a kept point is not above this one in any value. */
bool explore_kept_beats(const struct explore_kept *kept, const int64_t *point, uint32_t rank);
void explore_kept_add(struct explore_kept *kept, const int64_t *point, uint32_t rank);

#endif
