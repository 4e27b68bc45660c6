#include "report/fill/fill.h"

#include "report/fill/fill_flow.h"
#include "report/fill/fill_network.h"
#include "report/fill/fill_put.h"

#include <string.h>

static const char *const SEVERITIES[] = {
    [BOM_NOTE] = "note", [BOM_WARNING] = "warning", [BOM_ERROR] = "error"};

static void put_groups(struct fill *fill, const char *build, const char *kind,
                       const struct evaluation_group *groups, size_t count)
{
    for (size_t i = 0; i < count; i++)
        FILL_PUT(fill, "INSERT INTO result_power VALUES (?, ?, ?, ?, ?, ?, ?)", "tttiddd", build,
                 kind, groups[i].name, (int64_t)i + 1, groups[i].power_w.min, groups[i].power_w.typ,
                 groups[i].power_w.max);
}

static void put_links(struct fill *fill, const struct evaluation *evaluation)
{
    for (size_t i = 0; i < evaluation->bom->link_count; i++) {
        const struct bom_link *link = &evaluation->bom->links[i];
        const struct evaluation_link *result = &evaluation->links[i];
        FILL_PUT(fill,
                 "INSERT INTO result_link VALUES"
                 " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                 "tittttiddddddddtddddd", evaluation->bom->spec->name, (int64_t)i + 1,
                 link->network, link->from, link->to, link->medium, link->count, link->length_m,
                 link->gbps, result->latency_ns.range.min, result->latency_ns.range.typ,
                 result->latency_ns.range.max, result->loss_db.range.max,
                 result->margin_db.range.min, result->margin_db.range.typ, result->margin_db.reason,
                 result->conversion_pj.range.typ, result->light_pj.range.typ,
                 result->serdes_pj.range.typ, result->energy_pj.range.typ, result->fibers);
    }
}

static void put_metrics(struct fill *fill, const struct evaluation *evaluation)
{
    for (size_t i = 0; i < evaluation->metric_count; i++) {
        const struct evaluation_metric *metric = &evaluation->metrics[i];
        FILL_PUT(fill, "INSERT INTO result_metric VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", "titdddtdt",
                 evaluation->bom->spec->name, (int64_t)i + 1, metric->name, metric->value.min,
                 metric->value.typ, metric->value.max, metric->unit, metric->assumed_share,
                 metric->reason);
    }
}

static void put_findings(struct fill *fill, const struct bom *bom)
{
    for (size_t i = 0; i < bom->finding_count; i++) {
        const struct bom_finding *finding = &bom->findings[i];
        FILL_PUT(fill, "INSERT INTO result_finding VALUES (?, ?, ?, ?, ?, ?, ?)", "tittttt",
                 bom->spec->name, (int64_t)i + 1, finding->code, SEVERITIES[finding->severity],
                 finding->line == BOM_TOP ? "" : bom->lines[finding->line].id, finding->text,
                 finding->fix);
    }
}

static void put_build(struct fill *fill, const struct evaluation *evaluation, int64_t position)
{
    const struct bom *bom = evaluation->bom;
    const char *build = bom->spec->name, *slash = strrchr(bom->spec->file, '/');
    const struct spec *spec = bom->spec;
    bool is_asked = fill->run->is_program_given && spec->scenario.name == NULL;
    FILL_PUT(fill, "INSERT INTO result_build VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
             "tititdidtddt", build, position, spec->title, spec->racks,
             slash != NULL ? slash + 1 : spec->file, spec->program.one_time_cost,
             is_asked ? fill->run->program_racks : spec->program.racks, spec->program.spares,
             spec->program.target_date, spec->facility.pue, spec->facility.supply_efficiency,
             fill->run->date);
    const int64_t *orders = fill_orders(fill, evaluation);
    if (orders != NULL) {
        fill_lines(fill, evaluation, orders);
        fill_replacements(fill, evaluation, orders);
    }
    put_metrics(fill, evaluation);
    put_links(fill, evaluation);
    if (fill->status == OPTIBOM_OK)
        fill->status = fill_network(fill->store, evaluation, fill->err);
    put_groups(fill, build, "role", evaluation->roles, evaluation->role_count);
    put_groups(fill, build, "function", evaluation->functions, EVALUATION_FUNCTIONS);
    put_findings(fill, bom);
    for (size_t i = 0; fill->status == OPTIBOM_OK && i < bom->assembly_count; i++)
        fill->status = fill_flow(fill->store, build, evaluation->packages[i].typ,
                                 evaluation->packages[i].breakeven, fill->err);
}

enum optibom_status fill_results(const struct fill_run *run, struct error *err)
{
    struct arena arena;
    struct fill fill = {.run = run, .store = run->store, .err = err, .arena = &arena};
    bool is_own;
    arena_init(&arena);
    fill.status = store_snapshot(&is_own, run->store, err);
    for (size_t i = 0; i < run->count; i++)
        put_build(&fill, run->evaluations[i], (int64_t)i + 1);
    fill_inputs(&fill);
    store_snapshot_end(run->store, is_own);
    arena_fini(&arena);
    return fill.status;
}
