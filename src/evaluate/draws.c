/*
 * Statements (yield model 1.10):
 *
 * V1  one uniform for each range that is alone and for each group, numbered by first appearance; a
 *     group's ranges take the same uniform, each through its own quantile.
 * V2  a constant (min = typ = max) is not drawn and takes no number. Absent ends are filled.
 * V3  triangular quantile, as triangle_quantile, bit for bit.
 * V4  Sobol points for the first SOBOL_DIMENSIONS variables, plain ones for the others.
 */
#include "evaluate/draws.h"

#include "evaluate/sobol.h"
#include "evaluate/vector.h"

#include <math.h>
#include <string.h>

/* The variable of the group, or of the range itself: a new one when it is the first. */
static size_t variable_of(struct draws *draws, const struct draws_range *ranges,
                          const size_t *variables, size_t index)
{
    const char *group = ranges[index].group;
    for (size_t i = 0; i < index && group != NULL; i++) {
        if (variables[i] != SIZE_MAX && ranges[i].group != NULL &&
            strcmp(ranges[i].group, group) == 0)
            return variables[i];
    }
    return draws->variable_count++;
}

enum optibom_status draws_check(const char *owner, const struct draws_range *range,
                                struct error *err)
{
    struct range filled = range_filled(range->range);
    if (!range_is_ordered(range->range))
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s, %s: min <= typ <= max is wanted, not %.17g, %.17g, %.17g", owner,
                         range->name, range->range.min, range->range.typ, range->range.max);
    if (filled.min < filled.max && !(isfinite(filled.min) && isfinite(filled.max)))
        return error_set(err, OPTIBOM_BAD_INPUT, "%s, %s: a range without end cannot be drawn",
                         owner, range->name);
    return OPTIBOM_OK;
}

static void sort_in(struct draws *draws, struct draws_row row)
{
    size_t i = draws->row_count++;
    for (; i > 0 && draws->rows[i - 1].variable > row.variable; i--)
        draws->rows[i] = draws->rows[i - 1];
    draws->rows[i] = row;
}

static enum optibom_status init_sobol(struct draws *draws, struct arena *arena, struct error *err)
{
    size_t count =
        draws->variable_count < SOBOL_DIMENSIONS ? draws->variable_count : (size_t)SOBOL_DIMENSIONS;
    draws->sobol = arena_alloc(arena, (count + 1) * sizeof *draws->sobol);
    if (draws->sobol == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < count; i++)
        sobol_init(&draws->sobol[i], draws->seed, (uint32_t)i);
    return OPTIBOM_OK;
}

enum optibom_status draws_init(struct draws *draws, size_t *spreading, const char *owner,
                               const struct draws_range *ranges, size_t count, uint64_t seed,
                               bool is_sobol, struct arena *arena, struct error *err)
{
    *draws = (struct draws){.seed = seed};
    size_t *variables = arena_alloc(arena, (count + 1) * sizeof *variables);
    draws->rows = arena_alloc(arena, (count + 1) * sizeof *draws->rows);
    if (variables == NULL || draws->rows == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < count; i++) {
        struct range filled = range_filled(ranges[i].range);
        enum optibom_status status = draws_check(owner, &ranges[i], err);
        if (status != OPTIBOM_OK)
            return status;
        variables[i] = SIZE_MAX;
        if (!(filled.min < filled.max))
            continue;
        variables[i] = variable_of(draws, ranges, variables, i);
        spreading[draws->row_count] = i;
        sort_in(draws, (struct draws_row){triangle_of(filled), variables[i], draws->row_count});
    }
    return is_sobol ? init_sobol(draws, arena, err) : OPTIBOM_OK;
}

VECTOR_CLONES
static void to_quantiles(double *restrict out, const double *restrict uniforms,
                         const struct triangle *triangle)
{
    const struct triangle t = *triangle;
    VECTOR_LOOP
    for (int i = 0; i < RANDOM_BLOCK; i++) {
        double p = uniforms[i], rest = 1 - p;
        double up = p * t.rising, down = rest * t.falling;
        double away = sqrt(p < t.knee ? up : down);
        up = t.min + away;
        down = t.max - away;
        double x = p < t.knee ? up : down;
        x = x > t.max ? t.max : x;
        out[i] = x < t.min ? t.min : x;
    }
}

static void draw_pair(double uniforms[2][RANDOM_BLOCK], const struct draws *draws, uint64_t first,
                      size_t pair)
{
    bool is_plain[2];
    for (size_t half = 0; half < 2; half++)
        is_plain[half] = draws->sobol == NULL || 2 * pair + half >= SOBOL_DIMENSIONS;
    if (is_plain[0] || is_plain[1])
        random_block(uniforms[0], uniforms[1], draws->seed, first, (uint32_t)pair);
    for (size_t half = 0; half < 2; half++) {
        if (!is_plain[half] && 2 * pair + half < draws->variable_count)
            sobol_block(uniforms[half], &draws->sobol[2 * pair + half], first, RANDOM_BLOCK);
    }
}

void draws_block(double *rows, const struct draws *draws, uint64_t first)
{
    double uniforms[2][RANDOM_BLOCK];
    size_t drawn = SIZE_MAX; /* the pair in `uniforms` */
    for (size_t i = 0; i < draws->row_count; i++) {
        const struct draws_row *row = &draws->rows[i];
        if (row->variable / 2 != drawn)
            draw_pair(uniforms, draws, first, drawn = row->variable / 2);
        to_quantiles(rows + row->row * RANDOM_BLOCK, uniforms[row->variable % 2], &row->triangle);
    }
}
