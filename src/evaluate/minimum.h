/* The least value of a function of one number. Statements in minimum.c. */
#ifndef OPTIBOM_EVALUATE_MINIMUM_H
#define OPTIBOM_EVALUATE_MINIMUM_H

/* NaN: no value there. */
typedef double minimum_function(const void *context, double x);

/* Where in [low, high] the function is least; `low` when it has no value anywhere. */
double minimum_of(minimum_function *function, const void *context, double low, double high);

#endif
