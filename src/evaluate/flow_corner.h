/*
 * A flow at the ends of its inputs' ranges (yield model 1.10).
 *
 * Every input whose direction is known (`worse` +1 or -1), of the flow and of its sub-flows, is put
 * at its better or worse end; a shared sub-flow moves once. Inputs that are not monotone
 * (`worse` 0: coverage beside rework or spares or where it costs, cluster alpha, the replaced
 * site's bad fraction) go to whichever of min, typ and max is better or worse there.
 */
#ifndef OPTIBOM_EVALUATE_FLOW_CORNER_H
#define OPTIBOM_EVALUATE_FLOW_CORNER_H

#include "evaluate/flow_run.h"

enum flow_corner { FLOW_BEST, FLOW_WORST };

struct flow_inputs {
    struct flow_input **items;
    const struct flow **owners; /* of each: the flow, or sub-flow, that states it */
    size_t count;
};

/* The inputs of the flow and of all its sub-flows, each flow once, own inputs first. What a
 * simulation draws; the pointers are those of the flows. */
enum optibom_status flow_inputs_collect(struct flow_inputs *inputs, const struct flow *flow,
                                        struct arena *arena, struct error *err);

/* Puts the targets at a corner, to stay there. */
enum optibom_status flow_corner_put(struct flow *flow, enum flow_corner corner, struct arena *arena,
                                    struct error *err);

/* As flow_run, at a corner. The targets hold their earlier values again afterwards, also after an
 * error. */
enum optibom_status flow_run_corner(const struct flow_result **out, struct arena *arena,
                                    struct flow *flow, enum flow_corner corner,
                                    const struct flow_options *options, struct error *err);

#endif
