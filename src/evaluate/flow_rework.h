/*
 * The rework loop of one test: sites that fail are replaced and judged again, a limited number of
 * times. Statements in flow_rework.c. Pure: classes in, shares of the entering packages out.
 */
#ifndef OPTIBOM_EVALUATE_FLOW_REWORK_H
#define OPTIBOM_EVALUATE_FLOW_REWORK_H

#include "base/arena.h"
#include "base/error.h"

#include <stddef.h>

struct flow_rework_class {
    double sites;          /* m */
    double fails;          /* 1-u, first judgement */
    double replaced_fails; /* 1-u', judgement of a replaced site */
    double survival;       /* w */

    double settled;   /* out: A, P(site passes in the end) */
    double unsettled; /* out: 1-A without cancellation */
};

/* What one cycle does, per package that entered the loop. */
struct flow_rework_cycle {
    double *replacements; /* of each class */
    double lost;          /* packages that a replacement scraps */
    double retests;       /* packages tested again */
};

struct flow_rework_loop {
    struct flow_rework_class *classes;
    size_t class_count;
    int limit; /* R, -1 is unlimited */

    double *replacements;             /* out: of each class, all cycles */
    double lost, exhausted, retests;  /* out: all cycles; exhausted units ran out of cycles */
    double passes;                    /* out: H */
    struct flow_rework_cycle *cycles; /* out: the first FLOW_REWORK_CYCLES of them */
    size_t cycle_count;
};

enum { FLOW_REWORK_CYCLES = 100, FLOW_REWORK_LIMIT = 1000000 };

/* OPTIBOM_BAD_INPUT when unlimited cycles do not settle within FLOW_REWORK_LIMIT. */
enum optibom_status flow_rework_run(struct flow_rework_loop *loop, struct arena *arena,
                                    struct error *err);

#endif
