/*
 * A flow as a program: what flow_run computes, for blocks of draws. Statements in flow_compile.c.
 */
#ifndef OPTIBOM_EVALUATE_FLOW_COMPILE_H
#define OPTIBOM_EVALUATE_FLOW_COMPILE_H

#include "evaluate/flow_measure.h"
#include "evaluate/program.h"

struct flow_compile_request {
    double *const *targets; /* the field of the flow that each row of the inputs replaces */
    size_t target_count;
    const enum flow_measure *figures; /* the outputs */
    size_t figure_count;
    /* A run of the flow as it stands, with the wanted `without_kgoe`; what it could not say for
     * its structure (no engines, no insertion) the program says not either. */
    const struct flow_result *typ;
};

/* *out is NULL for a flow that only flow_run can run. Figures agree with flow_run's to 1e-12. The
 * fields that no row replaces are read now. */
enum optibom_status flow_compile(struct program **out, struct arena *arena, const struct flow *flow,
                                 const struct flow_compile_request *request, struct error *err);

#endif
