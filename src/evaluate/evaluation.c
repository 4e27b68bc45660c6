#include "evaluate/evaluation.h"

#include "evaluate/cost.h"
#include "evaluate/metrics.h"
#include "evaluate/power.h"

#include "base/money.h"

#include <string.h>

const struct evaluation_metric *evaluation_metric(const struct evaluation *evaluation,
                                                  const char *name)
{
    for (size_t i = 0; i < evaluation->metric_count; i++)
        if (strcmp(evaluation->metrics[i].name, name) == 0)
            return &evaluation->metrics[i];
    return NULL;
}

/* What a package is assembled from; the rest of a system goes around it. */
static bool is_in_package(const struct bom_line *line)
{
    static const char *const CLASSES[] = {"switch_asic", "optical_engine", "fau", "die"};
    for (size_t i = 0; i < sizeof CLASSES / sizeof *CLASSES; i++)
        if (strcmp(line->part->class_name, CLASSES[i]) == 0)
            return true;
    return false;
}

/* Bought price of the parts of one package of the system. */
static bool package_parts(int64_t *micros, const struct bom *bom,
                          const struct bom_assembly *assembly)
{
    *micros = 0;
    int64_t total = 0;
    for (size_t i = 0; i < bom->line_count; i++) {
        const struct bom_line *line = &bom->lines[i];
        int64_t price = 0, cost = 0;
        if (line->parent != assembly->line || !is_in_package(line) ||
            !cost_of_part(&price, bom, line->part, line->quantity))
            continue;
        if (!money_multiply(&cost, price, line->quantity) || !money_add(&total, total, cost))
            return false;
    }
    return money_ratio(micros, total, 1, assembly->packages > 0 ? assembly->packages : 1);
}

/* The typical run must have a result. */
static enum optibom_status run_package(struct evaluation_package *package, struct arena *arena,
                                       const struct bom *bom, const struct bom_assembly *assembly,
                                       const struct evaluation_request *request, struct error *err)
{
    struct flow_runs runs;
    package->assembly = assembly;
    package->is_copackaged =
        strcmp(bom->lines[assembly->line].part->class_name, "transceiver") != 0;
    enum optibom_status status =
        flow_memory_run(&runs, request->flows, arena, assembly->flow, request->typ_only, err);
    if (status != OPTIBOM_OK)
        return status;
    package->typ = runs.typ;
    package->best = runs.best;
    package->worst = runs.worst;
    package->breakeven = runs.breakeven;
    if (!package_parts(&package->parts_micros, bom, assembly))
        return error_set(err, OPTIBOM_BAD_INPUT, "%s: the price of a package is too large",
                         bom->spec->file);
    return OPTIBOM_OK;
}

enum optibom_status evaluation_run(struct evaluation **out, struct arena *arena, struct bom *bom,
                                   const struct evaluation_request *request, struct error *err)
{
    struct evaluation *evaluation = arena_alloc(arena, sizeof *evaluation);
    if (evaluation == NULL)
        return error_no_memory(err);
    evaluation->bom = bom;
    evaluation->lines = arena_alloc(arena, (bom->line_count + 1) * sizeof *evaluation->lines);
    evaluation->packages =
        arena_alloc(arena, (bom->assembly_count + 1) * sizeof *evaluation->packages);
    if (evaluation->lines == NULL || evaluation->packages == NULL ||
        !power_lines(evaluation, arena))
        return error_no_memory(err);
    int64_t racks = request->program_racks > 0 ? request->program_racks : bom->spec->program.racks;
    enum optibom_status status = cost_lines(evaluation, arena, racks, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < bom->assembly_count; i++)
        status =
            run_package(&evaluation->packages[i], arena, bom, &bom->assemblies[i], request, err);
    if (status == OPTIBOM_OK)
        status = metrics_fill(evaluation, racks, arena, err);
    if (status == OPTIBOM_OK)
        *out = evaluation;
    return status;
}
