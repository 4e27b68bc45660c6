/*
 * Links.
 *
 * 1. Channel loss (dB) = length (km) x attenuation (dB/km) + 2 mated pairs x connector loss (dB).
 * 2. Margin of a module = its loss budget - channel loss; without a stated budget, lowest launch
 * power at the far end - channel loss - highest sensitivity. The worst of both directions counts.
 * 3. Launch power of an engine (dBm) = source per output - 10 log10(lanes per laser) - modulator
 * loss - 2 couplings; its receiver loses one coupling before the sensitivity.
 * 4. Latency (ns, one way) = length x latency per metre + both ends. Copper without a figure: 5
 * ns/m is not assumed, the value stays unknown.
 * 5. Fibers = lit lanes x 2 directions / wavelengths per fiber (the part's own count where given),
 * and one polarisation-maintaining fiber an output of each external source. The low side of a
 * margin takes the high side of every loss. Source: domain model, link, density.
 */
#include "evaluate/link.h"

#include <math.h>
#include <string.h>

enum { MATED_PAIRS = 2, DIRECTIONS = 2 };

static const struct catalog_part *part_at(const struct bom *bom, long line)
{
    return line == BOM_TOP ? NULL : bom->lines[line].part;
}

static struct range figure(const struct catalog_part *part, const char *attribute)
{
    return range_filled(catalog_part_range(part, attribute));
}

static struct link_value unknown(struct arena *arena, const struct catalog_part *part,
                                 const char *what)
{
    return (struct link_value){range_none(),
                               arena_printf(arena, "the catalog has no %s of %s", what,
                                            part != NULL ? part->name : "the link")};
}

/* a - b with the sides that make the least and the most of it. */
static struct range less(struct range a, struct range b)
{
    return (struct range){a.min - b.max, a.typ - b.typ, a.max - b.min};
}

/* Statement 1. */
static struct range channel_loss(const struct bom_link *link, const struct catalog_part *fiber)
{
    struct range span = range_scale(figure(fiber, "attenuation"), link->length_m / 1000);
    return range_add(span, range_scale(figure(fiber, "connector_loss"), MATED_PAIRS));
}

static bool is_engine(const struct catalog_part *part)
{
    return strcmp(part->class_name, "optical_engine") == 0;
}

/* Statement 3: the source that shines into the engines of a switch. */
static const struct catalog_part *source_of(const struct bom *bom, long engine_line)
{
    long above = bom->lines[engine_line].parent;
    for (size_t i = 0; i < bom->line_count; i++)
        if (bom->lines[i].parent == above && strcmp(bom->lines[i].part->class_name, "els") == 0)
            return bom->lines[i].part;
    return NULL;
}

static struct range launch_power(const struct bom *bom, long line)
{
    const struct catalog_part *part = bom->lines[line].part;
    if (!is_engine(part))
        return figure(part, "tx_power");
    const struct catalog_part *source = source_of(bom, line);
    if (source == NULL)
        return range_none();
    double split = 10 * log10(catalog_part_number(part, "lanes_per_laser", 1));
    struct range power = range_add(figure(source, "optical_power"), range_exact(-split));
    power = less(power, figure(part, "modulator_loss"));
    return less(power, range_scale(figure(part, "coupling_loss"), 2));
}

/* Weakest signal that the end's receiver takes, referred to the fiber. */
static struct range sensitivity(const struct catalog_part *part)
{
    return is_engine(part) ? range_add(figure(part, "sensitivity"), figure(part, "coupling_loss"))
                           : figure(part, "rx_sensitivity");
}

/* Statement 2, one direction. */
static struct range direction_margin(const struct bom *bom, long from, long to, struct range loss)
{
    const struct catalog_part *sender = bom->lines[from].part;
    struct range budget = is_engine(sender) ? range_none() : figure(sender, "loss_budget");
    if (range_is_none(budget))
        budget = less(launch_power(bom, from), sensitivity(bom->lines[to].part));
    return less(budget, loss);
}

struct link_value link_margin_db(struct arena *arena, const struct bom *bom,
                                 const struct bom_link *link)
{
    const struct catalog_part *near = part_at(bom, link->near_line);
    const struct catalog_part *far = part_at(bom, link->far_line);
    const struct catalog_part *fiber = part_at(bom, link->carrier_line);
    if (near == NULL && far == NULL)
        return (struct link_value){range_none(), "copper links have no optical budget"};
    if (near == NULL || far == NULL || fiber == NULL)
        return (struct link_value){range_none(), "an end or the fiber of the link is missing"};
    struct range loss = channel_loss(link, fiber);
    if (isnan(loss.typ))
        return unknown(arena, fiber, "attenuation or connector loss");
    struct range there = direction_margin(bom, link->near_line, link->far_line, loss);
    struct range back = direction_margin(bom, link->far_line, link->near_line, loss);
    if (isnan(there.typ))
        return unknown(arena, near, "loss budget, or launch power and the far sensitivity,");
    if (isnan(back.typ))
        return unknown(arena, far, "loss budget, or launch power and the near sensitivity,");
    return (struct link_value){
        {fmin(there.min, back.min), fmin(there.typ, back.typ), fmin(there.max, back.max)}, NULL};
}

/* Statement 4. */
struct link_value link_latency_ns(struct arena *arena, const struct bom *bom,
                                  const struct bom_link *link)
{
    const struct catalog_part *carrier = part_at(bom, link->carrier_line);
    if (carrier == NULL)
        return unknown(arena, carrier, "cable or fiber");
    struct range total = range_scale(figure(carrier, "latency_per_length"), link->length_m);
    if (isnan(total.typ))
        return unknown(arena, carrier, "latency per metre");
    const long ends[] = {link->near_line, link->far_line};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const struct catalog_part *end = part_at(bom, ends[i]);
        if (end == NULL)
            continue;
        struct range latency = figure(end, "latency");
        if (isnan(latency.typ))
            return unknown(arena, end, "latency");
        total = range_add(total, latency);
    }
    return (struct link_value){total, NULL};
}

/* Fibers of the upper end of a link: those of its modules, or of the engines that it lights. */
static double fibers_of(const struct bom *bom, const struct bom_link *link)
{
    const struct bom_line *line = &bom->lines[link->near_line];
    double wavelengths = catalog_part_number(line->part, "wavelengths_per_fiber", 1);
    double lanes = catalog_part_number(line->part, "lanes", 0);
    double each = catalog_part_number(line->part, "fibers", DIRECTIONS * lanes / wavelengths);
    double share = fmin(1, (double)link->count * link->gbps / line->optical_gbps);
    return ceil((double)line->quantity * line->lit_share * share - 1e-9) * each;
}

/* Statement 5. */
double link_fibers(const struct bom *bom, double *laser_fibers)
{
    double fibers = 0;
    *laser_fibers = 0;
    for (size_t i = 0; i < bom->link_count; i++)
        if (bom->links[i].near_line != BOM_TOP &&
            bom->lines[bom->links[i].near_line].optical_gbps > 0)
            fibers += fibers_of(bom, &bom->links[i]);
    for (size_t i = 0; i < bom->line_count; i++) {
        const struct bom_line *line = &bom->lines[i];
        if (strcmp(line->part->class_name, "els") == 0)
            *laser_fibers += ceil((double)line->quantity * line->lit_share) *
                             catalog_part_number(line->part, "outputs", 0);
    }
    return fibers + *laser_fibers;
}
