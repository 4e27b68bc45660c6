/*
 * Counting good sites: binomial and beta-binomial. Statements in binomial.c.
 *
 * Both sides of a probability are asked for and given, so that neither loses its digits.
 */
#ifndef OPTIBOM_EVALUATE_BINOMIAL_H
#define OPTIBOM_EVALUATE_BINOMIAL_H

struct binomial_tail {
    double at_least; /* P(X >= k) */
    double below;    /* P(X < k) */
};

/* P(a run of `n` trials has no failure) = (1-bad)^n and its complement. n >= 0, bad in [0,1]. */
double binomial_all_good(double n, double bad);
double binomial_any_bad(double n, double bad);

/* P(X = j) of n sites that are bad with `bad` each; n, j whole, 0 for j outside 0..n. */
double binomial_probability(double n, double j, double bad);

/* n >= 0 and k whole; NaN for arguments outside their domain or n above 1e9. */
struct binomial_tail binomial_tail(double n, double k, double bad);

/* Sites of one package correlated by rho in [0,1]; n at most 1e6. */
struct binomial_tail binomial_tail_correlated(double n, double k, double bad, double rho);

/* Smallest number of starts of which at least `good` succeed with probability `confidence`;
 * NaN when there is none (yield 0) or above 1e9. */
double binomial_starts(double good, double yield, double confidence);

#endif
