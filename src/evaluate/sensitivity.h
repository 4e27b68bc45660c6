/*
 * Which inputs move a figure of a flow, and how: tornado and sweep. Statements in sensitivity.c.
 *
 * The flow is not changed. A point that flow_run refuses has no value, with its sentence as the
 * reason.
 */
#ifndef OPTIBOM_EVALUATE_SENSITIVITY_H
#define OPTIBOM_EVALUATE_SENSITIVITY_H

#include "evaluate/flow_corner.h"
#include "evaluate/flow_measure.h"

/* One input, or one group of inputs, put to its ends while all others stay. */
struct sensitivity_bar {
    const struct flow_input *input; /* the first of its group */
    size_t input_count;             /* of the group; 1 when it is alone */
    struct flow_value at_min, at_max;
    double effect; /* |at_max - at_min|; NaN without both values */
};

struct sensitivity_tornado {
    struct flow_value typ;
    struct sensitivity_bar *bars; /* the largest effect first, those without a value last */
    size_t bar_count;
};

enum optibom_status sensitivity_tornado(const struct sensitivity_tornado **out, struct arena *arena,
                                        const struct flow *flow, enum flow_measure figure,
                                        const struct flow_options *options, struct error *err);

struct sensitivity_axis {
    const char *flow; /* whose input; NULL: of whichever flow has it alone */
    const char
        *input;      /* name; the other inputs of its group go to the same share of their ranges */
    double from, to; /* NaN: the ends of its range */
    size_t points;   /* >= 2, at equal steps */
};

struct sensitivity_sweep {
    const struct flow_input *inputs[2]; /* the second NULL with one axis */
    double *coordinates[2];
    size_t counts[2];          /* the second 1 with one axis */
    struct flow_value *values; /* counts[1] values for each coordinate of the first axis */
};

/* One or two axes. OPTIBOM_NOT_FOUND for an input that is not there, OPTIBOM_BAD_INPUT for a name
 * that several inputs have, points out of their domain or two axes that are one. */
enum optibom_status sensitivity_sweep(const struct sensitivity_sweep **out, struct arena *arena,
                                      const struct flow *flow, enum flow_measure figure,
                                      const struct sensitivity_axis *axes, size_t axis_count,
                                      const struct flow_options *options, struct error *err);

#endif
