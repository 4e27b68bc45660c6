/*
 * Own points go in order of their promise, each with the whole rest as a box, group by group. A
 * group is passed over only when (1) its least values, with the own point added, are more than what
 * is admitted, or (2) a point that is there already is below these in every value and in one less:
 * then it beats every sum of the group. What is left is added, and filtered now and then. So no sum
 * is lost that another does not beat, nor one that is equal to it.
 */
#include "explore/unite.h"

#include "explore/grid.h"

#include <stdlib.h>

enum {
    FIRST_FILTER = 1 << 14 /* points in the pool */
};

struct head {
    double promise; /* less is better */
    uint32_t term, own;
};

struct uniting {
    const struct explore_union *unite;
    struct explore_pool *pool;
    struct explore_grid grid;
    struct head *heads;
    size_t head_count;
    size_t filter_at;
};

static const int64_t *own_of(const struct uniting *uniting, const struct head *head)
{
    return &uniting->unite->terms[head->term].own[head->own * uniting->unite->values];
}

/* The least that a sum with this own point can be in a value. */
static int64_t least_of(const struct uniting *uniting, const struct head *head, size_t value)
{
    return own_of(uniting, head)[value] +
           uniting->unite->terms[head->term].rest->items[0].least[value];
}

static int by_promise(const void *a, const void *b)
{
    const struct head *x = a, *y = b;
    return x->promise != y->promise ? (x->promise > y->promise) - (x->promise < y->promise)
           : x->term != y->term     ? (x->term > y->term) - (x->term < y->term)
                                    : (x->own > y->own) - (x->own < y->own);
}

static void rate_heads(struct uniting *uniting)
{
    for (size_t i = 0; i < uniting->unite->kept; i++) {
        int64_t low = INT64_MAX, high = INT64_MIN;
        for (size_t at = 0; at < uniting->head_count; at++) {
            int64_t least = least_of(uniting, &uniting->heads[at], i);
            low = least < low ? least : low;
            high = least > high ? least : high;
        }
        double width = high > low ? (double)high - (double)low : 1;
        for (size_t at = 0; at < uniting->head_count; at++)
            uniting->heads[at].promise +=
                ((double)least_of(uniting, &uniting->heads[at], i) - (double)low) / width;
    }
}

static bool make_heads(struct uniting *uniting)
{
    const struct explore_union *unite = uniting->unite;
    size_t count = 0;
    for (size_t i = 0; i < unite->term_count; i++)
        count += unite->terms[i].rest->count > 0 ? unite->terms[i].own_count : 0;
    uniting->heads = calloc(count + 1, sizeof *uniting->heads);
    if (uniting->heads == NULL)
        return false;
    for (size_t i = 0; i < unite->term_count; i++)
        for (size_t own = 0; unite->terms[i].rest->count > 0 && own < unite->terms[i].own_count;
             own++)
            uniting->heads[uniting->head_count++] = (struct head){0, (uint32_t)i, (uint32_t)own};
    rate_heads(uniting);
    qsort(uniting->heads, uniting->head_count, sizeof *uniting->heads, by_promise);
    return true;
}

/* Adds two points; false when the sum is more than what is admitted, or beaten. */
static bool add_up(int64_t *sum, const struct uniting *uniting, const int64_t *own,
                   const int64_t *rest)
{
    const struct explore_union *unite = uniting->unite;
    for (size_t i = 0; i < unite->values; i++) {
        sum[i] = own[i] + rest[i];
        if (unite->most != NULL && sum[i] > unite->most[i])
            return false;
    }
    return !explore_grid_beats(&uniting->grid, sum);
}

static bool filter(struct uniting *uniting)
{
    if (!explore_pool_filter(uniting->pool) || !explore_grid_make(&uniting->grid, uniting->pool))
        return false;
    size_t twice = 2 * uniting->pool->count;
    uniting->filter_at = twice > FIRST_FILTER ? twice : FIRST_FILTER;
    return true;
}

static bool add_points(struct uniting *uniting, const struct head *head, uint32_t start,
                       uint32_t end)
{
    const struct explore_groups *rest = uniting->unite->terms[head->term].rest;
    const int64_t *own = own_of(uniting, head);
    int64_t sum[EXPLORE_VALUES] = {0};
    for (uint32_t at = start; at < end; at++)
        if (add_up(sum, uniting, own, &rest->points[at * rest->values]) &&
            !explore_pool_add(uniting->pool, sum, head->term, head->own, rest->at[at]))
            return false;
    return uniting->pool->count < uniting->filter_at || filter(uniting);
}

static bool add_head(struct uniting *uniting, const struct head *head)
{
    const struct explore_groups *rest = uniting->unite->terms[head->term].rest;
    const int64_t *own = own_of(uniting, head);
    int64_t least[EXPLORE_VALUES] = {0};
    for (uint32_t i = 0; i < rest->group_count;) {
        const struct explore_group *group = &rest->items[i];
        if (!add_up(least, uniting, own, group->least)) {
            i = group->after;
            continue;
        }
        if (group->after == i + 1 && !add_points(uniting, head, group->start, group->end))
            return false;
        i++;
    }
    return true;
}

bool explore_unite(struct explore_pool *pool, double *share, const struct explore_union *unite)
{
    struct uniting uniting = {.unite = unite, .pool = pool, .filter_at = FIRST_FILTER};
    explore_grid_init(&uniting.grid, unite->kept);
    bool is_ok = make_heads(&uniting);
    size_t i = unite->part;
    for (; is_ok && i < uniting.head_count; i += unite->parts) {
        if (unite->progress != NULL)
            unite->progress(unite->context, (double)i / (double)uniting.head_count);
        if (atomic_load(unite->is_ended))
            break;
        is_ok = add_head(&uniting, &uniting.heads[i]);
    }
    *share = i < uniting.head_count ? (double)i / (double)uniting.head_count : 1;
    free(uniting.heads);
    explore_grid_fini(&uniting.grid);
    return is_ok;
}
