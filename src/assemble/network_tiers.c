/*
 * The tiers of a network above its endpoints.
 *
 * 1. Counts are those of fabric.h, in ports of the leaf; a switch with faster ports breaks them
 * out.
 * 2. A module of r Gbps serves floor(r / p) links of p Gbps of one switch, or a link takes ceil(p /
 * r) modules. Links spread evenly over the switches of a tier.
 */
#include "assemble/network.h"

#include "base/count.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

static const char *const SWITCH_ROLES[FABRIC_TIERS] = {"leaf switch", "spine switch",
                                                       "core switch"};

/* What one fabric has so many of, in the build. */
static int64_t in_build(const struct network *network, int64_t count)
{
    return count_times(count, network->scopes);
}

/* Ports of the part in the rate of a leaf's, less the reserved ones; 0 and a finding when the
 * catalog does not say. */
static enum optibom_status count_ports(int64_t *ports, struct network *network,
                                       const struct catalog_part *part, struct error *err)
{
    double count = catalog_part_number(part, "ports", NAN);
    double rate = catalog_part_number(part, "port_rate", NAN);
    *ports = 0;
    if (!(count > 0) || !(rate > 0))
        return network_said(bom_find(network->run->bom, "capacity-unknown", BOM_TOP,
                                     "%s: the catalog has no ports or port rate of %s",
                                     network->spec->name, part->name),
                            err);
    if (network->request.port_gbps == 0)
        network->request.port_gbps = rate;
    double left = fmax(0, count - (double)network->spec->topology.reserved);
    if (left == 0)
        return network_said(bom_find(network->run->bom, "no-fabric", BOM_TOP,
                                     "%s: all %g ports of %s are reserved", network->spec->name,
                                     count, part->name),
                            err);
    *ports = count_of(left * floor(rate / network->request.port_gbps + 1e-9));
    return OPTIBOM_OK;
}

/* Parts and ports of the tiers that there may be; `*is_known` when all are. */
static enum optibom_status find_parts(bool *is_known, struct network *network, struct error *err)
{
    const struct spec_network *spec = network->spec;
    const struct spec_slot *const slots[FABRIC_TIERS] = {&spec->switch_slot, &spec->spine,
                                                         &spec->core};
    int tiers = spec->topology.kind == SPEC_MESH         ? 1
                : spec->topology.kind == SPEC_LEAF_SPINE ? 2
                                                         : FABRIC_TIERS;
    enum optibom_status status = OPTIBOM_OK;
    *is_known = true;
    for (int tier = 0; status == OPTIBOM_OK && tier < tiers; tier++) {
        const struct catalog_part **part = &network->switch_parts[tier];
        if (slots[tier]->line == 0 && tier == FABRIC_LEAF) { /* not chosen yet */
            *is_known = false;
            break;
        }
        if (slots[tier]->line == 0) { /* as the tier below */
            *part = network->switch_parts[tier - 1];
            network->request.ports[tier] = network->request.ports[tier - 1];
            continue;
        }
        const char *role = network_role(network, SWITCH_ROLES[tier]);
        status = role != NULL ? build_slot(part, network->run, slots[tier], role, err)
                              : error_no_memory(err);
        if (status == OPTIBOM_OK && *part != NULL)
            status = count_ports(&network->request.ports[tier], network, *part, err);
        *is_known &= *part != NULL && network->request.ports[tier] > 0;
    }
    return status;
}

/* "64 x 400 Gbps + 16 x 200 Gbps". */
static const char *derive_endpoints(const struct network *network)
{
    const char *text = "";
    for (size_t i = 0; text != NULL && i < network->request.kind_count; i++) {
        const struct fabric_kind *kind = &network->kinds[i];
        text =
            arena_printf(network->run->arena, "%s%s%" PRId64 " x %g Gbps", text, i > 0 ? " + " : "",
                         count_times(kind->members, kind->links), kind->gbps);
    }
    return text;
}

static const char *derive(const struct network *network, int tier)
{
    const struct fabric *fabric = &network->fabric;
    const struct fabric_request *request = &network->request;
    const struct fabric_tier *at = &fabric->tier[tier];
    struct arena *arena = network->run->arena;
    int64_t usable = request->ports[tier];
    if (tier == FABRIC_LEAF) {
        const char *endpoints = derive_endpoints(network);
        return endpoints == NULL
                   ? NULL
                   : arena_printf(arena,
                                  "%s; the fullest leaf has %" PRId64 " ports down, %" PRId64
                                  " %s of %" PRId64 " of %g Gbps%s = %" PRId64 " %s",
                                  endpoints, fabric->leaf_down, fabric->leaf_up,
                                  request->is_mesh ? "across" : "up", usable, request->port_gbps,
                                  request->rails > 1 ? ", by rail" : "", at->switches,
                                  network->unit);
    }
    bool is_half = tier == FABRIC_SPINE && fabric->tiers == FABRIC_TIERS;
    return arena_printf(arena,
                        "%" PRId64 " links from below / %" PRId64 " ports%s = %" PRId64 " %s",
                        at->ports_down, is_half ? usable / 2 : usable,
                        is_half ? " (half of a spine)" : "", at->switches, network->unit);
}

static enum optibom_status add_switches(struct network *network, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    for (int tier = 0; status == OPTIBOM_OK && tier < network->fabric.tiers; tier++) {
        const char *role = network_role(network, SWITCH_ROLES[tier]);
        status = role != NULL ? build_line(&network->switch_lines[tier], network->run, BOM_TOP,
                                           role, network->switch_parts[tier],
                                           in_build(network, network->fabric.tier[tier].switches),
                                           derive(network, tier), err)
                              : error_no_memory(err);
    }
    network->switches = network->fabric.tier[FABRIC_LEAF].switches;
    return status;
}

/* An endpoint of more than a port has so many links. */
static void divide_links(struct network *network)
{
    for (size_t i = 0; i < network->spec->endpoint_count; i++) {
        struct fabric_kind *kind = &network->kinds[i];
        int64_t ports = count_of(ceil(kind->gbps / network->request.port_gbps - 1e-9));
        if (ports > 1) {
            kind->links = count_times(kind->links, ports);
            kind->gbps /= (double)ports;
        }
    }
}

enum optibom_status network_add_tiers(struct network *network, struct error *err)
{
    static const int tiers[] = {[SPEC_LEAF_SPINE] = 2, [SPEC_THREE_TIER] = 3, [SPEC_MESH] = 1};
    const struct spec_topology *topology = &network->spec->topology;
    struct fabric_request *request = &network->request;
    bool is_known = false;
    request->rails = topology->rails;
    request->leaves = topology->leaves;
    request->oversubscription = topology->oversubscription;
    request->uplinks = topology->uplinks;
    request->is_mesh = topology->kind == SPEC_MESH;
    request->mesh_links = topology->mesh_links;
    request->tiers = topology->kind == SPEC_FAT_TREE ? 0 : tiers[topology->kind];
    enum optibom_status status = find_parts(&is_known, network, err);
    if (status != OPTIBOM_OK || !is_known)
        return status;
    divide_links(network);
    const char *why = fabric_count(&network->fabric, &network->request);
    if (why == NULL)
        return add_switches(network, err);
    network->fabric = (struct fabric){0};
    return network_said(
        bom_find(network->run->bom, "no-fabric", BOM_TOP, "%s: %s", network->spec->name, why), err);
}

/* ---- links between tiers ---- */

/* Statement 2: modules for `links` of the switches of a tier. */
static int64_t modules_for(int64_t links, int64_t switches, double module_gbps, double link_gbps)
{
    int64_t served = count_of(floor(module_gbps / link_gbps + 1e-9));
    if (served == 0)
        return count_times(links, count_of(ceil(link_gbps / module_gbps)));
    return network_spread(links, switches, served);
}

/* Modules of one end of the link at hand, in the switches of a tier. */
static enum optibom_status add_end(long *line, int64_t *count, struct network *network,
                                   const struct spec_slot *slot, int tier, int64_t links,
                                   struct error *err)
{
    struct build_run *run = network->run;
    const struct catalog_part *part = NULL;
    const char *role = arena_printf(run->arena, "%s %smodule at the %s", network->spec->name,
                                    network->part->label, NETWORK_TIERS[tier]);
    double gbps = network->request.port_gbps;
    if (role == NULL)
        return error_no_memory(err);
    enum optibom_status status = build_slot(&part, run, slot, role, err);
    if (status != OPTIBOM_OK || part == NULL)
        return status;
    double rate = 0;
    status = network_module_rate(&rate, network, part, role, err);
    if (status != OPTIBOM_OK || !(rate > 0))
        return status;
    int64_t switches = network->fabric.tier[tier].switches;
    *count = in_build(network, modules_for(links, switches, rate, gbps));
    const char *derivation = arena_printf(
        run->arena,
        "%" PRId64 " %s x %g Gbps / %g Gbps a module, in %" PRId64 " switches = %" PRId64,
        in_build(network, links), network->request.is_mesh ? "link ends" : "links", gbps, rate,
        in_build(network, switches), *count);
    return network_add_modules(line, network, part, role, network->switch_lines[tier], *count,
                               (double)in_build(network, links) * gbps, derivation, err);
}

/* Both ends of the links across a mesh, in cages or inside of the leaves. */
static enum optibom_status add_mesh_optics(struct network *network, int64_t links,
                                           struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    if (network_is_pluggable(network->link->medium)) {
        status = add_end(&network->near_line, &network->near_modules, network,
                         &network->link->near_module, FABRIC_LEAF, 2 * links, err);
    } else {
        status = network_light(network, FABRIC_LEAF, err);
        network->near_line = network->engine_lines[FABRIC_LEAF];
    }
    network->far_line = network->near_line;
    return status;
}

static enum optibom_status add_optics(struct network *network, int upper, int64_t links,
                                      struct error *err)
{
    const struct spec_link *link = network->link;
    enum optibom_status status = OPTIBOM_OK;
    if (upper == FABRIC_LEAF)
        return add_mesh_optics(network, links, err);
    if (network_is_pluggable(link->medium)) {
        status = add_end(&network->near_line, &network->near_modules, network, &link->near_module,
                         upper, links, err);
    } else {
        status = network_light(network, upper, err);
        network->near_line = network->engine_lines[upper];
    }
    if (status != OPTIBOM_OK)
        return status;
    if (network_is_pluggable(link->medium) || link->far_module.line > 0)
        return add_end(&network->far_line, &network->far_modules, network,
                       link->far_module.line > 0 ? &link->far_module : &link->near_module,
                       upper - 1, links, err);
    status = network_light(network, upper - 1, err);
    network->far_line = network->engine_lines[upper - 1];
    return status;
}

enum optibom_status network_add_tier_link(struct network *network, struct error *err)
{
    int upper = network_tier_of(network->link->to);
    int lower = upper == FABRIC_LEAF ? FABRIC_LEAF : upper - 1;
    double gbps = network->request.port_gbps;
    int64_t links = network_part_of(network, network_tier_links(network, upper));
    if (links == 0) /* there are fewer tiers */
        return OPTIBOM_OK;
    enum optibom_status status = network_is_copper(network->link->medium)
                                     ? OPTIBOM_OK
                                     : add_optics(network, upper, links, err);
    network->load_end = -1;
    if (status == OPTIBOM_OK)
        status = network_add_carriers(network, links, gbps, err);
    network->upper_line = network->switch_lines[upper];
    network->lower_line = network->switch_lines[lower];
    network->tier_modules[lower] += network->far_modules;
    network->tier_modules[upper] += network->near_modules;
    network->has_link[upper] = true;
    return status == OPTIBOM_OK ? network_record_link(network, in_build(network, links), gbps, err)
                                : status;
}

/* Links to a tier that no link of the spec carries. */
static enum optibom_status find_missing(struct network *network, int tier, struct error *err)
{
    int64_t links = in_build(network, network_tier_links(network, tier));
    if (links == 0 || network->has_link[tier])
        return OPTIBOM_OK;
    return network_said(bom_find(network->run->bom, "missing-link", network->switch_lines[tier],
                                 "%s: the spec does not say how the %" PRId64
                                 " links from %s to %s are carried",
                                 network->spec->name, links,
                                 NETWORK_TIERS[tier > 0 ? tier - 1 : tier], NETWORK_TIERS[tier]),
                        err);
}

enum optibom_status network_record_tiers(struct network *network, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    for (int tier = 0; status == OPTIBOM_OK && tier < network->fabric.tiers; tier++) {
        const struct fabric_tier *at = &network->fabric.tier[tier];
        status = find_missing(network, tier, err);
        if (status == OPTIBOM_OK)
            status = network_record_tier(
                network,
                (struct bom_tier){
                    .network = network->spec->name,
                    .tier = NETWORK_TIERS[tier],
                    .switches = in_build(network, at->switches),
                    .ports_down = in_build(network, at->ports_down),
                    .ports_up = in_build(network, at->ports_up),
                    .links = in_build(network,
                                      network->fabric.links[tier] +
                                          (tier == FABRIC_LEAF ? network->fabric.mesh_links : 0)),
                    .modules = network->tier_modules[tier]},
                err);
    }
    return status;
}
