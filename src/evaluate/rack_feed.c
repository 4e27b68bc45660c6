/*
 * Supplies and cooling of a rack.
 *
 * 1. Load of a rack (W) = power_it / racks of the build: the racks feed all of it, the switches
 *    that they share included. Limits are held against its high side.
 * 2. Supplies of a rack: as the spec states (supplies x supply_rating, or of the part of `supply`),
 *    else those that the racks contain: psu lines with a rated power that hold no psu lines
 *    themselves; a shelf without known supplies counts as its `modules`. Ratings that differ count
 *    as their mean.
 * 3. Usable load of a supply = rating x derating.
 * 4. N = ceil(load / usable load). Needed: N without redundancy, N + 1, or 2 N; each side of the
 *    load for itself.
 * 5. Carried by n supplies without what is redundant: n, n - 1 or floor(n / 2) usable loads.
 * 6. Heat = power_it, split: what stands in or is a system cooled by liquid or by air gives its
 *    heat there, the innermost such system; all other heat (cooling hybrid or not stated) goes to
 *    liquid by the spec's liquid_share, unknown without.
 * Source: domain model, power.
 */
#include "evaluate/rack_feed.h"

#include "assemble/figure.h"
#include "evaluate/power.h"

#include <math.h>
#include <string.h>

/* Counts that come out whole but for rounding stay whole. */
static const double WHOLE = 1e-9;

static bool is_in_rack(const struct bom *bom, size_t at)
{
    long line = (long)at;
    while (bom->lines[line].parent != BOM_TOP)
        line = bom->lines[line].parent;
    return strcmp(bom->lines[line].role, "rack") == 0 ||
           strcmp(bom->lines[line].role, "power supply") == 0;
}

/* The part of the spec's `supply`; NULL: all supplies of the racks count. */
static const struct catalog_part *named_supply(const struct bom *bom)
{
    for (size_t i = 0; bom->spec->facility.supply.line > 0 && i < bom->line_count; i++)
        if (strcmp(bom->lines[i].role, "power supply") == 0)
            return bom->lines[i].part;
    return NULL;
}

/* Pieces of the line in the build that have a rating, and what they add up to. */
static double rated_supplies(const struct bom *bom, size_t at, double *watts)
{
    const struct bom_line *line = &bom->lines[at];
    double rating = catalog_part_number(line->part, "rated_power", NAN);
    if (!figure_is_class(line, "psu") || isnan(rating) || !is_in_rack(bom, at))
        return 0;
    for (size_t i = at + 1; i < bom->line_count && bom->lines[i].level > line->level; i++)
        if (figure_is_class(&bom->lines[i], "psu") &&
            !isnan(catalog_part_number(bom->lines[i].part, "rated_power", NAN)))
            return 0;
    *watts += rating * (double)line->quantity;
    return (double)line->quantity * fmax(1, catalog_part_number(line->part, "modules", 1));
}

/* Statement 2. */
static void find_supplies(struct rack_feed *feed, const struct evaluation *evaluation)
{
    const struct bom *bom = evaluation->bom;
    const struct spec_facility *facility = &bom->spec->facility;
    double pieces = 0, watts = 0;
    feed->supplies = feed->rating_w = NAN;
    if (facility->supply_rating_w > 0) {
        feed->rating_w = facility->supply_rating_w;
        if (facility->supplies > 0)
            feed->supplies = (double)facility->supplies;
        return;
    }
    const struct catalog_part *only = named_supply(bom);
    for (size_t i = 0; i < bom->line_count; i++)
        if (only == NULL || bom->lines[i].part == only)
            pieces += rated_supplies(bom, i, &watts);
    if (pieces > 0) {
        feed->supplies = pieces / (double)bom->spec->racks;
        feed->rating_w = watts / pieces;
    }
}

static double redundant(double count, enum spec_redundancy redundancy)
{
    return redundancy == SPEC_AS_MANY ? 2 * count : redundancy == SPEC_ONE_MORE ? count + 1 : count;
}

static double supplies_for(double load, double usable, enum spec_redundancy redundancy)
{
    return redundant(ceil(load / usable - WHOLE), redundancy);
}

/* Statement 5. */
static double carried(double supplies, double usable, enum spec_redundancy redundancy)
{
    double working = redundancy == SPEC_AS_MANY    ? floor(supplies / 2)
                     : redundancy == SPEC_ONE_MORE ? supplies - 1
                                                   : supplies;
    return fmax(0, working) * usable;
}

enum heat { HEAT_AIR, HEAT_LIQUID, HEAT_SHARED };

static enum heat heat_of(const struct bom *bom, size_t at)
{
    for (long line = (long)at; line != BOM_TOP; line = bom->lines[line].parent) {
        const char *cooling = catalog_part_text(bom->lines[line].part, "cooling");
        if (cooling != NULL)
            return strcmp(cooling, "air") == 0      ? HEAT_AIR
                   : strcmp(cooling, "liquid") == 0 ? HEAT_LIQUID
                                                    : HEAT_SHARED;
    }
    return HEAT_SHARED;
}

/* Statement 6. */
static void split_heat(struct rack_feed *feed, const struct evaluation *evaluation)
{
    const struct bom *bom = evaluation->bom;
    double liquid_share = bom->spec->facility.liquid_share;
    feed->liquid_w = feed->air_w = range_exact(0);
    for (size_t i = 0; i < bom->line_count; i++) {
        struct range watts =
            range_scale(evaluation->lines[i].unit_power_w, (double)bom->lines[i].quantity);
        enum heat heat = heat_of(bom, i);
        if (watts.min == 0 && watts.typ == 0 && watts.max == 0)
            continue;
        double share = heat == HEAT_AIR ? 0 : heat == HEAT_LIQUID ? 1 : liquid_share;
        feed->liquid_w = range_add(feed->liquid_w, range_scale(watts, share));
        feed->air_w = range_add(feed->air_w, range_scale(watts, 1 - share));
        if (evaluation->lines[i].is_power_assumed) {
            feed->liquid_assumed_w += watts.typ * share;
            feed->air_assumed_w += watts.typ * (1 - share);
        }
    }
    if (isnan(feed->liquid_w.typ)) {
        feed->liquid_w = feed->air_w = range_none();
        feed->heat_reason = "part of the build is cooled by both or does not say by what, and the "
                            "spec states no facility.liquid_share";
    }
}

struct rack_feed rack_feed(const struct evaluation *evaluation)
{
    const struct spec *spec = evaluation->bom->spec;
    enum spec_redundancy redundancy = spec->facility.redundancy;
    struct rack_feed feed = {0};
    feed.load_w = range_scale(power_it(evaluation).watts, 1 / (double)spec->racks);
    find_supplies(&feed, evaluation);
    feed.usable_w = feed.rating_w * spec->facility.derating;
    feed.needed = range_none();
    feed.carried_w = NAN;
    if (isnan(feed.rating_w)) {
        feed.reason = "the racks contain no supply with a rated power, and the spec states no "
                      "facility.supply_rating";
    } else {
        feed.needed = (struct range){supplies_for(feed.load_w.min, feed.usable_w, redundancy),
                                     supplies_for(feed.load_w.typ, feed.usable_w, redundancy),
                                     supplies_for(feed.load_w.max, feed.usable_w, redundancy)};
        if (isnan(feed.supplies))
            feed.reason = "the spec states no facility.supplies, how many a rack has";
        else
            feed.carried_w = carried(feed.supplies, feed.usable_w, redundancy);
    }
    split_heat(&feed, evaluation);
    return feed;
}

struct range rack_feed_inside_w(const struct evaluation *evaluation, size_t *rack_line)
{
    const struct bom *bom = evaluation->bom;
    size_t rack = 0;
    while (rack < bom->line_count &&
           (bom->lines[rack].parent != BOM_TOP || strcmp(bom->lines[rack].role, "rack") != 0))
        rack++;
    *rack_line = rack;
    if (rack == bom->line_count)
        return range_none();
    struct range watts = range_exact(0);
    for (size_t i = rack; i < bom->line_count; i++) {
        if (i > rack && bom->lines[i].level == 0)
            break;
        watts = range_add(
            watts, range_scale(evaluation->lines[i].unit_power_w, (double)bom->lines[i].quantity));
    }
    return range_scale(watts, 1 / (double)bom->lines[rack].quantity);
}
