/*
 * Statements (yield model 1.10):
 *
 * G1  the quantile p of N values is at rank p(N-1) of the sorted values, counted from 0, with
 *     linear interpolation between neighbours.
 *
 * G2  the values at some ranks: count the values in equal steps between the least and the largest,
 *     then look only into the steps that hold a rank, again the same way, until few are left to
 *     sort. Linear in N but for values that spread over hundreds of decades.
 */
#include "evaluate/order.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS = 4096, FEW = 2048 };

/* Ranks that are looked for, ascending, and the values there. */
struct ranks {
    const size_t *wanted;
    double *found;
    size_t count;
};

struct grid {
    double least, scale;
};

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static size_t step_of(const struct grid *grid, double value)
{
    return (size_t)((value - grid->least) * grid->scale);
}

static struct grid grid_of(const double *values, size_t count)
{
    double least = values[0], largest = values[0];
    for (size_t i = 0; i < count; i++) {
        least = values[i] < least ? values[i] : least;
        largest = values[i] > largest ? values[i] : largest;
    }
    return (struct grid){least, (STEPS - 1) / (largest - least)};
}

/* Sorts `values`. */
static void pick_sorted(const struct ranks *ranks, double *values, size_t count, size_t before)
{
    qsort(values, count, sizeof *values, compare);
    for (size_t i = 0; i < ranks->count; i++)
        ranks->found[i] = values[ranks->wanted[i] - before];
}

static enum optibom_status pick(const struct ranks *ranks, const double *values, size_t count,
                                size_t before, struct error *err);

/* The ranks within one step; `before` values are below it. */
static enum optibom_status pick_in_step(const struct ranks *ranks, const double *values,
                                        size_t count, const struct grid *grid, size_t step,
                                        size_t in_step, size_t before, struct error *err)
{
    double *inside = malloc(in_step * sizeof *inside);
    if (inside == NULL)
        return error_no_memory(err);
    size_t taken = 0;
    for (size_t i = 0; i < count; i++) {
        if (step_of(grid, values[i]) == step)
            inside[taken++] = values[i];
    }
    enum optibom_status status = OPTIBOM_OK;
    if (taken <= FEW)
        pick_sorted(ranks, inside, taken, before);
    else
        status = pick(ranks, inside, taken, before, err);
    free(inside);
    return status;
}

static enum optibom_status sort_all(const struct ranks *ranks, const double *values, size_t count,
                                    size_t before, struct error *err)
{
    double *copy = malloc(count * sizeof *copy);
    if (copy == NULL)
        return error_no_memory(err);
    memcpy(copy, values, count * sizeof *copy);
    pick_sorted(ranks, copy, count, before);
    free(copy);
    return OPTIBOM_OK;
}

/* `before`: how many values of the whole are below these. */
static enum optibom_status pick(const struct ranks *ranks, const double *values, size_t count,
                                size_t before, struct error *err)
{
    struct grid grid = grid_of(values, count);
    if (count <= FEW || !isfinite(grid.scale) || grid.scale == 0)
        return sort_all(ranks, values, count, before, err);
    size_t *in_step = calloc(STEPS, sizeof *in_step);
    if (in_step == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < count; i++)
        in_step[step_of(&grid, values[i])]++;
    enum optibom_status status = OPTIBOM_OK;
    size_t next = 0;
    for (size_t step = 0; step < STEPS && next < ranks->count && status == OPTIBOM_OK; step++) {
        size_t first = next;
        while (next < ranks->count && ranks->wanted[next] < before + in_step[step])
            next++;
        struct ranks here = {ranks->wanted + first, ranks->found + first, next - first};
        if (here.count > 0)
            status = pick_in_step(&here, values, count, &grid, step, in_step[step], before, err);
        before += in_step[step];
    }
    free(in_step);
    return status;
}

/* Ascending, each once; returns how many. */
static size_t insert_rank(size_t *wanted, size_t count, size_t rank)
{
    size_t i = count;
    for (; i > 0 && wanted[i - 1] > rank; i--)
        continue;
    if (i > 0 && wanted[i - 1] == rank)
        return count;
    memmove(wanted + i + 1, wanted + i, (count - i) * sizeof *wanted);
    wanted[i] = rank;
    return count + 1;
}

static double value_at(const struct ranks *ranks, size_t rank)
{
    size_t i = 0;
    while (ranks->wanted[i] < rank)
        i++;
    return ranks->found[i];
}

enum optibom_status order_quantiles(double *out, const double *values, size_t count,
                                    const double *levels, size_t level_count, struct error *err)
{
    size_t *wanted = calloc(2 * level_count + 1, sizeof *wanted);
    double *found = calloc(2 * level_count + 1, sizeof *found);
    struct ranks ranks = {wanted, found, 0};
    enum optibom_status status = OPTIBOM_OK;
    size_t last = count - 1;
    if (wanted == NULL || found == NULL) {
        status = error_no_memory(err);
        goto done;
    }
    for (size_t i = 0; i < level_count; i++) {
        size_t low = (size_t)(levels[i] * (double)last);
        ranks.count = insert_rank(wanted, ranks.count, low);
        ranks.count = insert_rank(wanted, ranks.count, low < last ? low + 1 : last);
    }
    status = pick(&ranks, values, count, 0, err);
    for (size_t i = 0; i < level_count && status == OPTIBOM_OK; i++) {
        double rank = levels[i] * (double)last;
        size_t low = (size_t)rank;
        double below = value_at(&ranks, low), above = value_at(&ranks, low < last ? low + 1 : last);
        out[i] = below + (rank - (double)low) * (above - below);
    }
done:
    free(wanted);
    free(found);
    return status;
}
