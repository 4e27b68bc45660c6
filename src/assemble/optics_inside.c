/*
 * Optics inside a switch: what its contents must be for the light that the network asks of it.
 *
 * 1. Engines: ceil(lit bandwidth / bandwidth of an engine), both in one direction.
 * 2. Lasers: ceil(lit lanes / lanes one laser feeds); lanes = lit bandwidth / lane rate.
 * 3. External sources: ceil(lasers / lasers of a module).
 * What the switch is known to contain is compared with these and explained by them. The lit share
 * of engines and sources is what power_optics counts.
 */
#include "assemble/build_run.h"

#include "base/count.h"

#include <inttypes.h>
#include <math.h>

static enum optibom_status compare(struct build_run *run, long line, int64_t present,
                                   int64_t needed, const char *code, const char *what,
                                   struct error *err)
{
    if (present >= needed)
        return OPTIBOM_OK;
    return bom_find(run->bom, code, line,
                    "%" PRId64 " %s are needed for the lit lanes, the switch contains %" PRId64,
                    needed, what, present)
               ? OPTIBOM_OK
               : error_no_memory(err);
}

static enum optibom_status explain_lasers(struct build_run *run, long switch_line, double lanes,
                                          double lit_share, double lanes_per_laser,
                                          struct error *err)
{
    long source_line, laser_line;
    int64_t sources = build_pieces_of_class(&source_line, run, "els", switch_line);
    int64_t lasers = build_pieces_of_class(&laser_line, run, "laser", switch_line);
    int64_t needed = count_of(ceil(lanes / lanes_per_laser));
    enum optibom_status status = OPTIBOM_OK;
    if (laser_line != BOM_TOP) {
        run->bom->lines[laser_line].lit_share = lit_share;
        status = build_explain(run, laser_line, "laser",
                               arena_printf(run->arena,
                                            "%g lit lanes / %g lanes a laser = %" PRId64 " needed",
                                            lanes, lanes_per_laser, needed),
                               err);
        if (status == OPTIBOM_OK)
            status = compare(run, laser_line, lasers, needed, "too-few-lasers", "lasers", err);
    }
    if (status != OPTIBOM_OK || source_line == BOM_TOP)
        return status;
    const struct catalog_part *source = run->bom->lines[source_line].part;
    double inside = catalog_part_number(source, "lasers", (double)lasers / (double)sources);
    if (!(inside > 0))
        return bom_find(run->bom, "capacity-unknown", source_line,
                        "the catalog has no number of lasers of %s", source->name)
                   ? OPTIBOM_OK
                   : error_no_memory(err);
    int64_t modules = count_of(ceil((double)needed / inside));
    run->bom->lines[source_line].lit_share = lit_share;
    run->bom->lines[source_line].is_switch_end = true;
    status = build_explain(
        run, source_line, "laser source",
        arena_printf(run->arena, "%" PRId64 " lasers / %g lasers a module = %" PRId64 " needed",
                     needed, inside, modules),
        err);
    if (status == OPTIBOM_OK)
        status =
            compare(run, source_line, sources, modules, "too-few-lasers", "laser modules", err);
    return status;
}

enum optibom_status build_optics_inside(long *engine_line, struct build_run *run, long switch_line,
                                        double total_gbps, struct error *err)
{
    int64_t engines = build_pieces_of_class(engine_line, run, "optical_engine", switch_line);
    const char *system = run->bom->lines[switch_line].part->name;
    if (*engine_line == BOM_TOP)
        return bom_find(run->bom, "too-few-engines", switch_line,
                        "%s is not known to contain optical engines", system)
                   ? OPTIBOM_OK
                   : error_no_memory(err);
    const struct catalog_part *engine = run->bom->lines[*engine_line].part;
    double bandwidth = catalog_part_number(engine, "bandwidth", NAN);
    double lane_rate = catalog_part_number(engine, "lane_rate", NAN);
    if (!(bandwidth > 0) || !(lane_rate > 0))
        return bom_find(run->bom, "capacity-unknown", *engine_line,
                        "the catalog has no bandwidth or lane rate of %s", engine->name)
                   ? OPTIBOM_OK
                   : error_no_memory(err);
    int64_t needed = count_of(ceil(total_gbps / bandwidth));
    double lit_share = fmin(1, total_gbps / ((double)engines * bandwidth));
    struct bom_line *line = &run->bom->lines[*engine_line];
    line->lit_share = lit_share;
    line->optical_gbps = fmin(total_gbps, (double)engines * bandwidth);
    line->is_switch_end = true;
    enum optibom_status status = build_explain(
        run, *engine_line, "optical engine",
        arena_printf(run->arena, "%g Gbps lit / %g Gbps an engine = %" PRId64 " needed", total_gbps,
                     bandwidth, needed),
        err);
    if (status == OPTIBOM_OK)
        status = compare(run, *engine_line, engines, needed, "too-few-engines", "engines", err);
    if (status == OPTIBOM_OK)
        status = explain_lasers(run, switch_line, total_gbps / lane_rate, lit_share,
                                catalog_part_number(engine, "lanes_per_laser", 1), err);
    return status;
}
