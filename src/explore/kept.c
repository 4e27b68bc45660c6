/*
 * One value: any point does. Two: the least second value. Three: prefix minima of the third value
 * over the ranks of the second, in a binary indexed tree. Four: the same tree, in each place of
 * which stand the points that no other one there is below in the third and fourth value: stairs
 * down. More: blocks of points, each passed over when its least values are not below.
 */
#include "explore/kept.h"

#include "explore/sort.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK = 64 };

/* By the third value, up; the fourth value goes down. */
struct explore_stairs {
    struct step {
        int64_t third, fourth;
    } * steps;
    uint32_t count, capacity;
};

bool explore_kept_init(struct explore_kept *kept, const int64_t *points, size_t count,
                       size_t values, uint32_t *ranks)
{
    *kept = (struct explore_kept){.values = values};
    if (values < 3)
        return true;
    if (values > 4) {
        kept->points = malloc((count + 1) * values * sizeof *kept->points);
        kept->corners = malloc((count / BLOCK + 1) * values * sizeof *kept->corners);
        return kept->points != NULL && kept->corners != NULL;
    }
    kept->ranks = explore_sort_ranks(ranks, points, count, values, 1);
    if (values == 4) {
        kept->stairs = calloc(kept->ranks + 1, sizeof *kept->stairs);
        return kept->ranks > 0 && kept->stairs != NULL;
    }
    kept->minima = malloc((kept->ranks + 1) * sizeof *kept->minima);
    for (size_t i = 0; kept->minima != NULL && i <= kept->ranks; i++)
        kept->minima[i] = INT64_MAX;
    return kept->ranks > 0 && kept->minima != NULL;
}

void explore_kept_fini(struct explore_kept *kept)
{
    for (size_t i = 0; kept->stairs != NULL && i <= kept->ranks; i++)
        free(kept->stairs[i].steps);
    free(kept->stairs);
    free(kept->minima);
    free(kept->points);
    free(kept->corners);
    *kept = (struct explore_kept){0};
}

/* How many steps are not above in the third value. */
static uint32_t steps_to(const struct explore_stairs *stairs, int64_t third)
{
    uint32_t low = 0, high = stairs->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (stairs->steps[middle].third <= third)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool stairs_beat(const struct explore_stairs *stairs, const int64_t *point)
{
    uint32_t steps = steps_to(stairs, point[2]);
    return steps > 0 && stairs->steps[steps - 1].fourth <= point[3];
}

static bool stairs_add(struct explore_stairs *stairs, const int64_t *point)
{
    if (stairs_beat(stairs, point))
        return true;
    if (stairs->count == stairs->capacity) {
        uint32_t capacity = stairs->capacity > 0 ? 2 * stairs->capacity : 4;
        struct step *steps = realloc(stairs->steps, capacity * sizeof *steps);
        if (steps == NULL)
            return false;
        stairs->steps = steps;
        stairs->capacity = capacity;
    }
    /* Out go those that it is below: behind it, and of the same third value. */
    uint32_t at = steps_to(stairs, point[2]), after = at;
    at -= at > 0 && stairs->steps[at - 1].third == point[2];
    while (after < stairs->count && stairs->steps[after].fourth >= point[3])
        after++;
    memmove(&stairs->steps[at + 1], &stairs->steps[after],
            (stairs->count - after) * sizeof *stairs->steps);
    stairs->steps[at] = (struct step){point[2], point[3]};
    stairs->count = stairs->count - after + at + 1;
    return true;
}

static bool block_beats(const struct explore_kept *kept, size_t block, const int64_t *point)
{
    size_t end = (block + 1) * BLOCK < kept->count ? (block + 1) * BLOCK : kept->count, i = 1;
    const int64_t *corner = &kept->corners[block * kept->values];
    while (i < kept->values && corner[i] <= point[i])
        i++;
    for (size_t at = block * BLOCK; i == kept->values && at < end; at++) {
        const int64_t *other = &kept->points[at * kept->values];
        size_t k = 1;
        while (k < kept->values && other[k] <= point[k])
            k++;
        if (k == kept->values)
            return true;
    }
    return false;
}

bool explore_kept_beats(const struct explore_kept *kept, const int64_t *point, uint32_t rank)
{
    if (kept->count == 0 || kept->values == 1)
        return kept->count > 0;
    if (kept->values == 2)
        return kept->least <= point[1];
    bool is_beaten = false;
    for (; kept->values == 3 && !is_beaten && rank > 0; rank &= rank - 1)
        is_beaten = kept->minima[rank] <= point[2];
    for (; kept->values == 4 && !is_beaten && rank > 0; rank &= rank - 1)
        is_beaten = stairs_beat(&kept->stairs[rank], point);
    for (size_t i = 0; kept->values > 4 && !is_beaten && i * BLOCK < kept->count; i++)
        is_beaten = block_beats(kept, i, point);
    return is_beaten;
}

static void add_to_block(struct explore_kept *kept, const int64_t *point)
{
    int64_t *corner = &kept->corners[kept->count / BLOCK * kept->values];
    memcpy(&kept->points[kept->count * kept->values], point, kept->values * sizeof *point);
    for (size_t i = 0; i < kept->values; i++)
        if (kept->count % BLOCK == 0 || point[i] < corner[i])
            corner[i] = point[i];
}

void explore_kept_add(struct explore_kept *kept, const int64_t *point, uint32_t rank)
{
    if (kept->values == 2 && (kept->count == 0 || point[1] < kept->least))
        kept->least = point[1];
    for (; kept->values == 3 && rank <= kept->ranks; rank += rank & -rank)
        if (point[2] < kept->minima[rank])
            kept->minima[rank] = point[2];
    for (; kept->values == 4 && rank <= kept->ranks; rank += rank & -rank)
        kept->failed |= !stairs_add(&kept->stairs[rank], point);
    if (kept->values > 4)
        add_to_block(kept, point);
    kept->count++;
}
