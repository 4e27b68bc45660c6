/*
 * The two KGOE yields of a flow that has been run with and without its KGOE insertions (model 1.8).
 * Statements in flow_yield.c.
 */
#ifndef OPTIBOM_EVALUATE_FLOW_YIELD_H
#define OPTIBOM_EVALUATE_FLOW_YIELD_H

#include "evaluate/flow_run.h"

/* True when a step of the flow or of its sub-flows is marked is_kgoe. */
bool flow_has_kgoe(const struct flow *flow);

/* Fills yields, engines per good package and counterpart of `result`, of `other` and of all their
 * sub-flow results. `other` is the run with the insertions switched the other way; NULL when the
 * flow has none (reason NULL) or that run has no result (reason says why). */
enum optibom_status flow_yield_fill(struct flow_result *result, struct flow_result *other,
                                    const char *reason, struct arena *arena, struct error *err);

#endif
