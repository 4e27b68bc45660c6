/*
 * What a build costs (in the program's currency), statements of docs/metrics.md:
 *
 *  1. cost_material: bought lines. cost_program: the order for the program.
 *  2. cost_yielded = cost_material + cost_yield_loss, which is packages x (cost per good package -
 *     bought price of its parts). cost_assembly, cost_test: of the co-packaged packages per good
 *     one, within cost_yielded.
 *  3. cost_total_ownership = cost_material x (1 + spares) + cost_energy + cost_replacement +
 *     cost_one_time + cost_spares_on_hand (where the spec asks for an availability). cost_energy:
 *     facility power over the service life; a year is 8766 h. cost_replacement and spares on hand:
 *     replacement.c. cost_one_time: the program's, by the build's share of its racks.
 *  4. Yields: of the worst package.
 */
#include "evaluate/metrics.h"

#include "evaluate/flow_spend.h"
#include "evaluate/replacement.h"

#include "base/money.h"

#include <math.h>
#include <string.h>

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
    const char *reason = "the spec names no flow that makes a co-packaged package";
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
    metrics_add(metrics, "cost_assembly", unit, range_exact(reason == NULL ? assembly : NAN), 1,
                reason);
    metrics_add(metrics, "cost_test", unit, range_exact(reason == NULL ? test : NAN), 1, reason);
}

void metrics_cost(struct metrics *metrics)
{
    const struct spec *spec = metrics->bom->spec;
    const struct cost_total *cost = &metrics->cost;
    const char *unit = spec->program.currency, *reason = NULL;
    double assumed = metrics_share(units(cost->assumed_micros), units(cost->micros));
    struct range material = {units(cost->low_micros), units(cost->micros),
                             units(cost->high_micros)};
    const char *unpriced =
        cost->priced == 0 ? "no bought part has an offer in a currency with a rate" : NULL;
    if (unpriced != NULL)
        material = range_none();
    metrics_add(metrics, "cost_material", unit, material, assumed, unpriced);
    if (!metrics->failed) {
        struct evaluation *evaluation = metrics->evaluation;
        struct evaluation_metric *metric = &evaluation->metrics[evaluation->metric_count - 1];
        metric->mean = cost->moments.mean;
        metric->deviation = sqrt(cost->moments.variance);
    }
    struct range loss = yield_loss(metrics, &reason);
    struct range yielded = range_add(material, loss);
    metrics_add(metrics, "cost_yield_loss", unit, loss, 1, reason);
    metrics_add(metrics, "cost_yielded", unit, yielded,
                metrics_share(units(cost->assumed_micros) + fmax(0, loss.typ), yielded.typ),
                unpriced != NULL ? unpriced : reason);
    add_package_work(metrics, unit);
    double hours = spec->facility.service_life_years * METRICS_HOURS_PER_YEAR;
    struct range energy =
        range_scale(metrics->facility_w, hours * spec->facility.energy_price / 1000);
    struct replacement_cost replaced = {range_none(), NAN};
    if (!isnan(hours))
        replaced = replacement_cost(metrics->evaluation, hours);
    double one_time =
        spec->program.one_time_cost * (double)spec->racks / (double)metrics->program_racks;
    struct replacement_spares shelf = replacement_spares(metrics->evaluation, NULL);
    struct range ownership = range_add(range_scale(material, 1 + spec->program.spares), energy);
    ownership = range_add(ownership, replaced.cost);
    ownership = range_add(ownership, range_exact(one_time + (isnan(shelf.cost) ? 0 : shelf.cost)));
    reason = "the spec states no energy_price or no service_life";
    metrics_add(metrics, "cost_energy", unit, energy, metrics->power_assumed_share, reason);
    metrics_add(metrics, "cost_replacement", unit, replaced.cost,
                metrics_share(replaced.assumed, replaced.cost.typ), reason);
    metrics_add(metrics, "cost_one_time", unit, range_exact(one_time), 0, NULL);
    metrics_add(metrics, "cost_spares_on_hand", unit, range_exact(shelf.cost), 0, shelf.reason);
    metrics_add(metrics, "spares_on_hand", "count", range_exact(shelf.pieces), 0, shelf.reason);
    metrics_add(metrics, "cost_total_ownership", unit, ownership,
                metrics_share(assumed * material.typ * (1 + spec->program.spares) +
                                  metrics->power_assumed_share * energy.typ + replaced.assumed,
                              ownership.typ),
                isnan(hours * spec->facility.energy_price) ? reason : unpriced);
    metrics_add(metrics, "cost_program", unit,
                unpriced != NULL ? range_none() : range_exact(units(cost->order_micros)), assumed,
                unpriced);
}

void metrics_yield(struct metrics *metrics)
{
    struct range adjusted = range_none(), unadjusted = range_none();
    const char *reason = "the spec names no flow that makes a co-packaged package";
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
    metrics_add(metrics, "yield_kgoe_adjusted", "1", adjusted, 1, reason);
    metrics_add(metrics, "yield_unadjusted", "1", unadjusted, 1, reason);
}
