/* Learning over volume and time. Statements in learning.c. NaN: an argument outside its domain. */
#ifndef OPTIBOM_EVALUATE_LEARNING_H
#define OPTIBOM_EVALUATE_LEARNING_H

#include "assemble/flow.h"

enum { LEARNING_UNITS = 1000000 };

/* Cost of unit `unit` >= 1 when the first costs `first` >= 0 and every doubling multiplies the cost
 * by `rate`, above 0. */
double learning_unit(double first, double rate, double unit);

/* Average cost of the first `units`, whole, 1 to LEARNING_UNITS. */
double learning_average(double first, double rate, double units);

/* Defect density at `time` >= 0 on its way from `start` to `limit`, with time constant `tau` > 0 in
 * the unit of time. */
double learning_defects(double start, double limit, double tau, double time);

/* Defect density of a flow's die at its age; `defects` itself where the process does not mature. */
double learning_die_defects(const struct flow_die *die);

#endif
