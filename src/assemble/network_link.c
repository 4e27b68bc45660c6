/*
 * What carries links, and what turns electrons into light at their ends.
 *
 * 1. Copper pieces: b / (lanes x lane rate) a link, twice that for pieces that carry one direction
 *    only (a differential pair).
 * 2. Fiber cables: lit fibers of the upper end / fibers of a cable.
 * 3. Optics inside the switches of a tier are lit by all links that end there.
 */
#include "assemble/network.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

bool network_is_copper(const char *medium)
{
    return strcmp(medium, "dac") == 0 || strcmp(medium, "acc") == 0 || strcmp(medium, "aec") == 0;
}

bool network_is_pluggable(const char *medium)
{
    return strcmp(medium, "dsp") == 0 || strcmp(medium, "lro") == 0 || strcmp(medium, "lpo") == 0;
}

const char *network_role(const struct network *network, const char *what)
{
    return arena_printf(network->run->arena, "%s %s", network->spec->name, what);
}

enum optibom_status network_said(bool found, struct error *err)
{
    return found ? OPTIBOM_OK : error_no_memory(err);
}

double network_fibers_of(const struct catalog_part *part)
{
    double wavelengths = catalog_part_number(part, "wavelengths_per_fiber", 1);
    double lanes = catalog_part_number(part, "lanes", 0);
    return catalog_part_number(part, "fibers", 2 * lanes / (wavelengths > 0 ? wavelengths : 1));
}

enum optibom_status network_take_from_rack(bool *taken, long *line, struct network *network,
                                           const struct catalog_part *part, const char *role,
                                           int64_t needed, const char *reason, const char *code,
                                           struct error *err)
{
    struct build_run *run = network->run;
    int64_t present = build_pieces(line, run, part, run->rack_line);
    *taken = present > 0;
    if (!*taken)
        return OPTIBOM_OK;
    enum optibom_status status = build_explain(run, *line, role, reason, err);
    if (status == OPTIBOM_OK && present < needed * network->scopes)
        status = network_said(bom_find(run->bom, code, *line,
                                       "%s: %" PRId64 " %s are needed, the racks bring %" PRId64,
                                       network->spec->name, needed * network->scopes, part->name,
                                       present),
                              err);
    return status;
}

enum optibom_status network_add_modules(long *line, struct network *network,
                                        const struct catalog_part *part, const char *role,
                                        long above, int64_t count, double gbps,
                                        const char *derivation, struct error *err)
{
    enum optibom_status status =
        build_line(line, network->run, above, role, part, count, derivation, err);
    if (status == OPTIBOM_OK) {
        network->run->bom->lines[*line].optical_gbps = gbps;
        network->run->bom->lines[*line].is_switch_end = true;
    }
    return status;
}

/* The tier at which a link ends, above or below; FABRIC_TIERS for an endpoint. */
static int tier_of(const char *end)
{
    if (strcmp(end, "switch") == 0 || strcmp(end, "leaf") == 0)
        return FABRIC_LEAF;
    return strcmp(end, "spine") == 0  ? FABRIC_SPINE
           : strcmp(end, "core") == 0 ? FABRIC_CORE
                                      : FABRIC_TIERS;
}

/* Statement 3: bandwidth of the links whose end in the tier is inside its switches. */
static double lit_gbps(const struct network *network, int tier)
{
    double total = 0;
    for (size_t i = 0; i < network->spec->link_count; i++) {
        const struct spec_link *link = &network->spec->links[i];
        int upper = tier_of(link->to), lower = tier_of(link->from);
        bool is_inside = !network_is_copper(link->medium) && !network_is_pluggable(link->medium);
        if (!is_inside || (upper != tier && (lower != tier || link->far_module.line > 0)))
            continue;
        total += lower == FABRIC_TIERS
                     ? (double)network->endpoints * network->gbps
                     : (double)network->fabric.links[upper] * network->request.port_gbps;
    }
    return total * (double)network->scopes;
}

enum optibom_status network_light(struct network *network, int tier, struct error *err)
{
    long *line = &network->engine_lines[tier];
    if (*line != BOM_TOP || network->switch_lines[tier] == BOM_TOP)
        return OPTIBOM_OK;
    return build_optics_inside(line, network->run, network->switch_lines[tier],
                               lit_gbps(network, tier), err);
}

enum optibom_status network_add_cables(struct network *network, int64_t count, double gbps,
                                       const char *of, struct error *err)
{
    struct build_run *run = network->run;
    const struct catalog_part *part = NULL;
    const char *role = network_role(network, "cable");
    bool taken = false;
    if (role == NULL)
        return error_no_memory(err);
    if (network->link->cable.line == 0)
        return network_said(bom_find(run->bom, "unfilled-slot", BOM_TOP,
                                     "%s: a copper link needs 'cable' in the spec", role),
                            err);
    enum optibom_status status = build_slot(&part, run, &network->link->cable, role, err);
    if (status != OPTIBOM_OK || part == NULL)
        return status;
    double lane_rate = catalog_part_number(part, "lane_rate", 0);
    double rate = catalog_part_number(part, "lanes", 1) * lane_rate;
    double directions = catalog_part_number(part, "simplex", 0) > 0 ? 2 : 1;
    if (!(rate > 0))
        return network_said(bom_find(run->bom, "capacity-unknown", BOM_TOP,
                                     "%s: the catalog has no lane rate of %s", role, part->name),
                            err);
    int64_t each = (int64_t)ceil(gbps / rate * directions);
    int64_t needed = each * count;
    const char *reason = arena_printf(
        run->arena,
        "%" PRId64 " %s x %g Gbps / %g Gbps a piece%s = %" PRId64 " x %" PRId64 " = %" PRId64 " %s",
        count, of, gbps, rate, directions > 1 ? " x 2 directions" : "", count, each, needed,
        network->unit);
    status = network_take_from_rack(&taken, &network->carrier_line, network, part, role, needed,
                                    reason, "too-few-cables", err);
    return status == OPTIBOM_OK && !taken ? build_line(&network->carrier_line, run, BOM_TOP, role,
                                                       part, needed * network->scopes, reason, err)
                                          : status;
}

enum optibom_status network_add_fibers(struct network *network, struct error *err)
{
    struct build_run *run = network->run;
    const struct catalog_part *part = NULL;
    const char *role = network_role(network, "fiber");
    if (role == NULL)
        return error_no_memory(err);
    if (network->link->fiber.line == 0)
        return network_said(bom_find(run->bom, "unfilled-slot", BOM_TOP,
                                     "%s: an optical link needs 'fiber' in the spec", role),
                            err);
    if (!(network->lit_fibers > 0)) /* the upper end is missing, which is a finding already */
        return OPTIBOM_OK;
    enum optibom_status status = build_slot(&part, run, &network->link->fiber, role, err);
    if (status != OPTIBOM_OK || part == NULL)
        return status;
    double inside = catalog_part_number(part, "fibers", 0);
    if (!(inside > 0))
        return network_said(bom_find(run->bom, "capacity-unknown", BOM_TOP,
                                     "%s: the catalog has no fiber count of %s", role, part->name),
                            err);
    int64_t count = (int64_t)ceil(network->lit_fibers / inside);
    const char *derivation =
        arena_printf(run->arena, "%g lit fibers at the switch / %g fibers a cable = %" PRId64,
                     network->lit_fibers, inside, count);
    return build_line(&network->carrier_line, run, BOM_TOP, role, part, count, derivation, err);
}

enum optibom_status network_record_link(struct network *network, int64_t count, double gbps,
                                        struct error *err)
{
    struct bom *bom = network->run->bom;
    struct bom_link *links = arena_grow(bom->arena, bom->links, bom->link_count, sizeof *links);
    if (links == NULL)
        return error_no_memory(err);
    bom->links = links;
    links[bom->link_count++] = (struct bom_link){.network = network->spec->name,
                                                 .medium = network->link->medium,
                                                 .count = count,
                                                 .length_m = network->link->length_m,
                                                 .gbps = gbps,
                                                 .near_line = network->near_line,
                                                 .far_line = network->far_line,
                                                 .carrier_line = network->carrier_line};
    return OPTIBOM_OK;
}

enum optibom_status network_record_tier(struct network *network, struct bom_tier tier,
                                        struct error *err)
{
    struct bom *bom = network->run->bom;
    struct bom_tier *tiers = arena_grow(bom->arena, bom->tiers, bom->tier_count, sizeof *tiers);
    if (tiers == NULL)
        return error_no_memory(err);
    bom->tiers = tiers;
    tiers[bom->tier_count++] = tier;
    return OPTIBOM_OK;
}
