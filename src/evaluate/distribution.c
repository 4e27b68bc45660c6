/*
 * Statements (yield model 1.10; a = min, m = typ, b = max):
 *
 * D1  triangular: mean (a+m+b)/3, variance (a^2+m^2+b^2-am-ab-mb)/18, here as
 *     ((m-a)^2 + (b-m)^2 + (b-a)^2)/36, which keeps its digits when the ends are close.
 * D2  PERT: mean (a+4m+b)/6, variance (mean-a)(b-mean)/7.
 * D3  uniform: mean (a+b)/2, variance (b-a)^2/12.
 * D4  triangular quantile: a + sqrt(p(b-a)(m-a)) below the knee p = (m-a)/(b-a), from there on
 *     b - sqrt((1-p)(b-a)(b-m)); only + - * / sqrt, so the same digits on every machine. Rounding
 *     never leaves [a,b].
 * D5  uniform quantile: a + p(b-a).
 * D6  a = m = b: the constant, variance 0.
 */
#include "evaluate/distribution.h"

#include <math.h>

static bool in_domain(struct range range)
{
    return isfinite(range.min) && isfinite(range.typ) && isfinite(range.max) &&
           range_is_ordered(range);
}

static struct moments none(void)
{
    return (struct moments){NAN, NAN};
}

struct moments distribution_triangular(struct range range)
{
    if (!in_domain(range))
        return none();
    double low = range.typ - range.min, high = range.max - range.typ, all = range.max - range.min;
    return (struct moments){(range.min + range.typ + range.max) / 3,
                            (low * low + high * high + all * all) / 36};
}

struct moments distribution_pert(struct range range)
{
    if (!in_domain(range))
        return none();
    double mean = (range.min + 4 * range.typ + range.max) / 6;
    return (struct moments){mean, (mean - range.min) * (range.max - mean) / 7};
}

struct moments distribution_uniform(struct range range)
{
    if (!in_domain(range))
        return none();
    double all = range.max - range.min;
    return (struct moments){range.min + all / 2, all * all / 12};
}

struct triangle triangle_of(struct range range)
{
    if (!in_domain(range))
        return (struct triangle){NAN, NAN, NAN, NAN, NAN};
    double all = range.max - range.min;
    return (struct triangle){range.min, range.max, all > 0 ? (range.typ - range.min) / all : 0,
                             all * (range.typ - range.min), all * (range.max - range.typ)};
}

double triangle_quantile(const struct triangle *triangle, double p)
{
    if (isnan(triangle->min) || !(p >= 0 && p <= 1))
        return NAN;
    if (p < triangle->knee)
        return fmin(triangle->max, triangle->min + sqrt(p * triangle->rising));
    return fmax(triangle->min, triangle->max - sqrt((1 - p) * triangle->falling));
}

double uniform_quantile(struct range range, double p)
{
    if (!in_domain(range) || !(p >= 0 && p <= 1))
        return NAN;
    return fmin(range.max, range.min + p * (range.max - range.min));
}
