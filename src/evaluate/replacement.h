/* Failures in the field: what is swapped, what that costs, how many spares cover it. Statements in
 * replacement.c. */
#ifndef OPTIBOM_EVALUATE_REPLACEMENT_H
#define OPTIBOM_EVALUATE_REPLACEMENT_H

#include "evaluate/evaluation.h"

/* Failures of one line of the BOM. */
struct replacement_line {
    long swapped; /* the line of what is swapped for them; BOM_TOP: nothing that can be bought */
    struct range failures_per_hour; /* expected, of all its pieces; NaN where the rate is unknown */
    bool is_rate_assumed;
};
struct replacement_line replacement_line(const struct bom *bom, size_t line);

/* Money for what fails over `hours`. */
struct replacement_cost {
    struct range cost;
    double assumed; /* of typ, at assumed failure rates or prices */
};
struct replacement_cost replacement_cost(const struct evaluation *evaluation, double hours);

struct replacement_spares {
    double
        pieces; /* NaN where something that fails has no lead time and the spec no restock time */
    double cost;
    const char *reason; /* why there is no value, else NULL */
};

/* Spares on the shelf with which failures until they are restocked are covered with the spec's
 * availability, for each kind of unit that is swapped. `by_line`, when not NULL, takes the pieces
 * of each line of the BOM; what it holds is good where there is no reason. */
struct replacement_spares replacement_spares(const struct evaluation *evaluation, double *by_line);

#endif
