/* The figures of a flow that are simulated, swept and compared. */
#ifndef OPTIBOM_EVALUATE_FLOW_FIGURE_H
#define OPTIBOM_EVALUATE_FLOW_FIGURE_H

#include "evaluate/flow_run.h"

enum flow_figure {
    FLOW_COST_PER_GOOD,
    FLOW_COST_PER_GOOD_WITH_PENALTY,
    FLOW_COST_PER_SHIPPED,
    FLOW_SHIPPED_PER_START,
    FLOW_ESCAPE,
    FLOW_YIELD_KGOE_ADJUSTED,
    FLOW_YIELD_UNADJUSTED,
    FLOW_KGOE_SAVING, /* cost per good without the KGOE insertions minus with them */
    FLOW_FIGURES
};

/* The key of the figure in JSON. */
const char *flow_figure_name(enum flow_figure figure);

struct flow_value flow_figure_of(const struct flow_result *result, enum flow_figure figure);

#endif
