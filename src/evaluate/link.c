/*
 * Links.
 *
 * 1. Channel loss (dB), launch power and sensitivity (dBm): assemble/loss_budget.c.
 * 2. Margin of a module = its loss budget - channel loss; without a stated budget, lowest launch
 * power at the far end - channel loss - highest sensitivity. The worst of both directions counts.
 * 3. Lanes a laser of an engine: as the build derives them, else as the engine states.
 * 4. Latency (ns, one way) = length x latency per metre + both ends + the network's fec_latency,
 * once, where the spec states it. Copper without a figure: 5 ns/m is not assumed, the value stays
 * unknown.
 * 5. Fibers of links = links x b / r x fibers of what converts them at r Gbps (its own count, else
 * 2 directions x lanes / wavelengths per fiber), and one polarisation-maintaining fiber an output
 * of each external source. The low side of a margin takes the high side of every loss. Source:
 * domain model, link, density.
 * 6. Assumed share: of a latency, of its typ. Decibels do not add up in shares: a loss or margin
 * rests on assumptions wholly as soon as one of its figures is one, that of the worst direction.
 */
#include "evaluate/link.h"

#include "assemble/loss_budget.h"

#include <math.h>
#include <string.h>

enum { DIRECTIONS = 2 };

const char LINK_NO_MEMORY[] = "out of memory";

static const struct catalog_part *part_at(const struct bom *bom, long line)
{
    return line == BOM_TOP ? NULL : bom->lines[line].part;
}

static struct link_value unknown(struct arena *arena, const struct catalog_part *part,
                                 const char *what)
{
    const char *reason = arena_printf(arena, "the catalog has no %s of %s", what,
                                      part != NULL ? part->name : "the link");
    return (struct link_value){range_none(), NAN, reason != NULL ? reason : LINK_NO_MEMORY};
}

static struct link_value no_light(const char *reason)
{
    return (struct link_value){range_none(), NAN, reason};
}

static struct link_value decibels(struct range range, bool is_assumed)
{
    return (struct link_value){range, is_assumed ? 1 : 0, NULL};
}

/* Statement 1. */
struct link_value link_loss_db(struct arena *arena, const struct bom *bom,
                               const struct bom_link *link)
{
    const struct catalog_part *near = part_at(bom, link->near_line);
    const struct catalog_part *far = part_at(bom, link->far_line);
    const struct catalog_part *fiber = part_at(bom, link->carrier_line);
    bool is_assumed = false;
    bool is_copper = fiber != NULL && strcmp(fiber->class_name, "cable") == 0;
    if (is_copper || (near == NULL && far == NULL))
        return no_light("copper links have no optical budget");
    if (near == NULL || far == NULL || fiber == NULL)
        return no_light("an end or the fiber of the link is missing");
    struct range loss = loss_channel(fiber, link->length_m, &is_assumed);
    return isnan(loss.typ) ? unknown(arena, fiber, "attenuation or connector loss")
                           : decibels(loss, is_assumed);
}

const struct catalog_part *link_source(const struct bom *bom, long engine_line)
{
    long above = bom->lines[engine_line].parent;
    for (size_t i = 0; i < bom->line_count; i++)
        if (bom->lines[i].parent == above && strcmp(bom->lines[i].part->class_name, "els") == 0)
            return bom->lines[i].part;
    return NULL;
}

/* Statement 3. */
int64_t link_lanes_per_laser(const struct bom_line *engine)
{
    return engine->lanes_per_laser > 0
               ? engine->lanes_per_laser
               : (int64_t)catalog_part_number(engine->part, "lanes_per_laser", 1);
}

static struct range launch_power(const struct bom *bom, long line, bool *is_assumed)
{
    const struct bom_line *at = &bom->lines[line];
    if (!loss_is_engine(at->part))
        return figure_range(at->part, "tx_power", is_assumed);
    const struct catalog_part *source = link_source(bom, line);
    int64_t lanes = link_lanes_per_laser(at);
    return source != NULL ? loss_launch(at->part, source, lanes, is_assumed) : range_none();
}

/* Statement 2, one direction. */
static struct range direction_margin(const struct bom *bom, long from, long to, struct range loss,
                                     bool *is_assumed)
{
    const struct catalog_part *sender = bom->lines[from].part;
    struct range budget =
        loss_is_engine(sender) ? range_none() : figure_range(sender, "loss_budget", is_assumed);
    if (range_is_none(budget))
        budget = figure_less(launch_power(bom, from, is_assumed),
                             loss_sensitivity(bom->lines[to].part, is_assumed));
    return figure_less(budget, loss);
}

struct link_value link_margin_db(struct arena *arena, const struct bom *bom,
                                 const struct bom_link *link)
{
    struct link_value loss = link_loss_db(arena, bom, link);
    if (loss.reason != NULL)
        return loss;
    bool there_assumed = loss.assumed_share > 0, back_assumed = there_assumed;
    struct range there =
        direction_margin(bom, link->near_line, link->far_line, loss.range, &there_assumed);
    struct range back =
        direction_margin(bom, link->far_line, link->near_line, loss.range, &back_assumed);
    if (isnan(there.typ))
        return unknown(arena, part_at(bom, link->near_line),
                       "loss budget, or launch power and the far sensitivity,");
    if (isnan(back.typ))
        return unknown(arena, part_at(bom, link->far_line),
                       "loss budget, or launch power and the near sensitivity,");
    return decibels((struct range){fmin(there.min, back.min), fmin(there.typ, back.typ),
                                   fmin(there.max, back.max)},
                    there.typ < back.typ   ? there_assumed
                    : back.typ < there.typ ? back_assumed
                                           : there_assumed || back_assumed);
}

static double fec_latency(const struct bom *bom, const struct bom_link *link)
{
    for (size_t i = 0; i < bom->spec->network_count; i++)
        if (strcmp(bom->spec->networks[i].name, link->network) == 0)
            return bom->spec->networks[i].fec_latency_ns;
    return 0;
}

/* Adds a part of a latency; the assumed one is that of typ. */
static void add_latency(struct range *total, double *assumed, struct range part, bool is_assumed)
{
    *total = range_add(*total, part);
    if (is_assumed)
        *assumed += part.typ;
}

/* Statement 4. */
struct link_value link_latency_ns(struct arena *arena, const struct bom *bom,
                                  const struct bom_link *link)
{
    const struct catalog_part *carrier = part_at(bom, link->carrier_line);
    struct range total = range_exact(fec_latency(bom, link));
    double assumed = 0;
    bool is_assumed = false;
    if (carrier == NULL)
        return unknown(arena, carrier, "cable or fiber");
    struct range each = figure_range(carrier, "latency_per_length", &is_assumed);
    if (isnan(each.typ))
        return unknown(arena, carrier, "latency per metre");
    add_latency(&total, &assumed, range_scale(each, link->length_m), is_assumed);
    const long ends[] = {link->near_line, link->far_line};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const struct catalog_part *end = part_at(bom, ends[i]);
        if (end == NULL)
            continue;
        is_assumed = false;
        struct range latency = figure_range(end, "latency", &is_assumed);
        if (isnan(latency.typ))
            return unknown(arena, end, "latency");
        add_latency(&total, &assumed, latency, is_assumed);
    }
    return (struct link_value){total, total.typ > 0 ? assumed / total.typ : 0, NULL};
}

/* Those of the upper end: of its modules, or of the engines that the links light. */
double link_fibers_of(const struct bom *bom, const struct bom_link *link)
{
    if (link->near_line == BOM_TOP || !(bom->lines[link->near_line].optical_gbps > 0))
        return 0;
    const struct bom_line *line = &bom->lines[link->near_line];
    double wavelengths = catalog_part_number(line->part, "wavelengths_per_fiber", 1);
    double lanes = catalog_part_number(line->part, "lanes", 0);
    double each = catalog_part_number(line->part, "fibers", DIRECTIONS * lanes / wavelengths);
    bool is_module = strcmp(line->part->class_name, "transceiver") == 0;
    double rate = catalog_part_number(line->part, is_module ? "data_rate" : "bandwidth", NAN);
    double fibers = (double)link->count * link->gbps / rate * each;
    return isfinite(fibers) ? fibers : 0;
}

/* Statement 5. */
double link_fibers(const struct bom *bom, double *laser_fibers)
{
    double fibers = 0;
    *laser_fibers = 0;
    for (size_t i = 0; i < bom->link_count; i++)
        fibers += link_fibers_of(bom, &bom->links[i]);
    for (size_t i = 0; i < bom->line_count; i++) {
        const struct bom_line *line = &bom->lines[i];
        if (strcmp(line->part->class_name, "els") == 0)
            *laser_fibers += ceil((double)line->quantity * line->lit_share) *
                             catalog_part_number(line->part, "outputs", 0);
    }
    return fibers + *laser_fibers;
}
