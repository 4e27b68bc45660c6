/*
 * Which inputs move a figure of a flow most: the tornado. Statements in sensitivity.c.
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

#endif
