/* The front of all sums of two points, over many pairs of sets. Statements in unite.c. */
#ifndef OPTIBOM_EXPLORE_UNITE_H
#define OPTIBOM_EXPLORE_UNITE_H

#include "explore/groups.h"
#include "explore/pool.h"

#include <stdatomic.h>

/* Each own point is added to each point of the rest. */
struct explore_term {
    const int64_t *own; /* `values` each */
    size_t own_count;
    const struct explore_groups *rest;
};

struct explore_union {
    size_t values;       /* of the points that come in */
    size_t kept;         /* the first so many decide, and are kept */
    const int64_t *most; /* of each value of a sum; NULL: any */
    const struct explore_term *terms;
    size_t term_count;
    unsigned part,
        parts; /* only every parts-th own point, for a thread of several; 1 part is all */
    /* Told before each own point how much is done; may be NULL. The union ends where it is. */
    void (*progress)(void *context, double share);
    void *context;
    const atomic_bool *is_ended;
};

/* Adds the sums that no other one of them beats to the pool, with more that may be beaten yet.
 * Gives the share of the own points that was looked at. False when memory is exhausted. */
bool explore_unite(struct explore_pool *pool, double *share, const struct explore_union *unite);

#endif
