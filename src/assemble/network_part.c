/*
 * Links by length.
 *
 * 1. Each length of an entry is carried by the first of its media that reaches it (copper as long
 *    as its cable does, then what stands under `beyond`); the last one takes what is left.
 * 2. Links are dealt to the media by the shares of their lengths, rounded so that they sum up.
 */
#include "assemble/network.h"

#include <math.h>

/* Statement 1; infinite where the figure is not known. */
static enum optibom_status find_reach(double *reach, struct network *network,
                                      const struct spec_link *link, struct error *err)
{
    const struct spec_slot *slot =
        network_is_copper(link->medium) ? &link->cable : &link->near_module;
    const struct catalog_part *part = NULL;
    *reach = INFINITY;
    if (slot->line == 0 || link->beyond == NULL)
        return OPTIBOM_OK;
    enum optibom_status status = build_slot(&part, network->run, slot, link->medium, err);
    if (status == OPTIBOM_OK && part != NULL)
        *reach = range_filled(catalog_part_range(part, "reach")).max;
    if (isnan(*reach))
        *reach = INFINITY;
    return status;
}

static const char *label_of(const struct network *network, const struct spec_link *link,
                            bool is_divided)
{
    struct arena *arena = network->run->arena;
    const char *ends = "";
    if (network_tier_of(link->from) != FABRIC_TIERS)
        ends = arena_printf(arena, "%s-%s ", link->from, link->to);
    else if (network->spec->endpoint_count > 0 && network->ends[0].spec->name != NULL)
        ends = arena_printf(arena, "%s ", link->from);
    return ends != NULL && is_divided ? arena_printf(arena, "%s%s ", ends, link->medium) : ends;
}

/* Appends the part of an entry's lengths above `reached`, up to `reach`. */
static enum optibom_status add_part(struct network *network, const struct spec_link *link,
                                    long entry, double reached, double reach, double *from,
                                    struct error *err)
{
    struct network_part part = {.link = link, .entry = entry, .from = *from, .to = *from};
    for (size_t i = 0; i < link->length_count; i++) {
        const struct spec_length *length = &link->lengths[i];
        if (length->length_m <= reached || length->length_m > reach)
            continue;
        part.to += length->share;
        part.length_m = fmax(part.length_m, length->length_m);
    }
    if (part.length_m == 0)
        return OPTIBOM_OK;
    part.to = part.to > 1 - 1e-9 ? 1 : part.to;
    *from = part.to;
    part.label = label_of(network, link, network->spec->links[entry].beyond != NULL);
    struct network_part *parts =
        arena_grow(network->run->arena, network->parts, network->part_count, sizeof *parts);
    if (parts == NULL || part.label == NULL)
        return error_no_memory(err);
    network->parts = parts;
    parts[network->part_count++] = part;
    return OPTIBOM_OK;
}

enum optibom_status network_cut(struct network *network, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; i < network->spec->link_count; i++) {
        double from = 0, reached = 0, reach = 0;
        const struct spec_link *link = &network->spec->links[i];
        for (; status == OPTIBOM_OK && link != NULL;
             link = link->beyond, reached = fmax(reached, reach)) {
            status = find_reach(&reach, network, link, err);
            if (status == OPTIBOM_OK)
                status = add_part(network, link, (long)i, reached, reach, &from, err);
        }
    }
    return status;
}
