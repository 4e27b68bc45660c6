/*
 * One network, from its endpoints to its switches.
 *
 * 1. Switches of a single tier: ceil(endpoints x bandwidth / switching capacity), for each rack or
 *    for the build. Bandwidths are in one direction. Source: domain model, assembly. Of several
 *    tiers: by ports, fabric.h.
 * 2. Modules at the switch: a module of r Gbps serves floor(r / b) endpoints of b Gbps (breakout),
 *    or an endpoint takes ceil(b / r) modules. Only lit ports get one; endpoints of two leaves
 * share none.
 * 3. Modules at the endpoint: ceil(b / r) an endpoint.
 * 4. Planes are equal fabrics: an endpoint has b / planes Gbps into each.
 */
#include "assemble/network.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

static enum optibom_status add_switches(struct network *network, struct error *err)
{
    struct build_run *run = network->run;
    const char *role = network_role(network, "switch");
    const struct catalog_part **part = &network->switch_parts[FABRIC_LEAF];
    long *line = &network->switch_lines[FABRIC_LEAF];
    bool taken = false;
    if (role == NULL)
        return error_no_memory(err);
    enum optibom_status status = build_slot(part, run, &network->spec->switch_slot, role, err);
    if (status != OPTIBOM_OK || *part == NULL)
        return status;
    double capacity = catalog_part_number(*part, "bandwidth", NAN);
    double total = (double)network->endpoints * network->gbps;
    if (isnan(capacity) || capacity <= 0)
        return network_said(bom_find(run->bom, "capacity-unknown", BOM_TOP,
                                     "%s: the catalog has no bandwidth of %s", role, (*part)->name),
                            err);
    network->switches = (int64_t)ceil(total / capacity);
    const char *reason = arena_printf(
        run->arena, "%" PRId64 " endpoints x %g Gbps / %g Gbps a switch = %" PRId64 " %s",
        network->endpoints, network->gbps, capacity, network->switches, network->unit);
    status = network_take_from_rack(&taken, line, network, *part, role, network->switches, reason,
                                    "too-few-switches", err);
    return status == OPTIBOM_OK && !taken
               ? build_line(line, run, BOM_TOP, role, *part, network->switches * network->scopes,
                            reason, err)
               : status;
}

static enum optibom_status add_nics(struct network *network, struct error *err)
{
    struct build_run *run = network->run;
    const struct catalog_part *part = NULL;
    const char *role = network_role(network, "NIC");
    double asked = network->spec->bandwidth_gbps;
    if (network->spec->nic.line == 0)
        return OPTIBOM_OK;
    if (role == NULL)
        return error_no_memory(err);
    enum optibom_status status = build_slot(&part, run, &network->spec->nic, role, err);
    if (status != OPTIBOM_OK || part == NULL)
        return status;
    double bandwidth = catalog_part_number(part, "bandwidth", asked);
    int64_t each = (int64_t)ceil(asked / bandwidth);
    int64_t accelerators = network->endpoints * network->scopes / network->spec->topology.planes;
    const char *derivation = arena_printf(
        run->arena,
        "%" PRId64 " accelerators x %" PRId64 " (%g Gbps asked for, %g Gbps a NIC) = %" PRId64,
        accelerators, each, asked, bandwidth, each * accelerators);
    return build_line(&network->nic_line, run, BOM_TOP, role, part, each * accelerators, derivation,
                      err);
}

/* Statement 2, of the leaves of a fabric. */
static int64_t modules_of_leaves(const struct network *network, int64_t served, int64_t taken)
{
    const struct fabric *fabric = &network->fabric;
    int64_t leaves = fabric->tier[FABRIC_LEAF].switches;
    int64_t each = network->endpoints / leaves, fuller = network->endpoints % leaves;
    return served > 0 ? fuller * ((each + served) / served) +
                            (leaves - fuller) * ((each + served - 1) / served)
                      : network->endpoints * taken;
}

static enum optibom_status add_near_modules(struct network *network, struct error *err)
{
    struct build_run *run = network->run;
    const struct catalog_part *part = NULL;
    const char *role = network_role(network, "switch-end module");
    long above = network->switch_lines[FABRIC_LEAF];
    if (role == NULL)
        return error_no_memory(err);
    enum optibom_status status = build_slot(&part, run, &network->link->near_module, role, err);
    if (status != OPTIBOM_OK || part == NULL || above == BOM_TOP)
        return status;
    double rate = catalog_part_number(part, "data_rate", 0), each = network->gbps;
    if (!(rate > 0))
        return network_said(bom_find(run->bom, "capacity-unknown", BOM_TOP,
                                     "%s: the catalog has no data rate of %s", role, part->name),
                            err);
    int64_t endpoints = network->endpoints * network->scopes;
    int64_t served = (int64_t)floor(rate / each), taken = (int64_t)ceil(each / rate);
    if (network->is_tiered)
        network->near_modules = modules_of_leaves(network, served, taken) * network->scopes;
    else
        network->near_modules = served > 0 ? (endpoints + served - 1) / served : endpoints * taken;
    network->ports_down = network->near_modules;
    network->lit_fibers = (double)network->near_modules * network_fibers_of(part);
    const char *derivation = arena_printf(
        run->arena, "%" PRId64 " endpoints x %g Gbps / %g Gbps a module = %" PRId64 " (%s)",
        endpoints, each, rate, network->near_modules,
        network->is_tiered ? "lit ports of each leaf" : "lit ports only");
    return network_add_modules(&network->near_line, network, part, role, above,
                               network->near_modules, (double)endpoints * each, derivation, err);
}

static enum optibom_status add_far_modules(struct network *network, struct error *err)
{
    struct build_run *run = network->run;
    const struct catalog_part *part = NULL;
    const char *role = network_role(network, "endpoint module");
    if (network->link->far_module.line == 0)
        return OPTIBOM_OK;
    if (role == NULL)
        return error_no_memory(err);
    enum optibom_status status = build_slot(&part, run, &network->link->far_module, role, err);
    if (status != OPTIBOM_OK || part == NULL)
        return status;
    double each = network->gbps, rate = catalog_part_number(part, "data_rate", each);
    int64_t endpoints = network->endpoints * network->scopes;
    network->far_modules = endpoints * (int64_t)ceil(each / rate);
    const char *derivation =
        arena_printf(run->arena, "%" PRId64 " endpoints x %g Gbps / %g Gbps a module = %" PRId64,
                     endpoints, each, rate, network->far_modules);
    status = network_add_modules(&network->far_line, network, part, role, network->nic_line,
                                 network->far_modules, (double)endpoints * each, derivation, err);
    if (status == OPTIBOM_OK)
        run->bom->lines[network->far_line].is_switch_end = false;
    return status;
}

static enum optibom_status add_engines(struct network *network, struct error *err)
{
    double total = (double)(network->endpoints * network->scopes) * network->gbps;
    const struct catalog_part *part = network->switch_parts[FABRIC_LEAF];
    enum optibom_status status = network_light(network, FABRIC_LEAF, err);
    network->near_line = network->engine_lines[FABRIC_LEAF];
    if (status != OPTIBOM_OK || network->near_line == BOM_TOP)
        return status;
    const struct catalog_part *engine = network->run->bom->lines[network->near_line].part;
    double bandwidth = catalog_part_number(engine, "bandwidth", NAN);
    network->lit_fibers = total / bandwidth * network_fibers_of(engine);
    double port_rate = catalog_part_number(part, "port_rate", 0);
    network->ports_down = port_rate > 0 ? (int64_t)ceil(total / port_rate) : 0;
    return OPTIBOM_OK;
}

static enum optibom_status add_endpoint_link(struct network *network, struct error *err)
{
    const struct spec_link *link = network->link;
    int64_t endpoints = network->endpoints * network->scopes;
    enum optibom_status status;
    if (network_is_copper(link->medium)) {
        status = network_add_cables(network, network->endpoints, network->gbps, "endpoints", err);
        network->ports_down = endpoints;
    } else {
        status = network_is_pluggable(link->medium) ? add_near_modules(network, err)
                                                    : add_engines(network, err);
        if (status == OPTIBOM_OK)
            status = add_far_modules(network, err);
        if (status == OPTIBOM_OK)
            status = network_add_fibers(network, err);
    }
    network->modules = network->near_modules + network->far_modules;
    if (status == OPTIBOM_OK)
        status = network_record_link(network, endpoints, network->gbps, err);
    if (status != OPTIBOM_OK || network->is_tiered)
        return status;
    return network_record_tier(network,
                               (struct bom_tier){.network = network->spec->name,
                                                 .tier = "leaf",
                                                 .switches = network->switches * network->scopes,
                                                 .ports_down = network->ports_down,
                                                 .links = endpoints,
                                                 .modules = network->modules},
                               err);
}

static bool is_between_switches(const struct spec_link *link)
{
    return strcmp(link->from, "leaf") == 0 || strcmp(link->from, "spine") == 0;
}

enum optibom_status build_network(struct build_run *run, const struct spec_network *spec,
                                  struct error *err)
{
    bool per_rack = spec->scope == SPEC_RACK;
    int64_t planes = spec->topology.planes, racks = run->spec->racks;
    struct network network = {.run = run,
                              .spec = spec,
                              .scopes = (per_rack ? racks : 1) * planes,
                              .endpoints =
                                  run->spec->accelerators_per_rack * (per_rack ? 1 : racks),
                              .gbps = spec->bandwidth_gbps / (double)planes,
                              .unit = planes > 1 ? "a plane"
                                      : per_rack ? "a rack"
                                                 : "in the build",
                              .is_tiered = spec->topology.kind != SPEC_SINGLE_TIER,
                              .nic_line = BOM_TOP};
    for (int tier = 0; tier < FABRIC_TIERS; tier++)
        network.switch_lines[tier] = network.engine_lines[tier] = BOM_TOP;
    enum optibom_status status =
        network.is_tiered ? network_add_tiers(&network, err) : add_switches(&network, err);
    if (status == OPTIBOM_OK)
        status = add_nics(&network, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < spec->link_count; i++) {
        network.link = &spec->links[i];
        network.near_line = network.far_line = network.carrier_line = BOM_TOP;
        network.near_modules = network.far_modules = 0;
        network.lit_fibers = 0;
        status = is_between_switches(network.link) ? network_add_tier_link(&network, err)
                                                   : add_endpoint_link(&network, err);
    }
    return status == OPTIBOM_OK && network.is_tiered ? network_record_tiers(&network, err) : status;
}
