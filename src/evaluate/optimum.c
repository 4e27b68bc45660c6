/*
 * Statements (yield model 1.8, case A11):
 *
 * A1  t(c) = t0 - tau ln(1-c); cost per good with the insertion as breakeven.c E1.
 * A2  the least over 0 <= c < 1: in s = -ln(1-c) from 0 to 37, where c is 1 to a double, the best
 * of STEPS points, then golden section between its neighbours. The minimum is flat: c to 1e-7, the
 *     cost to 1e-14.
 * A3  tau = 0: all coverage costs the same, so c = 1.
 */
#include "evaluate/optimum.h"

#include <math.h>

static const double END = 37, GOLDEN = 0.61803398874989484820;

enum { STEPS = 400, SECTIONS = 60 };

static double cost_at(const struct breakeven *package, struct optimum_test test, double s)
{
    struct breakeven with = *package;
    with.coverage = -expm1(-s);
    with.test_cost = test.fixed + (test.rate > 0 ? test.rate * s : 0);
    return breakeven_cost_with(&with);
}

double optimum_cost(const struct breakeven *package, struct optimum_test test, double coverage)
{
    if (!(test.fixed >= 0) || !(test.rate >= 0) || !(coverage >= 0 && coverage <= 1))
        return NAN;
    return cost_at(package, test, -log1p(-coverage));
}

/* The best of the points; 0 when none has a value. */
static int coarse(const struct breakeven *package, struct optimum_test test)
{
    int best = 0;
    double least = INFINITY;
    for (int i = 0; i <= STEPS; i++) {
        double cost = cost_at(package, test, END * i / STEPS);
        if (cost < least) {
            least = cost;
            best = i;
        }
    }
    return best;
}

static double fine(const struct breakeven *package, struct optimum_test test, double low,
                   double high)
{
    double left = high - GOLDEN * (high - low), right = low + GOLDEN * (high - low);
    double at_left = cost_at(package, test, left), at_right = cost_at(package, test, right);
    for (int i = 0; i < SECTIONS; i++) {
        if (at_left <= at_right) {
            high = right;
            right = left;
            at_right = at_left;
            left = high - GOLDEN * (high - low);
            at_left = cost_at(package, test, left);
        } else {
            low = left;
            left = right;
            at_left = at_right;
            right = low + GOLDEN * (high - low);
            at_right = cost_at(package, test, right);
        }
    }
    return low + (high - low) / 2;
}

struct optimum optimum_coverage(const struct breakeven *package, struct optimum_test test)
{
    struct breakeven without = *package;
    without.coverage = without.test_cost = 0;
    struct optimum optimum = {NAN, NAN, NAN, breakeven_cost_without(&without)};
    if (isnan(optimum_cost(package, test, package->bad < 1 ? 0 : 1)))
        return optimum;
    double s = INFINITY;
    if (test.rate > 0) {
        int best = coarse(package, test);
        double low = END * (best - 1) / STEPS, high = END * (best + 1) / STEPS;
        s = fine(package, test, fmax(low, 0), high);
        if (cost_at(package, test, 0) <= cost_at(package, test, s))
            s = 0;
    }
    optimum.coverage = -expm1(-s);
    optimum.test_cost = test.fixed + (test.rate > 0 ? test.rate * s : 0);
    optimum.cost_per_good = cost_at(package, test, s);
    return optimum;
}
