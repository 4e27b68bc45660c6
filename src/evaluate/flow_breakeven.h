/*
 * Does the KGOE insertion of a flow pay, and from when on: what the flow itself says, and the
 * one-gate form of breakeven.h as a hint. Statements in flow_breakeven.c.
 */
#ifndef OPTIBOM_EVALUATE_FLOW_BREAKEVEN_H
#define OPTIBOM_EVALUATE_FLOW_BREAKEVEN_H

#include "evaluate/breakeven.h"
#include "evaluate/flow_run.h"

struct flow_breakeven {
    const char *insertion;    /* name of the KGOE test */
    const char *engine_flow;  /* whose test it is */
    struct flow_value saving; /* cost per good unit without the insertion - with it */

    /* The flow itself, all else as it stands. */
    struct flow_value coverage;  /* all coverages of the insertion set to it: from which it pays */
    struct flow_value test_cost; /* up to which it pays */
    struct flow_value other;     /* content other than engines from which on it pays; negative:
                                    at any; content is paid at the start */
    /* Where the insertion states a cost rate: the coverage with the least cost per good unit, and
     * that cost. */
    struct flow_value best_coverage, best_cost;

    /* The package reduced to engines, other content and one perfect gate. NULL reason: it can be.
     */
    struct breakeven gate;
    const char *gate_reason;
    double fallout;                                    /* x = c(1-y) of the insertion */
    double least_fallout, least_coverage, least_other; /* x*, c*, V*; NaN: never */
};

/* *out is NULL when the flow of the result has no insertion, no run without it, or no engines on
 * it: what the test of an engine is worth shows in what the engine goes into. Of several insertions
 * it is about the first, of the first engine flow. The flow is not changed. */
enum optibom_status flow_breakeven_new(const struct flow_breakeven **out, struct arena *arena,
                                       const struct flow_result *result, struct error *err);

#endif
