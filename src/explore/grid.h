/*
 * A quick answer to whether a kept point beats another one for sure: of the box around the kept
 * points, cut into cells, each cell knows the least last value of the points in the cells that are
 * below it in every other value.
 */
#ifndef OPTIBOM_EXPLORE_GRID_H
#define OPTIBOM_EXPLORE_GRID_H

#include "explore/pool.h"

struct explore_grid {
    size_t values, axes; /* axes: the values before the last one */
    size_t cells;        /* along each axis */
    int64_t low[EXPLORE_VALUES];
    double per_cell[EXPLORE_VALUES]; /* cells for one unit */
    int64_t *least;                  /* owned; NULL: it knows nothing */
};

void explore_grid_init(struct explore_grid *grid, size_t values);
void explore_grid_fini(struct explore_grid *grid);

/* Of the points of a pool that was filtered. False when memory is exhausted. */
bool explore_grid_make(struct explore_grid *grid, const struct explore_pool *pool);

/* True when a point is below this one in all values, and in one at least less; false says nothing.
 */
static inline bool explore_grid_beats(const struct explore_grid *grid, const int64_t *point)
{
    if (grid->least == NULL)
        return false;
    size_t at = 0;
    for (size_t i = 0; i < grid->axes; i++) {
        /* Cells are in the order of values, rounding included: an earlier cell is less for sure. */
        double cell = (double)(point[i] - grid->low[i]) * grid->per_cell[i];
        if (!(cell >= 1))
            return false;
        size_t before = cell < (double)grid->cells ? (size_t)cell - 1 : grid->cells - 1;
        at = at * grid->cells + before;
    }
    int64_t least = grid->least[at];
    return grid->axes > 0 ? least <= point[grid->axes] : least < point[0];
}

#endif
