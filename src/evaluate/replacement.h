/* Failures in the field: what is swapped, what that costs, how many spares cover it. Statements in
 * replacement.c. */
#ifndef OPTIBOM_EVALUATE_REPLACEMENT_H
#define OPTIBOM_EVALUATE_REPLACEMENT_H

#include "evaluate/evaluation.h"

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
 * availability, for each kind of unit that is swapped. */
struct replacement_spares replacement_spares(const struct evaluation *evaluation);

#endif
