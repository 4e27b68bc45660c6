#include "assemble/assemble.h"

#include "assemble/build_run.h"
#include "assemble/flow_file.h"
#include "assemble/rules.h"
#include "base/count.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* The rack as a system with contents; without one, the accelerators alone. */
static enum optibom_status add_racks(struct build_run *run, struct error *err)
{
    const struct spec *spec = run->spec;
    const struct catalog_part *rack = NULL, *accelerator = NULL;
    int64_t needed = count_times(spec->racks, spec->accelerators_per_rack);
    long *line = &run->accelerator_line;
    enum optibom_status status = OPTIBOM_OK;
    run->rack_line = run->accelerator_line = BOM_TOP;
    if (spec->rack.line > 0)
        status = build_slot(&rack, run, &spec->rack, "rack", err);
    if (status == OPTIBOM_OK && rack != NULL)
        status = build_line(&run->rack_line, run, BOM_TOP, "rack", rack, spec->racks,
                            arena_printf(run->arena, "%" PRId64 " racks in the build", spec->racks),
                            err);
    if (status == OPTIBOM_OK)
        status = build_slot(&accelerator, run, &spec->accelerator, "accelerator", err);
    if (status != OPTIBOM_OK || accelerator == NULL)
        return status;
    const char *reason = arena_printf(run->arena, "%" PRId64 " racks x %" PRId64 " = %" PRId64,
                                      spec->racks, spec->accelerators_per_rack, needed);
    int64_t present = build_pieces(line, run, accelerator, run->rack_line);
    if (present == 0)
        return build_line(line, run, run->rack_line, "accelerator", accelerator, needed, reason,
                          err);
    status = build_explain(run, *line, "accelerator", reason, err);
    if (status == OPTIBOM_OK && present != needed &&
        !bom_find(run->bom, "contents-differ", *line,
                  "the spec asks for %" PRId64 " accelerators, the racks bring %" PRId64, needed,
                  present))
        status = error_no_memory(err);
    return status;
}

static enum optibom_status add_servers(struct build_run *run, struct error *err)
{
    const struct spec *spec = run->spec;
    enum optibom_status status = OPTIBOM_OK;
    run->server_lines =
        arena_alloc(run->arena, (spec->server_count + 1) * sizeof *run->server_lines);
    if (run->server_lines == NULL)
        return error_no_memory(err);
    for (size_t i = 0; status == OPTIBOM_OK && i < spec->server_count; i++) {
        const struct spec_server *server = &spec->servers[i];
        const struct catalog_part *part = NULL;
        const char *role = arena_printf(run->arena, "%s server", server->name);
        run->server_lines[i] = BOM_TOP;
        status =
            role != NULL ? build_slot(&part, run, &server->slot, role, err) : error_no_memory(err);
        if (status == OPTIBOM_OK && part != NULL)
            status = build_line(&run->server_lines[i], run, BOM_TOP, role, part, server->count,
                                arena_printf(run->arena, "%" PRId64 " %s in the build",
                                             server->count, server->name),
                                err);
    }
    return status;
}

/* The supplies that the spec names; a rack that contains them brings them. */
static enum optibom_status add_supplies(struct build_run *run, struct error *err)
{
    const struct spec *spec = run->spec;
    const struct catalog_part *part = NULL;
    int64_t each = spec->facility.supplies, needed = count_times(spec->racks, each);
    long line = BOM_TOP;
    if (spec->facility.supply.line == 0)
        return OPTIBOM_OK;
    enum optibom_status status =
        build_slot(&part, run, &spec->facility.supply, "power supply", err);
    if (status != OPTIBOM_OK || part == NULL)
        return status;
    const char *reason =
        arena_printf(run->arena, "%" PRId64 " racks x %" PRId64 " supplies = %" PRId64, spec->racks,
                     each, needed);
    int64_t present = build_pieces(&line, run, part, run->rack_line);
    if (present == 0)
        return build_line(&line, run, run->rack_line, "power supply", part, needed, reason, err);
    status = build_explain(run, line, "power supply", reason, err);
    if (status == OPTIBOM_OK && present != needed &&
        !bom_find(run->bom, "contents-differ", line,
                  "the spec asks for %" PRId64 " supplies, the racks bring %" PRId64, needed,
                  present))
        status = error_no_memory(err);
    return status;
}

/* The flow makes the packages of one line. */
static enum optibom_status add_packages(struct bom *bom, long line, struct flow *flow,
                                        int64_t packages, struct error *err)
{
    struct bom_assembly *assemblies =
        arena_grow(bom->arena, bom->assemblies, bom->assembly_count, sizeof *assemblies);
    if (assemblies == NULL)
        return error_no_memory(err);
    bom->assemblies = assemblies;
    assemblies[bom->assembly_count++] = (struct bom_assembly){
        .line = line, .packages = count_times(bom->lines[line].quantity, packages), .flow = flow};
    return OPTIBOM_OK;
}

static enum optibom_status add_assembly(struct build_run *run, const struct spec_assembly *assembly,
                                        struct error *err)
{
    struct bom *bom = run->bom;
    int64_t part_id = 0;
    struct error reading = {0};
    struct flow *flow = NULL;
    bool is_used = false;
    enum optibom_status status = shelf_resolve(&part_id, run->shelf, assembly->part, &reading);
    for (size_t i = 0; status == OPTIBOM_OK && i < bom->line_count; i++)
        is_used |= bom->lines[i].part->part_id == part_id;
    if (status == OPTIBOM_OK && !is_used)
        return bom_find(bom, "unused-assembly", BOM_TOP,
                        "no line of the build is %s, whose packages %s makes", assembly->part,
                        assembly->flow)
                   ? OPTIBOM_OK
                   : error_no_memory(err);
    if (status == OPTIBOM_OK)
        status = shelf_flow(&flow, run->shelf, assembly->flow, &reading);
    if (status != OPTIBOM_OK)
        return error_set(err, status == OPTIBOM_FAILED ? status : OPTIBOM_BAD_INPUT, "%s:%zu: %s",
                         assembly->file, assembly->line, reading.text);
    for (long i = 0; status == OPTIBOM_OK && i < (long)bom->line_count; i++)
        if (bom->lines[i].part->part_id == part_id)
            status = add_packages(bom, i, flow, assembly->packages, err);
    return status;
}

static enum optibom_status add_all(struct build_run *run, struct error *err)
{
    const struct spec *spec = run->spec;
    enum optibom_status status = add_racks(run, err);
    if (status == OPTIBOM_OK)
        status = add_servers(run, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < spec->network_count; i++)
        status = build_network(run, &spec->networks[i], err);
    if (status == OPTIBOM_OK)
        status = add_supplies(run, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < spec->assembly_count; i++)
        status = add_assembly(run, &spec->assemblies[i], err);
    return status == OPTIBOM_OK ? shelf_rates(&run->bom->rates, &run->bom->rate_count, run->shelf,
                                              spec->program.currency, err)
                                : status;
}

enum optibom_status assemble_with(struct bom **out, struct arena *arena, struct shelf *shelf,
                                  const struct spec *spec, const struct substitute *substitutes,
                                  size_t count, struct error *err)
{
    const char *day = shelf->catalog->day;
    struct bom *bom = arena_alloc(arena, sizeof *bom);
    if (bom == NULL)
        return error_no_memory(err);
    *bom = (struct bom){.arena = arena,
                        .spec = spec,
                        .day = day[0] != '\0' ? arena_strdup(arena, day) : NULL,
                        .endpoints = count_times(spec->racks, spec->accelerators_per_rack)};
    if (bom->day == NULL && day[0] != '\0')
        return error_no_memory(err);
    struct build_run run = {.shelf = shelf,
                            .spec = spec,
                            .arena = arena,
                            .bom = bom,
                            .substitutes = substitutes,
                            .substitute_count = count};
    enum optibom_status status = add_all(&run, err);
    if (status == OPTIBOM_OK && (!bom_finish(bom) || !rules_check(bom)))
        status = error_no_memory(err);
    if (status == OPTIBOM_OK)
        *out = bom;
    return status;
}

enum optibom_status assemble_from(struct bom **out, struct arena *arena, struct shelf *shelf,
                                  const struct spec *spec, struct error *err)
{
    return assemble_with(out, arena, shelf, spec, NULL, 0, err);
}

enum optibom_status assemble(struct bom **out, struct arena *arena, struct catalog *catalog,
                             const struct spec *spec, struct error *err)
{
    struct shelf shelf;
    enum optibom_status status = shelf_open(&shelf, arena, catalog, err);
    if (status == OPTIBOM_OK)
        status = assemble_from(out, arena, &shelf, spec, err);
    shelf_close(&shelf);
    return status;
}
