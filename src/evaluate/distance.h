/* Bandwidth and energy by how far links go; statements in distance.c. */
#ifndef OPTIBOM_EVALUATE_DISTANCE_H
#define OPTIBOM_EVALUATE_DISTANCE_H

#include "evaluate/evaluation.h"

enum distance_kind {
    DISTANCE_PACKAGE,
    DISTANCE_BOARD,
    DISTANCE_RACK,
    DISTANCE_ROW,
    DISTANCE_HALL,
    DISTANCE_CAMPUS, /* everything further */
    DISTANCE_TIERS
};

struct distance_tier {
    const char *name;         /* "package" ... */
    double to_m;              /* longest link of the tier; infinity for the last */
    int64_t links;            /* of this tier, in the build */
    double gbps;              /* that they carry, one direction */
    double escape_gbps;       /* of one accelerator, leaving the tier, one direction */
    double ratio;             /* escape of the tier before / of this one; NaN: not defined */
    struct link_value energy; /* pJ/bit, both ends, SerDes left out; mean by bandwidth */
};

/* The links have their figures. */
void distance_tiers(struct distance_tier tiers[DISTANCE_TIERS],
                    const struct evaluation *evaluation);

#endif
