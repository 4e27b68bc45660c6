/*
 * Completeness: every used port has a module, every module a fiber or cable, every fiber two ends;
 * and what a network takes from a system is known to be in it.
 */
#include "assemble/network.h"
#include "assemble/rules_run.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* What the spec leaves out of a link. */
static bool check_slots(struct bom *bom, const struct bom_link *link)
{
    const struct spec_link *asked = link->asked;
    const struct spec_endpoint *first = &rules_network(bom, link->network)->endpoints[0];
    bool has_cable = network_is_copper(link->medium) || network_is_twisted_pair(link->medium);
    bool ok = true;
    if (asked->media_count > 1)
        ok = bom_find(bom, "open-slot", link->upper_line,
                      "%s, %s to %s: %zu media are named; %s was taken", link->network, asked->from,
                      asked->to, asked->media_count, link->medium);
    if (ok && first->name == NULL && strcmp(asked->from, "nic") == 0 && first->nic.line == 0)
        ok = bom_find(bom, "missing-nic", link->upper_line,
                      "%s: links start at a NIC, which the spec does not name", link->network);
    if (ok && has_cable && asked->cable.line == 0)
        ok = bom_find(bom, "missing-cable", link->upper_line,
                      "%s, %s to %s: %" PRId64 " %s links without 'cable'", link->network,
                      asked->from, asked->to, link->count, link->medium);
    if (network_is_copper(link->medium))
        return ok;
    if (ok && network_is_pluggable(link->medium) && asked->near_module.line == 0)
        ok = bom_find(bom, "missing-module", link->upper_line,
                      "%s, %s to %s: %" PRId64 " %s links without 'module'", link->network,
                      asked->from, asked->to, link->count, link->medium);
    if (ok && !has_cable && asked->fiber.line == 0)
        ok = bom_find(bom, "missing-fiber", link->upper_line,
                      "%s, %s to %s: %" PRId64 " optical links without 'fiber'", link->network,
                      asked->from, asked->to, link->count);
    if (ok && rules_is_endpoint_link(link) && asked->far_module.line == 0 &&
        asked->far_engine.line == 0 && rules_far_line(bom, link) == BOM_TOP)
        ok = bom_find(
            bom, "missing-far-end", link->lower_line,
            "%s, %s to %s: %s has no optics of its own, and the spec names no 'far-module'",
            link->network, asked->from, asked->to,
            link->lower_line != BOM_TOP ? rules_part(bom, link->lower_line)->name : asked->from);
    return ok;
}

/* ---- what systems contain ---- */

/* Accelerators that are bought beside a system which should bring them. */
static bool check_accelerators(struct bom *bom, long at)
{
    const struct bom_line *line = &bom->lines[at];
    if (!rules_is_class(line, "accelerator") || !line->is_bought || line->parent == BOM_TOP)
        return true;
    const struct catalog_part *system = bom->lines[line->parent].part;
    const char *kind = catalog_part_text(system, "kind");
    bool holds = system->content_count > 0 ||
                 (kind != NULL && (strcmp(kind, "server") == 0 || strcmp(kind, "tray") == 0));
    return !holds || bom_find(bom, "missing-contents", at,
                              "%s is not known to contain %s; %" PRId64 " are bought beside it",
                              system->name, line->part->name, line->quantity);
}

/* True when all accelerators come inside a system. */
static bool are_accelerators_inside(const struct bom *bom)
{
    bool is_inside = false;
    for (size_t i = 0; i < bom->line_count; i++) {
        if (!rules_is_class(&bom->lines[i], "accelerator"))
            continue;
        if (bom->lines[i].is_bought)
            return false;
        is_inside = true;
    }
    return is_inside;
}

/* A system that brings both ends of its links should bring the cables between them. */
static bool check_cables(struct bom *bom, const struct bom_link *link)
{
    if (link->carrier_line == BOM_TOP || link->upper_line == BOM_TOP ||
        link->lower_line != BOM_TOP || !network_is_copper(link->medium))
        return true;
    const struct bom_line *cable = &bom->lines[link->carrier_line];
    if (!cable->is_bought || bom->lines[link->upper_line].is_bought ||
        !are_accelerators_inside(bom))
        return true;
    return bom_find(
        bom, "missing-contents", link->carrier_line,
        "%s: accelerators and switches come in one system, which is not known to contain "
        "%s; %" PRId64 " are bought beside it",
        link->network, cable->part->name, cable->quantity);
}

/* Fibers of the arrays below a system; -1 when it contains none. */
static double fibers_of_arrays(const struct bom *bom, long system)
{
    double fibers = -1;
    for (long i = system + 1;
         i < (long)bom->line_count && bom->lines[i].level > bom->lines[system].level; i++)
        if (rules_is_class(&bom->lines[i], "fau"))
            fibers = fmax(fibers, 0) + (double)bom->lines[i].quantity *
                                           catalog_part_number(bom->lines[i].part, "fibers", 1e9);
    return fibers;
}

static bool miss(struct bom *bom, long engines, long upper, const char *what)
{
    return bom_find(bom, "missing-contents", engines, "%s is not known to contain %s %s",
                    bom->lines[upper].part->name, what, bom->lines[engines].part->name);
}

/* Lit engines inside a switch stand beside its chip, end in its fiber arrays, and take light from
 * its lasers where they say how many lanes one feeds. */
static bool check_optics(struct bom *bom, long at, long upper)
{
    if (at == BOM_TOP || upper == BOM_TOP || !bom_is_below(bom, at, upper) ||
        !rules_is_class(&bom->lines[at], "optical_engine") || bom->lines[at].is_bought)
        return true;
    const struct catalog_part *part = bom->lines[at].part;
    double inside = fibers_of_arrays(bom, upper);
    double needed = catalog_part_number(part, "fibers", 0) * (double)bom->lines[at].quantity;
    bool ok = true;
    if (!rules_is_class(&bom->lines[upper], "switch_asic") &&
        rules_line_below(bom, upper, "switch_asic") == BOM_TOP)
        ok = miss(bom, at, upper, "the chip beside its engines");
    if (ok && catalog_part_figure(part, "lanes_per_laser") != NULL &&
        rules_line_below(bom, upper, "els") == BOM_TOP &&
        rules_line_below(bom, upper, "laser") == BOM_TOP)
        ok = miss(bom, at, upper, "lasers for its engines");
    if (ok && inside < 0)
        ok = miss(bom, at, upper, "fiber arrays for its engines");
    else if (ok && inside < needed)
        ok = bom_find(bom, "too-few-fibers", at,
                      "the fiber arrays of %s have %g fibers, its engines %s %g",
                      bom->lines[upper].part->name, inside, part->name, needed);
    return ok;
}

/* Engines that the build buys take light and fibers from what it buys beside them. */
static bool check_engines(struct bom *bom, long at)
{
    const struct bom_line *engines = &bom->lines[at];
    long host = engines->parent;
    if (!engines->is_bought || !rules_is_class(engines, "optical_engine") || host == BOM_TOP)
        return true;
    long source = rules_line_below(bom, host, "els");
    bool has_lasers = source != BOM_TOP || rules_line_below(bom, host, "laser") != BOM_TOP;
    bool ok = true;
    if (!has_lasers)
        ok = bom_find(bom, "missing-light", at, "nothing lights %" PRId64 " %s of %s",
                      engines->quantity, engines->part->name, bom->lines[host].part->name);
    else if (source != BOM_TOP && rules_line_below(bom, host, "fiber") == BOM_TOP)
        ok = bom_find(bom, "missing-light", source, "no fiber brings the light of %s to %s",
                      bom->lines[source].part->name, engines->part->name);
    if (ok && rules_line_below(bom, host, "fau") == BOM_TOP)
        ok = bom_find(bom, "missing-array", at, "%" PRId64 " %s of %s end in no fiber array",
                      engines->quantity, engines->part->name, bom->lines[host].part->name);
    return ok;
}

static bool is_seen(const struct bom *bom, size_t links, long engines)
{
    for (size_t i = 0; i < links; i++)
        if (bom->links[i].near_line == engines || bom->links[i].far_line == engines)
            return true;
    return false;
}

static bool check_optics_of_link(struct bom *bom, size_t at)
{
    const struct bom_link *link = &bom->links[at];
    bool ok =
        is_seen(bom, at, link->near_line) || check_optics(bom, link->near_line, link->upper_line);
    if (!ok || link->far_line == link->near_line || is_seen(bom, at, link->far_line))
        return ok;
    return rules_is_endpoint_link(link) || check_optics(bom, link->far_line, link->lower_line);
}

bool rules_check_complete(struct bom *bom)
{
    if (bom->spec->rack.line == 0 &&
        !bom_find(bom, "missing-rack", BOM_TOP, "%" PRId64 " accelerators without a rack or server",
                  bom->endpoints))
        return false;
    for (size_t i = 0; i < bom->link_count; i++)
        if (!check_slots(bom, &bom->links[i]) || !check_cables(bom, &bom->links[i]) ||
            !check_optics_of_link(bom, i))
            return false;
    for (long i = 0; i < (long)bom->line_count; i++)
        if (!check_accelerators(bom, i) || !check_engines(bom, i))
            return false;
    return true;
}
