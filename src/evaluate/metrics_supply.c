/*
 * Supply; what a part, an origin and a critical path is stands in supply.c.
 *
 * 1. lead_time (weeks): the longest that an offer of the build states; it rests on an assumption
 *    wholly or not at all. lead_time_stated_share: of material cost, with a stated lead time.
 * 2. single_source_share: of material cost, in parts without an approved alternate;
 *    single_source_part_share: of the bought parts, each counted once.
 * 3. price_validity_stated_share, origin_stated_share: of material cost, in offers that state until
 *    when they hold, in parts that state where they are made.
 * 4. top_ten_share: of material cost, in the ten parts that hurt most when their price doubles.
 */
#include "evaluate/metrics.h"
#include "evaluate/supply.h"

#include "base/money.h"

#include <math.h>
#include <string.h>

enum { DAYS_PER_WEEK = 7 };

static double units(int64_t micros)
{
    return (double)micros / MONEY_MICROS;
}

static void add_share(struct metrics *metrics, const char *name, int64_t micros, int64_t whole)
{
    metrics_add(metrics, name, "1", range_exact(units(micros) / units(whole)), 0,
                "nothing has a price");
}

void metrics_supply(struct metrics *metrics)
{
    struct supply supply;
    if (!supply_of(&supply, metrics->arena, metrics->evaluation)) {
        metrics->failed = true;
        return;
    }
    const struct catalog_offer *slowest = supply.slowest != NULL ? supply.slowest->offer : NULL;
    int64_t dearest = 0, stated = 0;
    for (size_t i = 0; i < supply.part_count && i < SUPPLY_DRIVERS; i++)
        dearest += supply.parts[i]->cost_micros;
    for (size_t i = 0; i < supply.origin_count; i++)
        stated += supply.origins[i].country != NULL ? supply.origins[i].cost_micros : 0;
    metrics_add(
        metrics, "lead_time", "weeks",
        range_exact(slowest != NULL ? (double)slowest->lead_time_days / DAYS_PER_WEEK : NAN),
        slowest != NULL && strcmp(slowest->confidence, "assumption") == 0 ? 1 : 0,
        "no offer states a lead time");
    add_share(metrics, "lead_time_stated_share", supply.lead_micros, supply.cost_micros);
    metrics_add(metrics, "single_source_share", "1",
                range_exact(units(supply.single_micros) / units(supply.cost_micros)),
                metrics_share((double)supply.single_assumed_micros, (double)supply.single_micros),
                "nothing has a price");
    metrics_add(metrics, "single_source_part_share", "1",
                range_exact((double)supply.single_parts / (double)supply.part_count), 0,
                "nothing is bought");
    add_share(metrics, "price_validity_stated_share", supply.valid_micros, supply.cost_micros);
    add_share(metrics, "origin_stated_share", stated, supply.cost_micros);
    add_share(metrics, "top_ten_share", dearest, supply.cost_micros);
}
