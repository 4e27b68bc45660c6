/*
 * Links of a build, kind by kind, and the figures of the worst.
 *
 * 1. fibers: lit signal fibers and fibers_laser, the polarisation-maintaining ones (link.c 5).
 * 2. link_margin_min (dB): of the worst optical link, by typ; unknown as soon as that of one is.
 * 3. latency_max (ns): of the slowest link, by typ, one way; unknown as soon as that of one is.
 * 4. link_loss_max (dB): fiber and connectors of the lossiest optical link, by typ.
 * 5. link_energy_per_bit (pJ/bit): end to end, SerDes, conversion and light of both ends
 *    (link_energy.c), mean over all links by bandwidth; unknown as soon as that of one is.
 */
#include "evaluate/metrics.h"

#include "evaluate/link_energy.h"

#include <math.h>

static bool had_memory(const struct evaluation_link *link)
{
    const struct link_value *const values[] = {
        &link->latency_ns, &link->loss_db,   &link->margin_db, &link->conversion_pj,
        &link->light_pj,   &link->serdes_pj, &link->energy_pj};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (values[i]->reason == LINK_NO_MEMORY)
            return false;
    return true;
}

static bool fill_links(struct metrics *metrics)
{
    const struct bom *bom = metrics->bom;
    struct evaluation_link *links =
        arena_alloc(metrics->arena, (bom->link_count + 1) * sizeof *links);
    if (links == NULL)
        return false;
    for (size_t i = 0; i < bom->link_count; i++) {
        const struct bom_link *link = &bom->links[i];
        struct link_energy energy = link_energy(metrics->arena, metrics->evaluation, link);
        links[i] =
            (struct evaluation_link){.latency_ns = link_latency_ns(metrics->arena, bom, link),
                                     .loss_db = link_loss_db(metrics->arena, bom, link),
                                     .margin_db = link_margin_db(metrics->arena, bom, link),
                                     .conversion_pj = energy.conversion,
                                     .light_pj = energy.light,
                                     .serdes_pj = energy.serdes,
                                     .energy_pj = energy.total,
                                     .fibers = link_fibers_of(bom, link)};
        if (!had_memory(&links[i]))
            return false;
    }
    metrics->evaluation->links = links;
    return true;
}

/* `found` becomes the worse of both; a value that is not known makes the whole unknown. */
static void keep_worst(struct link_value *found, const struct link_value *value, bool is_most)
{
    double got = value->range.typ, had = found->range.typ;
    bool is_first = isnan(had) && found->reason == NULL;
    if (value->reason != NULL || is_first || (is_most ? got > had : got < had))
        *found = *value;
}

static void add_value(struct metrics *metrics, const char *name, const char *unit,
                      const struct link_value *value, const char *none)
{
    metrics_add(metrics, name, unit, value->reason == NULL ? value->range : range_none(),
                value->assumed_share, value->reason != NULL ? value->reason : none);
}

static bool is_optical(const struct bom_link *link)
{
    return link->near_line != BOM_TOP || link->far_line != BOM_TOP;
}

/* Statement 5. */
static struct link_value mean_energy(const struct evaluation *evaluation)
{
    struct range sum = range_exact(0);
    double gbps = 0, assumed = 0;
    for (size_t i = 0; i < evaluation->bom->link_count; i++) {
        const struct bom_link *link = &evaluation->bom->links[i];
        const struct link_value *energy = &evaluation->links[i].energy_pj;
        double each = (double)link->count * link->gbps;
        if (energy->reason != NULL)
            return *energy;
        sum = range_add(sum, range_scale(energy->range, each));
        assumed += energy->assumed_share * energy->range.typ * each;
        gbps += each;
    }
    return (struct link_value){range_scale(sum, 1 / gbps), metrics_share(assumed, sum.typ), NULL};
}

void metrics_links(struct metrics *metrics)
{
    struct link_value margin = {range_none(), NAN, NULL}, loss = margin, latency = margin;
    if (!fill_links(metrics)) {
        metrics->failed = true;
        return;
    }
    for (size_t i = 0; i < metrics->bom->link_count; i++) {
        const struct evaluation_link *link = &metrics->evaluation->links[i];
        keep_worst(&latency, &link->latency_ns, true);
        if (!is_optical(&metrics->bom->links[i]))
            continue;
        keep_worst(&margin, &link->margin_db, false);
        keep_worst(&loss, &link->loss_db, true);
    }
    double laser_fibers, fibers = link_fibers(metrics->bom, &laser_fibers);
    struct link_value energy = mean_energy(metrics->evaluation);
    metrics_add(metrics, "fibers", "count", range_exact(fibers), 0, NULL);
    metrics_add(metrics, "fibers_laser", "count", range_exact(laser_fibers), 0, NULL);
    add_value(metrics, "link_margin_min", "dB", &margin, "no optical link");
    add_value(metrics, "link_loss_max", "dB", &loss, "no optical link");
    add_value(metrics, "latency_max", "ns", &latency, "no link");
    add_value(metrics, "link_energy_per_bit", "pJ/bit", &energy, "no link");
}
