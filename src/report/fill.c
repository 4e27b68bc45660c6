#include "report/fill.h"

#include "base/money.h"
#include "evaluate/cost.h"
#include "evaluate/power.h"
#include "report/fill_flow.h"

#include <math.h>
#include <string.h>

static const char *const SEVERITIES[] = {
    [BOM_NOTE] = "note", [BOM_WARNING] = "warning", [BOM_ERROR] = "error"};

struct fill {
    const struct fill_run *run;
    struct store *store;
    struct error *err;
    enum optibom_status status; /* sticky: after the first failure nothing more is written */
};

#define PUT(fill, sql, format, ...)                                                                \
    do {                                                                                           \
        if ((fill)->status == OPTIBOM_OK)                                                          \
            (fill)->status = store_run((fill)->store, (fill)->err, sql, format, __VA_ARGS__);      \
    } while (0)

static void put_text_input(struct fill *fill, const char *name, const char *value,
                           const char *description)
{
    PUT(fill, "INSERT INTO result_input VALUES (?, ?, '', 0, ?)", "ttt", name, value, description);
}

static void put_inputs(struct fill *fill)
{
    const struct fill_run *run = fill->run;
    const struct spec *spec = run->evaluations[0]->bom->spec;
    PUT(fill, "INSERT INTO result_input VALUES ('racks', ?, '', 1, 'racks to buy for')", "i",
        run->program_racks);
    PUT(fill,
        "INSERT INTO result_input VALUES ('spares', ?, '1', 1, 'share of every need, rounded up')",
        "d", spec->program.spares);
    PUT(fill, "INSERT INTO result_input VALUES ('pue', ?, '', 1, 'facility power over IT power')",
        "d", spec->facility.pue);
    PUT(fill,
        "INSERT INTO result_input VALUES ('supply_efficiency', ?, '1', 1,"
        " 'output over input of the power supplies')",
        "d", spec->facility.supply_efficiency);
    PUT(fill,
        "INSERT INTO result_input VALUES ('energy_price', ?, '', 1, 'of electricity, for one kWh')",
        "d", spec->facility.energy_price);
    PUT(fill, "INSERT INTO result_input VALUES ('service_life', ?, 'years', 1, 'of the build')",
        "d", spec->facility.service_life_years);
    put_text_input(fill, "currency", spec->program.currency, "of every amount, ISO 4217");
    put_text_input(fill, "date", run->date, "of the report");
    put_text_input(fill, "catalog", run->catalog, "where parts and prices come from");
    put_text_input(fill, "program", run->program, "that made this file");
}

static void put_price(struct fill *fill, const struct bom_line *line,
                      const struct evaluation_line *result, const struct bom *bom)
{
    const struct catalog_offer *offer = result->offer;
    const char *rate_date = NULL;
    for (size_t i = 0; i < bom->rate_count; i++)
        if (strcmp(bom->rates[i].currency, offer->currency) == 0)
            rate_date = bom->rates[i].date;
    for (size_t i = 0; i < offer->break_count; i++) {
        /* Below the first break the first holds. */
        int64_t from = i == 0 ? 0 : offer->breaks[i].quantity;
        int64_t to = i + 1 < offer->break_count ? offer->breaks[i + 1].quantity - 1 : 1000000000;
        PUT(fill,
            "INSERT INTO result_price VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            "ttiiditdtiiittttt", line->part->name, offer->supplier, from, to,
            (double)offer->breaks[i].price_micros / MONEY_MICROS, offer->price_basis,
            offer->currency, (double)result->rate_micros / MONEY_MICROS, rate_date,
            offer->minimum_order, offer->order_multiple, offer->lead_time_days, offer->valid_until,
            offer->confidence, offer->reason, offer->source, offer->source_url);
    }
}

static void put_line(struct fill *fill, const struct evaluation *evaluation, size_t at)
{
    const struct bom *bom = evaluation->bom;
    const struct bom_line *line = &bom->lines[at];
    const struct evaluation_line *result = &evaluation->lines[at];
    const struct catalog_offer *offer = result->offer;
    struct range watts = result->unit_power_w;
    bool is_priced = line->is_bought && result->price != NULL;
    PUT(fill,
        "INSERT INTO result_line (build, position, line_id, parent_id, level, role, class, vendor, "
        "mpn,"
        " part, description, part_id, quantity, quantity_per_parent, derivation, power_w_min,"
        " power_w_typ, power_w_max, power_basis, power_function, is_optics, is_bought, need, "
        "orderable,"
        " power_confidence, lifecycle, lit_share)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "tittittttttiidtdddttiiiittd", bom->spec->name, (int64_t)at + 1, line->id,
        line->parent == BOM_TOP ? NULL : bom->lines[line->parent].id, (int64_t)line->level,
        line->role, line->part->class_name, line->part->vendor, line->part->mpn, line->part->name,
        catalog_part_text(line->part, "description"), line->part->part_id, line->quantity,
        line->quantity_per_parent, line->derivation, watts.min, watts.typ, watts.max,
        result->power_basis, power_function_name(result->function), (int64_t)result->is_optics,
        (int64_t)line->is_bought, result->need, result->orderable, result->power_confidence,
        catalog_part_text(line->part, "lifecycle"), line->lit_share);
    if (offer == NULL)
        return;
    PUT(fill,
        "UPDATE result_line SET unit_price = ?, unit_price_low = ?, unit_price_high = ?, cost = ?,"
        " order_value = ?, supplier = ?, currency = ?, minimum_order = ?, order_multiple = ?,"
        " lead_time_days = nullif(?, -1), price_confidence = ? WHERE build = ? AND position = ?",
        "dddddttiiitti", cost_unit_price(result, 0), cost_unit_price(result, -1),
        cost_unit_price(result, 1), is_priced ? (double)result->cost_micros / MONEY_MICROS : NAN,
        is_priced ? (double)result->order_micros / MONEY_MICROS : NAN, offer->supplier,
        offer->currency, offer->minimum_order, offer->order_multiple, offer->lead_time_days,
        offer->confidence, bom->spec->name, (int64_t)at + 1);
    put_price(fill, line, result, bom);
}

static void put_figures(struct fill *fill, const struct bom *bom)
{
    for (size_t i = 0; i < bom->line_count; i++) {
        const struct catalog_part *part = bom->lines[i].part;
        for (size_t f = 0; f < part->figure_count; f++)
            if (part->figures[f].chosen)
                PUT(fill, "INSERT INTO result_figure VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    "ttit", bom->spec->name, bom->lines[i].id, part->figures[f].figure_id,
                    part->figures[f].attribute);
    }
}

static void put_groups(struct fill *fill, const char *build, const char *kind,
                       const struct evaluation_group *groups, size_t count)
{
    for (size_t i = 0; i < count; i++)
        PUT(fill, "INSERT INTO result_power VALUES (?, ?, ?, ?, ?, ?, ?)", "tttiddd", build, kind,
            groups[i].name, (int64_t)i + 1, groups[i].power_w.min, groups[i].power_w.typ,
            groups[i].power_w.max);
}

static void put_links(struct fill *fill, const struct evaluation *evaluation)
{
    for (size_t i = 0; i < evaluation->bom->link_count; i++) {
        const struct bom_link *link = &evaluation->bom->links[i];
        const struct evaluation_link *result = &evaluation->links[i];
        PUT(fill,
            "INSERT INTO result_link VALUES"
            " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            "tittttiddddddddtddddd", evaluation->bom->spec->name, (int64_t)i + 1, link->network,
            link->from, link->to, link->medium, link->count, link->length_m, link->gbps,
            result->latency_ns.range.min, result->latency_ns.range.typ,
            result->latency_ns.range.max, result->loss_db.range.max, result->margin_db.range.min,
            result->margin_db.range.typ, result->margin_db.reason, result->conversion_pj.range.typ,
            result->light_pj.range.typ, result->serdes_pj.range.typ, result->energy_pj.range.typ,
            result->fibers);
    }
}

static void put_build(struct fill *fill, const struct evaluation *evaluation, int64_t position)
{
    const struct bom *bom = evaluation->bom;
    const char *build = bom->spec->name;
    PUT(fill, "INSERT INTO result_build VALUES (?, ?, ?, ?, ?)", "titit", build, position,
        bom->spec->title, bom->spec->racks, bom->spec->file);
    for (size_t i = 0; i < bom->line_count; i++)
        put_line(fill, evaluation, i);
    for (size_t i = 0; i < evaluation->metric_count; i++) {
        const struct evaluation_metric *metric = &evaluation->metrics[i];
        PUT(fill, "INSERT INTO result_metric VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", "titdddtdt",
            build, (int64_t)i + 1, metric->name, metric->value.min, metric->value.typ,
            metric->value.max, metric->unit, metric->assumed_share, metric->reason);
    }
    put_links(fill, evaluation);
    put_groups(fill, build, "role", evaluation->roles, evaluation->role_count);
    put_groups(fill, build, "function", evaluation->functions, EVALUATION_FUNCTIONS);
    for (size_t i = 0; i < bom->finding_count; i++) {
        const struct bom_finding *finding = &bom->findings[i];
        PUT(fill, "INSERT INTO result_finding VALUES (?, ?, ?, ?, ?, ?, ?)", "tittttt", build,
            (int64_t)i + 1, finding->code, SEVERITIES[finding->severity],
            finding->line == BOM_TOP ? "" : bom->lines[finding->line].id, finding->text,
            finding->fix);
    }
    put_figures(fill, bom);
    for (size_t i = 0; fill->status == OPTIBOM_OK && i < bom->assembly_count; i++)
        fill->status = fill_flow(fill->store, build, evaluation->packages[i].typ,
                                 evaluation->packages[i].breakeven, fill->err);
}

enum optibom_status fill_results(const struct fill_run *run, struct error *err)
{
    struct fill fill = {.run = run, .store = run->store, .err = err};
    put_inputs(&fill);
    for (size_t i = 0; i < run->count; i++)
        put_build(&fill, run->evaluations[i], (int64_t)i + 1);
    return fill.status;
}
