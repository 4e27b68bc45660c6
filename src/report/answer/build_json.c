#include "report/answer/build_json.h"

#include "base/json.h"
#include "base/money.h"
#include "evaluate/cost.h"
#include "evaluate/power.h"
#include "report/answer/build_details.h"
#include "report/answer/build_tables.h"
#include "report/answer/yield_json.h"

#include <math.h>

/* `result` is NULL when the build was assembled only. */
static void put_line(struct json *json, const struct bom *bom, size_t at,
                     const struct evaluation_line *result)
{
    const struct bom_line *line = &bom->lines[at];
    json_object(json);
    json_key_text(json, "id", line->id);
    json_key_text(json, "parent", line->parent == BOM_TOP ? NULL : bom->lines[line->parent].id);
    json_key_text(json, "role", line->role);
    json_key_text(json, "part", line->part->name);
    json_key_text(json, "mpn", line->part->mpn);
    json_key_text(json, "vendor", line->part->vendor);
    json_key_text(json, "class", line->part->class_name);
    json_key_integer(json, "quantity", line->quantity);
    json_key_text(json, "derivation", line->derivation);
    json_key(json, "bought");
    json_bool(json, line->is_bought);
    if (result != NULL) {
        bool is_priced = line->is_bought && result->purchase->price != NULL;
        struct range total = range_scale(result->unit_power_w, (double)line->quantity);
        json_key_number(json, "power_w", total.typ);
        json_key(json, "power");
        json_range(json, total, "W");
        json_key_number(json, "unit_power_w", result->unit_power_w.typ);
        json_key_text(json, "power_basis", result->power_basis);
        json_key(json, "optics");
        json_bool(json, result->is_optics);
        json_key_number(json, "unit_cost", purchase_unit_price(result->purchase, 0));
        json_key_number(json, "cost", is_priced ? (double)result->cost_micros / MONEY_MICROS : NAN);
        if (!is_priced)
            json_key_text(json, "cost_reason",
                          line->is_bought ? "no offer" : "comes inside the line above");
        json_key_integer(json, "need", result->need);
        const struct catalog_offer *offer = result->purchase->offer;
        json_key_text(json, "supplier", offer != NULL ? offer->supplier : NULL);
    }
    json_object_end(json);
}

static void put_lines(struct json *json, const struct bom *bom,
                      const struct evaluation_line *results)
{
    json_key(json, "lines");
    json_array(json);
    for (size_t i = 0; i < bom->line_count; i++)
        put_line(json, bom, i, results != NULL ? &results[i] : NULL);
    json_array_end(json);
}

/* What is ordered for the program, one entry a part. */
static void put_orders(struct json *json, const struct evaluation *evaluation)
{
    json_key(json, "orders");
    json_array(json);
    for (size_t i = 0; i < evaluation->purchase_count; i++) {
        const struct purchase *purchase = &evaluation->purchases[i];
        const struct catalog_offer *offer = purchase->offer;
        if (purchase->quantity == 0)
            continue;
        json_object(json);
        json_key_text(json, "part", purchase->part->name);
        json_key_text(json, "mpn", purchase->part->mpn);
        json_key_text(json, "vendor", purchase->part->vendor);
        json_key_text(json, "class", purchase->part->class_name);
        json_key_integer(json, "quantity", purchase->quantity);
        json_key_integer(json, "need", purchase->need);
        json_key_integer(json, "orderable", purchase->orderable);
        json_key_text(json, "supplier", offer != NULL ? offer->supplier : NULL);
        json_key_number(json, "unit_price", purchase_unit_price(purchase, 0));
        json_key_number(json, "order_value",
                        offer != NULL ? (double)purchase->order_micros / MONEY_MICROS : NAN);
        if (offer == NULL)
            json_key_text(json, "order_value_reason", "no offer");
        json_object_end(json);
    }
    json_array_end(json);
}

static void put_findings(struct json *json, const struct bom *bom)
{
    json_key(json, "findings");
    json_array(json);
    for (size_t i = 0; i < bom->finding_count; i++) {
        const struct bom_finding *finding = &bom->findings[i];
        json_object(json);
        json_key_text(json, "code", finding->code);
        json_key_text(json, "severity", build_table_severity(finding->severity));
        json_key(json, "lines");
        json_array(json);
        if (finding->line != BOM_TOP)
            json_text(json, bom->lines[finding->line].id);
        json_array_end(json);
        json_key_text(json, "text", finding->text);
        json_key_text(json, "fix", finding->fix);
        json_object_end(json);
    }
    json_array_end(json);
}

static void put_tiers(struct json *json, const struct bom *bom)
{
    json_key(json, "tiers");
    json_array(json);
    for (size_t i = 0; i < bom->tier_count; i++) {
        const struct bom_tier *tier = &bom->tiers[i];
        json_object(json);
        json_key_text(json, "network", tier->network);
        json_key_text(json, "tier", tier->tier);
        json_key_integer(json, "switches", tier->switches);
        json_key_integer(json, "ports_down", tier->ports_down);
        json_key_integer(json, "ports_up", tier->ports_up);
        json_key_integer(json, "links", tier->links);
        json_key_integer(json, "modules", tier->modules);
        json_object_end(json);
    }
    json_array_end(json);
}

static void put_metrics(struct json *json, const struct evaluation *evaluation)
{
    json_key(json, "metrics");
    json_object(json);
    for (size_t i = 0; i < evaluation->metric_count; i++) {
        const struct evaluation_metric *metric = &evaluation->metrics[i];
        json_key(json, metric->name);
        if (range_is_none(metric->value)) {
            json_null(json);
            struct buf name;
            buf_init(&name);
            buf_printf(&name, "%s_reason", metric->name);
            json_key_text(json, buf_text(&name), metric->reason);
            buf_fini(&name);
            continue;
        }
        json_object(json);
        json_key_number(json, "min", metric->value.min);
        json_key_number(json, "typ", metric->value.typ);
        json_key_number(json, "max", metric->value.max);
        json_key_text(json, "unit", metric->unit);
        json_key_number(json, "assumed_share", metric->assumed_share);
        if (isfinite(metric->mean)) {
            json_key_number(json, "mean", metric->mean);
            json_key_number(json, "deviation", metric->deviation);
        }
        json_object_end(json);
    }
    json_object_end(json);
}

static void put_groups(struct json *json, const char *key, const struct evaluation_group *groups,
                       size_t count)
{
    json_key(json, key);
    json_object(json);
    for (size_t i = 0; i < count; i++) {
        json_key(json, groups[i].name);
        json_range(json, groups[i].power_w, "W");
    }
    json_object_end(json);
}

/* The co-packaged package that is worst; NULL where nothing is co-packaged. */
static const struct flow_result *worst_package(const struct evaluation *evaluation)
{
    const struct flow_result *worst = NULL;
    for (size_t i = 0; i < evaluation->bom->assembly_count; i++) {
        const struct evaluation_package *package = &evaluation->packages[i];
        if (package->is_copackaged && (worst == NULL || package->typ->yield_kgoe_adjusted.value <
                                                            worst->yield_kgoe_adjusted.value))
            worst = package->typ;
    }
    return worst;
}

/* The worst package at the top, every assembly under "packages". */
static void put_yield(struct json *json, const struct evaluation *evaluation)
{
    size_t count = evaluation->bom->assembly_count;
    const struct flow_result *worst = worst_package(evaluation);
    json_key(json, "yield");
    if (count == 0) {
        json_null(json);
        json_key_text(json, "yield_reason",
                      "the spec names no flow that makes a co-packaged package");
        return;
    }
    json_object(json);
    if (worst != NULL)
        yield_json_both(json, worst);
    json_key(json, "packages");
    json_array(json);
    for (size_t i = 0; i < count; i++) {
        const struct evaluation_package *package = &evaluation->packages[i];
        json_object(json);
        json_key_text(json, "system", evaluation->bom->lines[package->assembly->line].part->name);
        json_key_text(json, "flow", package->assembly->flow->name);
        json_key_integer(json, "packages", package->assembly->packages);
        json_key_number(json, "yield_kgoe_adjusted", package->typ->yield_kgoe_adjusted.value);
        json_key_number(json, "yield_unadjusted", package->typ->yield_unadjusted.value);
        json_key_number(json, "cost_per_good", package->typ->cost_per_good.value);
        json_key_number(json, "parts_cost", (double)package->parts_micros / MONEY_MICROS);
        json_object_end(json);
    }
    json_array_end(json);
    json_object_end(json);
}

void build_json_assemble(struct buf *out, const struct bom *bom)
{
    struct json json;
    json_init(&json, out);
    json_object(&json);
    json_key_text(&json, "schema", "optibom.assemble/1");
    json_key_text(&json, "build", bom->spec->name);
    json_key_integer(&json, "racks", bom->spec->racks);
    put_lines(&json, bom, NULL);
    put_tiers(&json, bom);
    put_findings(&json, bom);
    json_object_end(&json);
}

/* Only where there is one. */
static void put_scenario(struct json *json, const struct spec *spec)
{
    if (spec->scenario.name != NULL)
        json_key_text(json, "scenario", spec->scenario.name);
}

static void put_evaluation(struct json *json, const struct evaluation *evaluation)
{
    const struct bom *bom = evaluation->bom;
    json_key_text(json, "build", bom->spec->name);
    put_scenario(json, bom->spec);
    json_key_text(json, "title", bom->spec->title);
    json_key_integer(json, "racks", bom->spec->racks);
    put_metrics(json, evaluation);
    put_groups(json, "power_by_role", evaluation->roles, evaluation->role_count);
    put_groups(json, "power_by_function", evaluation->functions, EVALUATION_FUNCTIONS);
    put_lines(json, bom, evaluation->lines);
    put_orders(json, evaluation);
    put_tiers(json, bom);
    if (!build_details_json(json, bom->arena, evaluation))
        json->out->failed = true;
    put_findings(json, bom);
    put_yield(json, evaluation);
}

void build_json_evaluate(struct buf *out, const struct evaluation *evaluation,
                         const struct simulate_build *simulation)
{
    struct json json;
    json_init(&json, out);
    json_object(&json);
    json_key_text(&json, "schema", "optibom.evaluate/1");
    put_evaluation(&json, evaluation);
    if (simulation != NULL)
        simulation_json_build(&json, simulation);
    json_object_end(&json);
}

void build_json_compare(struct buf *out, struct evaluation *const *evaluations, size_t count)
{
    struct json json;
    json_init(&json, out);
    json_object(&json);
    json_key_text(&json, "schema", "optibom.compare/1");
    json_key(&json, "builds");
    json_array(&json);
    for (size_t i = 0; i < count; i++) {
        json_object(&json);
        json_key_text(&json, "build", evaluations[i]->bom->spec->name);
        put_scenario(&json, evaluations[i]->bom->spec);
        json_key_text(&json, "title", evaluations[i]->bom->spec->title);
        put_metrics(&json, evaluations[i]);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
}

void build_json_stored(struct buf *out, const char *name, int64_t revision)
{
    struct json json;
    json_init(&json, out);
    json_object(&json);
    json_key_text(&json, "schema", "optibom.build.add/1");
    json_key_text(&json, "build", name);
    json_key_integer(&json, "revision", revision);
    json_object_end(&json);
}
