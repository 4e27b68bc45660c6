/*
 * Supplies and heat of a build; what they are made of is in rack_feed.c.
 *
 * 1. supply_power (W) = supplies of a rack x rating x racks. supply_power_usable (W) = rating x
 *    derating, of one supply.
 * 2. supplies_per_rack, supplies_needed_per_rack (count), redundant ones included.
 * 3. supply_used = load of a rack / what its supplies carry without the redundant ones; over 1 the
 *    finding rack-power says so.
 * 4. power_liquid, power_air (W): where power_it goes as heat.
 */
#include "evaluate/metrics.h"
#include "evaluate/rack_feed.h"

#include <math.h>

void metrics_feed(struct metrics *metrics)
{
    struct rack_feed feed = rack_feed(metrics->evaluation);
    double racks = (double)metrics->bom->spec->racks, assumed = metrics->power_assumed_share;
    metrics_add(metrics, "supply_power", "W", range_exact(feed.supplies * feed.rating_w * racks), 0,
                feed.reason);
    metrics_add(metrics, "supply_power_usable", "W", range_exact(feed.usable_w), 0, feed.reason);
    metrics_add(metrics, "supplies_per_rack", "count", range_exact(feed.supplies), 0, feed.reason);
    metrics_add(metrics, "supplies_needed_per_rack", "count", feed.needed, assumed, feed.reason);
    metrics_add(metrics, "supply_used", "1", range_scale(feed.load_w, 1 / feed.carried_w), assumed,
                feed.carried_w == 0 ? "the redundancy leaves no supply that carries load"
                                    : feed.reason);
    metrics_add(metrics, "power_liquid", "W", feed.liquid_w,
                metrics_share(feed.liquid_assumed_w, feed.liquid_w.typ), feed.heat_reason);
    metrics_add(metrics, "power_air", "W", feed.air_w,
                metrics_share(feed.air_assumed_w, feed.air_w.typ), feed.heat_reason);
}
