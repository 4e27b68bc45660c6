/* Radix sort over the bytes of one value, those that differ; the library's sort where the first
 * value is equal. */
#include "explore/sort.h"

#include <stdlib.h>
#include <string.h>

enum { RADIX = 256, KEY_BYTES = 8 };

struct item {
    uint64_t key; /* in the order of the signed value */
    uint32_t point;
};

/* Sorts the items by key, stably, and returns where they are: `items` or `spare`. */
static struct item *sort_items(struct item *items, struct item *spare, size_t count)
{
    uint64_t differing = 0;
    for (size_t i = 1; i < count; i++)
        differing |= items[i].key ^ items[0].key;
    for (unsigned byte = 0; byte < KEY_BYTES; byte++) {
        size_t starts[RADIX] = {0}, at = 0;
        if ((differing >> (byte * 8) & (RADIX - 1)) == 0)
            continue;
        for (size_t i = 0; i < count; i++)
            starts[items[i].key >> (byte * 8) & (RADIX - 1)]++;
        for (size_t i = 0; i < RADIX; i++) {
            size_t here = starts[i];
            starts[i] = at;
            at += here;
        }
        for (size_t i = 0; i < count; i++)
            spare[starts[items[i].key >> (byte * 8) & (RADIX - 1)]++] = items[i];
        struct item *sorted = spare;
        spare = items;
        items = sorted;
    }
    return items;
}

/* Both arrays are in one piece of memory, which the caller frees; NULL when it is exhausted. */
static struct item *sorted_by(struct item **memory, const int64_t *points, size_t count,
                              size_t values, size_t value)
{
    *memory = malloc((2 * count + 1) * sizeof **memory);
    if (*memory == NULL)
        return NULL;
    for (size_t i = 0; i < count; i++)
        (*memory)[i] = (struct item){
            (uint64_t)points[i * values + value] ^ UINT64_C(0x8000000000000000), (uint32_t)i};
    return sort_items(*memory, *memory + count, count);
}

/* A point with what it is compared by, so that the library's sort needs no context. */
struct whole {
    const int64_t *point;
    size_t values;
    uint32_t at;
};

static int by_values(const void *a, const void *b)
{
    const struct whole *x = a, *y = b;
    for (size_t i = 0; i < x->values; i++)
        if (x->point[i] != y->point[i])
            return x->point[i] < y->point[i] ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

/* Puts a run of items of one key in order of the further values. */
static bool sort_run(struct item *items, size_t count, const int64_t *points, size_t values)
{
    struct whole *run = malloc(count * sizeof *run);
    if (run == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        run[i] = (struct whole){&points[items[i].point * values], values, items[i].point};
    qsort(run, count, sizeof *run, by_values);
    for (size_t i = 0; i < count; i++)
        items[i].point = run[i].at;
    free(run);
    return true;
}

bool explore_sort(uint32_t *order, const int64_t *points, size_t count, size_t values)
{
    struct item *memory;
    struct item *items = sorted_by(&memory, points, count, values, 0);
    bool is_ok = items != NULL;
    for (size_t i = 0, end; is_ok && i < count; i = end) {
        for (end = i + 1; end < count && items[end].key == items[i].key;)
            end++;
        if (values > 1 && end - i > 1)
            is_ok = sort_run(&items[i], end - i, points, values);
    }
    for (size_t i = 0; is_ok && i < count; i++)
        order[i] = items[i].point;
    free(memory);
    return is_ok;
}

size_t explore_sort_ranks(uint32_t *ranks, const int64_t *points, size_t count, size_t values,
                          size_t value)
{
    struct item *memory;
    const struct item *items = sorted_by(&memory, points, count, values, value);
    uint32_t rank = 0;
    for (size_t i = 0; items != NULL && i < count; i++) {
        rank += i == 0 || items[i].key != items[i - 1].key;
        ranks[items[i].point] = rank;
    }
    free(memory);
    return rank;
}
