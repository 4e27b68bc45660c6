/*
 * Links of endpoints: to leaves, or among themselves in a full mesh.
 *
 * 1. NICs: members x NICs of each; of accelerators ceil(bandwidth / bandwidth of a NIC) each.
 * 2. Modules at the leaf: a module of r Gbps serves floor(r / b) links of b Gbps (breakout), or a
 *    link takes ceil(b / r) modules. Only lit ports get one; links of two leaves, of two rates or
 *    of two entries of the spec share none.
 * 3. Modules at the endpoint: ceil(b / r) a link; planes that share the bandwidth of a port share
 * its modules.
 */
#include "assemble/network.h"

#include "base/count.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

static bool is_carried(const struct network *network, size_t end)
{
    return network->ends[end].spec->link == network->part->entry;
}

static int64_t mesh_links_of(const struct network *network)
{
    int64_t links = network->spec->topology.mesh_links;
    return links > 0 ? links : 1;
}

/* Links of an end at hand, in one scope. */
static int64_t links_of(const struct network *network, size_t end)
{
    const struct fabric_kind *kind = &network->kinds[end];
    int64_t links = count_times(kind->members, kind->links), others = kind->members - 1;
    if (network->spec->topology.kind == SPEC_FULL_MESH)
        links = count_times(kind->members % 2 == 0 ? count_times(kind->members / 2, others)
                                                   : count_times(kind->members, others / 2),
                            mesh_links_of(network));
    return network_part_of(network, links);
}

static int64_t links_in_build(const struct network *network, size_t end)
{
    return count_times(links_of(network, end), network->scopes);
}

static double gbps_of(const struct network *network, size_t end)
{
    const struct fabric_kind *kind = &network->kinds[end];
    if (network->spec->topology.kind != SPEC_FULL_MESH || kind->members < 2)
        return kind->gbps;
    return (double)kind->links * kind->gbps /
           ((double)(kind->members - 1) * (double)mesh_links_of(network));
}

/* A full mesh takes a port for each link of a member, in each plane. */
static enum optibom_status add_mesh_nics(struct network *network, struct network_end *end,
                                         const struct catalog_part *part, const char *role,
                                         struct error *err)
{
    struct build_run *run = network->run;
    int64_t others = network->kinds[end - network->ends].members - 1;
    int64_t links = count_times(mesh_links_of(network), others);
    double ports = catalog_part_number(part, "ports", 1);
    int64_t each = count_of(ceil((double)links / ports)), needed = count_times(each, end->members);
    return build_line(&end->nic_line, run, end->above, role, part, needed,
                      arena_printf(run->arena,
                                   "%" PRId64 " links of each to the others / %g ports a NIC = "
                                   "%" PRId64 ", x %" PRId64 " %s = %" PRId64,
                                   links, ports, each, end->members, end->what, needed),
                      err);
}

static enum optibom_status add_nic(struct network *network, struct network_end *end,
                                   struct error *err)
{
    struct build_run *run = network->run;
    const struct spec_endpoint *spec = end->spec;
    const struct catalog_part *part = NULL;
    const char *role = spec->name == NULL
                           ? network_role(network, "NIC")
                           : arena_printf(run->arena, "%s %s NIC", network->spec->name, spec->name);
    if (role == NULL)
        return error_no_memory(err);
    enum optibom_status status = build_slot(&part, run, &spec->nic, role, err);
    if (status != OPTIBOM_OK || part == NULL)
        return status;
    double bandwidth = catalog_part_number(part, "bandwidth", spec->bandwidth_gbps);
    int64_t each = spec->nics > 0 ? spec->nics : count_of(ceil(spec->bandwidth_gbps / bandwidth));
    if (network->spec->topology.kind == SPEC_FULL_MESH)
        return add_mesh_nics(network, end, part, role, err);
    int64_t needed = count_times(each, end->members);
    const char *derivation =
        spec->nics > 0
            ? arena_printf(run->arena, "%" PRId64 " %s x %" PRId64 " = %" PRId64, end->members,
                           end->what, each, needed)
            : arena_printf(run->arena,
                           "%" PRId64 " %s x %" PRId64
                           " (%g Gbps asked for, %g Gbps a NIC) = %" PRId64,
                           end->members, end->what, each, spec->bandwidth_gbps, bandwidth, needed);
    bool taken = false;
    long holder = end->spec->group == SPEC_ACCELERATORS ? run->rack_line : end->above;
    status = network_take_inside(&taken, &end->nic_line, network, part, role, holder, needed,
                                 derivation, "too-few-nics", err);
    return status == OPTIBOM_OK && !taken
               ? build_line(&end->nic_line, run, end->above, role, part, needed, derivation, err)
               : status;
}

static enum optibom_status find_unlinked(struct network *network, const struct network_end *end,
                                         struct error *err)
{
    return network_said(bom_find(network->run->bom, "missing-link",
                                 end->nic_line != BOM_TOP ? end->nic_line : end->above,
                                 "%s: the spec does not say how the ports of %s are linked",
                                 network->spec->name,
                                 end->spec->name != NULL ? end->spec->name : end->what),
                        err);
}

enum optibom_status network_add_nics(struct network *network, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < network->spec->endpoint_count; i++) {
        struct network_end *end = &network->ends[i];
        if (end->spec->nic.line > 0)
            status = add_nic(network, end, err);
        if (status == OPTIBOM_OK && end->spec->link == SPEC_NO_LINK)
            status = find_unlinked(network, end, err);
    }
    return status;
}

int64_t network_pack_end(const struct network *network, size_t end, int64_t each, int64_t served)
{
    int64_t leaves = network->is_tiered ? network->fabric.tier[FABRIC_LEAF].switches : 1;
    struct fabric_request request = network->request;
    struct fabric_kind *part = arena_alloc(network->run->arena, request.kind_count * sizeof *part);
    if (part == NULL)
        return -1;
    for (size_t i = 0; i < request.kind_count; i++) {
        part[i] = network->kinds[i];
        if (network->part->to - network->part->from < 1 ||
            network->spec->topology.kind == SPEC_FULL_MESH)
            part[i] = (struct fabric_kind){.members = links_of(network, i),
                                           .links = 1,
                                           .gbps = part[i].gbps,
                                           .homes = 1,
                                           .bundle = part[i].bundle};
        part[i].links = count_times(part[i].links, each);
    }
    request.kinds = part;
    return leaves > 0 ? fabric_pack(&request, leaves, network->kinds[end].bundle,
                                    network->kinds[end].gbps, served)
                      : 0;
}

/* Statement 2 for the links at hand of one rate, in the build. */
static int64_t modules_at_leaves(const struct network *network, size_t end, double rate)
{
    double gbps = gbps_of(network, end);
    int64_t served = count_of(floor(rate / gbps + 1e-9));
    if (served == 0)
        return count_times(count_times(links_of(network, end), count_of(ceil(gbps / rate))),
                           network->scopes);
    int64_t modules = network_pack_end(network, end, 1, served);
    return modules < 0 ? modules : count_times(modules, network->scopes);
}

static bool is_first_of_rate(const struct network *network, size_t end)
{
    for (size_t i = 0; i < end; i++)
        if (is_carried(network, i) && network->kinds[i].gbps == network->kinds[end].gbps)
            return false;
    return true;
}

static double gbps_at_hand(const struct network *network)
{
    double gbps = 0;
    for (size_t i = 0; i < network->spec->endpoint_count; i++)
        if (is_carried(network, i))
            gbps += (double)links_in_build(network, i) * gbps_of(network, i);
    return gbps;
}

/* "64 endpoints x 400 Gbps + 6 endpoints x 200 Gbps". */
static const char *derive_links(const struct network *network)
{
    const char *text = NULL;
    for (size_t i = 0; i < network->spec->endpoint_count; i++) {
        if (!is_carried(network, i))
            continue;
        text = arena_printf(
            network->run->arena, "%s%s%" PRId64 " %s x %g Gbps", text != NULL ? text : "",
            text != NULL ? " + " : "", links_in_build(network, i),
            network->ends[i].spec->name != NULL ? network->ends[i].spec->name : "endpoints",
            gbps_of(network, i));
        if (text == NULL)
            return NULL;
    }
    return text != NULL ? text : "no endpoints";
}

static enum optibom_status add_near_modules(struct network *network, struct error *err)
{
    struct build_run *run = network->run;
    const struct catalog_part *part = NULL;
    const char *role = network_link_role(network, "switch-end module");
    const char *links = derive_links(network);
    double rate = 0;
    if (role == NULL || links == NULL)
        return error_no_memory(err);
    enum optibom_status status = build_slot(&part, run, &network->link->near_module, role, err);
    if (status == OPTIBOM_OK && part != NULL)
        status = network_module_rate(&rate, network, part, role, err);
    if (status != OPTIBOM_OK || !(rate > 0) || network->switch_lines[FABRIC_LEAF] == BOM_TOP)
        return status;
    for (size_t i = 0; i < network->spec->endpoint_count; i++) {
        if (!is_carried(network, i) || !is_first_of_rate(network, i))
            continue;
        int64_t modules = modules_at_leaves(network, i, rate);
        if (modules < 0)
            return error_no_memory(err);
        network->near_modules += modules;
    }
    network->ports_down += network->near_modules;
    const char *derivation = arena_printf(
        run->arena, "%s / %g Gbps a module = %" PRId64 " (%s)", links, rate, network->near_modules,
        network->is_tiered ? "lit ports of each leaf" : "lit ports only");
    return network_add_modules(&network->near_line, network, part, role,
                               network->switch_lines[FABRIC_LEAF], network->near_modules,
                               gbps_at_hand(network), derivation, err);
}

/* Statement 3, of one end; the line is BOM_TOP where the spec has no such slot. */
static enum optibom_status add_far_modules(struct network *network, size_t at, struct error *err)
{
    struct build_run *run = network->run;
    struct network_end *end = &network->ends[at];
    const struct catalog_part *part = NULL;
    const char *role = end->spec->name == NULL ? network_role(network, "endpoint module")
                                               : arena_printf(run->arena, "%s %s endpoint module",
                                                              network->spec->name, end->spec->name);
    const struct spec_slot *slot = &network->link->far_module;
    int ends = network->spec->topology.kind == SPEC_FULL_MESH ? 2 : 1;
    double rate = 0, gbps = gbps_of(network, at);
    if (ends > 1 && slot->line == 0)
        slot = &network->link->near_module;
    if (slot->line == 0)
        return OPTIBOM_OK;
    if (role == NULL)
        return error_no_memory(err);
    enum optibom_status status = build_slot(&part, run, slot, role, err);
    if (status == OPTIBOM_OK && part != NULL)
        status = network_module_rate(&rate, network, part, role, err);
    if (status != OPTIBOM_OK || !(rate > 0))
        return status;
    int64_t links = count_times(links_in_build(network, at), ends);
    if (end->is_shared) { /* statement 3: planes share the module of a port */
        gbps *= (double)network->spec->topology.planes;
        links /= network->spec->topology.planes;
    }
    int64_t modules = count_times(links, count_of(ceil(gbps / rate - 1e-9)));
    network->far_modules += modules;
    const char *derivation =
        arena_printf(run->arena, "%" PRId64 " %s x %g Gbps / %g Gbps a module = %" PRId64, links,
                     ends > 1 ? "link ends" : "endpoints", gbps, rate, modules);
    status = network_add_modules(&end->far_line, network, part, role,
                                 end->nic_line != BOM_TOP ? end->nic_line : end->above, modules,
                                 (double)links * gbps, derivation, err);
    if (status == OPTIBOM_OK)
        run->bom->lines[end->far_line].is_switch_end = false;
    return status;
}

/* Optics inside the machines of an end. */
static enum optibom_status add_far_engines(struct network *network, size_t at, struct error *err)
{
    struct build_run *run = network->run;
    struct network_end *end = &network->ends[at];
    long line = end->nic_line != BOM_TOP ? end->nic_line : end->host;
    int64_t links = links_in_build(network, at);
    int64_t pieces = line != BOM_TOP ? run->bom->lines[line].quantity : end->members;
    double total = (double)links * gbps_of(network, at);
    const struct network_host host = {.prefix = network_link_role(network, "endpoint"),
                                      .line = line,
                                      .pieces = pieces,
                                      .total_gbps = total,
                                      .each_gbps = total / (double)pieces};
    return host.prefix != NULL ? network_add_engines(&end->far_line, network,
                                                     &network->link->far_engine, &host, err)
                               : error_no_memory(err);
}

static enum optibom_status add_engines(struct network *network, struct error *err)
{
    enum optibom_status status = network_light(network, FABRIC_LEAF, err);
    network->near_line = network->engine_lines[FABRIC_LEAF];
    if (status != OPTIBOM_OK || network->near_line == BOM_TOP)
        return status;
    double port_rate = catalog_part_number(network->switch_parts[FABRIC_LEAF], "port_rate", 0);
    if (port_rate > 0)
        network->ports_down += count_of(ceil(gbps_at_hand(network) / port_rate));
    return OPTIBOM_OK;
}

/* What carries the links at hand; those of one rate share cables of several links. */
static enum optibom_status add_carriers(struct network *network, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < network->spec->endpoint_count; i++) {
        if (!is_carried(network, i) || !is_first_of_rate(network, i))
            continue;
        if (network->spec->topology.kind == SPEC_FULL_MESH)
            network->near_line = network->ends[i].far_line;
        int64_t links = 0;
        for (size_t j = i; j < network->spec->endpoint_count; j++)
            if (is_carried(network, j) && network->kinds[j].gbps == network->kinds[i].gbps)
                links += links_of(network, j);
        network->carrier_line = BOM_TOP;
        network->load_end = (long)i;
        status = network_add_carriers(network, links, gbps_of(network, i), err);
        for (size_t j = i; j < network->spec->endpoint_count; j++)
            if (is_carried(network, j) && network->kinds[j].gbps == network->kinds[i].gbps)
                network->ends[j].carrier_line = network->carrier_line;
    }
    return status;
}

static enum optibom_status add_near_end(struct network *network, struct error *err)
{
    const char *medium = network->link->medium;
    if (network_is_copper(medium) || network->spec->topology.kind == SPEC_FULL_MESH)
        return OPTIBOM_OK;
    return network_is_pluggable(medium) ? add_near_modules(network, err)
                                        : add_engines(network, err);
}

enum optibom_status network_add_endpoint_link(struct network *network, struct error *err)
{
    bool is_copper = network_is_copper(network->link->medium);
    bool is_direct = network->spec->topology.kind == SPEC_FULL_MESH;
    size_t ends = network->spec->endpoint_count;
    enum optibom_status status = add_near_end(network, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < ends; i++) {
        network->ends[i].far_line = BOM_TOP;
        if (is_copper || !is_carried(network, i))
            continue;
        status = network->link->far_engine.line > 0 ? add_far_engines(network, i, err)
                                                    : add_far_modules(network, i, err);
    }
    if (status == OPTIBOM_OK)
        status = add_carriers(network, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < ends; i++) {
        if (!is_carried(network, i))
            continue;
        int64_t links = links_in_build(network, i);
        network->far_line = network->ends[i].far_line;
        network->carrier_line = network->ends[i].carrier_line;
        if (network->ends[i].spec->name != NULL)
            network->from = network->ends[i].spec->name;
        network->near_line = is_direct ? network->far_line : network->near_line;
        network->lower_line = network->ends[i].nic_line != BOM_TOP ? network->ends[i].nic_line
                                                                   : network->ends[i].above;
        network->upper_line = is_direct ? network->lower_line : network->switch_lines[FABRIC_LEAF];
        network->endpoint_links += links;
        network->ports_down += is_copper ? network_copper_ports(network, links) : 0;
        status = network_record_link(network, links, gbps_of(network, i), err);
    }
    network->tier_modules[FABRIC_LEAF] += network->near_modules + network->far_modules;
    return status;
}
