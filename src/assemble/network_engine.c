/*
 * Optics inside switches and machines that do not bring them, and what lights them.
 *
 * 1. Engines: ceil(lit bandwidth of a switch or machine / bandwidth of an engine), and the spare
 *    ones.
 * 2. Lanes that one laser feeds: as the spec fixes, else as the engine states; the budget checks
 *    that with typical figures. Where neither does: the most of 16, 8, 4, 2, 1 with which the link,
 *    as long as its longest length, keeps the margin that the spec asks for with every figure at
 *    its worst (loss_budget.h).
 * 3. Lasers: ceil(lit lanes / lanes that one feeds), and the spare ones; sources: ceil(lasers /
 *    lasers of one), a source of several wavelengths an output counts each as a laser.
 * 4. Fiber arrays: for each engine ceil(its fibers, with those of its light / fibers of an array);
 *    an array of both kinds counts its signal fibers and has those of the light beside them.
 *    Polarisation-maintaining fibers: one an output of each source.
 */
#include "assemble/network.h"

#include "assemble/loss_budget.h"
#include "base/count.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

static const int64_t MOST_LANES_PER_LASER = 16;

/* Engines below one line, alike in each of its pieces. */
struct lighting {
    struct network *network;
    const struct catalog_part *engine, *source;
    long engine_line;
    const char *prefix; /* of roles: "scale-up leaf" */
    long above;
    int64_t hosts; /* pieces of the line above */
    double gbps;   /* lit in the fullest of them */
    double total_gbps;
    int64_t lanes_per_laser;
    int64_t engines; /* in all */
    bool is_switch_end;
};

static int64_t divide_up(double a, double b)
{
    return count_of(ceil(a / b - 1e-9));
}

/* What receives the light of the link at hand: the other end's engine or module, else the same. */
static enum optibom_status find_receiver(const struct catalog_part **out,
                                         const struct lighting *lighting, struct error *err)
{
    const struct spec_link *link = lighting->network->link;
    const struct spec_slot *slot =
        link->far_module.line > 0 ? &link->far_module : &link->far_engine;
    *out = lighting->engine;
    if (slot->line == 0)
        return OPTIBOM_OK;
    const char *role = network_link_role(lighting->network, "far end");
    return role != NULL ? build_slot(out, lighting->network->run, slot, role, err)
                        : error_no_memory(err);
}

/* Margin of the link at hand with so many lanes a laser; none where a figure is not known. */
static enum optibom_status find_margin(struct range *margin, const struct lighting *lighting,
                                       int64_t lanes, struct error *err)
{
    struct network *network = lighting->network;
    const struct catalog_part *fiber = NULL, *receiver = NULL;
    *margin = range_none();
    if (network->link->fiber.line == 0)
        return OPTIBOM_OK;
    const char *role = network_link_role(network, "fiber"); /* as it is said when it is laid */
    if (role == NULL)
        return error_no_memory(err);
    enum optibom_status status = build_slot(&fiber, network->run, &network->link->fiber, role, err);
    if (status == OPTIBOM_OK)
        status = find_receiver(&receiver, lighting, err);
    if (status != OPTIBOM_OK || fiber == NULL || receiver == NULL)
        return status;
    struct range lost = range_add(loss_channel(fiber, network->part->length_m, NULL),
                                  loss_sensitivity(receiver, NULL));
    *margin = figure_less(loss_launch(lighting->engine, lighting->source, lanes, NULL), lost);
    return OPTIBOM_OK;
}

/* Statement 2, where a number is fixed: the budget checks it with typical figures. */
static enum optibom_status check_lanes(struct lighting *lighting, const char **why,
                                       struct error *err)
{
    struct network *network = lighting->network;
    double least = network->run->spec->light.margin_db;
    struct range margin;
    enum optibom_status status = find_margin(&margin, lighting, lighting->lanes_per_laser, err);
    if (status != OPTIBOM_OK || isnan(margin.typ))
        return status;
    *why = arena_printf(network->run->arena, "%s, which keeps %.2f dB (typical) at %g m", *why,
                        margin.typ, network->part->length_m);
    if (*why == NULL)
        return error_no_memory(err);
    if (margin.typ >= least)
        return OPTIBOM_OK;
    return network_said(bom_find(network->run->bom, "too-little-light", lighting->above,
                                 "%s: with %" PRId64
                                 " lanes a laser of %s a link of %g m keeps %.2f dB, not %.2f dB",
                                 network->spec->name, lighting->lanes_per_laser,
                                 lighting->source->name, network->part->length_m, margin.typ,
                                 least),
                        err);
}

/* Statement 2. */
static enum optibom_status find_lanes(struct lighting *lighting, const char **why,
                                      struct error *err)
{
    struct network *network = lighting->network;
    const struct spec_light *light = &network->run->spec->light;
    struct range margin = range_none();
    enum optibom_status status = OPTIBOM_OK;
    *why = "as the spec says";
    lighting->lanes_per_laser = light->lanes_per_laser;
    if (lighting->lanes_per_laser == 0) {
        *why = "as the engine states";
        lighting->lanes_per_laser =
            count_of(catalog_part_number(lighting->engine, "lanes_per_laser", 0));
    }
    if (lighting->lanes_per_laser > 0)
        return check_lanes(lighting, why, err);
    int64_t lanes = 2 * MOST_LANES_PER_LASER;
    while (status == OPTIBOM_OK && lanes > 1 && !(margin.min >= light->margin_db)) {
        lanes /= 2;
        status = find_margin(&margin, lighting, lanes, err);
        if (isnan(margin.min))
            return status;
    }
    lighting->lanes_per_laser = lanes;
    *why = arena_printf(network->run->arena, "which keep %.2f dB at worst at %g m", margin.min,
                        network->part->length_m);
    if (status != OPTIBOM_OK || margin.min >= light->margin_db)
        return status == OPTIBOM_OK && *why == NULL ? error_no_memory(err) : status;
    return network_said(
        bom_find(network->run->bom, "too-little-light", lighting->above,
                 "%s: even with one lane a laser of %s a link of %g m may keep %.2f "
                 "dB, not %.2f dB",
                 network->spec->name, lighting->source->name, network->part->length_m, margin.min,
                 light->margin_db),
        err);
}

static const char *role_of(const struct lighting *lighting, const char *what)
{
    return arena_printf(lighting->network->run->arena, "%s %s", lighting->prefix, what);
}

/* Statement 4, the fibers of light. */
static enum optibom_status add_light_fibers(const struct lighting *lighting, int64_t sources,
                                            struct error *err)
{
    struct build_run *run = lighting->network->run;
    const struct catalog_part *part = NULL;
    const char *role = role_of(lighting, "laser fiber");
    long line;
    if (run->spec->light.fiber.line == 0)
        return OPTIBOM_OK;
    if (role == NULL)
        return error_no_memory(err);
    enum optibom_status status = build_slot(&part, run, &run->spec->light.fiber, role, err);
    if (status != OPTIBOM_OK || part == NULL)
        return status;
    double inside = catalog_part_number(part, "fibers", 1);
    double outputs = catalog_part_number(lighting->source, "outputs", 1);
    int64_t cables = count_times(sources, divide_up(outputs, inside));
    return build_line(
        &line, run, lighting->above, role, part, cables,
        arena_printf(run->arena, "%" PRId64 " sources x %g outputs / %g fibers a cable = %" PRId64,
                     sources, outputs, inside, cables),
        err);
}

/* Statement 3. */
static enum optibom_status add_sources(struct lighting *lighting, struct error *err)
{
    struct network *network = lighting->network;
    struct build_run *run = network->run;
    const struct spec_light *light = &run->spec->light;
    const char *role = role_of(lighting, "laser source"), *why = "";
    long line;
    if (light->els.line == 0)
        return OPTIBOM_OK;
    if (role == NULL)
        return error_no_memory(err);
    enum optibom_status status = build_slot(&lighting->source, run, &light->els, role, err);
    if (status == OPTIBOM_OK && lighting->source != NULL)
        status = find_lanes(lighting, &why, err);
    if (status != OPTIBOM_OK || lighting->source == NULL)
        return status;
    double outputs = catalog_part_number(lighting->source, "outputs", NAN);
    double lasers =
        catalog_part_number(lighting->source, "lasers",
                            outputs * catalog_part_number(lighting->source, "wavelengths", 1));
    double lane_rate = catalog_part_number(lighting->engine, "lane_rate", NAN);
    if (lighting->lanes_per_laser == 0 || !(lasers > 0) || !(lane_rate > 0))
        return network_said(bom_find(run->bom, "capacity-unknown", lighting->above,
                                     "%s: the catalog has no lasers of %s, or no lane rate or "
                                     "lanes a laser of %s",
                                     role, lighting->source->name, lighting->engine->name),
                            err);
    double lanes = lighting->gbps / lane_rate;
    int64_t needed = divide_up(lanes, (double)lighting->lanes_per_laser) + light->spare_lasers;
    int64_t each = divide_up((double)needed, lasers), sources = count_times(each, lighting->hosts);
    const char *spare =
        light->spare_lasers > 0
            ? arena_printf(run->arena, ", %" PRId64 " of them spare", light->spare_lasers)
            : "";
    const char *derivation =
        spare == NULL || why == NULL
            ? NULL
            : arena_printf(run->arena,
                           "%g lit lanes / %" PRId64 " a laser, %s: %" PRId64
                           " lasers%s / %g in a source = %" PRId64 " x %" PRId64 " = %" PRId64,
                           lanes, lighting->lanes_per_laser, why, needed, spare, lasers, each,
                           lighting->hosts, sources);
    status =
        build_line(&line, run, lighting->above, role, lighting->source, sources, derivation, err);
    if (status != OPTIBOM_OK)
        return status;
    run->bom->lines[line].is_switch_end = lighting->is_switch_end;
    run->bom->lines[lighting->engine_line].lanes_per_laser = lighting->lanes_per_laser;
    return add_light_fibers(lighting, sources, err);
}

/* Statement 4. */
static enum optibom_status add_arrays(const struct lighting *lighting, struct error *err)
{
    struct build_run *run = lighting->network->run;
    const struct catalog_part *part = NULL;
    const char *role = role_of(lighting, "fiber array");
    long line;
    if (run->spec->light.fau.line == 0)
        return OPTIBOM_OK;
    if (role == NULL)
        return error_no_memory(err);
    enum optibom_status status = build_slot(&part, run, &run->spec->light.fau, role, err);
    if (status != OPTIBOM_OK || part == NULL)
        return status;
    double inside = catalog_part_number(part, "fibers", NAN);
    const char *kind = catalog_part_text(part, "fiber_kind");
    bool is_mixed = kind != NULL && strcmp(kind, "mixed") == 0;
    double fibers = network_fibers_of(lighting->engine) +
                    (is_mixed ? 0 : catalog_part_number(lighting->engine, "laser_fibers", 0));
    if (!(inside > 0))
        return network_said(bom_find(run->bom, "capacity-unknown", lighting->above,
                                     "%s: the catalog has no fiber count of %s", role, part->name),
                            err);
    int64_t each = divide_up(fibers, inside), arrays = count_times(each, lighting->engines);
    return build_line(&line, run, lighting->above, role, part, arrays,
                      arena_printf(run->arena,
                                   "%" PRId64 " engines x %g fibers / %g an array = %" PRId64,
                                   lighting->engines, fibers, inside, arrays),
                      err);
}

static enum optibom_status add_engines(long *engine_line, struct lighting *lighting,
                                       const struct spec_slot *slot, struct error *err)
{
    struct build_run *run = lighting->network->run;
    const char *role = role_of(lighting, "optical engine");
    int64_t spare = run->spec->light.spare_engines;
    if (role == NULL)
        return error_no_memory(err);
    enum optibom_status status = build_slot(&lighting->engine, run, slot, role, err);
    if (status != OPTIBOM_OK || lighting->engine == NULL)
        return status;
    double bandwidth = catalog_part_number(lighting->engine, "bandwidth", NAN);
    if (!(bandwidth > 0))
        return network_said(bom_find(run->bom, "capacity-unknown", lighting->above,
                                     "%s: the catalog has no bandwidth of %s", role,
                                     lighting->engine->name),
                            err);
    int64_t each = divide_up(lighting->gbps, bandwidth) + spare;
    lighting->engines = count_times(each, lighting->hosts);
    const char *more = spare > 0 ? arena_printf(run->arena, " + %" PRId64 " spare", spare) : "";
    const char *derivation = more != NULL
                                 ? arena_printf(run->arena,
                                                "%g Gbps lit / %g Gbps an engine%s = %" PRId64
                                                " x %" PRId64 " = %" PRId64,
                                                lighting->gbps, bandwidth, more, each,
                                                lighting->hosts, lighting->engines)
                                 : NULL;
    status = build_line(engine_line, run, lighting->above, role, lighting->engine,
                        lighting->engines, derivation, err);
    if (status != OPTIBOM_OK)
        return status;
    struct bom_line *line = &run->bom->lines[*engine_line];
    line->optical_gbps = lighting->total_gbps;
    line->lit_share = line->optical_gbps / ((double)lighting->engines * bandwidth);
    line->is_switch_end = lighting->is_switch_end;
    return OPTIBOM_OK;
}

enum optibom_status network_add_engines(long *engine_line, struct network *network,
                                        const struct spec_slot *slot,
                                        const struct network_host *host, struct error *err)
{
    struct lighting lighting = {.network = network,
                                .prefix = host->prefix,
                                .above = host->line,
                                .hosts = host->pieces,
                                .gbps = host->each_gbps,
                                .total_gbps = host->total_gbps,
                                .is_switch_end = host->is_switch_end};
    enum optibom_status status = add_engines(engine_line, &lighting, slot, err);
    lighting.engine_line = *engine_line;
    if (status == OPTIBOM_OK && *engine_line != BOM_TOP)
        status = add_sources(&lighting, err);
    return status == OPTIBOM_OK && *engine_line != BOM_TOP ? add_arrays(&lighting, err) : status;
}

enum optibom_status network_add_light(struct network *network, long engine_line,
                                      const struct network_host *host, struct error *err)
{
    const struct build_run *run = network->run;
    long inside;
    struct lighting lighting = {.network = network,
                                .engine = network->run->bom->lines[engine_line].part,
                                .engine_line = engine_line,
                                .prefix = host->prefix,
                                .above = host->line,
                                .hosts = host->pieces,
                                .gbps = host->each_gbps,
                                .total_gbps = host->total_gbps,
                                .engines = run->bom->lines[engine_line].quantity,
                                .is_switch_end = host->is_switch_end};
    enum optibom_status status = OPTIBOM_OK;
    if (build_pieces_of_class(&inside, run, "els", host->line) == 0 &&
        build_pieces_of_class(&inside, run, "laser", host->line) == 0)
        status = add_sources(&lighting, err);
    if (status == OPTIBOM_OK && build_pieces_of_class(&inside, run, "fau", host->line) == 0)
        status = add_arrays(&lighting, err);
    return status;
}
