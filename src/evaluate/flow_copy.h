/* A private copy of a flow, for whoever changes its numbers. */
#ifndef OPTIBOM_EVALUATE_FLOW_COPY_H
#define OPTIBOM_EVALUATE_FLOW_COPY_H

#include "base/arena.h"
#include "base/error.h"
#include "evaluate/flow_corner.h"

struct flow_copy {
    struct flow *flow;
    double **targets; /* of the given inputs, in their order, in the copy */
};

/* Copies the flow with everything that holds a number and its inputs, each sub-flow once; texts are
 * shared. `inputs` are those that flow_inputs_collect found, or some of them. OPTIBOM_FAILED when
 * an input's target is not in the flow. */
enum optibom_status flow_copy(struct flow_copy *out, const struct flow *flow,
                              const struct flow_inputs *inputs, struct arena *arena,
                              struct error *err);

#endif
