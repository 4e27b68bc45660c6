/*
 * One network, from its endpoints to its switches.
 *
 * 1. Switches by bandwidth (a single tier): ceil(bandwidth of all endpoints / switching capacity),
 *    for each rack or for the build. Bandwidths are in one direction. Source: domain model,
 *    assembly. By ports (all other kinds): fabric.h.
 * 2. Planes are equal fabrics: ports of an endpoint are dealt to them where their number allows,
 *    else each has b / planes Gbps into each.
 * 3. Full mesh of N endpoints: N (N - 1) / 2 links, times the mesh links; an endpoint of b Gbps has
 *    b / (N - 1) to each other.
 */
#include "assemble/network.h"

#include "base/count.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

static double gbps_of_all(const struct network *network)
{
    double total = 0;
    for (size_t i = 0; i < network->spec->endpoint_count; i++) {
        const struct fabric_kind *kind = &network->kinds[i];
        total += (double)kind->members * (double)kind->links * kind->gbps;
    }
    return total;
}

static const char *derive_switches(const struct network *network, double capacity)
{
    struct arena *arena = network->run->arena;
    const struct fabric_kind *kind = network->kinds;
    if (network->spec->endpoint_count == 1)
        return arena_printf(arena,
                            "%" PRId64 " endpoints x %g Gbps / %g Gbps a switch = %" PRId64 " %s",
                            count_times(kind->members, kind->links), kind->gbps, capacity,
                            network->switches, network->unit);
    return arena_printf(arena, "%g Gbps of all endpoints / %g Gbps a switch = %" PRId64 " %s",
                        gbps_of_all(network), capacity, network->switches, network->unit);
}

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
    if (!(capacity > 0))
        return network_said(bom_find(run->bom, "capacity-unknown", BOM_TOP,
                                     "%s: the catalog has no bandwidth of %s", role, (*part)->name),
                            err);
    network->switches = count_of(ceil(gbps_of_all(network) / capacity));
    if (network->switches < network->spec->topology.leaves)
        network->switches = network->spec->topology.leaves;
    const char *reason = derive_switches(network, capacity);
    int64_t needed = count_times(network->switches, network->scopes);
    status = network_take_inside(&taken, line, network, *part, role, run->rack_line, needed, reason,
                                 "too-few-switches", err);
    return status == OPTIBOM_OK && !taken
               ? build_line(line, run, BOM_TOP, role, *part, needed, reason, err)
               : status;
}

static enum optibom_status add_part(struct network *network, const struct network_part *part,
                                    struct error *err)
{
    network->part = part;
    network->link = part->link;
    network->from = part->link->from;
    network->near_line = network->far_line = network->carrier_line = BOM_TOP;
    network->near_modules = network->far_modules = 0;
    return network_tier_of(part->link->from) == FABRIC_TIERS
               ? network_add_endpoint_link(network, err)
               : network_add_tier_link(network, err);
}

static const char *unit_of(const struct spec_network *spec)
{
    return spec->topology.planes > 1  ? "a plane"
           : spec->scope == SPEC_RACK ? "a rack"
                                      : "in the build";
}

/* Statement 2, and where the machines of the end stand. */
static void take_end(struct network *network, size_t at)
{
    const struct build_run *run = network->run;
    const struct spec *spec = run->spec;
    const struct spec_endpoint *endpoint = &network->spec->endpoints[at];
    int64_t planes = network->spec->topology.planes, rails = network->spec->topology.rails;
    int64_t divisor = network->spec->scope == SPEC_RACK ? spec->racks : 1;
    struct network_end *end = &network->ends[at];
    struct fabric_kind *kind = &network->kinds[at];
    *end = (struct network_end){.spec = endpoint, .above = BOM_TOP, .nic_line = BOM_TOP};
    *kind = (struct fabric_kind){.links = 1,
                                 .gbps = endpoint->bandwidth_gbps / (double)planes,
                                 .homes = endpoint->homes,
                                 .bundle = (int)endpoint->link};
    if (endpoint->group == SPEC_ACCELERATORS) {
        end->what = "accelerators";
        end->host = run->accelerator_line;
        end->members = count_times(spec->racks, spec->accelerators_per_rack);
    } else {
        int64_t links = count_times(endpoint->nics, endpoint->ports);
        bool is_dealt = links % planes == 0;
        end->what = endpoint->group == SPEC_RACKS ? "racks" : spec->servers[endpoint->group].name;
        end->members =
            endpoint->group == SPEC_RACKS ? spec->racks : spec->servers[endpoint->group].count;
        end->above =
            endpoint->group == SPEC_RACKS ? run->rack_line : run->server_lines[endpoint->group];
        end->host = end->above;
        kind->links = is_dealt ? links / planes : links;
        kind->gbps = is_dealt ? endpoint->bandwidth_gbps : kind->gbps;
        if (rails > kind->homes && kind->links % rails == 0)
            kind->homes = rails;
    }
    kind->members = end->members / divisor;
    end->is_shared = planes > 1 && kind->gbps < endpoint->bandwidth_gbps;
}

enum optibom_status build_network(struct build_run *run, const struct spec_network *spec,
                                  struct error *err)
{
    enum spec_kind kind = spec->topology.kind;
    struct network network = {.run = run,
                              .spec = spec,
                              .scopes = count_times(spec->scope == SPEC_RACK ? run->spec->racks : 1,
                                                    spec->topology.planes),
                              .unit = unit_of(spec),
                              .is_tiered = kind != SPEC_SINGLE_TIER && kind != SPEC_FULL_MESH};
    for (int tier = 0; tier < FABRIC_TIERS; tier++)
        network.switch_lines[tier] = network.engine_lines[tier] = BOM_TOP;
    network.ends = arena_alloc(run->arena, (spec->endpoint_count + 1) * sizeof *network.ends);
    network.kinds = arena_alloc(run->arena, (spec->endpoint_count + 1) * sizeof *network.kinds);
    if (network.ends == NULL || network.kinds == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < spec->endpoint_count; i++)
        take_end(&network, i);
    network.request =
        (struct fabric_request){.kinds = network.kinds, .kind_count = spec->endpoint_count};
    enum optibom_status status = OPTIBOM_OK;
    if (network.is_tiered)
        status = network_add_tiers(&network, err);
    else if (kind == SPEC_SINGLE_TIER)
        status = add_switches(&network, err);
    if (status == OPTIBOM_OK)
        status = network_add_nics(&network, err);
    if (status == OPTIBOM_OK)
        status = network_cut(&network, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < network.part_count; i++)
        status = add_part(&network, &network.parts[i], err);
    if (status != OPTIBOM_OK || network.is_tiered)
        return status == OPTIBOM_OK ? network_record_tiers(&network, err) : status;
    return network_record_tier(
        &network,
        (struct bom_tier){.network = spec->name,
                          .tier = kind == SPEC_FULL_MESH ? "endpoints" : "leaf",
                          .switches = count_times(network.switches, network.scopes),
                          .ports_down = network.ports_down,
                          .links = network.endpoint_links,
                          .modules = network.tier_modules[FABRIC_LEAF]},
        err);
}
