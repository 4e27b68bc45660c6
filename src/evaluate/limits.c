/*
 * Limits of a rack and of its links, as findings.
 *
 * 1. rack-power: the load of a rack (rack_feed.c 1), at most, is above facility.rack_power; what
 *    stands in the racks, at most, is above the power_limit of the rack; a rack has fewer supplies
 *    than its load, at most, needs with the redundancy asked for.
 * 2. rack-cooling: the heat of a rack to liquid or to air (rack_feed.c 6), at most, is above
 *    facility.rack_liquid or rack_air. Where the split is not known, all heat against both.
 * 3. link-margin: the typical margin of an optical link is below light.margin;
 *    link-margin-worst: only the least is, with every figure at its worst.
 * A figure that is not known breaks no limit.
 */
#include "evaluate/limits.h"

#include "evaluate/rack_feed.h"

/* What rounding may add to a value that stands exactly at its limit. */
static const double WITHIN = 1 + 1e-9;

static const char *redundancy_name(enum spec_redundancy redundancy)
{
    return redundancy == SPEC_AS_MANY    ? " with N+N"
           : redundancy == SPEC_ONE_MORE ? " with N+1"
                                         : "";
}

/* Statement 1. */
static bool check_power(struct bom *bom, const struct evaluation *evaluation,
                        const struct rack_feed *feed)
{
    const struct spec_facility *facility = &bom->spec->facility;
    size_t rack = 0;
    struct range inside = rack_feed_inside_w(evaluation, &rack);
    bool ok = true;
    if (facility->rack_power_w > 0 && feed->load_w.max > facility->rack_power_w * WITHIN)
        ok = bom_find(bom, "rack-power", BOM_TOP, "a rack may draw %.10g W, it is fed %.10g W",
                      feed->load_w.max, facility->rack_power_w);
    double limit = range_is_none(inside)
                       ? 0
                       : range_filled(catalog_part_range(bom->lines[rack].part, "power_limit")).max;
    if (ok && limit > 0 && inside.max > limit * WITHIN)
        ok = bom_find(bom, "rack-power", (long)rack,
                      "%s may draw %.10g W, it supplies and cools %.10g W",
                      bom->lines[rack].part->name, inside.max, limit);
    if (ok && feed->supplies < feed->needed.max)
        ok = bom_find(bom, "rack-power", BOM_TOP,
                      "a rack may draw %.10g W and needs %g supplies that carry %g W each%s, it "
                      "has %g",
                      feed->load_w.max, feed->needed.max, feed->usable_w,
                      redundancy_name(facility->redundancy), feed->supplies);
    return ok;
}

/* Statement 2. */
static bool check_cooling(struct bom *bom, const struct rack_feed *feed)
{
    const struct spec_facility *facility = &bom->spec->facility;
    double racks = (double)bom->spec->racks;
    double liquid = feed->liquid_w.max / racks, air = feed->air_w.max / racks;
    double both = facility->rack_liquid_w + facility->rack_air_w;
    bool ok = true;
    if (facility->rack_liquid_w > 0 && liquid > facility->rack_liquid_w * WITHIN)
        ok = bom_find(bom, "rack-cooling", BOM_TOP,
                      "a rack may give %.10g W to liquid, %.10g W are taken away", liquid,
                      facility->rack_liquid_w);
    if (ok && facility->rack_air_w > 0 && air > facility->rack_air_w * WITHIN)
        ok = bom_find(bom, "rack-cooling", BOM_TOP,
                      "a rack may give %.10g W to air, %.10g W are taken away", air,
                      facility->rack_air_w);
    bool is_split = feed->heat_reason == NULL;
    if (ok && !is_split && facility->rack_liquid_w > 0 && facility->rack_air_w > 0 &&
        feed->load_w.max > both * WITHIN)
        ok = bom_find(bom, "rack-cooling", BOM_TOP,
                      "a rack may give off %.10g W, liquid and air take %.10g W away",
                      feed->load_w.max, both);
    return ok;
}

bool limits_check(struct bom *bom, const struct evaluation *evaluation)
{
    struct rack_feed feed = rack_feed(evaluation);
    double asked = bom->spec->light.margin_db;
    bool ok = check_power(bom, evaluation, &feed) && check_cooling(bom, &feed);
    for (size_t i = 0; ok && i < bom->link_count; i++) {
        struct range margin = evaluation->links[i].margin_db.range;
        if (evaluation->links[i].margin_db.reason != NULL || !(margin.min < asked))
            continue;
        bool is_typical = margin.typ < asked;
        ok =
            bom_find(bom, is_typical ? "link-margin" : "link-margin-worst", bom->links[i].near_line,
                     "%s: the margin %s %.2f dB, %g dB are asked for", bom->links[i].network,
                     is_typical ? "is" : "may be", is_typical ? margin.typ : margin.min, asked);
    }
    return ok;
}
