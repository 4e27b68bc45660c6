/*
 * The drawn inputs of a simulation, a block of draws at a time. Statements in draws.c.
 */
#ifndef OPTIBOM_EVALUATE_DRAWS_H
#define OPTIBOM_EVALUATE_DRAWS_H

#include "base/arena.h"
#include "base/error.h"
#include "evaluate/distribution.h"
#include "evaluate/random.h"

#include <stddef.h>

struct sobol;

/* What a range needs to be drawn. */
struct draws_range {
    const char *name;
    const char *group; /* ranges of one group move together; NULL is alone */
    struct range range;
};

struct draws_row {
    struct triangle triangle;
    size_t variable; /* the uniform that it follows */
    size_t row;
};

struct draws {
    uint64_t seed;
    struct draws_row *rows; /* by variable */
    size_t row_count;
    size_t variable_count;
    struct sobol *sobol; /* NULL: plain points */
};

/* OPTIBOM_BAD_INPUT when a range is out of order or not finite; the sentence starts with `owner`.
 */
enum optibom_status draws_check(const char *owner, const struct draws_range *range,
                                struct error *err);

/* One row for each range that spreads, in `spreading` (as many as `count`): which.
 * Errors as draws_check. */
enum optibom_status draws_init(struct draws *draws, size_t *spreading, const char *owner,
                               const struct draws_range *ranges, size_t count, uint64_t seed,
                               bool is_sobol, struct arena *arena, struct error *err);

/* The draws `first` to `first` + RANDOM_BLOCK - 1 into rows of RANDOM_BLOCK; with Sobol points
 * `first` is a multiple of SOBOL_REPLICATES. */
void draws_block(double *rows, const struct draws *draws, uint64_t first);

#endif
