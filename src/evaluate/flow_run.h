/*
 * The flow engine: what an assembly flow ships, what that costs, where the scrap money goes.
 * Statements in flow_run.c.
 *
 * Results live in the arena that the caller gives and point into the flow, which must outlive
 * them. All figures are per started unit unless they say otherwise, money in the flow's currency.
 */
#ifndef OPTIBOM_EVALUATE_FLOW_RUN_H
#define OPTIBOM_EVALUATE_FLOW_RUN_H

#include "assemble/flow.h"
#include "base/arena.h"
#include "base/error.h"
#include "evaluate/flow_state.h"
#include "evaluate/flow_test.h"

#include <stdbool.h>

struct flow_result;

/* A figure that may have no value: NaN, and then `reason` says why, else NULL. */
struct flow_value {
    double value;
    const char *reason;
};

struct flow_step_result {
    const struct flow_step *step;
    double entering;    /* units */
    double direct_cost; /* D after the step, of one surviving unit */
    double spend;       /* entering units times what the step adds to D */
    double scrapped;    /* units */
    double scrap_cost;  /* scrapped (D - salvage) */
    double rework_cost;
    struct flow_cause *causes; /* of the scrap */
    size_t cause_count;
    struct flow_rework_cycle *cycles; /* per started unit; classes as in the step's `rework` */
    size_t cycle_count;
    struct flow_handoff handoff; /* of an ADD: unit cost and b of a piece */
    struct flow_result *input;   /* of an ADD from a sub-flow, else NULL */
};

struct flow_result {
    const struct flow *flow;
    bool without_kgoe;
    struct flow_step_result *steps; /* those that ran: a left-out KGOE insertion is not there */
    size_t step_count;
    double shipped_per_start;                     /* N */
    double spend_per_start;                       /* K */
    double direct_cost;                           /* D */
    double scrap, rework;                         /* sums of the ledger */
    struct flow_value quality, escape;            /* q and 1-q of a shipped unit */
    struct flow_value cost_per_shipped;           /* K/N */
    struct flow_value cost_per_good;              /* K/(Nq) */
    struct flow_value cost_per_good_with_penalty; /* (K + N(1-q)E)/(Nq) */
    struct flow_value early_life; /* P(a selected site of a shipped unit is good now and weak) */

    /* Model 1.8; both have no value in a flow without engines. They do not depend on
     * `without_kgoe`: the first is always with the insertion, the second without it. */
    struct flow_value yield_kgoe_adjusted, yield_unadjusted;
    /* Engines started per good package, at the yield that belongs to `without_kgoe`. */
    struct flow_value engines_per_good;

    /* The same flow run with the KGOE insertions switched the other way; NULL when there is none
     * in the flow and its sub-flows, or when that run has no result (reason at the yield). */
    const struct flow_result *counterpart;
};

struct flow_options {
    bool without_kgoe; /* leave out every step marked is_kgoe, in the sub-flows too */
};

/* OPTIBOM_BAD_INPUT for a flow that flow_check refuses, sub-flows deeper than FLOW_DEPTH or of
 * another currency, a sub-flow that ships nothing. OPTIBOM_FAILED when the ledger does not balance
 * to 1e-9. `options` may be NULL. */
enum optibom_status flow_run(const struct flow_result **out, struct arena *arena,
                             const struct flow *flow, const struct flow_options *options,
                             struct error *err);

enum { FLOW_DEPTH = 16 };

#endif
