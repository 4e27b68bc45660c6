/*
 * When does screening engines pay: the one-gate form in closed terms. Statements in breakeven.c.
 *
 * One package of n engines and content V, one perfect final test. With gates, spares or rework this
 * is a hint and the comparison is two runs of the flow; label it so.
 */
#ifndef OPTIBOM_EVALUATE_BREAKEVEN_H
#define OPTIBOM_EVALUATE_BREAKEVEN_H

struct breakeven {
    double other;       /* V, everything in the package that is no engine; >= 0 */
    double engines;     /* n, whole, >= 1 */
    double engine_cost; /* C, >= 0 */
    double test_cost;   /* t of the KGOE insertion, >= 0 */
    double overkill;    /* r0 in [0,1] */
    double bad;         /* 1-y of an engine before the insertion */
    double coverage;    /* c, detection */
};

/* NaN below means: no value, or an argument outside its domain. */

double breakeven_cost_without(const struct breakeven *b); /* per good package */
double breakeven_cost_with(const struct breakeven *b);

/* x*, the true-fail fallout c(1-y) from which on the insertion pays; does not read `bad` and
 * `coverage`. NaN: it never pays. */
double breakeven_fallout(const struct breakeven *b);

/* Coverage from which on the insertion pays: the fallout x* over 1-y. NaN: never. */
double breakeven_coverage(const struct breakeven *b);

/* V* at the given coverage; negative: the insertion pays at any V. NaN when nothing is found. */
double breakeven_other(const struct breakeven *b);

/* Coverage with which n engines alone reach a package yield `target` in (0,1]. */
double breakeven_coverage_for(double bad, double engines, double target);

#endif
