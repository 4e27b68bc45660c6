/* Points that no other one beats, with where each comes from. */
#ifndef OPTIBOM_EXPLORE_FRONT_H
#define OPTIBOM_EXPLORE_FRONT_H

#include "explore/problem.h"

#define EXPLORE_NONE UINT32_MAX

/* How a point came about: as the sum of two others. */
struct explore_origin {
    uint32_t term; /* of the union that made the front */
    uint32_t own;  /* point of the term's own points */
    uint32_t rest; /* point of the term's rest */
    uint32_t next; /* another origin of an equal point; EXPLORE_NONE: no more */
};

/* Points in lexicographic order; equal ones are one, with all their origins. */
struct explore_front {
    size_t values; /* of a point */
    size_t count;
    int64_t *points; /* `values` each */
    uint32_t *first; /* origin of each point */
    struct explore_origin *origins;
    size_t origin_count;
};

void explore_front_fini(struct explore_front *front);

static inline const int64_t *explore_front_at(const struct explore_front *front, size_t point)
{
    return &front->points[point * front->values];
}

#endif
