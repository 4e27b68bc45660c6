/*
 * Figures of a flow while one input, or two, go through values. Statements in sweep.c.
 *
 * The flow is not changed. A point that flow_run refuses has no values, with its sentence as the
 * reason.
 */
#ifndef OPTIBOM_EVALUATE_SWEEP_H
#define OPTIBOM_EVALUATE_SWEEP_H

#include "evaluate/flow_measure.h"

enum { SWEEP_POINTS = 100000 };

struct sweep_axis {
    const char *flow;     /* whose input; NULL: of whichever flow has it alone */
    const char *input;    /* its name; "*" in it stands for anything: all that match are set */
    const double *values; /* NULL: `count` equal steps from min to max of the input's range */
    size_t count;         /* 1 to SWEEP_POINTS, 2 at least without values */
};

struct sweep {
    const char *names[2]; /* of the inputs, the second NULL with one axis */
    double *coordinates[2];
    size_t counts[2]; /* the second 1 with one axis */
    size_t figure_count;
    struct flow_value *values; /* of point (i, j): at (i counts[1] + j) figure_count */
};

/* One or two axes. OPTIBOM_NOT_FOUND for an input that is not there, OPTIBOM_BAD_INPUT for a name
 * that several inputs have, too many points, values that are not finite or two axes that move the
 * same input. */
enum optibom_status sweep_run(const struct sweep **out, struct arena *arena,
                              const struct flow *flow, const struct sweep_axis *axes,
                              size_t axis_count, const enum flow_measure *figures,
                              size_t figure_count, struct error *err);

#endif
