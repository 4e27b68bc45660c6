/*
 * One TEST of a flow: what passes, what is scrapped and why, what rework costs. Statements in
 * flow_test.c.
 */
#ifndef OPTIBOM_EVALUATE_FLOW_TEST_H
#define OPTIBOM_EVALUATE_FLOW_TEST_H

#include "evaluate/flow_rework.h"
#include "evaluate/flow_state.h"

/* Why a test rejects: `loss` = 1 - the factor of one class (or of "overkill") in what passes. */
struct flow_cause {
    const char *cause;
    double loss;
    double share;      /* of the logarithm of what passes; the shares of a test add to 1 */
    double scrap_cost; /* share of the test's scrap cost */
};

/* What the test does to the units that enter it; everything per entering unit. */
struct flow_test_outcome {
    double executions; /* of the test, retests of rejects included */
    double passed;     /* P */
    double rejected;   /* 1-P, without cancellation */
    double rework_cost;
    struct flow_cause *causes; /* those with a loss; scrap_cost is left to the caller */
    size_t cause_count;
    struct flow_rework_cycle *cycles; /* the first ones, see flow_rework.h */
    size_t cycle_count;
};

/* t of one execution: its cost, and what its coverages cost where cost_rate says so. */
double flow_test_cost(const struct flow_test *test);

/* Leaves the classes as they are on a passing unit; alive and money are left to the caller. */
enum optibom_status flow_test_run(struct flow_test_outcome *outcome, struct flow_state *state,
                                  const struct flow_test *test, struct arena *arena,
                                  struct error *err);

#endif
