/*
 * How far links go, what leaves each distance, what a bit costs there.
 *
 * 1. Tier of a link, by its length: package to 0.1 m, board to 1 m, rack to 3 m, row to 30 m, hall
 * to 500 m, campus beyond. These bounds are a convention of this program. A link of a network whose
 *    scope is the rack belongs at most to the rack, however its cable is led.
 * 2. Escape bandwidth of a tier (Gbps of one accelerator, one direction): what can go further than
 *    the tier. In each network that is the bandwidth of the first hop from the accelerators up
 *    (accelerator or NIC, leaf, spine) that has a link of a further tier; summed over the networks,
 *    / accelerators. So oversubscription counts, and a network that stays within the tier adds
 *    nothing.
 * 3. Ratio of a tier = escape bandwidth of the tier before / its own: how many times less leaves
 * it.
 * 4. Energy per bit of a tier (pJ/bit) = conversion and light of both ends of its links
 *    (link_energy.c 1, 2), mean by bandwidth; SerDes is left out: few chips have a figure. Unknown
 *    as soon as that of one kind of link is.
 * Source: domain model: escape bandwidth and energy per bit by distance tier.
 */
#include "evaluate/distance.h"

#include <math.h>
#include <string.h>

enum { HOPS = 3 };

static const struct {
    const char *name;
    double to_m;
} TIERS[DISTANCE_TIERS] = {
    [DISTANCE_PACKAGE] = {"package", 0.1}, [DISTANCE_BOARD] = {"board", 1},
    [DISTANCE_RACK] = {"rack", 3},         [DISTANCE_ROW] = {"row", 30},
    [DISTANCE_HALL] = {"hall", 500},       [DISTANCE_CAMPUS] = {"campus", INFINITY},
};

static const struct spec_network *network_of(const struct bom *bom, const char *name)
{
    for (size_t i = 0; i < bom->spec->network_count; i++)
        if (strcmp(bom->spec->networks[i].name, name) == 0)
            return &bom->spec->networks[i];
    return NULL;
}

/* Statement 1. */
static int tier_of(const struct bom *bom, const struct bom_link *link)
{
    const struct spec_network *network = network_of(bom, link->network);
    int tier = 0;
    while (link->length_m > TIERS[tier].to_m)
        tier++;
    return network != NULL && network->scope == SPEC_RACK && tier > DISTANCE_RACK ? DISTANCE_RACK
                                                                                  : tier;
}

static int hop_of(const struct bom_link *link)
{
    if (link->from == NULL)
        return 0;
    return strcmp(link->from, "leaf") == 0 ? 1 : strcmp(link->from, "spine") == 0 ? 2 : 0;
}

/* A link of a mesh leaves from both its ends, which stand in the same line; what is not in the
 * build has no line either, so an endpoint at a switch that is not filled is told apart by name. */
static bool is_across(const struct bom_link *link)
{
    if (link->upper_line != link->lower_line || strcmp(link->to, "switch") == 0)
        return false;
    return strcmp(link->to, "leaf") != 0 || strcmp(link->from, "leaf") == 0;
}

/* Statement 2, in one network. */
static double escape_of(const struct bom *bom, const char *network, int tier)
{
    double gbps[HOPS] = {0};
    for (size_t i = 0; i < bom->link_count; i++) {
        const struct bom_link *link = &bom->links[i];
        int ends = is_across(link) ? 2 : 1;
        if (strcmp(link->network, network) == 0 && tier_of(bom, link) > tier)
            gbps[hop_of(link)] += (double)link->count * ends * link->gbps;
    }
    for (int hop = 0; hop < HOPS; hop++)
        if (gbps[hop] > 0)
            return gbps[hop];
    return 0;
}

/* Statement 4. */
static void put_links(struct distance_tier *tier, const struct evaluation *evaluation, int kind)
{
    const struct bom *bom = evaluation->bom;
    struct range sum = range_exact(0);
    double assumed = 0;
    const char *reason = NULL;
    for (size_t i = 0; i < bom->link_count; i++) {
        const struct bom_link *link = &bom->links[i];
        const struct link_value *const parts[] = {&evaluation->links[i].conversion_pj,
                                                  &evaluation->links[i].light_pj};
        double each = (double)link->count * link->gbps;
        if (tier_of(bom, link) != kind)
            continue;
        tier->links += link->count;
        tier->gbps += each;
        for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
            if (parts[p]->reason != NULL)
                reason = parts[p]->reason;
            sum = range_add(sum, range_scale(parts[p]->range, each));
            assumed += parts[p]->assumed_share * parts[p]->range.typ * each;
        }
    }
    if (tier->links == 0)
        reason = "no link is of this length";
    tier->energy =
        (struct link_value){reason == NULL ? range_scale(sum, 1 / tier->gbps) : range_none(),
                            reason == NULL && sum.typ > 0 ? assumed / sum.typ : 0, reason};
}

void distance_tiers(struct distance_tier tiers[DISTANCE_TIERS], const struct evaluation *evaluation)
{
    const struct bom *bom = evaluation->bom;
    for (int kind = 0; kind < DISTANCE_TIERS; kind++) {
        struct distance_tier *tier = &tiers[kind];
        *tier = (struct distance_tier){.name = TIERS[kind].name, .to_m = TIERS[kind].to_m};
        for (size_t i = 0; i < bom->spec->network_count; i++)
            tier->escape_gbps +=
                escape_of(bom, bom->spec->networks[i].name, kind) / (double)bom->endpoints;
        tier->ratio = kind > 0 && tier->escape_gbps > 0
                          ? tiers[kind - 1].escape_gbps / tier->escape_gbps
                          : NAN;
        put_links(tier, evaluation, kind);
    }
}
