/* What it takes to get the parts of a build; statements in supply.c. */
#ifndef OPTIBOM_EVALUATE_SUPPLY_H
#define OPTIBOM_EVALUATE_SUPPLY_H

#include "evaluate/evaluation.h"

enum { SUPPLY_DRIVERS = 10 };

/* Where parts are made; NULL: not stated. */
struct supply_origin {
    const char *country;
    int64_t cost_micros;
    size_t parts;
};

struct supply {
    const struct purchase **parts; /* bought, dearest first, then by name */
    size_t part_count;
    struct supply_origin *origins; /* dearest first, the unstated last */
    size_t origin_count;
    int64_t cost_micros;           /* of all of them */
    int64_t lead_micros;           /* of those whose offer states a lead time */
    int64_t valid_micros;          /* of those whose offer states until when it holds */
    int64_t single_micros;         /* of those without an approved alternate */
    int64_t single_assumed_micros; /* of these, at assumed prices */
    size_t single_parts;
    const struct purchase *slowest;  /* NULL: no offer states a lead time */
    const struct purchase *expiring; /* first to expire; NULL: no offer says when */
};

/* Lines have their cost. False when memory is exhausted. */
bool supply_of(struct supply *out, struct arena *arena, const struct evaluation *evaluation);

#endif
