/*
 * Rules about what stands in switches, NICs and packages.
 *
 * 1. Ports: p Gbps serve floor(p / b) links of b Gbps, or a link takes ceil(b / p) ports.
 * 2. Shoreline: engines of a chip x edge of an engine / usable edge of its package (shoreline.h),
 *    typical figures.
 */
#include "assemble/connector.h"
#include "assemble/rules_run.h"
#include "assemble/shoreline.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

static bool is_nic(const struct catalog_part *host)
{
    return strcmp(host->class_name, "nic") == 0;
}

const char *rules_cage_of(const struct catalog_part *host)
{
    return catalog_part_text(host, is_nic(host) ? "form_factor" : "cage_form_factor");
}

/* ---- cages ---- */

static bool check_module(struct bom *bom, long at)
{
    const struct bom_line *line = &bom->lines[at];
    const struct catalog_part *host = bom->lines[line->parent].part;
    const char *form_factor = catalog_part_text(line->part, "form_factor");
    if (!connector_fits_cage(form_factor, rules_cage_of(host)))
        return bom_find(bom, "form-factor", at, "%s is %s, the cages of %s are %s",
                        line->part->name, form_factor, host->name, rules_cage_of(host));
    double limit = catalog_part_number(host, "cage_power", NAN);
    double power = range_filled(catalog_part_range(line->part, "power")).max;
    return !(power > limit) ||
           bom_find(bom, "cage-power", at, "%s draws up to %g W, a cage of %s allows %g W",
                    line->part->name, power, host->name, limit);
}

/* The ends of a copper piece in the cages of what it joins, one way round or the other. */
static bool check_plugs(struct bom *bom, const struct bom_link *link)
{
    const struct catalog_part *cable = rules_part(bom, link->carrier_line);
    const struct catalog_part *upper = rules_part(bom, link->upper_line);
    const struct catalog_part *lower = rules_part(bom, link->lower_line);
    if (cable == NULL || strcmp(cable->class_name, "cable") != 0)
        return true;
    const char *first = catalog_part_text(cable, "form_factor");
    const char *other = catalog_part_text(cable, "far_form_factor");
    const char *above = upper != NULL ? rules_cage_of(upper) : NULL;
    const char *below = lower != NULL ? rules_cage_of(lower) : NULL;
    if (other == NULL)
        other = first;
    if ((connector_fits_cage(first, above) && connector_fits_cage(other, below)) ||
        (connector_fits_cage(other, above) && connector_fits_cage(first, below)))
        return true;
    return bom_find(bom, "form-factor", link->carrier_line,
                    "%s: %s has the ends %s and %s, the cages are %s and %s", link->network,
                    cable->name, first, other, above != NULL ? above : "not known",
                    below != NULL ? below : "not known");
}

/* Ends of a copper piece in the cages of a host. */
static int64_t ends_at(const struct catalog_part *piece, const struct bom_link *link, long host)
{
    int near = connector_count(catalog_part_text(piece, "form_factor"));
    int far = connector_count(catalog_part_text(piece, "far_form_factor"));
    return link->lower_line == host && far > near ? far : near > 1 ? near : 1;
}

/* Pieces of copper that carry a link: of those that several links share, as many as its part of the
 * links. */
static double pieces_of_link(const struct bom *bom, const struct bom_link *link)
{
    double links = 0;
    for (size_t i = 0; i < bom->link_count; i++)
        if (bom->links[i].carrier_line == link->carrier_line)
            links += (double)bom->links[i].count;
    return (double)bom->lines[link->carrier_line].quantity * (double)link->count / links;
}

/* Modules in the cages of a host, and ends of copper that go there, for all links. */
static double pieces_at(const struct bom *bom, long host)
{
    double pieces = 0;
    for (long i = host + 1;
         i < (long)bom->line_count && bom->lines[i].level > bom->lines[host].level; i++)
        if (bom->lines[i].parent == host && bom->lines[i].is_bought &&
            rules_is_class(&bom->lines[i], "transceiver"))
            pieces += (double)bom->lines[i].quantity;
    for (size_t i = 0; i < bom->link_count; i++) {
        const struct bom_link *link = &bom->links[i];
        const struct catalog_part *carrier = rules_part(bom, link->carrier_line);
        if ((link->upper_line == host || link->lower_line == host) && carrier != NULL &&
            strcmp(carrier->class_name, "cable") == 0 &&
            catalog_part_text(carrier, "form_factor") != NULL)
            pieces += link->lower_line == host && ends_at(carrier, link, host) > 1
                          ? (double)link->count /* the ends of a splitter may stay free */
                          : pieces_of_link(bom, link) * (double)ends_at(carrier, link, host);
    }
    return pieces;
}

static bool check_cages(struct bom *bom, long host)
{
    const struct bom_line *line = &bom->lines[host];
    double each = catalog_part_number(line->part, is_nic(line->part) ? "ports" : "cages", NAN);
    double cages = each * (double)line->quantity;
    if (!(cages > 0))
        return true;
    double pieces = ceil(pieces_at(bom, host) - 1e-9);
    return !(pieces > cages) ||
           bom_find(bom, "too-few-cages", host, "%.15g modules or cables, but %g cages in %s",
                    pieces, cages, line->part->name);
}

/* ---- ports ---- */

/* Pieces of a host: those bought as one line, or all that came inside systems. */
static int64_t pieces_of(const struct bom *bom, long host)
{
    int64_t pieces = 0;
    if (bom->lines[host].is_bought)
        return bom->lines[host].quantity;
    for (size_t i = 0; i < bom->line_count; i++)
        if (bom->lines[i].part == bom->lines[host].part && !bom->lines[i].is_bought)
            pieces += bom->lines[i].quantity;
    return pieces;
}

/* Statement 1, of all links that end at a host; the most ports that one of its networks reserves
 * come off each piece. */
static double ports_used(double *reserved, const struct bom *bom, long host, double rate)
{
    double used = 0;
    *reserved = 0;
    for (size_t i = 0; i < bom->link_count; i++) {
        const struct bom_link *link = &bom->links[i];
        int ends = (link->upper_line == host) + (link->lower_line == host);
        if (ends == 0)
            continue;
        double served = floor(rate / link->gbps + 1e-9), count = (double)link->count * ends;
        used += served > 0 ? ceil(count / served) : count * ceil(link->gbps / rate - 1e-9);
        *reserved = fmax(*reserved, (double)rules_network(bom, link->network)->topology.reserved);
    }
    return used;
}

static bool check_ports(struct bom *bom, long host)
{
    const struct catalog_part *part = bom->lines[host].part;
    double ports = catalog_part_number(part, "ports", NAN), reserved;
    double rate = is_nic(part) ? catalog_part_number(part, "bandwidth", NAN) / ports
                               : catalog_part_number(part, "port_rate", NAN);
    if (!(ports > 0) || !(rate > 0))
        return true;
    double used = ports_used(&reserved, bom, host, rate);
    double there = (ports - (is_nic(part) ? 0 : reserved)) * (double)pieces_of(bom, host);
    return !(used > there) || bom_find(bom, "too-few-ports", host,
                                       "the links take %g ports of %g Gbps, %" PRId64 " %s have %g",
                                       used, rate, pieces_of(bom, host), part->name, there);
}

/* The scale-up ports of an accelerator, where no NIC stands between. */
static bool check_endpoint(struct bom *bom, const struct spec_network *network)
{
    const struct spec_endpoint *end = &network->endpoints[0];
    long at = 0;
    while (at < (long)bom->line_count && !rules_is_class(&bom->lines[at], "accelerator"))
        at++;
    if (at == (long)bom->line_count || end->group != SPEC_ACCELERATORS || end->nic.line > 0 ||
        strcmp(network->name, "scale-up") != 0)
        return true;
    const struct catalog_part *part = bom->lines[at].part;
    double there = catalog_part_number(part, "scale_up_bandwidth", NAN);
    return !(network->bandwidth_gbps > there * (1 + 1e-9)) ||
           bom_find(bom, "endpoint-bandwidth", at,
                    "%s asks %g Gbps of each accelerator, the ports of %s have %g Gbps",
                    network->name, network->bandwidth_gbps, part->name, there);
}

/* ---- packages ---- */

/* Statement 2, of the engines beside a chip. */
static bool check_shoreline(struct bom *bom, long at)
{
    const struct bom_line *engines = &bom->lines[at];
    for (size_t i = shoreline_next(bom, (size_t)at, 0); i < bom->line_count;
         i = shoreline_next(bom, (size_t)at, i + 1)) {
        const struct bom_line *chips = &bom->lines[i];
        double there = shoreline_usable(chips->part, NULL).typ;
        double each = (double)engines->quantity / (double)chips->quantity;
        double edge = shoreline_of_engine(engines->part, NULL);
        if (each * edge > there * (1 + 1e-9))
            return bom_find(bom, "shoreline", at,
                            "%g engines of %g mm take %g mm, the package of %s has %g mm", each,
                            edge, each * edge, chips->part->name, there);
    }
    return true;
}

bool rules_check_hosts(struct bom *bom)
{
    for (long i = 0; i < (long)bom->line_count; i++) {
        const struct bom_line *line = &bom->lines[i];
        bool is_module = line->parent != BOM_TOP && rules_is_class(line, "transceiver");
        if ((is_module && !check_module(bom, i)) || !check_cages(bom, i) || !check_ports(bom, i) ||
            !check_shoreline(bom, i))
            return false;
    }
    for (size_t i = 0; i < bom->link_count; i++)
        if (!check_plugs(bom, &bom->links[i]))
            return false;
    for (size_t i = 0; i < bom->spec->network_count; i++)
        if (!check_endpoint(bom, &bom->spec->networks[i]))
            return false;
    return true;
}
