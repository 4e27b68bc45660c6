#include "explore/grid.h"

#include <stdlib.h>

/* Cells along each axis, by the number of axes: a quarter of a million cells or so. */
static const size_t CELLS[EXPLORE_VALUES] = {1, 4096, 512, 64, 22, 12};

void explore_grid_init(struct explore_grid *grid, size_t values)
{
    *grid = (struct explore_grid){.values = values, .axes = values - 1, .cells = CELLS[values - 1]};
}

void explore_grid_fini(struct explore_grid *grid)
{
    free(grid->least);
    grid->least = NULL;
}

static size_t cell_count(const struct explore_grid *grid)
{
    size_t count = 1;
    for (size_t i = 0; i < grid->axes; i++)
        count *= grid->cells;
    return count;
}

static void fit_box(struct explore_grid *grid, const struct explore_pool *pool)
{
    for (size_t i = 0; i < grid->values; i++) {
        int64_t low = INT64_MAX, high = INT64_MIN;
        for (size_t at = 0; at < pool->count; at++) {
            int64_t value = pool->points[at * pool->values + i];
            low = value < low ? value : low;
            high = value > high ? value : high;
        }
        grid->low[i] = low;
        grid->per_cell[i] =
            high > low ? (double)(grid->cells - 1) / ((double)high - (double)low) : 1;
    }
}

static size_t cell_of(const struct explore_grid *grid, const int64_t *point)
{
    size_t at = 0;
    for (size_t i = 0; i < grid->axes; i++) {
        double cell = (double)(point[i] - grid->low[i]) * grid->per_cell[i];
        size_t own = cell < (double)grid->cells ? (size_t)cell : grid->cells - 1;
        at = at * grid->cells + own;
    }
    return at;
}

/* Makes each cell the least of itself and all before it, along one axis after the other. */
static void spread(struct explore_grid *grid, size_t count)
{
    size_t stride = 1;
    for (size_t axis = 0; axis < grid->axes; axis++, stride *= grid->cells)
        for (size_t line = 0; line < count; line += stride * grid->cells)
            for (size_t at = line + stride; at < line + stride * grid->cells; at++)
                if (grid->least[at - stride] < grid->least[at])
                    grid->least[at] = grid->least[at - stride];
}

bool explore_grid_make(struct explore_grid *grid, const struct explore_pool *pool)
{
    size_t count = cell_count(grid);
    if (grid->least == NULL)
        grid->least = malloc(count * sizeof *grid->least);
    if (grid->least == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        grid->least[i] = INT64_MAX;
    fit_box(grid, pool);
    for (size_t at = 0; at < pool->count; at++) {
        const int64_t *point = &pool->points[at * pool->values];
        int64_t *least = &grid->least[cell_of(grid, point)];
        *least = point[grid->axes] < *least ? point[grid->axes] : *least;
    }
    spread(grid, count);
    return true;
}
