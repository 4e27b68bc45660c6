/*
 * The sum of lines, each a number of pieces of one uncertain price: simulated, and exactly.
 * Statements in simulate_lines.c.
 */
#ifndef OPTIBOM_EVALUATE_SIMULATE_LINES_H
#define OPTIBOM_EVALUATE_SIMULATE_LINES_H

#include "evaluate/distribution.h"
#include "evaluate/simulate.h"

struct simulate_line {
    const char *name;
    const char *group; /* lines of one group move together; NULL is alone */
    double quantity;
    struct range range; /* of one piece */
};

enum optibom_status simulate_lines(const struct simulate_result **out, struct arena *arena,
                                   const struct simulate_line *lines, size_t count,
                                   const struct simulate_options *options, struct error *err);

/* Mean and variance of the sum of triangular lines without simulation. Lines in groups have no
 * such form: the variance is then NaN. */
struct moments simulate_lines_exact(const struct simulate_line *lines, size_t count);

#endif
