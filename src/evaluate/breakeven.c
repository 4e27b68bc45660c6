/*
 * Statements (yield model 1.8, 1.11; y = 1-bad, u = 1-c(1-y)):
 *
 * E1  cost per good package without the insertion (V+nC)/y^n, with it
 *     (V + n(C+t)/((1-r0)u)) (u/y)^n; no value at y = 0, with it also at r0 = 1.
 * E2  x* is the root in (0,1) of V(1-x)^n + (n(C+t)/(1-r0))(1-x)^(n-1) = V+nC, by bisection of
 *     V expm1(nL) + nC expm1((n-1)L) + n (t + r0 C)/(1-r0) exp((n-1)L), L = log1p(-x), which keeps
 *     the digits of a small x*. t = 0 with r0 = 0: 0. No root below 1: never.
 * E3  break-even coverage: x* over 1-y; never above 1.
 * E4  V* = n((C+t)/((1-r0)u) - C u^-n)/(u^-n - 1); none at c(1-y) = 0.
 * E5  coverage for a target T: g = T^(1/n), c = (1-y/g)/(1-y), 0 if y >= g.
 */
#include "evaluate/breakeven.h"

#include <math.h>
#include <stdbool.h>

static bool in_domain(const struct breakeven *b)
{
    return b->other >= 0 && b->engines >= 1 && b->engines == floor(b->engines) &&
           b->engine_cost >= 0 && b->test_cost >= 0 && b->overkill >= 0 && b->overkill <= 1;
}

static bool has_engine_quality(const struct breakeven *b)
{
    return b->bad >= 0 && b->bad <= 1 && b->coverage >= 0 && b->coverage <= 1;
}

static double finite_or_none(double value)
{
    return isfinite(value) ? value : NAN;
}

double breakeven_cost_without(const struct breakeven *b)
{
    if (!in_domain(b) || !has_engine_quality(b))
        return NAN;
    double all = b->other + b->engines * b->engine_cost;
    return finite_or_none(all * exp(-b->engines * log1p(-b->bad)));
}

double breakeven_cost_with(const struct breakeven *b)
{
    if (!in_domain(b) || !has_engine_quality(b))
        return NAN;
    double found = b->coverage * b->bad;
    double engine = (b->engine_cost + b->test_cost) / ((1 - b->overkill) * (1 - found));
    double log_good = log1p(-b->bad) - log1p(-found);
    return finite_or_none((b->other + b->engines * engine) * exp(-b->engines * log_good));
}

/* E2: positive below the root. */
static double excess(const struct breakeven *b, double x)
{
    double kept = log1p(-x), n = b->engines;
    double price = (b->test_cost + b->overkill * b->engine_cost) / (1 - b->overkill);
    return b->other * expm1(n * kept) + n * b->engine_cost * expm1((n - 1) * kept) +
           n * price * exp((n - 1) * kept);
}

double breakeven_fallout(const struct breakeven *b)
{
    if (!in_domain(b) || b->overkill == 1)
        return NAN;
    if (b->test_cost == 0 && (b->overkill == 0 || b->engine_cost == 0))
        return 0;
    double low = 0, high = 1 - 0x1p-53;
    if (excess(b, high) > 0)
        return NAN;
    while (high - low > 1e-15 * high) {
        double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high)
            break;
        if (excess(b, middle) > 0)
            low = middle;
        else
            high = middle;
    }
    return low + (high - low) / 2;
}

double breakeven_coverage(const struct breakeven *b)
{
    if (!has_engine_quality(b))
        return NAN;
    double coverage = breakeven_fallout(b) / b->bad;
    return coverage <= 1 ? coverage : NAN;
}

double breakeven_other(const struct breakeven *b)
{
    if (!in_domain(b) || !has_engine_quality(b))
        return NAN;
    double found = b->coverage * b->bad, n = b->engines;
    double growth = expm1(-n * log1p(-found));
    double engine = (b->engine_cost + b->test_cost) / ((1 - b->overkill) * (1 - found));
    return finite_or_none(n * (engine - b->engine_cost - b->engine_cost * growth) / growth);
}

double breakeven_coverage_for(double bad, double engines, double target)
{
    if (!(bad >= 0 && bad <= 1) || !(engines >= 1) || !(target > 0 && target <= 1))
        return NAN;
    double log_each = log(target) / engines;
    if (log1p(-bad) >= log_each)
        return 0;
    return -expm1(log1p(-bad) - log_each) / bad;
}
