/*
 * Density: how much fits through an edge, a panel, an array.
 *
 * 1. shoreline_used (1): of the fullest kind of package (density.c).
 * 2. edge_density_engine (Tbps/mm) = bandwidth of an engine / the package edge that it takes, else
 *    its stated edge density; of the densest engine.
 * 3. edge_density_asic (Tbps/mm) = bandwidth of a switch chip / (4 x package edge x usable share);
 *    of the densest chip.
 * 4. fau_width (mm) = fibers x pitch + margin, of the widest fiber array. fau_density (Tbps/mm) =
 *    bandwidth of the engines beside it / arrays / width, of the densest array.
 * 5. fibers_per_rack_unit (1/U) = lit fibers of the links that end in a system / its height, of the
 *    densest kind of system.
 * 6. cages_used (1) = modules / cages of the switches that hold them, of the fullest kind.
 * What lacks a figure is left out; when nothing is left there is no value. Source: domain model,
 * density.
 */
#include "assemble/figure.h"
#include "evaluate/density.h"
#include "evaluate/metrics.h"

#include <math.h>
#include <string.h>

static const double GBPS_PER_TBPS = 1000, UM_PER_MM = 1000;

/* The most of something over the lines of the build. */
struct most {
    struct range value;
    bool is_assumed;
    const char *reason; /* why the last one that was looked at has no value */
};

static void keep(struct metrics *metrics, struct most *most, struct range value, bool is_assumed,
                 const char *lacks, const struct bom_line *line)
{
    if (!isfinite(value.typ))
        most->reason =
            arena_printf(metrics->arena, "the catalog has no %s of %s", lacks, line->part->name);
    else if (!(value.typ <= most->value.typ)) {
        most->value = value;
        most->is_assumed = is_assumed;
    }
}

static void add(struct metrics *metrics, const char *name, const char *unit,
                const struct most *most)
{
    metrics_add(metrics, name, unit, most->value, most->is_assumed ? 1 : 0, most->reason);
}

/* Statement 1. */
static void add_shoreline(struct metrics *metrics)
{
    struct density_shoreline *list = NULL;
    size_t count = 0;
    struct most most = {range_none(), false, "no engines of the build stand around a switch chip"};
    if (!density_shorelines(&list, &count, metrics->arena, metrics->bom))
        metrics->failed = true;
    for (size_t i = 0; i < count; i++) {
        if (isnan(list[i].used.typ))
            most.reason = arena_printf(metrics->arena,
                                       "the catalog has no package edge or usable share of "
                                       "%s, or no edge length of %s",
                                       list[i].asics->part->name, list[i].engines->part->name);
        else if (!(list[i].used.typ <= most.value.typ)) {
            most.value = list[i].used;
            most.is_assumed = list[i].is_assumed;
        }
    }
    add(metrics, "shoreline_used", "1", &most);
}

/* Statements 2 and 3. */
static void add_edges(struct metrics *metrics)
{
    struct most engine = {range_none(), false, "the build has no optical engines"};
    struct most asic = {range_none(), false, "the build has no switch chips"};
    for (size_t i = 0; i < metrics->bom->line_count; i++) {
        const struct bom_line *line = &metrics->bom->lines[i];
        bool is_assumed = false;
        double tbps = figure_number(line->part, "bandwidth", &is_assumed) / GBPS_PER_TBPS;
        if (figure_is_class(line, "optical_engine")) {
            double edge = figure_number(line->part, "edge_length", &is_assumed);
            bool is_stated = isnan(tbps / edge);
            if (is_stated)
                is_assumed = false;
            struct range stated =
                figure_range(line->part, "edge_density", is_stated ? &is_assumed : NULL);
            keep(metrics, &engine, is_stated ? stated : range_exact(tbps / edge), is_assumed,
                 "edge length or edge density", line);
        } else if (figure_is_class(line, "switch_asic")) {
            double edge = 4 * figure_number(line->part, "package_edge", &is_assumed);
            struct range usable =
                range_scale(figure_range(line->part, "usable_edge_share", &is_assumed), edge / 100);
            keep(metrics, &asic, figure_ratio(range_exact(tbps), usable), is_assumed,
                 "bandwidth, package edge or usable share", line);
        }
    }
    add(metrics, "edge_density_engine", "Tbps/mm", &engine);
    add(metrics, "edge_density_asic", "Tbps/mm", &asic);
}

/* Tbps through one array of the line: that of the engines in the same system. */
static double array_tbps(const struct bom *bom, const struct bom_line *arrays, bool *is_assumed)
{
    double gbps = 0;
    for (size_t i = 0; i < bom->line_count; i++)
        if (bom->lines[i].parent == arrays->parent &&
            figure_is_class(&bom->lines[i], "optical_engine"))
            gbps += figure_number(bom->lines[i].part, "bandwidth", is_assumed) *
                    (double)bom->lines[i].quantity;
    return gbps > 0 ? gbps / (double)arrays->quantity / GBPS_PER_TBPS : NAN;
}

/* Statement 4. */
static void add_arrays(struct metrics *metrics)
{
    struct most width = {range_none(), false, "the build has no fiber arrays"}, density = width;
    for (size_t i = 0; i < metrics->bom->line_count; i++) {
        const struct bom_line *line = &metrics->bom->lines[i];
        bool is_assumed = false;
        if (!figure_is_class(line, "fau"))
            continue;
        double mm = figure_number(line->part, "fibers", &is_assumed) *
                        figure_number(line->part, "pitch", &is_assumed) / UM_PER_MM +
                    figure_number(line->part, "margin", &is_assumed);
        keep(metrics, &width, range_exact(mm), is_assumed, "fibers, pitch or margin", line);
        double tbps = array_tbps(metrics->bom, line, &is_assumed);
        keep(metrics, &density, range_exact(tbps / mm), is_assumed,
             "fibers, pitch, margin or engine", line);
    }
    add(metrics, "fau_width", "mm", &width);
    add(metrics, "fau_density", "Tbps/mm", &density);
}

static bool ends_in(const struct bom *bom, long end, size_t system)
{
    return end != BOM_TOP && bom->lines[end].parent == (long)system;
}

/* Statement 5. */
static void add_panel_fibers(struct metrics *metrics)
{
    const struct bom *bom = metrics->bom;
    struct most most = {range_none(), false, "no fiber ends in a system of the build"};
    for (size_t i = 0; i < bom->line_count; i++) {
        double fibers = 0;
        bool is_assumed = false;
        if (!figure_is_class(&bom->lines[i], "enclosure"))
            continue;
        for (size_t j = 0; j < bom->link_count; j++)
            if (ends_in(bom, bom->links[j].near_line, i) || ends_in(bom, bom->links[j].far_line, i))
                fibers += link_fibers_of(bom, &bom->links[j]);
        if (fibers > 0)
            keep(metrics, &most,
                 range_exact(fibers /
                             ((double)bom->lines[i].quantity *
                              figure_number(bom->lines[i].part, "rack_units", &is_assumed))),
                 is_assumed, "rack units", &bom->lines[i]);
    }
    add(metrics, "fibers_per_rack_unit", "1/U", &most);
}

/* Statement 6. */
static void add_cages(struct metrics *metrics)
{
    const struct bom *bom = metrics->bom;
    struct most most = {range_none(), false, "no module of the build sits in a switch"};
    for (size_t i = 0; i < bom->line_count; i++) {
        int64_t modules = 0;
        bool is_assumed = false;
        if (!figure_is_class(&bom->lines[i], "enclosure"))
            continue;
        for (size_t j = i + 1; j < bom->line_count && bom->lines[j].level > bom->lines[i].level;
             j++)
            if (bom->lines[j].parent == (long)i && figure_is_class(&bom->lines[j], "transceiver"))
                modules += bom->lines[j].quantity;
        double cages = figure_number(bom->lines[i].part, "cages", &is_assumed);
        if (modules > 0)
            keep(metrics, &most,
                 range_exact((double)modules / (cages * (double)bom->lines[i].quantity)),
                 is_assumed, "cages", &bom->lines[i]);
    }
    add(metrics, "cages_used", "1", &most);
}

void metrics_density(struct metrics *metrics)
{
    add_shoreline(metrics);
    add_edges(metrics);
    add_arrays(metrics);
    add_panel_fibers(metrics);
    add_cages(metrics);
}
