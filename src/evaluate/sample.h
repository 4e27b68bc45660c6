/* Mean, spread and standard error of draws, in one order whoever drew them. Statements in
 * sample.c. */
#ifndef OPTIBOM_EVALUATE_SAMPLE_H
#define OPTIBOM_EVALUATE_SAMPLE_H

#include "evaluate/sobol.h"

#include <stddef.h>

struct sample {
    size_t count;                  /* of values */
    double mean, squares;          /* sum of squared deviations */
    double sums[SOBOL_REPLICATES]; /* of deviations from `origin`, by draw number */
    size_t counts[SOBOL_REPLICATES];
    double origin;
};

/* Draws 0 to `count` - 1; NaN is no value and is left out. `origin`: a number near the mean, any
 * will do. */
struct sample sample_of(const double *values, size_t count, double origin);

double sample_deviation(const struct sample *sample);       /* NaN below two values */
double sample_error(const struct sample *sample);           /* of the mean of independent draws */
double sample_replicate_error(const struct sample *sample); /* of the mean of scramblings */

#endif
