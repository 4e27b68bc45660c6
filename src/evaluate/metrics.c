/*
 * The metrics of a build. Definitions of the first two columns are those of docs/metrics.md:
 *
 *  1. power_it (W): every line once. 2. power_facility = power_it / supply efficiency x PUE.
 *  3. power_optics (W): lit optics at both ends. 4. energy_per_bit (pJ/bit) = power_optics (W) /
 *     bandwidth of the lit optical ends (Gbps) x 1000. 5. power_per_1600g_port (W): optics of the
 *     switch ends / their bandwidth x 1600 Gbps.
 *  6. bandwidth_scale_up, bandwidth_scale_out (Tbps): endpoints x bandwidth each, one direction.
 *  7. bandwidth_per_power (Tbps/kW): scale-out bandwidth / power of its switches, NICs and optics.
 *  8. cost_material: bought lines. cost_program: the order for the program. 9. cost_yielded =
 *     cost_material + cost_yield_loss = packages x (cost per good package - bought price of its
 * parts).
 * 10. cost_total_ownership = cost_material x (1 + spares) + cost_energy + cost_replacement +
 *     cost_one_time + cost_spares_on_hand (where the spec asks for an availability). cost_energy:
 *     facility power over the service life; a year is 8766 h. cost_replacement and spares on hand:
 *     replacement.c. cost_one_time: the program's, by the build's share of its racks.
 *     cost_assembly, cost_test: of the co-packaged packages per good one, within cost_yielded.
 * 11. yields: of the worst package. 12. fibers, link_margin_min, latency_max: link.c.
 * 13. shoreline_used = engines x edge each / (4 x package edge x usable share), fullest package.
 * 14. lead_time (weeks): longest stated. single_source_share: bought without an approved alternate.
 * 15. tokens_per_second_per_megawatt = accelerators x min(compute bound, fabric bytes per second /
 *     bytes per token) / facility MW, by the scale-out bandwidth of an endpoint.
 */
#include "evaluate/metrics.h"
#include "evaluate/cost.h"
#include "evaluate/flow_spend.h"
#include "evaluate/link.h"
#include "evaluate/power.h"
#include "evaluate/replacement.h"

#include "base/money.h"

#include <math.h>
#include <string.h>

static const double HOURS_PER_YEAR = 8766, GBPS_PER_TBPS = 1000, BITS_PER_BYTE = 8;

struct metrics {
    struct evaluation *evaluation;
    const struct bom *bom;
    struct arena *arena;
    bool failed;
    struct range facility_w;
    double power_assumed_share;
    struct cost_total cost;
    int64_t program_racks;
};

static void add(struct metrics *metrics, const char *name, const char *unit, struct range value,
                double assumed_share, const char *reason)
{
    struct evaluation *evaluation = metrics->evaluation;
    struct evaluation_metric *list =
        arena_grow(metrics->arena, evaluation->metrics, evaluation->metric_count, sizeof *list);
    if (list == NULL) {
        metrics->failed = true;
        return;
    }
    bool has_value = isfinite(value.typ);
    evaluation->metrics = list;
    list[evaluation->metric_count++] =
        (struct evaluation_metric){.name = name,
                                   .unit = unit,
                                   .value = has_value ? value : range_none(),
                                   .assumed_share = has_value ? assumed_share : NAN,
                                   .mean = NAN,
                                   .deviation = NAN,
                                   .reason = has_value ? NULL : reason};
}

static double share(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

static void add_power(struct metrics *metrics)
{
    const struct spec_facility *facility = &metrics->bom->spec->facility;
    struct power_total it = power_it(metrics->evaluation);
    struct power_total optics = power_optics(metrics->evaluation, false);
    struct power_total ports = power_optics(metrics->evaluation, true);
    double ends = power_optical_gbps(metrics->evaluation, false);
    double port_ends = power_optical_gbps(metrics->evaluation, true);
    double overhead = facility->pue / facility->supply_efficiency;
    metrics->power_assumed_share = share(it.assumed_w, it.watts.typ);
    metrics->facility_w = range_scale(it.watts, overhead);
    metrics->evaluation->functions[EVALUATION_LOSSES].power_w = range_scale(it.watts, overhead - 1);
    double optics_share = share(optics.assumed_w, optics.watts.typ);
    add(metrics, "power_it", "W", it.watts, metrics->power_assumed_share, NULL);
    add(metrics, "power_facility", "W", metrics->facility_w, metrics->power_assumed_share, NULL);
    add(metrics, "power_optics", "W", optics.watts, optics_share, NULL);
    add(metrics, "energy_per_bit", "pJ/bit", range_scale(optics.watts, 1000 / ends), optics_share,
        "no lit optical link");
    add(metrics, "power_per_1600g_port", "W", range_scale(ports.watts, 1600 / port_ends),
        share(ports.assumed_w, ports.watts.typ), "no lit optical switch port");
}

static double network_tbps(const struct bom *bom, const char *name)
{
    double gbps = 0;
    for (size_t i = 0; i < bom->spec->network_count; i++)
        if (strcmp(bom->spec->networks[i].name, name) == 0)
            gbps += bom->spec->networks[i].bandwidth_gbps * (double)bom->endpoints;
    return gbps / GBPS_PER_TBPS;
}

/* Power of everything whose role belongs to a network, and of what hangs below such lines. */
static struct power_total network_power(const struct evaluation *evaluation, const char *name)
{
    const struct bom *bom = evaluation->bom;
    struct power_total total = {range_exact(0), 0};
    for (size_t i = 0; i < bom->line_count; i++) {
        long line = (long)i;
        while (line != BOM_TOP && strncmp(bom->lines[line].role, name, strlen(name)) != 0)
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

static void add_bandwidth(struct metrics *metrics)
{
    double up = network_tbps(metrics->bom, "scale-up"),
           out = network_tbps(metrics->bom, "scale-out");
    struct power_total power = network_power(metrics->evaluation, "scale-out");
    struct range per_power = {out / power.watts.max * 1000, out / power.watts.typ * 1000,
                              out / power.watts.min * 1000};
    add(metrics, "bandwidth_scale_up", "Tbps", range_exact(up > 0 ? up : NAN), 0,
        "the spec has no scale-up network");
    add(metrics, "bandwidth_scale_out", "Tbps", range_exact(out > 0 ? out : NAN), 0,
        "the spec has no scale-out network");
    add(metrics, "bandwidth_per_power", "Tbps/kW", out > 0 ? per_power : range_none(),
        share(power.assumed_w, power.watts.typ), "the spec has no scale-out network");
}

static double units(int64_t micros)
{
    return (double)micros / MONEY_MICROS;
}

/* What yield, assembly and test add to the bought parts of the packages; none with a reason when a
 * flow has no cost per good package. */
static struct range yield_loss(const struct metrics *metrics, const char **reason)
{
    const struct evaluation *evaluation = metrics->evaluation;
    struct range total = range_exact(0);
    for (size_t i = 0; i < metrics->bom->assembly_count; i++) {
        const struct evaluation_package *package = &evaluation->packages[i];
        if (!package->is_copackaged)
            continue;
        double packages = (double)package->assembly->packages, parts = units(package->parts_micros);
        struct flow_value good = package->typ->cost_per_good;
        if (strcmp(package->assembly->flow->currency, metrics->bom->spec->program.currency) != 0 ||
            isnan(good.value)) {
            *reason =
                good.reason != NULL ? good.reason : "the flow's currency is not the program's";
            return range_none();
        }
        double best = package->best != NULL ? package->best->cost_per_good.value : NAN;
        double worst = package->worst != NULL ? package->worst->cost_per_good.value : NAN;
        struct range cost = {isfinite(best) ? best : good.value, good.value,
                             isfinite(worst) ? worst : good.value};
        total = range_add(total, range_scale(range_add(cost, range_exact(-parts)), packages));
    }
    return total;
}

/* Assembly and test of the co-packaged packages, per good one, typical. */
static void add_package_work(struct metrics *metrics, const char *unit)
{
    double assembly = 0, test = 0;
    const char *reason = "nothing in the build is co-packaged";
    for (size_t i = 0; i < metrics->bom->assembly_count; i++) {
        const struct evaluation_package *package = &metrics->evaluation->packages[i];
        double good = package->typ->shipped_per_start * package->typ->quality.value;
        struct flow_spend spend = flow_spend_of(package->typ);
        if (!package->is_copackaged)
            continue;
        reason = package->typ->cost_per_good.reason;
        if (reason != NULL)
            break;
        assembly += (double)package->assembly->packages * spend.assembly / good;
        test += (double)package->assembly->packages * (spend.test + spend.rework) / good;
    }
    add(metrics, "cost_assembly", unit, range_exact(reason == NULL ? assembly : NAN), 1, reason);
    add(metrics, "cost_test", unit, range_exact(reason == NULL ? test : NAN), 1, reason);
}

static void add_cost(struct metrics *metrics)
{
    const struct spec *spec = metrics->bom->spec;
    const struct cost_total *cost = &metrics->cost;
    const char *unit = spec->program.currency, *reason = NULL;
    double assumed = share(units(cost->assumed_micros), units(cost->micros));
    struct range material = {units(cost->low_micros), units(cost->micros),
                             units(cost->high_micros)};
    add(metrics, "cost_material", unit, material, assumed, NULL);
    if (!metrics->failed) {
        struct evaluation *evaluation = metrics->evaluation;
        struct evaluation_metric *metric = &evaluation->metrics[evaluation->metric_count - 1];
        metric->mean = cost->moments.mean;
        metric->deviation = sqrt(cost->moments.variance);
    }
    struct range loss = yield_loss(metrics, &reason);
    struct range yielded = range_add(material, loss);
    add(metrics, "cost_yield_loss", unit, loss, 1, reason);
    add(metrics, "cost_yielded", unit, yielded,
        share(units(cost->assumed_micros) + fmax(0, loss.typ), yielded.typ), reason);
    add_package_work(metrics, unit);
    double hours = spec->facility.service_life_years * HOURS_PER_YEAR;
    struct range energy =
        range_scale(metrics->facility_w, hours * spec->facility.energy_price / 1000);
    struct range replaced =
        isnan(hours) ? range_none() : replacement_cost(metrics->evaluation, hours);
    double one_time =
        spec->program.one_time_cost * (double)spec->racks / (double)metrics->program_racks;
    struct replacement_spares shelf = replacement_spares(metrics->evaluation);
    struct range ownership = range_add(range_scale(material, 1 + spec->program.spares), energy);
    ownership = range_add(ownership, replaced);
    ownership = range_add(ownership, range_exact(one_time + (isnan(shelf.cost) ? 0 : shelf.cost)));
    reason = "the spec states no energy_price or no service_life";
    add(metrics, "cost_energy", unit, energy, metrics->power_assumed_share, reason);
    add(metrics, "cost_replacement", unit, replaced, 0, reason);
    add(metrics, "cost_one_time", unit, range_exact(one_time), 0, NULL);
    add(metrics, "cost_spares_on_hand", unit, range_exact(shelf.cost), 0, shelf.reason);
    add(metrics, "spares_on_hand", "count", range_exact(shelf.pieces), 0, shelf.reason);
    add(metrics, "cost_total_ownership", unit, ownership,
        share(assumed * material.typ + metrics->power_assumed_share * energy.typ, ownership.typ),
        reason);
    add(metrics, "cost_program", unit, range_exact(units(cost->order_micros)), assumed, NULL);
}

static void add_yield(struct metrics *metrics)
{
    struct range adjusted = range_none(), unadjusted = range_none();
    const char *reason = "nothing in the build is co-packaged";
    for (size_t i = 0; i < metrics->bom->assembly_count; i++) {
        const struct evaluation_package *package = &metrics->evaluation->packages[i];
        const struct flow_result *typ = package->typ;
        if (!package->is_copackaged)
            continue;
        const struct flow_result *best = package->best != NULL ? package->best : typ;
        const struct flow_result *worst = package->worst != NULL ? package->worst : typ;
        reason = typ->yield_kgoe_adjusted.reason;
        if (typ->yield_kgoe_adjusted.value > adjusted.typ)
            continue;
        adjusted = (struct range){worst->yield_kgoe_adjusted.value, typ->yield_kgoe_adjusted.value,
                                  best->yield_kgoe_adjusted.value};
        unadjusted = (struct range){worst->yield_unadjusted.value, typ->yield_unadjusted.value,
                                    best->yield_unadjusted.value};
    }
    add(metrics, "yield_kgoe_adjusted", "1", adjusted, 1, reason);
    add(metrics, "yield_unadjusted", "1", unadjusted, 1, reason);
}

static void add_links(struct metrics *metrics)
{
    struct range margin = range_none(), latency = range_none();
    const char *margin_reason = "no optical link", *latency_reason = "no link";
    bool is_margin_known = true, is_latency_known = true;
    for (size_t i = 0; i < metrics->bom->link_count; i++) {
        const struct bom_link *link = &metrics->bom->links[i];
        struct link_value value = link_latency_ns(metrics->arena, metrics->bom, link);
        is_latency_known &= value.reason == NULL;
        if (value.reason != NULL)
            latency_reason = value.reason;
        else if (!(value.range.typ <= latency.typ))
            latency = value.range;
        if (link->near_line == BOM_TOP && link->far_line == BOM_TOP)
            continue;
        value = link_margin_db(metrics->arena, metrics->bom, link);
        is_margin_known &= value.reason == NULL;
        if (value.reason != NULL)
            margin_reason = value.reason;
        else if (!(value.range.typ >= margin.typ))
            margin = value.range;
    }
    double laser_fibers, fibers = link_fibers(metrics->bom, &laser_fibers);
    add(metrics, "fibers", "count", range_exact(fibers), 0, NULL);
    add(metrics, "fibers_laser", "count", range_exact(laser_fibers), 0, NULL);
    add(metrics, "link_margin_min", "dB", is_margin_known ? margin : range_none(), 0,
        margin_reason);
    add(metrics, "latency_max", "ns", is_latency_known ? latency : range_none(), 0, latency_reason);
}

static struct range edge_share(const struct bom_line *engines, const struct bom_line *asics)
{
    double each = (double)engines->quantity / (double)asics->quantity;
    double edge = 4 * catalog_part_number(asics->part, "package_edge", NAN);
    struct range usable = range_filled(catalog_part_range(asics->part, "usable_edge_share"));
    double used = each * catalog_part_number(engines->part, "edge_length", NAN) / edge * 100;
    return (struct range){used / usable.max, used / usable.typ, used / usable.min};
}

static void add_shoreline(struct metrics *metrics)
{
    const struct bom *bom = metrics->bom;
    struct range used = range_none();
    const char *reason = "nothing in the build is co-packaged";
    for (size_t i = 0; i < bom->line_count; i++) {
        const struct bom_line *engines = &bom->lines[i];
        if (strcmp(engines->part->class_name, "optical_engine") != 0)
            continue;
        for (size_t j = 0; j < bom->line_count; j++) {
            const struct bom_line *asics = &bom->lines[j];
            if (asics->parent != engines->parent ||
                strcmp(asics->part->class_name, "switch_asic") != 0)
                continue;
            struct range candidate = edge_share(engines, asics);
            reason = arena_printf(metrics->arena,
                                  "the catalog has no package edge or usable share of "
                                  "%s, or no edge length of %s",
                                  asics->part->name, engines->part->name);
            if (!(candidate.typ <= used.typ))
                used = candidate;
        }
    }
    add(metrics, "shoreline_used", "1", used, 1, reason);
}

static void add_supply(struct metrics *metrics)
{
    const struct bom *bom = metrics->bom;
    double longest = NAN;
    int64_t single = 0;
    for (size_t i = 0; i < bom->line_count; i++) {
        const struct evaluation_line *line = &metrics->evaluation->lines[i];
        if (!bom->lines[i].is_bought || line->offer == NULL)
            continue;
        if (line->offer->lead_time_days >= 0)
            longest = fmax(longest, (double)line->offer->lead_time_days / 7);
        if (bom->lines[i].part->approved_alternates == 0)
            single += line->cost_micros;
    }
    add(metrics, "lead_time", "weeks", range_exact(longest), 0, "no offer states a lead time");
    add(metrics, "single_source_share", "1",
        range_exact(units(single) / units(metrics->cost.micros)), 0, "nothing has a price");
}

static void add_throughput(struct metrics *metrics)
{
    const struct spec_workload *workload = &metrics->bom->spec->workload;
    double tbps = network_tbps(metrics->bom, "scale-out"),
           endpoints = (double)metrics->bom->endpoints;
    double bytes = tbps * 1e12 / BITS_PER_BYTE / endpoints;
    double tokens =
        fmin(workload->tokens_per_second, bytes / workload->bytes_per_token) * endpoints;
    struct range megawatts = range_scale(metrics->facility_w, 1e-6);
    struct range value = {tokens / megawatts.max, tokens / megawatts.typ, tokens / megawatts.min};
    add(metrics, "tokens_per_second_per_megawatt", "1/s/MW",
        workload->is_given ? value : range_none(), metrics->power_assumed_share,
        "the spec has no workload (bytes_per_token, tokens_per_second)");
}

enum optibom_status metrics_fill(struct evaluation *evaluation, int64_t program_racks,
                                 struct arena *arena, struct error *err)
{
    struct metrics metrics = {.evaluation = evaluation,
                              .bom = evaluation->bom,
                              .arena = arena,
                              .program_racks = program_racks};
    enum optibom_status status = cost_total(&metrics.cost, evaluation, err);
    if (status != OPTIBOM_OK)
        return status;
    add_power(&metrics);
    add_bandwidth(&metrics);
    add_cost(&metrics);
    add_yield(&metrics);
    add_links(&metrics);
    add_shoreline(&metrics);
    add_supply(&metrics);
    add_throughput(&metrics);
    return metrics.failed ? error_no_memory(err) : OPTIBOM_OK;
}
