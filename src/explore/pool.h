/*
 * Points on their way to a front: they are added as they come, and from time to time those that
 * another one beats are thrown out.
 */
#ifndef OPTIBOM_EXPLORE_POOL_H
#define OPTIBOM_EXPLORE_POOL_H

#include "explore/front.h"

struct explore_pool {
    size_t values;     /* of a point */
    size_t objectives; /* the first so many: one point beats another when it is not above it in any
                        * value, and less in an objective */
    size_t count, capacity;
    int64_t *points;
    uint32_t *first, *last; /* of the origins of each point */
    struct explore_origin *origins;
    size_t origin_count, origin_capacity;
};

void explore_pool_init(struct explore_pool *pool, size_t values, size_t objectives);
void explore_pool_fini(struct explore_pool *pool);

/* False when memory is exhausted, in all of these. */
bool explore_pool_add(struct explore_pool *pool, const int64_t *point, uint32_t term, uint32_t own,
                      uint32_t rest);

/* Leaves the points that no other one beats, in lexicographic order, equal ones as one with the
 * origins of all. */
bool explore_pool_filter(struct explore_pool *pool);

/* Adds the points of another pool, with their origins. */
bool explore_pool_join(struct explore_pool *pool, const struct explore_pool *other);

/* Filters, and turns the pool into a front; the pool is empty then. Origins of a point are in
 * order of term, own and rest. */
bool explore_pool_front(struct explore_front *out, struct explore_pool *pool);

#endif
