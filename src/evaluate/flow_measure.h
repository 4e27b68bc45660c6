/* The figures of a flow that are simulated, swept and compared. */
#ifndef OPTIBOM_EVALUATE_FLOW_MEASURE_H
#define OPTIBOM_EVALUATE_FLOW_MEASURE_H

#include "evaluate/flow_run.h"

enum flow_measure {
    FLOW_COST_PER_GOOD,
    FLOW_COST_PER_GOOD_WITH_PENALTY,
    FLOW_COST_PER_SHIPPED,
    FLOW_SHIPPED_PER_START,
    FLOW_ESCAPE,
    FLOW_YIELD_KGOE_ADJUSTED,
    FLOW_YIELD_UNADJUSTED,
    FLOW_KGOE_SAVING, /* cost per good without the KGOE insertions minus with them */
    FLOW_MEASURES
};

/* The key of the figure in JSON. */
const char *flow_measure_name(enum flow_measure figure);

struct flow_value flow_measure_of(const struct flow_result *result, enum flow_measure figure);

#endif
