/*
 * Filtering: (1) points are sorted lexicographically, so that whatever beats a point stands before
 * it; (2) equal points stand side by side and become one; (3) points that are equal in all
 * objectives, a run, do not beat each other; (4) a point is beaten when one that was kept before
 * its run is not above it in the values after the first (kept.c).
 */
#include "explore/pool.h"

#include "explore/kept.h"
#include "explore/sort.h"

#include <stdlib.h>
#include <string.h>

void explore_front_fini(struct explore_front *front)
{
    free(front->points);
    free(front->first);
    free(front->origins);
    *front = (struct explore_front){0};
}

void explore_pool_init(struct explore_pool *pool, size_t values, size_t objectives)
{
    *pool = (struct explore_pool){.values = values, .objectives = objectives};
}

void explore_pool_fini(struct explore_pool *pool)
{
    free(pool->points);
    free(pool->first);
    free(pool->last);
    free(pool->origins);
    explore_pool_init(pool, pool->values, pool->objectives);
}

static bool grow(void **items, size_t capacity, size_t size)
{
    void *grown = realloc(*items, capacity * size);
    if (grown != NULL)
        *items = grown;
    return grown != NULL;
}

static bool reserve(struct explore_pool *pool, size_t count)
{
    if (count <= pool->capacity)
        return true;
    size_t capacity = pool->capacity > 0 ? pool->capacity : 256;
    while (capacity < count)
        capacity *= 2;
    if (!grow((void **)&pool->points, capacity, pool->values * sizeof *pool->points) ||
        !grow((void **)&pool->first, capacity, sizeof *pool->first) ||
        !grow((void **)&pool->last, capacity, sizeof *pool->last))
        return false;
    pool->capacity = capacity;
    return true;
}

static bool reserve_origins(struct explore_pool *pool, size_t count)
{
    if (count <= pool->origin_capacity)
        return true;
    size_t capacity = pool->origin_capacity > 0 ? pool->origin_capacity : 256;
    while (capacity < count)
        capacity *= 2;
    if (capacity >= EXPLORE_NONE || !grow((void **)&pool->origins, capacity, sizeof *pool->origins))
        return false;
    pool->origin_capacity = capacity;
    return true;
}

bool explore_pool_add(struct explore_pool *pool, const int64_t *point, uint32_t term, uint32_t own,
                      uint32_t rest)
{
    if (!reserve(pool, pool->count + 1) || !reserve_origins(pool, pool->origin_count + 1))
        return false;
    memcpy(&pool->points[pool->count * pool->values], point, pool->values * sizeof *point);
    pool->origins[pool->origin_count] = (struct explore_origin){term, own, rest, EXPLORE_NONE};
    pool->first[pool->count] = pool->last[pool->count] = (uint32_t)pool->origin_count++;
    pool->count++;
    return true;
}

bool explore_pool_join(struct explore_pool *pool, const struct explore_pool *other)
{
    size_t shift = pool->origin_count;
    if (!reserve(pool, pool->count + other->count) ||
        !reserve_origins(pool, shift + other->origin_count))
        return false;
    if (other->count == 0)
        return true;
    memcpy(&pool->points[pool->count * pool->values], other->points,
           other->count * pool->values * sizeof *pool->points);
    for (size_t i = 0; i < other->count; i++) {
        pool->first[pool->count + i] = other->first[i] + (uint32_t)shift;
        pool->last[pool->count + i] = other->last[i] + (uint32_t)shift;
    }
    for (size_t i = 0; i < other->origin_count; i++) {
        struct explore_origin origin = other->origins[i];
        origin.next += origin.next == EXPLORE_NONE ? 0 : (uint32_t)shift;
        pool->origins[shift + i] = origin;
    }
    pool->count += other->count;
    pool->origin_count += other->origin_count;
    return true;
}

struct filtering {
    struct explore_pool *from, *to;
    uint32_t *order, *ranks, *pending;
    struct explore_kept kept;
};

static const int64_t *point_at(const struct filtering *filtering, size_t place)
{
    return &filtering->from->points[filtering->order[place] * filtering->from->values];
}

static bool is_same(const struct filtering *filtering, size_t a, size_t b, size_t values)
{
    return memcmp(point_at(filtering, a), point_at(filtering, b), values * sizeof(int64_t)) == 0;
}

/* Appends a point with the origins of all places, start to end, that are equal to it. */
static void take_point(struct filtering *filtering, size_t start, size_t end)
{
    const struct explore_pool *from = filtering->from;
    struct explore_pool *to = filtering->to;
    memcpy(&to->points[to->count * to->values], point_at(filtering, start),
           to->values * sizeof *to->points);
    to->first[to->count] = (uint32_t)to->origin_count;
    for (size_t i = start; i < end; i++)
        for (uint32_t at = from->first[filtering->order[i]]; at != EXPLORE_NONE;
             at = from->origins[at].next) {
            to->origins[to->origin_count] = from->origins[at];
            to->origins[to->origin_count].next = (uint32_t)to->origin_count + 1;
            to->origin_count++;
        }
    to->last[to->count] = (uint32_t)to->origin_count - 1;
    to->origins[to->origin_count - 1].next = EXPLORE_NONE;
    to->count++;
}

/* Takes the points of a run that are not beaten; only then may they beat others. */
static void take_run(struct filtering *filtering, size_t start, size_t end)
{
    size_t pending = 0;
    for (size_t i = start, next; i < end; i = next) {
        uint32_t at = filtering->order[i];
        for (next = i + 1; next < end && is_same(filtering, i, next, filtering->from->values);)
            next++;
        if (explore_kept_beats(&filtering->kept, point_at(filtering, i), filtering->ranks[at]))
            continue;
        take_point(filtering, i, next);
        filtering->pending[pending++] = at;
    }
    for (size_t i = 0; i < pending; i++)
        explore_kept_add(&filtering->kept,
                         &filtering->from->points[filtering->pending[i] * filtering->from->values],
                         filtering->ranks[filtering->pending[i]]);
}

bool explore_pool_filter(struct explore_pool *pool)
{
    struct explore_pool filtered;
    if (pool->count == 0)
        return true;
    uint32_t *numbers = calloc(3 * pool->count, sizeof *numbers);
    struct filtering filtering = {.from = pool, .to = &filtered};
    explore_pool_init(&filtered, pool->values, pool->objectives);
    bool is_ok = numbers != NULL;
    if (is_ok) {
        filtering.order = numbers;
        filtering.ranks = numbers + pool->count;
        filtering.pending = numbers + 2 * pool->count;
        is_ok = explore_sort(filtering.order, pool->points, pool->count, pool->values) &&
                explore_kept_init(&filtering.kept, pool->points, pool->count, pool->values,
                                  filtering.ranks) &&
                reserve(&filtered, pool->count) && reserve_origins(&filtered, pool->origin_count);
    }
    for (size_t i = 0, next; is_ok && i < pool->count; i = next) {
        for (next = i + 1; next < pool->count && is_same(&filtering, i, next, pool->objectives);)
            next++;
        take_run(&filtering, i, next);
    }
    is_ok = is_ok && !filtering.kept.failed;
    explore_kept_fini(&filtering.kept);
    free(numbers);
    if (is_ok) {
        struct explore_pool unfiltered = *pool;
        *pool = filtered;
        filtered = unfiltered;
    }
    explore_pool_fini(&filtered);
    return is_ok;
}

static int by_origin(const void *a, const void *b)
{
    const struct explore_origin *x = a, *y = b;
    return x->term != y->term ? (x->term > y->term) - (x->term < y->term)
           : x->own != y->own ? (x->own > y->own) - (x->own < y->own)
                              : (x->rest > y->rest) - (x->rest < y->rest);
}

bool explore_pool_front(struct explore_front *out, struct explore_pool *pool)
{
    if (!explore_pool_filter(pool))
        return false;
    /* Filtering leaves the origins of each point side by side. */
    for (size_t i = 0; i < pool->count; i++) {
        size_t count = pool->last[i] - pool->first[i] + 1;
        struct explore_origin *origins = &pool->origins[pool->first[i]];
        qsort(origins, count, sizeof *origins, by_origin);
        for (size_t k = 0; k < count; k++)
            origins[k].next = k + 1 < count ? pool->first[i] + (uint32_t)k + 1 : EXPLORE_NONE;
    }
    *out = (struct explore_front){.values = pool->values,
                                  .count = pool->count,
                                  .points = pool->points,
                                  .first = pool->first,
                                  .origins = pool->origins,
                                  .origin_count = pool->origin_count};
    free(pool->last);
    explore_pool_init(pool, pool->values, pool->objectives);
    return true;
}
