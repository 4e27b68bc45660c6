/*
 * Optics inside the switches of a network.
 *
 * 1. They are lit by all links that end in their tier.
 * 2. Switches of a tier are built alike, as the fullest needs: by ports that is the first leaf, or
 *    the one with the most links from below; by bandwidth they share what there is in whole ports.
 */
#include "assemble/network.h"

#include <math.h>
#include <string.h>

/* Bandwidth of the endpoints that an entry of the spec carries, in one scope. */
static double gbps_of_entry(const struct network *network, long entry)
{
    double total = 0;
    for (size_t i = 0; i < network->spec->endpoint_count; i++) {
        const struct fabric_kind *kind = &network->kinds[i];
        if (network->ends[i].spec->link == entry)
            total += (double)kind->members * (double)kind->links * kind->gbps;
    }
    return total;
}

/* Bandwidth of one of the switches by bandwidth, in whole ports or links of which there are many.
 */
static double even_gbps(const struct network *network, double total)
{
    double port = catalog_part_number(network->switch_parts[FABRIC_LEAF], "port_rate", INFINITY);
    double grain = fmin(network->kinds[0].gbps, port);
    return ceil(total / (double)network->switches / grain - 1e-9) * grain;
}

static bool is_lit(const struct network_part *part, int tier)
{
    const struct spec_link *link = part->link;
    int upper = network_tier_of(link->to), lower = network_tier_of(link->from);
    bool is_inside = !network_is_copper(link->medium) && !network_is_pluggable(link->medium);
    return is_inside &&
           (upper == tier || (lower == tier && (link->far_module.line == 0 || upper == lower)));
}

/* Statement 1: bandwidth of the links whose end in the tier is inside its switches. */
static double lit_gbps(const struct network *network, int tier)
{
    double total = 0;
    for (size_t i = 0; i < network->part_count; i++) {
        const struct network_part *part = &network->parts[i];
        int upper = network_tier_of(part->link->to), lower = network_tier_of(part->link->from);
        double ends = upper == lower ? 2 : 1;
        if (is_lit(part, tier))
            total += (part->to - part->from) * ends *
                     (lower == FABRIC_TIERS ? gbps_of_entry(network, part->entry)
                                            : (double)network_tier_links(network, upper) *
                                                  network->request.port_gbps);
    }
    return total * (double)network->scopes;
}

/* Statement 2. */
static double fullest_gbps(const struct network *network, int tier)
{
    double total = 0, port = network->request.port_gbps;
    for (size_t i = 0; i < network->part_count; i++) {
        const struct network_part *part = &network->parts[i];
        int upper = network_tier_of(part->link->to), lower = network_tier_of(part->link->from);
        double share = part->to - part->from;
        int64_t switches =
            network->is_tiered ? network->fabric.tier[tier].switches : network->switches;
        if (!is_lit(part, tier) || switches == 0)
            continue;
        if (lower == FABRIC_TIERS && network->is_tiered)
            total += share * fabric_fullest_gbps(&network->request, switches, (int)part->entry);
        else if (lower == FABRIC_TIERS)
            total += share * even_gbps(network, gbps_of_entry(network, part->entry));
        else if (tier == FABRIC_LEAF)
            total += share * port * (double)network->fabric.leaf_up;
        else
            total +=
                share * port * ceil((double)network_tier_links(network, upper) / (double)switches);
    }
    return total;
}

enum optibom_status network_light(struct network *network, int tier, struct error *err)
{
    struct build_run *run = network->run;
    long *line = &network->engine_lines[tier], above = network->switch_lines[tier], inside;
    const struct spec_link *link = network->link;
    /* The lower end of a link between switches has optics of its own only when the spec says. */
    const struct spec_slot *slot = network_tier_of(link->to) != tier && link->far_engine.line > 0
                                       ? &link->far_engine
                                       : &link->engine;
    if (*line != BOM_TOP || above == BOM_TOP)
        return OPTIBOM_OK;
    const struct network_host host = {.prefix = network_role(network, NETWORK_TIERS[tier]),
                                      .line = above,
                                      .pieces = run->bom->lines[above].quantity,
                                      .total_gbps = lit_gbps(network, tier),
                                      .each_gbps = fullest_gbps(network, tier),
                                      .is_switch_end = true};
    if (host.prefix == NULL)
        return error_no_memory(err);
    if (slot->line > 0 && build_pieces_of_class(&inside, run, "optical_engine", above) == 0)
        return network_add_engines(line, network, slot, &host, err);
    enum optibom_status status = build_optics_inside(line, run, above, host.total_gbps, err);
    return status == OPTIBOM_OK && *line != BOM_TOP ? network_add_light(network, *line, &host, err)
                                                    : status;
}
