#include "base/quantity.h"

#include <math.h>
#include <string.h>

static bool is_optical(const struct quantity_unit *unit)
{
    return strcmp(unit->quantity, "optical_power") == 0;
}

static bool is_power(const struct quantity_unit *unit)
{
    return strcmp(unit->quantity, "power") == 0;
}

bool quantity_unit_converts(const struct quantity_unit *from, const struct quantity_unit *to)
{
    return strcmp(from->quantity, to->quantity) == 0 || (is_optical(from) && is_power(to)) ||
           (is_power(from) && is_optical(to));
}

/* One multiplication or one division where the factors allow: 14500 mW is exactly 14.5 W. */
static double rescale(double value, double from, double to)
{
    double up = from / to, down = to / from;
    if (up == floor(up))
        return value * up;
    if (down == floor(down))
        return value / down;
    return value * from / to;
}

double quantity_unit_convert(double value, const struct quantity_unit *from,
                             const struct quantity_unit *to)
{
    if (from == to)
        return value;
    if (is_optical(from) && is_power(to)) {
        double milliwatt = quantity_unit_find("mW")->factor;
        return rescale(pow(10, value / 10), milliwatt, to->factor);
    }
    if (is_power(from) && is_optical(to)) {
        double power = rescale(value, from->factor, quantity_unit_find("mW")->factor);
        return power > 0 ? 10 * log10(power) : NAN;
    }
    if (from->offset == 0 && to->offset == 0)
        return rescale(value, from->factor, to->factor);
    return (value * from->factor + from->offset - to->offset) / to->factor;
}

enum optibom_status quantity_convert(double *out, double value, const char *from, const char *to,
                                     struct error *err)
{
    if (strcmp(from, to) == 0) {
        *out = value;
        return OPTIBOM_OK;
    }
    const struct quantity_unit *source = quantity_unit_find(from);
    const struct quantity_unit *target = quantity_unit_find(to);
    if (source == NULL || target == NULL)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "unit \"%s\" is not known: write one as in 5 W, 800 Gbps, 2 m",
                         source == NULL ? from : to);
    if (!quantity_unit_converts(source, target))
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s measures %s and %s measures %s: one does not convert to the other",
                         source->symbol, source->quantity, target->symbol, target->quantity);
    double value_out = quantity_unit_convert(value, source, target);
    if (!isfinite(value_out))
        return error_set(err, OPTIBOM_BAD_INPUT, "%.15g %s has no counterpart in %s", value,
                         source->symbol, target->symbol);
    *out = value_out;
    return OPTIBOM_OK;
}
