/*
 * Power and bandwidth of a build.
 *
 *  1. power_it (W): every line once (power.c). 2. power_facility = power_it / supply efficiency x
 *     PUE.
 *  3. power_optics (W): lit optics at both ends. 4. energy_per_bit (pJ/bit) = power_optics (W) /
 *     bandwidth of the lit optical ends (Gbps) x 1000. 5. power_per_1600g_port (W): optics of the
 *     switch ends / their bandwidth x 1600 Gbps.
 *  6. bandwidth_scale_up, bandwidth_scale_out (Tbps): endpoints x bandwidth each, one direction.
 *  7. bandwidth_per_power (Tbps/kW): scale-out bandwidth / power of its switches, NICs and optics.
 *  8. energy_year (kWh) = power_facility x 8766 h / 1000, at full load all year.
 */
#include "evaluate/metrics.h"
#include "evaluate/power.h"

#include <math.h>
#include <string.h>

static const double GBPS_PER_TBPS = 1000, WATTS_PER_KILOWATT = 1000;

/* Power of optics for what they carry; none as soon as a part of them has no power figure. */
static void add_rate(struct metrics *metrics, const char *name, const char *unit,
                     struct power_total power, double factor, bool switch_end, const char *reason)
{
    const struct catalog_part *unknown = power_unknown_optics(metrics->evaluation, switch_end);
    if (unknown != NULL)
        reason =
            arena_printf(metrics->arena, "the catalog has no power figure of %s", unknown->name);
    metrics_add(metrics, name, unit,
                unknown == NULL ? range_scale(power.watts, factor) : range_none(),
                metrics_share(power.assumed_w, power.watts.typ), reason);
}

void metrics_power(struct metrics *metrics)
{
    const struct spec_facility *facility = &metrics->bom->spec->facility;
    struct power_total it = power_it(metrics->evaluation);
    struct power_total optics = power_optics(metrics->evaluation, false);
    struct power_total ports = power_optics(metrics->evaluation, true);
    double ends = power_optical_gbps(metrics->evaluation, false);
    double port_ends = power_optical_gbps(metrics->evaluation, true);
    double overhead = facility->pue / facility->supply_efficiency;
    double assumed = metrics_share(it.assumed_w, it.watts.typ);
    metrics->power_assumed_share = assumed;
    metrics->facility_w = range_scale(it.watts, overhead);
    metrics->evaluation->functions[EVALUATION_LOSSES].power_w = range_scale(it.watts, overhead - 1);
    double optics_share = metrics_share(optics.assumed_w, optics.watts.typ);
    metrics_add(metrics, "power_it", "W", it.watts, assumed, NULL);
    metrics_add(metrics, "power_facility", "W", metrics->facility_w, assumed, NULL);
    metrics_add(metrics, "power_optics", "W", optics.watts, optics_share, NULL);
    add_rate(metrics, "energy_per_bit", "pJ/bit", optics, 1000 / ends, false,
             "no lit optical link");
    add_rate(metrics, "power_per_1600g_port", "W", ports, 1600 / port_ends, true,
             "no lit optical switch port");
    metrics_add(metrics, "energy_year", "kWh",
                range_scale(metrics->facility_w, METRICS_HOURS_PER_YEAR / WATTS_PER_KILOWATT),
                assumed, NULL);
}

double metrics_network_tbps(const struct bom *bom, const char *name)
{
    double gbps = 0;
    for (size_t i = 0; i < bom->spec->network_count; i++)
        if (strcmp(bom->spec->networks[i].name, name) == 0)
            gbps += bom->spec->networks[i].bandwidth_gbps * (double)bom->endpoints;
    return gbps / GBPS_PER_TBPS;
}

/* A role starts with the name of its network: "scale-out switch", but not "scale-out-2 switch". */
static bool is_role_of(const char *role, const char *network)
{
    size_t length = strlen(network);
    return strncmp(role, network, length) == 0 && role[length] == ' ';
}

/* Power of everything whose role belongs to a network, and of what hangs below such lines. */
static struct power_total network_power(const struct evaluation *evaluation, const char *name)
{
    const struct bom *bom = evaluation->bom;
    struct power_total total = {range_exact(0), 0};
    for (size_t i = 0; i < bom->line_count; i++) {
        long line = (long)i;
        while (line != BOM_TOP && !is_role_of(bom->lines[line].role, name))
            line = bom->lines[line].parent;
        if (line == BOM_TOP)
            continue;
        struct range watts =
            range_scale(evaluation->lines[i].unit_power_w, (double)bom->lines[i].quantity);
        total.watts = range_add(total.watts, watts);
        total.assumed_w += evaluation->lines[i].is_power_assumed ? watts.typ : 0;
    }
    return total;
}

void metrics_bandwidth(struct metrics *metrics)
{
    double up = metrics_network_tbps(metrics->bom, "scale-up"),
           out = metrics_network_tbps(metrics->bom, "scale-out");
    struct power_total power = network_power(metrics->evaluation, "scale-out");
    struct range per_power = {out / power.watts.max * 1000, out / power.watts.typ * 1000,
                              out / power.watts.min * 1000};
    metrics_add(metrics, "bandwidth_scale_up", "Tbps", range_exact(up > 0 ? up : NAN), 0,
                "the spec has no scale-up network");
    metrics_add(metrics, "bandwidth_scale_out", "Tbps", range_exact(out > 0 ? out : NAN), 0,
                "the spec has no scale-out network");
    metrics_add(metrics, "bandwidth_per_power", "Tbps/kW", out > 0 ? per_power : range_none(),
                metrics_share(power.assumed_w, power.watts.typ),
                "the spec has no scale-out network");
}
