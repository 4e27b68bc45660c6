/*
 * A flow with other numbers: a private copy whose inputs are moved and that is run again.
 */
#ifndef OPTIBOM_EVALUATE_FLOW_TRIAL_H
#define OPTIBOM_EVALUATE_FLOW_TRIAL_H

#include "evaluate/flow_copy.h"
#include "evaluate/flow_corner.h"
#include "evaluate/flow_measure.h"

struct flow_trial {
    struct flow_inputs inputs; /* of the flow and its sub-flows, as in the original */
    struct flow_copy copy;
    double *typ; /* of the copy's targets */
    const enum flow_measure *figures;
    size_t figure_count;
    const struct flow_options *options;
    struct arena *arena;
    struct error *err;
};

/* figures, options, arena and err are the caller's and set before. The flow is not changed. */
enum optibom_status flow_trial_init(struct flow_trial *trial, const struct flow *flow);

/* Every input as it was. */
void flow_trial_reset(const struct flow_trial *trial);

/* The figures of the copy as it stands. A run that flow_run refuses has no values, with its
 * sentence as the reason. */
enum optibom_status flow_trial_run(struct flow_value *values, const struct flow_trial *trial);

/* True for one input, and for inputs of one group. */
bool flow_trial_is_together(const struct flow_input *a, const struct flow_input *b);

/* Puts an input and its group to `share` of the way from min to max; how many moved. */
size_t flow_trial_move(const struct flow_trial *trial, const struct flow_input *input,
                       double share);

/* Puts one input to a value. */
void flow_trial_put(const struct flow_trial *trial, const struct flow_input *input, double value);

#endif
