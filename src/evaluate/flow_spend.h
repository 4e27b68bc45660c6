/* What the spend of a flow was for. Statements in flow_spend.c. */
#ifndef OPTIBOM_EVALUATE_FLOW_SPEND_H
#define OPTIBOM_EVALUATE_FLOW_SPEND_H

#include "evaluate/flow_run.h"

/* Money per started unit, sub-flows included; the four and the credit add to spend_per_start. */
struct flow_spend {
    double material; /* pieces, as bought or made on wafers */
    double assembly; /* attaching, burn-in, labour, freight */
    double test;
    double rework;
    double salvage; /* credit for what is scrapped, <= 0 where it is paid */
};

struct flow_spend flow_spend_of(const struct flow_result *result);

#endif
