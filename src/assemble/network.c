/*
 * One network tier by tier.
 *
 * 1. Switches: ceil(endpoints x bandwidth / switching capacity), for each rack or for the build.
 *    Bandwidths are in one direction. Source: domain model, assembly.
 * 2. Modules at the switch: a module of r Gbps serves floor(r / b) endpoints of b Gbps (breakout),
 * or an endpoint takes ceil(b / r) modules. Only lit ports get one.
 * 3. Modules at the endpoint: ceil(b / r) an endpoint.
 * 4. Copper pieces: b / (lanes x lane rate) an endpoint, twice that for pieces that carry one
 *    direction only (a differential pair).
 * 5. Fiber cables: lit fibers of the switch end / fibers of a cable.
 */
#include "assemble/build_run.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* A network as it is built: what was asked for and what came of it so far. */
struct network {
    struct build_run *run;
    const struct spec_network *spec;
    const struct spec_link *link;
    int64_t scopes;    /* racks, or 1 */
    int64_t endpoints; /* in one scope */
    int64_t switches;  /* in one scope */
    const char *unit;  /* "a rack" or "in the build" */
    const struct catalog_part *switch_part;
    long switch_line, near_line, far_line, carrier_line, nic_line;
    int64_t near_modules, far_modules, ports_down; /* in the build */
    double lit_fibers;                             /* of the switch ends, in the build */
};

static bool is_copper(const char *medium)
{
    return strcmp(medium, "dac") == 0 || strcmp(medium, "acc") == 0 || strcmp(medium, "aec") == 0;
}

static bool is_pluggable(const char *medium)
{
    return strcmp(medium, "dsp") == 0 || strcmp(medium, "lro") == 0 || strcmp(medium, "lpo") == 0;
}

static const char *role_of(const struct network *network, const char *what)
{
    return arena_printf(network->run->arena, "%s %s", network->spec->name, what);
}

static enum optibom_status find_rule(bool found, struct error *err)
{
    return found ? OPTIBOM_OK : error_no_memory(err);
}

/* A count that the rack may bring already: then its line is explained and the count compared. */
static enum optibom_status take_from_rack(bool *taken, long *line, struct network *network,
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
        status =
            find_rule(bom_find(run->bom, code, *line,
                               "%s: %" PRId64 " %s are needed, the racks bring %" PRId64,
                               network->spec->name, needed * network->scopes, part->name, present),
                      err);
    return status;
}

static enum optibom_status add_switches(struct network *network, struct error *err)
{
    struct build_run *run = network->run;
    const char *role = role_of(network, "switch");
    bool taken = false;
    if (role == NULL)
        return error_no_memory(err);
    enum optibom_status status =
        build_slot(&network->switch_part, run, &network->spec->switch_slot, role, err);
    if (status != OPTIBOM_OK || network->switch_part == NULL)
        return status;
    double capacity = catalog_part_number(network->switch_part, "bandwidth", NAN);
    double total = (double)network->endpoints * network->spec->bandwidth_gbps;
    if (isnan(capacity) || capacity <= 0)
        return find_rule(bom_find(run->bom, "capacity-unknown", BOM_TOP,
                                  "%s: the catalog has no bandwidth of %s", role,
                                  network->switch_part->name),
                         err);
    network->switches = (int64_t)ceil(total / capacity);
    const char *reason = arena_printf(
        run->arena, "%" PRId64 " endpoints x %g Gbps / %g Gbps a switch = %" PRId64 " %s",
        network->endpoints, network->spec->bandwidth_gbps, capacity, network->switches,
        network->unit);
    status = take_from_rack(&taken, &network->switch_line, network, network->switch_part, role,
                            network->switches, reason, "too-few-switches", err);
    if (status == OPTIBOM_OK && !taken)
        status = build_line(&network->switch_line, run, BOM_TOP, role, network->switch_part,
                            network->switches * network->scopes, reason, err);
    return status;
}

static enum optibom_status add_nics(struct network *network, struct error *err)
{
    struct build_run *run = network->run;
    const struct catalog_part *part = NULL;
    const char *role = role_of(network, "NIC");
    network->nic_line = BOM_TOP;
    if (network->spec->nic.line == 0)
        return OPTIBOM_OK;
    if (role == NULL)
        return error_no_memory(err);
    enum optibom_status status = build_slot(&part, run, &network->spec->nic, role, err);
    if (status != OPTIBOM_OK || part == NULL)
        return status;
    double bandwidth = catalog_part_number(part, "bandwidth", network->spec->bandwidth_gbps);
    int64_t each = (int64_t)ceil(network->spec->bandwidth_gbps / bandwidth);
    int64_t count = each * network->endpoints * network->scopes;
    const char *derivation = arena_printf(run->arena,
                                          "%" PRId64 " accelerators x %" PRId64
                                          " (%g Gbps asked for, %g Gbps a NIC) = %" PRId64,
                                          network->endpoints * network->scopes, each,
                                          network->spec->bandwidth_gbps, bandwidth, count);
    return build_line(&network->nic_line, run, BOM_TOP, role, part, count, derivation, err);
}

static double fibers_of(const struct catalog_part *part)
{
    double wavelengths = catalog_part_number(part, "wavelengths_per_fiber", 1);
    double lanes = catalog_part_number(part, "lanes", 0);
    return catalog_part_number(part, "fibers", 2 * lanes / (wavelengths > 0 ? wavelengths : 1));
}

static enum optibom_status add_near_modules(struct network *network, struct error *err)
{
    struct build_run *run = network->run;
    const struct catalog_part *part = NULL;
    const char *role = role_of(network, "switch-end module");
    if (role == NULL)
        return error_no_memory(err);
    enum optibom_status status = build_slot(&part, run, &network->link->near_module, role, err);
    if (status != OPTIBOM_OK || part == NULL || network->switch_line == BOM_TOP)
        return status;
    double rate = catalog_part_number(part, "data_rate", 0), each = network->spec->bandwidth_gbps;
    if (!(rate > 0))
        return find_rule(bom_find(run->bom, "capacity-unknown", BOM_TOP,
                                  "%s: the catalog has no data rate of %s", role, part->name),
                         err);
    int64_t endpoints = network->endpoints * network->scopes;
    int64_t served = (int64_t)floor(rate / each);
    network->near_modules =
        served > 0 ? (endpoints + served - 1) / served : endpoints * (int64_t)ceil(each / rate);
    network->ports_down = network->near_modules;
    network->lit_fibers = (double)network->near_modules * fibers_of(part);
    const char *derivation = arena_printf(
        run->arena,
        "%" PRId64 " endpoints x %g Gbps / %g Gbps a module = %" PRId64 " (lit ports only)",
        endpoints, each, rate, network->near_modules);
    status = build_line(&network->near_line, run, network->switch_line, role, part,
                        network->near_modules, derivation, err);
    if (status == OPTIBOM_OK) {
        run->bom->lines[network->near_line].optical_gbps = (double)endpoints * each;
        run->bom->lines[network->near_line].is_switch_end = true;
    }
    return status;
}

static enum optibom_status add_far_modules(struct network *network, struct error *err)
{
    struct build_run *run = network->run;
    const struct catalog_part *part = NULL;
    const char *role = role_of(network, "endpoint module");
    if (network->link->far_module.line == 0)
        return OPTIBOM_OK;
    if (role == NULL)
        return error_no_memory(err);
    enum optibom_status status = build_slot(&part, run, &network->link->far_module, role, err);
    if (status != OPTIBOM_OK || part == NULL)
        return status;
    double each = network->spec->bandwidth_gbps,
           rate = catalog_part_number(part, "data_rate", each);
    int64_t endpoints = network->endpoints * network->scopes;
    network->far_modules = endpoints * (int64_t)ceil(each / rate);
    const char *derivation =
        arena_printf(run->arena, "%" PRId64 " endpoints x %g Gbps / %g Gbps a module = %" PRId64,
                     endpoints, each, rate, network->far_modules);
    status = build_line(&network->far_line, run, network->nic_line, role, part,
                        network->far_modules, derivation, err);
    if (status == OPTIBOM_OK)
        run->bom->lines[network->far_line].optical_gbps = (double)endpoints * each;
    return status;
}

static enum optibom_status add_engines(struct network *network, struct error *err)
{
    struct build_run *run = network->run;
    double total = (double)(network->endpoints * network->scopes) * network->spec->bandwidth_gbps;
    if (network->switch_line == BOM_TOP)
        return OPTIBOM_OK;
    enum optibom_status status =
        build_optics_inside(&network->near_line, run, network->switch_line, total, err);
    if (status != OPTIBOM_OK || network->near_line == BOM_TOP)
        return status;
    const struct bom_line *engines = &run->bom->lines[network->near_line];
    network->lit_fibers = (double)engines->quantity * engines->lit_share * fibers_of(engines->part);
    double port_rate = catalog_part_number(network->switch_part, "port_rate", 0);
    network->ports_down = port_rate > 0 ? (int64_t)ceil(total / port_rate) : 0;
    return OPTIBOM_OK;
}

static enum optibom_status add_cables(struct network *network, struct error *err)
{
    struct build_run *run = network->run;
    const struct catalog_part *part = NULL;
    const char *role = role_of(network, "cable");
    bool taken = false;
    if (role == NULL)
        return error_no_memory(err);
    if (network->link->cable.line == 0)
        return find_rule(bom_find(run->bom, "unfilled-slot", BOM_TOP,
                                  "%s: a copper link needs 'cable' in the spec", role),
                         err);
    enum optibom_status status = build_slot(&part, run, &network->link->cable, role, err);
    if (status != OPTIBOM_OK || part == NULL)
        return status;
    double lane_rate = catalog_part_number(part, "lane_rate", 0);
    double rate = catalog_part_number(part, "lanes", 1) * lane_rate;
    double directions = catalog_part_number(part, "simplex", 0) > 0 ? 2 : 1;
    if (!(rate > 0))
        return find_rule(bom_find(run->bom, "capacity-unknown", BOM_TOP,
                                  "%s: the catalog has no lane rate of %s", role, part->name),
                         err);
    int64_t each = (int64_t)ceil(network->spec->bandwidth_gbps / rate * directions);
    int64_t needed = each * network->endpoints;
    const char *reason = arena_printf(
        run->arena,
        "%" PRId64 " endpoints x %g Gbps / %g Gbps a piece%s = %" PRId64 " x %" PRId64 " = %" PRId64
        " %s",
        network->endpoints, network->spec->bandwidth_gbps, rate,
        directions > 1 ? " x 2 directions" : "", network->endpoints, each, needed, network->unit);
    status = take_from_rack(&taken, &network->carrier_line, network, part, role, needed, reason,
                            "too-few-cables", err);
    if (status == OPTIBOM_OK && !taken)
        status = build_line(&network->carrier_line, run, BOM_TOP, role, part,
                            needed * network->scopes, reason, err);
    network->ports_down = network->endpoints * network->scopes;
    return status;
}

static enum optibom_status add_fibers(struct network *network, struct error *err)
{
    struct build_run *run = network->run;
    const struct catalog_part *part = NULL;
    const char *role = role_of(network, "fiber");
    if (role == NULL)
        return error_no_memory(err);
    if (network->link->fiber.line == 0)
        return find_rule(bom_find(run->bom, "unfilled-slot", BOM_TOP,
                                  "%s: an optical link needs 'fiber' in the spec", role),
                         err);
    enum optibom_status status = build_slot(&part, run, &network->link->fiber, role, err);
    if (status != OPTIBOM_OK || part == NULL)
        return status;
    double inside = catalog_part_number(part, "fibers", 0);
    if (!(inside > 0))
        return find_rule(bom_find(run->bom, "capacity-unknown", BOM_TOP,
                                  "%s: the catalog has no fiber count of %s", role, part->name),
                         err);
    int64_t count = (int64_t)ceil(network->lit_fibers / inside);
    const char *derivation =
        arena_printf(run->arena, "%g lit fibers at the switch / %g fibers a cable = %" PRId64,
                     network->lit_fibers, inside, count);
    return build_line(&network->carrier_line, run, BOM_TOP, role, part, count, derivation, err);
}

/* Records the tier and its links for rules and metrics. */
static enum optibom_status record(struct network *network, struct error *err)
{
    struct bom *bom = network->run->bom;
    struct bom_tier *tiers = arena_grow(bom->arena, bom->tiers, bom->tier_count, sizeof *tiers);
    struct bom_link *links = arena_grow(bom->arena, bom->links, bom->link_count, sizeof *links);
    if (tiers == NULL || links == NULL)
        return error_no_memory(err);
    bom->tiers = tiers;
    bom->links = links;
    int64_t endpoints = network->endpoints * network->scopes;
    tiers[bom->tier_count++] =
        (struct bom_tier){.network = network->spec->name,
                          .tier = "leaf",
                          .switches = network->switches * network->scopes,
                          .ports_down = network->ports_down,
                          .links = endpoints,
                          .modules = network->near_modules + network->far_modules};
    links[bom->link_count++] = (struct bom_link){.network = network->spec->name,
                                                 .medium = network->link->medium,
                                                 .count = endpoints,
                                                 .length_m = network->link->length_m,
                                                 .gbps = network->spec->bandwidth_gbps,
                                                 .near_line = network->near_line,
                                                 .far_line = network->far_line,
                                                 .carrier_line = network->carrier_line};
    return OPTIBOM_OK;
}

enum optibom_status build_network(struct build_run *run, const struct spec_network *spec,
                                  struct error *err)
{
    bool per_rack = spec->scope == SPEC_RACK;
    struct network network = {.run = run,
                              .spec = spec,
                              .scopes = per_rack ? run->spec->racks : 1,
                              .endpoints = run->spec->accelerators_per_rack *
                                           (per_rack ? 1 : run->spec->racks),
                              .unit = per_rack ? "a rack" : "in the build",
                              .switch_line = BOM_TOP,
                              .near_line = BOM_TOP,
                              .far_line = BOM_TOP,
                              .carrier_line = BOM_TOP,
                              .nic_line = BOM_TOP};
    enum optibom_status status = add_switches(&network, err);
    if (status == OPTIBOM_OK)
        status = add_nics(&network, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < spec->link_count; i++) {
        network.link = &spec->links[i];
        bool copper = is_copper(network.link->medium);
        status = copper                               ? add_cables(&network, err)
                 : is_pluggable(network.link->medium) ? add_near_modules(&network, err)
                                                      : add_engines(&network, err);
        if (status == OPTIBOM_OK && !copper)
            status = add_far_modules(&network, err);
        if (status == OPTIBOM_OK && !copper)
            status = add_fibers(&network, err);
        if (status == OPTIBOM_OK)
            status = record(&network, err);
    }
    return status;
}
