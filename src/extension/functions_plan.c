/* Planning: redundancy, starts, learning, ranges (yield model 1.7, 1.9, 1.10). */
#include "extension/function_domains.h"

#include "evaluate/binomial.h"
#include "evaluate/distribution.h"
#include "evaluate/learning.h"

#include <math.h>

static const struct function_domain units = {.kind = FUNCTION_OF_NUMBER,
                                             .text = "a whole number from 1 to 1000000",
                                             .low = 1,
                                             .high = LEARNING_UNITS,
                                             .is_whole = true};
static const struct function_domain correlated_sites = {.kind = FUNCTION_OF_NUMBER,
                                                        .text = "a whole number from 0 to 1000000",
                                                        .high = 1e6,
                                                        .is_whole = true};
static const struct function_domain below_one = {.kind = FUNCTION_OF_NUMBER,
                                                 .text = "a number above 0 and below 1",
                                                 .high = 1 - 0x1p-53,
                                                 .is_above_low = true};

/* P(X < k), counted from the side that keeps its digits (F5). */
static double binomial_below(const struct function *self, const struct function_value *in,
                             struct error *err)
{
    (void)self;
    (void)err;
    double n = in[0].number, k = in[1].number, p = in[2].number;
    return p < 0.5 ? binomial_tail(n, n - k + 1, p).at_least : binomial_tail(n, k, 1 - p).below;
}

static double beta_binomial(const struct function *self, const struct function_value *in,
                            struct error *err)
{
    (void)self;
    (void)err;
    return binomial_tail_correlated(in[0].number, in[1].number, 1 - in[2].number, in[3].number)
        .at_least;
}

static double starts_needed(const struct function *self, const struct function_value *in,
                            struct error *err)
{
    double starts = binomial_starts(in[0].number, in[1].number, in[2].number);
    if (isnan(starts))
        error_set(err, OPTIBOM_NOT_FOUND, "%s: no value: more than 1e9 starts", self->name);
    return starts;
}

/* variant 0: unit n, 1: average of the first n. */
static double learning(const struct function *self, const struct function_value *in,
                       struct error *err)
{
    (void)err;
    return self->variant == 0 ? learning_unit(in[0].number, in[1].number, in[2].number)
                              : learning_average(in[0].number, in[1].number, in[2].number);
}

static double defects(const struct function *self, const struct function_value *in,
                      struct error *err)
{
    (void)self;
    (void)err;
    return learning_defects(in[0].number, in[1].number, in[2].number, in[3].number);
}

/* A range as the first three arguments; false after saying that it is out of order. */
static bool read_range(struct range *range, const struct function *self,
                       const struct function_value *in, struct error *err)
{
    *range = (struct range){in[0].number, in[1].number, in[2].number};
    if (range_is_ordered(*range))
        return true;
    error_set(err, OPTIBOM_BAD_INPUT, "%s: min <= typ <= max is wanted, not %.15g, %.15g, %.15g",
              self->name, range->min, range->typ, range->max);
    return false;
}

/* variant: 0 and 1 the mean and variance of a triangle, 2 and 3 of PERT. */
static double moment(const struct function *self, const struct function_value *in,
                     struct error *err)
{
    struct range range;
    if (!read_range(&range, self, in, err))
        return NAN;
    struct moments moments =
        self->variant < 2 ? distribution_triangular(range) : distribution_pert(range);
    return self->variant % 2 == 0 ? moments.mean : moments.variance;
}

static double quantile(const struct function *self, const struct function_value *in,
                       struct error *err)
{
    struct range range;
    if (!read_range(&range, self, in, err))
        return NAN;
    struct triangle triangle = triangle_of(range);
    return range.min < range.max ? triangle_quantile(&triangle, in[3].number) : range.typ;
}

#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, NULL                                                                           \
    }
#define RANGE                                                                                      \
    {"min", "least value", &domain_any_number}, {"typ", "most likely value", &domain_any_number},  \
    {                                                                                              \
        "max", "greatest value", &domain_any_number                                                \
    }

static const struct function_argument below_arguments[] = {
    {"n", "sites", &domain_count},
    {"k", "sites required", &domain_count},
    {"p", "good probability of a site", &domain_fraction},
    END};
static const struct function_argument beta_arguments[] = {
    {"n", "sites", &correlated_sites},
    {"k", "sites required", &correlated_sites},
    {"p", "good probability of a site", &domain_fraction},
    {"rho", "correlation within a package", &domain_fraction},
    END};
static const struct function_argument starts_arguments[] = {
    {"good", "units wanted", &domain_sites},
    {"yield", "good units per start", &domain_share},
    {"confidence", "P(at least so many are good)", &below_one},
    END};
static const struct function_argument learning_arguments[] = {
    {"first", "cost of the first unit, money", &domain_not_negative},
    {"rate", "cost at each doubling, as a share", &domain_positive},
    {"n", "unit, or number of units", &units},
    END};
static const struct function_argument defects_arguments[] = {
    {"start", "defects per cm2 at the start", &domain_not_negative},
    {"limit", "defects per cm2 in the end", &domain_not_negative},
    {"tau", "time constant", &domain_positive},
    {"time", "in the unit of tau", &domain_not_negative},
    END};
static const struct function_argument range_arguments[] = {RANGE, END};
static const struct function_argument quantile_arguments[] = {
    RANGE, {"p", "P(value <= result)", &domain_fraction}, END};

static const struct function rows[] = {
    {"binomial_below", below_arguments, "fraction",
     "P(fewer than k of n independent sites are good), without cancellation", "yield model 1.7",
     binomial_below, 0},
    {"beta_binomial_at_least", beta_arguments, "fraction",
     "P(at least k of n sites are good) when those of a package are correlated", "yield model 1.7",
     beta_binomial, 0},
    {"starts_needed", starts_arguments, "units",
     "least number of starts of which so many are good with that confidence", "yield model 1.9",
     starts_needed, 0},
    {"learning_unit", learning_arguments, "money", "cost of unit n: first n^(log2 rate)",
     "yield model 1.9", learning, 0},
    {"learning_average", learning_arguments, "money", "average cost of the first n units",
     "yield model 1.9", learning, 1},
    {"learning_defects", defects_arguments, "/cm2",
     "defect density at a time: limit + (start-limit) e^(-time/tau)", "yield model 1.9", defects,
     0},
    {"triangular_mean", range_arguments, "as given", "mean of a triangular distribution",
     "yield model 1.10", moment, 0},
    {"triangular_variance", range_arguments, "as given, squared",
     "variance of a triangular distribution", "yield model 1.10", moment, 1},
    {"pert_mean", range_arguments, "as given", "mean of a PERT distribution", "yield model 1.10",
     moment, 2},
    {"pert_variance", range_arguments, "as given, squared", "variance of a PERT distribution",
     "yield model 1.10", moment, 3},
    {"triangular_quantile", quantile_arguments, "as given",
     "value of a triangular distribution that is exceeded with 1 - p", "yield model 1.10", quantile,
     0},
};

const struct function_group functions_plan = {rows, sizeof rows / sizeof *rows};
