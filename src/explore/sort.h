/* Points in order: by all their values, and by one. */
#ifndef OPTIBOM_EXPLORE_SORT_H
#define OPTIBOM_EXPLORE_SORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The points in lexicographic order, equal ones in the order they stand in. False when memory is
 * exhausted. */
bool explore_sort(uint32_t *order, const int64_t *points, size_t count, size_t values);

/* The rank of each point in one value, from 1, equal values with the same rank. Returns how many
 * ranks there are, 0 when memory is exhausted. */
size_t explore_sort_ranks(uint32_t *ranks, const int64_t *points, size_t count, size_t values,
                          size_t value);

#endif
