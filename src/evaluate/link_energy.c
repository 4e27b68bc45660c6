/*
 * Energy of a bit on a link, both ends together (pJ/bit, one direction).
 *
 * 1. Conversion of an end = power of its lit modules or engines (W) / bandwidth of their lit ends
 *    (Gbps) x 1000; a module's own lasers are within. Copper: power of its pieces / bandwidth of
 *    all links that they carry; a passive cable (dac) draws nothing.
 * 2. Light of an end = power of the lit external sources, else lasers, beside its engines / the
 *    same bandwidth. An engine that is not said to take light from lasers makes its own: 0.
 * 3. SerDes = `serdes_energy` of the chips at both ends: of the switch above, of what the link
 *    starts from below. Unknown as long as one of the two has no figure.
 * 4. End to end = 1 + 2 + 3, unknown when one of them is. Assumed shares are of typ.
 * Source: domain model, power: pJ/bit of a link end to end (SerDes, module or engine, light).
 */
#include "evaluate/link_energy.h"

#include "assemble/figure.h"

#include <math.h>
#include <string.h>

struct joules {
    struct range range;
    double assumed; /* of typ */
};

static struct link_value unknown(struct arena *arena, const char *format, const char *name)
{
    const char *reason = arena_printf(arena, format, name);
    return (struct link_value){range_none(), NAN, reason != NULL ? reason : LINK_NO_MEMORY};
}

static struct link_value value_of(struct joules joules)
{
    return (struct link_value){joules.range,
                               joules.range.typ > 0 ? joules.assumed / joules.range.typ : 0, NULL};
}

static void add(struct joules *sum, struct range each, bool is_assumed)
{
    sum->range = range_add(sum->range, each);
    sum->assumed += is_assumed ? each.typ : 0;
}

/* Power of a line's pieces over a bandwidth. */
static void add_line(struct joules *sum, const struct evaluation *evaluation, size_t line,
                     double lit_share, double gbps)
{
    double pieces = (double)evaluation->bom->lines[line].quantity;
    add(sum, range_scale(evaluation->lines[line].unit_power_w, pieces * lit_share / gbps * 1000),
        evaluation->lines[line].is_power_assumed);
}

/* Bandwidth of all links that the pieces of a line carry. */
static double carried_gbps(const struct bom *bom, long carrier_line)
{
    double gbps = 0;
    for (size_t i = 0; i < bom->link_count; i++)
        if (bom->links[i].carrier_line == carrier_line)
            gbps += (double)bom->links[i].count * bom->links[i].gbps;
    return gbps;
}

/* Statement 1. */
static struct link_value conversion(struct arena *arena, const struct evaluation *evaluation,
                                    const struct bom_link *link)
{
    const struct bom *bom = evaluation->bom;
    const long ends[] = {link->near_line, link->far_line};
    struct joules sum = {range_exact(0), 0};
    if (link->near_line == BOM_TOP && link->far_line == BOM_TOP) {
        bool is_passive = strcmp(link->medium, "dac") == 0;
        if (link->carrier_line == BOM_TOP)
            return unknown(arena, "the %s link has no cable", link->network);
        if (!is_passive && !evaluation->lines[link->carrier_line].is_power_known)
            return unknown(arena, "the catalog has no power of %s",
                           bom->lines[link->carrier_line].part->name);
        add_line(&sum, evaluation, (size_t)link->carrier_line, 1,
                 carried_gbps(bom, link->carrier_line));
        return value_of(sum);
    }
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (ends[i] == BOM_TOP)
            return unknown(arena, "an end of the %s link is missing", link->network);
        const struct bom_line *line = &bom->lines[ends[i]];
        if (!evaluation->lines[ends[i]].is_power_known || !(line->optical_gbps > 0))
            return unknown(arena, "the catalog has no power of %s", line->part->name);
        add_line(&sum, evaluation, (size_t)ends[i], line->lit_share, line->optical_gbps);
    }
    return value_of(sum);
}

/* Statement 2. */
static struct link_value light(struct arena *arena, const struct evaluation *evaluation,
                               const struct bom_link *link)
{
    const struct bom *bom = evaluation->bom;
    const long ends[] = {link->near_line, link->far_line};
    struct joules sum = {range_exact(0), 0};
    for (size_t end = 0; end < sizeof ends / sizeof *ends; end++) {
        if (ends[end] == BOM_TOP || !figure_is_class(&bom->lines[ends[end]], "optical_engine"))
            continue;
        bool is_fed = isnan(figure_number(bom->lines[ends[end]].part, "lanes_per_laser", NULL));
        for (size_t i = 0; i < bom->line_count; i++) {
            if (bom->lines[i].parent != bom->lines[ends[end]].parent ||
                (!figure_is_class(&bom->lines[i], "els") &&
                 !figure_is_class(&bom->lines[i], "laser")))
                continue;
            is_fed = true;
            if (!evaluation->lines[i].is_power_known)
                return unknown(arena, "the catalog has no power of %s", bom->lines[i].part->name);
            add_line(&sum, evaluation, i, bom->lines[i].lit_share,
                     bom->lines[ends[end]].optical_gbps);
        }
        if (!is_fed)
            return unknown(arena, "the build has no source of light for %s",
                           bom->lines[ends[end]].part->name);
    }
    return value_of(sum);
}

static const struct catalog_part *chip_in(const struct bom *bom, size_t host)
{
    if (!figure_is_class(&bom->lines[host], "enclosure"))
        return bom->lines[host].part;
    for (size_t i = host + 1; i < bom->line_count && bom->lines[i].level > bom->lines[host].level;
         i++)
        if (figure_is_class(&bom->lines[i], "switch_asic"))
            return bom->lines[i].part;
    return bom->lines[host].part;
}

/* What a role says behind the name of its network: "leaf switch"; NULL for another network's. */
static const char *role_in(const char *role, const char *network)
{
    size_t length = strlen(network);
    return strncmp(role, network, length) == 0 && role[length] == ' ' ? role + length + 1 : NULL;
}

/* True for "leaf switch" at the end "leaf", and for "switch" where there is one tier only. */
static bool is_switch_at(const char *what, const char *end)
{
    size_t length = strlen(end);
    if (strcmp(what, "switch") == 0)
        return strcmp(end, "switch") == 0 || strcmp(end, "leaf") == 0;
    if (strcmp(end, "switch") == 0)
        return strcmp(what, "leaf switch") == 0;
    return strncmp(what, end, length) == 0 && strcmp(what + length, " switch") == 0;
}

/* What an end of a link belongs to: a tier of switches, the NICs, else the accelerators. */
static const struct catalog_part *host_of(const struct bom *bom, const struct bom_link *link,
                                          const char *end)
{
    for (size_t i = 0; i < bom->line_count; i++) {
        const char *role = bom->lines[i].role, *what = role_in(role, link->network);
        if (strcmp(end, "accelerator") == 0) {
            if (strcmp(role, end) == 0)
                return bom->lines[i].part;
            continue;
        }
        if (what != NULL && strcmp(end, "nic") == 0 && strcmp(what, "NIC") == 0)
            return bom->lines[i].part;
        if (what != NULL && is_switch_at(what, end))
            return chip_in(bom, i);
    }
    return NULL;
}

/* Statement 3. */
static struct link_value serdes(struct arena *arena, const struct evaluation *evaluation,
                                const struct bom_link *link)
{
    const char *const ends[] = {link->to, link->from};
    struct joules sum = {range_exact(0), 0};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const struct catalog_part *host =
            ends[i] != NULL ? host_of(evaluation->bom, link, ends[i]) : NULL;
        bool is_assumed = false;
        if (host == NULL)
            return unknown(arena, "the build has no host of the %s link", link->network);
        struct range each = figure_range(host, "serdes_energy", &is_assumed);
        if (isnan(each.typ))
            return unknown(arena, "the catalog has no SerDes energy of %s", host->name);
        add(&sum, each, is_assumed);
    }
    return value_of(sum);
}

struct link_energy link_energy(struct arena *arena, const struct evaluation *evaluation,
                               const struct bom_link *link)
{
    struct link_energy energy = {.conversion = conversion(arena, evaluation, link),
                                 .light = light(arena, evaluation, link),
                                 .serdes = serdes(arena, evaluation, link)};
    const struct link_value *const parts[] = {&energy.conversion, &energy.light, &energy.serdes};
    struct joules sum = {range_exact(0), 0};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i]->reason != NULL) {
            energy.total = *parts[i];
            return energy;
        }
        sum.range = range_add(sum.range, parts[i]->range);
        sum.assumed += parts[i]->assumed_share * parts[i]->range.typ;
    }
    energy.total = value_of(sum);
    return energy;
}
