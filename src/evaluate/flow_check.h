/*
 * Is a flow one that the model can run? Checked before every run, so that flows built in memory and
 * drawn inputs get the same answers as files. Statements in flow_check.c.
 */
#ifndef OPTIBOM_EVALUATE_FLOW_CHECK_H
#define OPTIBOM_EVALUATE_FLOW_CHECK_H

#include "assemble/flow.h"
#include "base/error.h"

/* OPTIBOM_BAD_INPUT names flow, step and key (those of the flow file). Sub-flows are not visited.
 */
enum optibom_status flow_check(const struct flow *flow, struct error *err);

#endif
