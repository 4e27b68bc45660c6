/*
 * Statements (yield model 1.7, 1.9, 1.11; b = bad fraction of a site, p = 1-b):
 *
 * B1  all of n good: (1-b)^n = exp(n log1p(-b)); any bad: -expm1(n log1p(-b)); n = 0 gives 1 and 0.
 *
 * B2  P(X = j) by the saddle-point form
 *     sqrt(n/(2 pi j (n-j))) exp(s(n)-s(j)-s(n-j)-D(j,np)-D(n-j,nb)), s = remainder of Stirling's
 *     formula, D(x,m) = x ln(x/m)+m-x: no large terms cancel at any n.
 *
 * B3  tail P(X >= k): the side away from the mode, from its largest term by the ratio of
 *     neighbours, summed small to large; the other by complement. p = 0, p = 1, k <= 0 (1) and
 *     k > n (0) are decided before any logarithm.
 *
 * B4  beta-binomial with a = p(1-rho)/rho, c = b(1-rho)/rho; rho = 0 is B3, rho = 1 gives p for
 *     1 <= k <= n.
 *
 * B5  starts: smallest S with P(Bin(S,Y) >= N) >= confidence.
 */
#include "evaluate/binomial.h"

#include <math.h>
#include <stdbool.h>

static const double TWO_PI = 6.28318530717958647693;

/* The most sites or starts that are counted. */
static const double COUNT_MAX = 1e9;

double binomial_all_good(double n, double bad)
{
    return n == 0 ? 1 : exp(n * log1p(-bad));
}

double binomial_any_bad(double n, double bad)
{
    return n == 0 ? 0 : -expm1(n * log1p(-bad));
}

/* ln n! - ln(sqrt(2 pi n) (n/e)^n) for whole n >= 1 */
static double stirling_rest(double n)
{
    if (n > 15) {
        double s = 1 / (n * n);
        double series = 1.0 / 1260 - s * (1.0 / 1680 - s * (1.0 / 1188 - s * 691.0 / 360360));
        return (1.0 / 12 - s * (1.0 / 360 - s * series)) / n;
    }
    double factorial = 1;
    for (double i = 2; i <= n; i++)
        factorial *= i;
    return log(factorial) - (n + 0.5) * log(n) + n - 0.5 * log(TWO_PI);
}

/* x ln(x/mean) + mean - x, by a series where the two nearly cancel */
static double deviance(double x, double mean)
{
    if (fabs(x - mean) >= 0.1 * (x + mean))
        return x * log(x / mean) + mean - x;
    double v = (x - mean) / (x + mean);
    double sum = (x - mean) * v, power = 2 * x * v;
    for (int j = 1; j < 1000; j++) {
        power *= v * v;
        double next = sum + power / (2 * j + 1);
        if (next == sum)
            break;
        sum = next;
    }
    return sum;
}

double binomial_probability(double n, double j, double bad)
{
    if (j < 0 || j > n)
        return 0;
    if (bad == 0 || bad == 1)
        return (bad == 0 ? j == n : j == 0) ? 1 : 0;
    if (j == n)
        return binomial_all_good(n, bad);
    if (j == 0)
        return exp(n * log(bad));
    double exponent = stirling_rest(n) - stirling_rest(j) - stirling_rest(n - j) -
                      deviance(j, n * (1 - bad)) - deviance(n - j, n * bad);
    return sqrt(n / (TWO_PI * j * (n - j))) * exp(exponent);
}

/* The side that starts with `largest` and whose i-th term is the one before times ratio(i), summed
 * from the far end. Terms past 1e-20 of the largest fall by at least their own ratio from there on
 * and add nothing. */
static double sum_side(double largest, double terms, double (*ratio)(const double *, double),
                       const double *context)
{
    double last = 0, term = 1;
    while (last + 1 < terms && term > 1e-20)
        term *= ratio(context, ++last);
    double sum = 1;
    for (double i = last; i >= 1; i--)
        sum = 1 + ratio(context, i) * sum;
    return largest * sum;
}

/* P(k+i)/P(k+i-1); context n, k, odds of good */
static double ratio_up(const double *c, double i)
{
    double j = c[1] + i - 1;
    return (c[0] - j) / (j + 1) * c[2];
}

/* P(k-1-i)/P(k-i); context as above */
static double ratio_down(const double *c, double i)
{
    double j = c[1] - i;
    return j / (c[0] - j + 1) / c[2];
}

static struct binomial_tail from_above(double at_least)
{
    return (struct binomial_tail){at_least, 1 - at_least};
}

static struct binomial_tail from_below(double below)
{
    return (struct binomial_tail){1 - below, below};
}

static bool in_domain(double n, double k, double bad, double limit)
{
    return n >= 0 && n <= limit && n == floor(n) && k == floor(k) && bad >= 0 && bad <= 1;
}

struct binomial_tail binomial_tail(double n, double k, double bad)
{
    if (!in_domain(n, k, bad, COUNT_MAX))
        return (struct binomial_tail){NAN, NAN};
    if (k <= 0)
        return from_above(1);
    if (k > n)
        return from_above(0);
    if (bad == 0 || bad == 1)
        return from_above(1 - bad);
    const double context[] = {n, k, (1 - bad) / bad};
    if (k > (n + 1) * (1 - bad))
        return from_above(sum_side(binomial_probability(n, k, bad), n - k + 1, ratio_up, context));
    return from_below(sum_side(binomial_probability(n, k - 1, bad), k, ratio_down, context));
}

/* As ratio_up and ratio_down; context n, k, a, c */
static double correlated_up(const double *x, double i)
{
    double j = x[1] + i - 1;
    return (x[0] - j) / (j + 1) * (x[2] + j) / (x[3] + x[0] - j - 1);
}

static double correlated_down(const double *x, double i)
{
    double j = x[1] - i;
    return j / (x[0] - j + 1) * (x[3] + x[0] - j) / (x[2] + j - 1);
}

static double correlated_probability(double n, double j, double a, double c)
{
    double exponent = 0;
    for (double i = 0; i < j; i++)
        exponent += log((n - i) / (j - i) * (a + i) / (a + c + i));
    for (double i = 0; i < n - j; i++)
        exponent += log((c + i) / (a + c + j + i));
    return exp(exponent);
}

struct binomial_tail binomial_tail_correlated(double n, double k, double bad, double rho)
{
    if (!in_domain(n, k, bad, 1e6) || !(rho >= 0 && rho <= 1))
        return (struct binomial_tail){NAN, NAN};
    if (rho == 0 || k <= 0 || k > n || bad == 0 || bad == 1)
        return binomial_tail(n, k, bad);
    if (rho == 1)
        return from_below(bad);
    double a = (1 - bad) * (1 - rho) / rho, c = bad * (1 - rho) / rho;
    const double context[] = {n, k, a, c};
    if (k > n * (1 - bad))
        return from_above(
            sum_side(correlated_probability(n, k, a, c), n - k + 1, correlated_up, context));
    return from_below(
        sum_side(correlated_probability(n, k - 1, a, c), k, correlated_down, context));
}

/* P(Bin(n, yield) >= good); a small yield goes in as it is, for 1 - yield has lost its digits. */
static double at_least_good(double n, double good, double yield)
{
    return yield < 0.5 ? binomial_tail(n, n - good + 1, yield).below
                       : binomial_tail(n, good, 1 - yield).at_least;
}

double binomial_starts(double good, double yield, double confidence)
{
    if (!(good >= 0 && good <= COUNT_MAX) || good != floor(good) || !(yield > 0 && yield <= 1) ||
        !(confidence >= 0 && confidence < 1))
        return NAN;
    double enough = good, too_few = good - 1;
    while (at_least_good(enough, good, yield) < confidence) {
        if (enough == COUNT_MAX)
            return NAN;
        too_few = enough;
        enough = fmin(2 * enough + 1, COUNT_MAX);
    }
    while (enough - too_few > 1) {
        double middle = floor((enough + too_few) / 2);
        if (at_least_good(middle, good, yield) < confidence)
            too_few = middle;
        else
            enough = middle;
    }
    return enough;
}
