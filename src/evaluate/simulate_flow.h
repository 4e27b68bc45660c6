/*
 * A flow simulated over the ranges of its inputs and those of its sub-flows. Statements in
 * simulate_flow.c.
 */
#ifndef OPTIBOM_EVALUATE_SIMULATE_FLOW_H
#define OPTIBOM_EVALUATE_SIMULATE_FLOW_H

#include "evaluate/flow_measure.h"
#include "evaluate/simulate.h"

struct simulate_flow_request {
    const enum flow_measure *figures; /* the stop rule looks at the first */
    size_t figure_count;
    bool without_kgoe;
    bool one_by_one; /* run flow_run for every draw even where a program could: same to 1e-12 */
};

/* The flow is not changed. OPTIBOM_BAD_INPUT for a flow that flow_run refuses, and for a range that
 * leaves the domain of its number. Draws in which the flow, or a sub-flow, ships nothing have no
 * value. `options` as simulate_run. */
enum optibom_status simulate_flow(const struct simulate_result **out, struct arena *arena,
                                  const struct flow *flow,
                                  const struct simulate_flow_request *request,
                                  const struct simulate_options *options, struct error *err);

#endif
