/*
 * What lies between min, typ and max: moments and quantiles. Statements in distribution.c.
 *
 * Ranges are filled (range_filled) and ordered; min = typ = max is a constant, not an error. Ranges
 * that are not give NaN.
 */
#ifndef OPTIBOM_EVALUATE_DISTRIBUTION_H
#define OPTIBOM_EVALUATE_DISTRIBUTION_H

#include "base/range.h"

struct moments {
    double mean, variance;
};

struct moments distribution_triangular(struct range range);
struct moments distribution_pert(struct range range);
struct moments distribution_uniform(struct range range); /* does not read typ */

/* A triangle ready for drawing. */
struct triangle {
    double min, max;
    double knee;            /* P(x <= typ) */
    double rising, falling; /* (max-min)(typ-min), (max-min)(max-typ) */
};

struct triangle triangle_of(struct range range);

/* x with P(X <= x) = p, for p in [0,1]; never outside [min,max]. */
double triangle_quantile(const struct triangle *triangle, double p);
double uniform_quantile(struct range range, double p);

#endif
