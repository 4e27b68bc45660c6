/*
 * A whole build simulated over the ranges of its figures, prices and flow inputs. Statements in
 * simulate_build.c.
 */
#ifndef OPTIBOM_EVALUATE_SIMULATE_BUILD_H
#define OPTIBOM_EVALUATE_SIMULATE_BUILD_H

#include "evaluate/evaluation.h"
#include "evaluate/simulate.h"

/* One input, or one group of inputs, put to its ends while all others stay. */
struct simulate_build_bar {
    const char *name;
    double at_min, at_max, effect; /* of the metric; effect |at_max - at_min| */
};

struct simulate_build {
    const struct simulate_result *result;
    const struct evaluation_metric **metrics; /* of the figures: those with a value */
    const struct evaluation_metric *moved;    /* what the bars are about */
    const struct simulate_build_bar *bars;    /* the largest effect first */
    size_t bar_count;
};

/* `evaluation` is of the same bom and request. `metric` names what the bars are about:
 * OPTIBOM_NOT_FOUND for one that is not there or has no value. The BOM's figures, prices and flows
 * move while it runs, and are as they were afterwards; options->threads is not read. */
enum optibom_status simulate_build(const struct simulate_build **out, struct arena *arena,
                                   struct bom *bom, const struct evaluation *evaluation,
                                   const struct evaluation_request *request, const char *metric,
                                   const struct simulate_options *options, struct error *err);

#endif
