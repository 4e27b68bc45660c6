/*
 * Statements (yield model 1.8, case A11):
 *
 * A1  t(c) = t0 - tau ln(1-c); cost per good with the insertion as breakeven.c E1.
 * A2  the least over 0 <= c < 1, in s = -ln(1-c) from 0 to 37, where c is 1 to a double. The
 *     minimum is flat: c to 1e-7, the cost to 1e-14.
 * A3  tau = 0: all coverage costs the same, so c = 1.
 */
#include "evaluate/optimum.h"

#include "evaluate/minimum.h"

#include <math.h>

static const double END = 37;

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

/* What minimum_of looks at: the cost at s = -ln(1-c). */
struct search {
    const struct breakeven *package;
    struct optimum_test test;
};

static double searched(const void *context, double s)
{
    const struct search *search = context;
    return cost_at(search->package, search->test, s);
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
        const struct search search = {package, test};
        s = minimum_of(searched, &search, 0, END);
    }
    optimum.coverage = -expm1(-s);
    optimum.test_cost = test.fixed + (test.rate > 0 ? test.rate * s : 0);
    optimum.cost_per_good = cost_at(package, test, s);
    return optimum;
}
