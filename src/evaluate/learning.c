/*
 * Statements (yield model 1.9):
 *
 * J1  Wright: unit n costs C1 n^(log2 rate).
 * J2  cumulative average: the exact sum of the first n units over n, smallest terms first and
 *     compensated.
 * J3  defects: D(t) = Dinf + (D0-Dinf) e^(-t/tau).
 */
#include "evaluate/learning.h"

#include "evaluate/flow_state.h"

#include <math.h>

double learning_unit(double first, double rate, double unit)
{
    if (!(first >= 0 && isfinite(first)) || !(rate > 0 && isfinite(rate)) ||
        !(unit >= 1 && isfinite(unit)))
        return NAN;
    return first * pow(unit, log2(rate));
}

double learning_average(double first, double rate, double units)
{
    if (isnan(learning_unit(first, rate, units)) || units > LEARNING_UNITS || units != floor(units))
        return NAN;
    struct flow_sum sum = {0};
    for (double unit = units; unit >= 1; unit--)
        flow_sum_add(&sum, learning_unit(first, rate, unit));
    return flow_sum_total(&sum) / units;
}

double learning_defects(double start, double limit, double tau, double time)
{
    if (!(start >= 0) || !(limit >= 0) || !(tau > 0) || !(time >= 0))
        return NAN;
    return limit + (start - limit) * exp(-time / tau);
}

double learning_die_defects(const struct flow_die *die)
{
    return die->time_constant > 0
               ? learning_defects(die->defects, die->matures_to, die->time_constant, die->age)
               : die->defects;
}
