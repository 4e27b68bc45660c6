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

bool loss_is_engine(const struct catalog_part *part)
{
    return strcmp(part->class_name, "optical_engine") == 0;
}

struct range loss_channel(const struct catalog_part *fiber, double length_m, bool *is_assumed)
{
    struct range span =
        range_scale(figure_range(fiber, "attenuation", is_assumed), length_m / 1000);
    return range_add(
        span, range_scale(figure_range(fiber, "connector_loss", is_assumed), LOSS_MATED_PAIRS));
}

struct range loss_launch(const struct catalog_part *engine, const struct catalog_part *source,
                         int64_t lanes_per_laser, bool *is_assumed)
{
    double split = 10 * log10((double)lanes_per_laser);
    struct range power =
        range_add(figure_range(source, "optical_power", is_assumed), range_exact(-split));
    power = figure_less(power, figure_range(engine, "modulator_loss", is_assumed));
    return figure_less(power, range_scale(figure_range(engine, "coupling_loss", is_assumed), 2));
}

struct range loss_sensitivity(const struct catalog_part *end, bool *is_assumed)
{
    return loss_is_engine(end) ? range_add(figure_range(end, "sensitivity", is_assumed),
                                           figure_range(end, "coupling_loss", is_assumed))
                               : figure_range(end, "rx_sensitivity", is_assumed);
}
