/*
 * How good should the KGOE insertion be when better costs test time? The one-gate form of
 * breakeven.h. Statements in optimum.c.
 */
#ifndef OPTIBOM_EVALUATE_OPTIMUM_H
#define OPTIBOM_EVALUATE_OPTIMUM_H

#include "evaluate/breakeven.h"

/* Test cost t(c) = fixed - rate ln(1-c), both >= 0: every part in e of what is still missed costs
 * `rate` more. */
struct optimum_test {
    double fixed, rate;
};

struct optimum {
    double coverage, test_cost, cost_per_good;
    double cost_without; /* per good package without the insertion */
};

/* Cost per good package at a coverage in [0,1), 1 with rate 0; NaN without a value. Test cost and
 * coverage of `package` are not read. */
double optimum_cost(const struct breakeven *package, struct optimum_test test, double coverage);

/* The coverage with the least cost per good; 0 when any coverage costs more than it saves, though
 * the insertion itself stays: compare with cost_without. NaN without a value. */
struct optimum optimum_coverage(const struct breakeven *package, struct optimum_test test);

#endif
