/*
 * What carries links, and what turns electrons into light at their ends.
 *
 * 1. Copper pieces: b / (lanes x lane rate) a link, twice that for pieces that carry one direction
 *    only (a differential pair); of pieces that fan out, the same by their ends, those of one leaf.
 * 2. Fiber cables: a link takes as many far ends as its fibers fill, those of one switch share
 *    cables. A link of b Gbps lights b / r of the fibers of what converts it at r Gbps.
 */
#include "assemble/network.h"

#include "assemble/connector.h"
#include "base/count.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

const char *const NETWORK_TIERS[FABRIC_TIERS] = {"leaf", "spine", "core"};

bool network_is_copper(const char *medium)
{
    return strcmp(medium, "dac") == 0 || strcmp(medium, "acc") == 0 || strcmp(medium, "aec") == 0;
}

bool network_is_pluggable(const char *medium)
{
    return strcmp(medium, "dsp") == 0 || strcmp(medium, "lro") == 0 || strcmp(medium, "lpo") == 0 ||
           network_is_twisted_pair(medium);
}

bool network_is_twisted_pair(const char *medium)
{
    return strcmp(medium, "base-t") == 0;
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

const char *network_link_role(const struct network *network, const char *what)
{
    return arena_printf(network->run->arena, "%s %s%s", network->spec->name, network->part->label,
                        what);
}

int64_t network_part_of(const struct network *network, int64_t links)
{
    double count = (double)links;
    return (int64_t)(round(count * network->part->to) - round(count * network->part->from));
}

enum optibom_status network_take_inside(bool *taken, long *line, struct network *network,
                                        const struct catalog_part *part, const char *role,
                                        long above, int64_t needed, const char *reason,
                                        const char *code, struct error *err)
{
    struct build_run *run = network->run;
    int64_t present = build_pieces(line, run, part, above);
    *taken = present > 0;
    if (!*taken)
        return OPTIBOM_OK;
    enum optibom_status status = build_explain(run, *line, role, reason, err);
    if (status == OPTIBOM_OK && present < needed)
        status = network_said(bom_find(run->bom, code, *line,
                                       "%s: %" PRId64 " %s are needed, %s brings %" PRId64,
                                       network->spec->name, needed, part->name,
                                       run->bom->lines[above].part->name, present),
                              err);
    return status;
}

enum optibom_status network_module_rate(double *gbps, struct network *network,
                                        const struct catalog_part *part, const char *role,
                                        struct error *err)
{
    *gbps = catalog_part_number(part, "data_rate", 0);
    return *gbps > 0
               ? OPTIBOM_OK
               : network_said(bom_find(network->run->bom, "capacity-unknown", BOM_TOP,
                                       "%s: the catalog has no data rate of %s", role, part->name),
                              err);
}

enum optibom_status network_add_modules(long *line, struct network *network,
                                        const struct catalog_part *part, const char *role,
                                        long above, int64_t count, double gbps,
                                        const char *derivation, struct error *err)
{
    enum optibom_status status =
        build_line(line, network->run, above, role, part, count, derivation, err);
    if (status == OPTIBOM_OK && !network_is_twisted_pair(network->link->medium)) {
        network->run->bom->lines[*line].optical_gbps = gbps;
        network->run->bom->lines[*line].is_switch_end = true;
    }
    return status;
}

int network_tier_of(const char *end)
{
    if (strcmp(end, "switch") == 0 || strcmp(end, "leaf") == 0)
        return FABRIC_LEAF;
    return strcmp(end, "spine") == 0  ? FABRIC_SPINE
           : strcmp(end, "core") == 0 ? FABRIC_CORE
                                      : FABRIC_TIERS;
}

int64_t network_tier_links(const struct network *network, int tier)
{
    return tier == FABRIC_LEAF ? network->fabric.mesh_links : network->fabric.links[tier];
}

int64_t network_spread(int64_t links, int64_t switches, int64_t served)
{
    int64_t each = links / switches, fuller = links % switches;
    return count_times(fuller, (each + served) / served) +
           count_times(switches - fuller, (each + served - 1) / served);
}

/* Ends of a piece away from the switch for each of those at the switch: 2 of OSFP to 2xOSFP. */
static int64_t legs_of(const struct catalog_part *part)
{
    int near = connector_count(catalog_part_text(part, "form_factor"));
    int far = connector_count(catalog_part_text(part, "far_form_factor"));
    return near > 0 && far > near ? far / near : 1;
}

/* Pieces of so many far ends for links at hand that take `each` of them; switches share none. */
static int64_t pack(const struct network *network, int64_t count, int64_t each, int64_t ends)
{
    int64_t leaves = network->is_tiered ? network->fabric.tier[FABRIC_LEAF].switches : 1;
    if (leaves == 0) /* there is no such fabric, which is a finding already */
        return 0;
    return network->load_end >= 0 ? network_pack_end(network, (size_t)network->load_end, each, ends)
                                  : network_spread(count_times(each, count), leaves, ends);
}

int64_t network_copper_ports(const struct network *network, int64_t links)
{
    const struct bom *bom = network->run->bom;
    const struct catalog_part *piece =
        network->carrier_line != BOM_TOP ? bom->lines[network->carrier_line].part : NULL;
    if (piece == NULL || legs_of(piece) == 1)
        return links;
    int64_t share = bom->lines[network->carrier_line].quantity;
    return share < links ? share : links;
}

static enum optibom_status add_cables(struct network *network, int64_t count, double gbps,
                                      struct error *err)
{
    struct build_run *run = network->run;
    const struct catalog_part *part = NULL;
    const char *role = network_link_role(network, "cable");
    bool taken = false;
    if (role == NULL)
        return error_no_memory(err);
    enum optibom_status status = build_slot(&part, run, &network->link->cable, role, err);
    if (status != OPTIBOM_OK || part == NULL)
        return status;
    double lane_rate = catalog_part_number(part, "lane_rate", 0);
    double rate = catalog_part_number(part, "lanes", 1) * lane_rate;
    double directions = catalog_part_number(part, "simplex", 0) > 0 ? 2 : 1;
    int64_t legs = legs_of(part);
    if (!(rate > 0))
        return network_said(bom_find(run->bom, "capacity-unknown", BOM_TOP,
                                     "%s: the catalog has no lane rate of %s", role, part->name),
                            err);
    int64_t each = count_of(ceil(gbps / (rate / (double)legs) * directions));
    int64_t needed = pack(network, count, each, legs);
    if (needed < 0)
        return error_no_memory(err);
    int64_t in_build = count_times(needed, network->scopes);
    const char *fan = legs > 1 ? arena_printf(run->arena, ", %" PRId64 " ends a piece", legs) : "";
    const char *reason =
        fan != NULL
            ? arena_printf(run->arena,
                           "%" PRId64 " links x %g Gbps / %g Gbps %s%s%s = %" PRId64 " x %" PRId64
                           " = %" PRId64 " %s",
                           count, gbps, rate / (double)legs, legs > 1 ? "an end" : "a piece",
                           directions > 1 ? " x 2 directions" : "", fan, count, each, needed,
                           network->unit)
            : NULL;
    status = network_take_inside(&taken, &network->carrier_line, network, part, role,
                                 run->rack_line, in_build, reason, "too-few-cables", err);
    return status == OPTIBOM_OK && !taken
               ? build_line(&network->carrier_line, run, BOM_TOP, role, part, in_build, reason, err)
               : status;
}

/* Links that one fiber cable carries: one for each of its far ends. */
static int64_t fiber_ends(const struct catalog_part *part)
{
    const char *far = catalog_part_text(part, "far_connector");
    int ends = connector_count(far != NULL ? far : catalog_part_text(part, "connector"));
    return ends > 1 ? ends : 1;
}

/* Fibers that a link of b Gbps lights, at what converts it. */
static double fibers_of_link(const struct network *network, double gbps)
{
    long line = network->near_line != BOM_TOP ? network->near_line : network->far_line;
    if (line == BOM_TOP)
        return 0;
    const struct catalog_part *part = network->run->bom->lines[line].part;
    bool is_module = strcmp(part->class_name, "transceiver") == 0;
    double rate = catalog_part_number(part, is_module ? "data_rate" : "bandwidth", NAN);
    return gbps / rate * network_fibers_of(part);
}

static enum optibom_status add_fibers(struct network *network, int64_t count, double gbps,
                                      struct error *err)
{
    struct build_run *run = network->run;
    const struct catalog_part *part = NULL;
    const char *role = network_link_role(network, "fiber");
    double lit = fibers_of_link(network, gbps);
    if (role == NULL)
        return error_no_memory(err);
    if (!(lit > 0)) /* an end is missing, which is a finding already */
        return OPTIBOM_OK;
    enum optibom_status status = build_slot(&part, run, &network->link->fiber, role, err);
    if (status != OPTIBOM_OK || part == NULL)
        return status;
    double inside = catalog_part_number(part, "fibers", 0);
    if (!(inside > 0))
        return network_said(bom_find(run->bom, "capacity-unknown", BOM_TOP,
                                     "%s: the catalog has no fiber count of %s", role, part->name),
                            err);
    int64_t legs = fiber_ends(part), all = count_times(count, network->scopes);
    int64_t each = count_of(ceil(lit * (double)legs / inside - 1e-9));
    int64_t cables = pack(network, count, each > 0 ? each : 1, legs);
    if (cables < 0)
        return error_no_memory(err);
    cables = count_times(cables, network->scopes);
    const char *derivation = arena_printf(run->arena,
                                          "%" PRId64 " links x %g lit fibers, %" PRId64
                                          " a cable of %g fibers = %" PRId64,
                                          all, lit, legs, inside, cables);
    return build_line(&network->carrier_line, run, BOM_TOP, role, part, cables, derivation, err);
}

enum optibom_status network_add_carriers(struct network *network, int64_t count, double gbps,
                                         struct error *err)
{
    const char *medium = network->link->medium;
    return network_is_copper(medium) || network_is_twisted_pair(medium)
               ? add_cables(network, count, gbps, err)
               : add_fibers(network, count, gbps, err);
}

static enum optibom_status too_many(const struct network *network, const char *what,
                                    struct error *err)
{
    return error_set(err, OPTIBOM_BAD_INPUT,
                     "%s:%zu: %s takes more %s than can be counted; lower its counts",
                     network->run->spec->file, network->spec->line, network->spec->name, what);
}

enum optibom_status network_record_link(struct network *network, int64_t count, double gbps,
                                        struct error *err)
{
    struct bom *bom = network->run->bom;
    if (count >= COUNT_MOST)
        return too_many(network, "links", err);
    struct bom_link *links = arena_grow(bom->arena, bom->links, bom->link_count, sizeof *links);
    if (links == NULL)
        return error_no_memory(err);
    bom->links = links;
    links[bom->link_count++] = (struct bom_link){.network = network->spec->name,
                                                 .medium = network->link->medium,
                                                 .from = network->from,
                                                 .to = network->link->to,
                                                 .count = count,
                                                 .length_m = network->part->length_m,
                                                 .gbps = gbps,
                                                 .near_line = network->near_line,
                                                 .far_line = network->far_line,
                                                 .carrier_line = network->carrier_line,
                                                 .upper_line = network->upper_line,
                                                 .lower_line = network->lower_line,
                                                 .asked = network->link};
    return OPTIBOM_OK;
}

enum optibom_status network_record_tier(struct network *network, struct bom_tier tier,
                                        struct error *err)
{
    struct bom *bom = network->run->bom;
    if (tier.switches >= COUNT_MOST || tier.ports_down >= COUNT_MOST ||
        tier.ports_up >= COUNT_MOST || tier.links >= COUNT_MOST || tier.modules >= COUNT_MOST)
        return too_many(network, "switches or links", err);
    struct bom_tier *tiers = arena_grow(bom->arena, bom->tiers, bom->tier_count, sizeof *tiers);
    if (tiers == NULL)
        return error_no_memory(err);
    bom->tiers = tiers;
    tiers[bom->tier_count++] = tier;
    return OPTIBOM_OK;
}
