#include "base/range.h"

#include <math.h>

struct range range_none(void)
{
    return (struct range){NAN, NAN, NAN};
}

struct range range_exact(double value)
{
    return (struct range){value, value, value};
}

bool range_is_none(struct range range)
{
    return isnan(range.min) && isnan(range.typ) && isnan(range.max);
}

bool range_is_ordered(struct range range)
{
    return !(range.min > range.typ) && !(range.typ > range.max) && !(range.min > range.max);
}

struct range range_filled(struct range range)
{
    if (isnan(range.typ))
        range.typ = !isnan(range.max) ? range.max : range.min;
    if (isnan(range.min))
        range.min = range.typ;
    if (isnan(range.max))
        range.max = range.typ;
    return range;
}

struct range range_add(struct range a, struct range b)
{
    return (struct range){a.min + b.min, a.typ + b.typ, a.max + b.max};
}

struct range range_scale(struct range range, double factor)
{
    return (struct range){range.min * factor, range.typ * factor, range.max * factor};
}
