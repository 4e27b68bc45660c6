/*
 * 1. Channel loss (dB) = length (km) x attenuation (dB/km) + 2 mated pairs x connector loss (dB).
 * 2. Launch power of an engine (dBm) = source per output and wavelength - 10 log10(lanes per laser)
 *    - modulator loss - 2 couplings.
 * 3. Sensitivity of an engine at the fiber = its sensitivity + one coupling; of a module as stated.
 * The low side of a difference takes the high side of every loss. Source: domain model, link.
 */
#include "assemble/loss_budget.h"

#include <math.h>
#include <string.h>

static struct range figure(const struct catalog_part *part, const char *attribute)
{
    return range_filled(catalog_part_range(part, attribute));
}

struct range loss_less(struct range a, struct range b)
{
    return (struct range){a.min - b.max, a.typ - b.typ, a.max - b.min};
}

bool loss_is_engine(const struct catalog_part *part)
{
    return strcmp(part->class_name, "optical_engine") == 0;
}

struct range loss_channel(const struct catalog_part *fiber, double length_m)
{
    struct range span = range_scale(figure(fiber, "attenuation"), length_m / 1000);
    return range_add(span, range_scale(figure(fiber, "connector_loss"), LOSS_MATED_PAIRS));
}

struct range loss_launch(const struct catalog_part *engine, const struct catalog_part *source,
                         int64_t lanes_per_laser)
{
    double split = 10 * log10((double)lanes_per_laser);
    struct range power = range_add(figure(source, "optical_power"), range_exact(-split));
    power = loss_less(power, figure(engine, "modulator_loss"));
    return loss_less(power, range_scale(figure(engine, "coupling_loss"), 2));
}

struct range loss_sensitivity(const struct catalog_part *end)
{
    return loss_is_engine(end) ? range_add(figure(end, "sensitivity"), figure(end, "coupling_loss"))
                               : figure(end, "rx_sensitivity");
}
