#include "report/answer/build_details.h"

#include "base/money.h"
#include "evaluate/density.h"
#include "evaluate/distance.h"
#include "evaluate/supply.h"
#include "evaluate/throughput.h"

#include <math.h>
#include <stdio.h>

static void put_reason(struct json *json, const char *name, const char *reason)
{
    char key[96];
    snprintf(key, sizeof key, "%s_reason", name);
    json_key_text(json, key, reason);
}

/* A range with its assumed share, or null and the reason. */
static void put_value(struct json *json, const char *name, const struct link_value *value,
                      const char *unit)
{
    json_key(json, name);
    if (value->reason != NULL) {
        json_null(json);
        put_reason(json, name, value->reason);
        return;
    }
    json_object(json);
    json_key_number(json, "min", value->range.min);
    json_key_number(json, "typ", value->range.typ);
    json_key_number(json, "max", value->range.max);
    json_key_text(json, "unit", unit);
    json_key_number(json, "assumed_share", value->assumed_share);
    json_object_end(json);
}

static void put_links(struct json *json, const struct evaluation *evaluation)
{
    json_key(json, "links");
    json_array(json);
    for (size_t i = 0; i < evaluation->bom->link_count; i++) {
        const struct bom_link *link = &evaluation->bom->links[i];
        const struct evaluation_link *result = &evaluation->links[i];
        json_object(json);
        json_key_text(json, "network", link->network);
        json_key_text(json, "from", link->from);
        json_key_text(json, "to", link->to);
        json_key_text(json, "medium", link->medium);
        json_key_integer(json, "links", link->count);
        json_key_number(json, "length_m", link->length_m);
        json_key_number(json, "rate_gbps", link->gbps);
        put_value(json, "latency", &result->latency_ns, "ns");
        put_value(json, "loss", &result->loss_db, "dB");
        put_value(json, "margin", &result->margin_db, "dB");
        put_value(json, "energy_conversion", &result->conversion_pj, "pJ/bit");
        put_value(json, "energy_light", &result->light_pj, "pJ/bit");
        put_value(json, "energy_serdes", &result->serdes_pj, "pJ/bit");
        put_value(json, "energy_per_bit", &result->energy_pj, "pJ/bit");
        json_key_number(json, "fibers", result->fibers);
        json_object_end(json);
    }
    json_array_end(json);
}

static void put_distance(struct json *json, const struct evaluation *evaluation)
{
    struct distance_tier tiers[DISTANCE_TIERS];
    distance_tiers(tiers, evaluation);
    json_key(json, "distance");
    json_array(json);
    for (int kind = 0; kind < DISTANCE_TIERS; kind++) {
        const struct distance_tier *tier = &tiers[kind];
        json_object(json);
        json_key_text(json, "tier", tier->name);
        json_key_number(json, "to_m", tier->to_m);
        json_key_integer(json, "links", tier->links);
        json_key_number(json, "bandwidth_gbps", tier->gbps);
        json_key_number(json, "escape_bandwidth_gbps", tier->escape_gbps);
        json_key_number(json, "ratio", tier->ratio);
        if (isnan(tier->ratio))
            put_reason(json, "ratio", kind == 0 ? "no tier is before it" : "nothing leaves it");
        put_value(json, "energy_per_bit", &tier->energy, "pJ/bit");
        json_object_end(json);
    }
    json_array_end(json);
}

static bool put_shoreline(struct json *json, struct arena *arena,
                          const struct evaluation *evaluation)
{
    struct density_shoreline *list = NULL;
    size_t count = 0;
    bool ok = density_shorelines(&list, &count, arena, evaluation->bom);
    json_key(json, "shoreline");
    json_array(json);
    for (size_t i = 0; ok && i < count; i++) {
        const struct density_shoreline *kind = &list[i];
        json_object(json);
        json_key_text(json, "system", kind->system != NULL ? kind->system->part->name : NULL);
        json_key_text(json, "chip", kind->asics->part->name);
        json_key_text(json, "engine", kind->engines->part->name);
        json_key_number(json, "engines", kind->engines_each);
        json_key_number(json, "edge_used_mm", kind->edge_used_mm);
        json_key(json, "edge_usable");
        json_range(json, kind->edge_usable_mm, "mm");
        json_key(json, "used");
        json_range(json, kind->used, "1");
        if (isnan(kind->used.typ))
            put_reason(json, "used", "the catalog lacks an edge or the usable share");
        json_object_end(json);
    }
    json_array_end(json);
    return ok;
}

static void put_throughput(struct json *json, const struct evaluation *evaluation)
{
    const struct spec_workload *workload = &evaluation->bom->spec->workload;
    struct range facility = evaluation_metric(evaluation, "power_facility")->value;
    json_key(json, "throughput");
    if (workload->context_count == 0) {
        json_null(json);
        put_reason(json, "throughput", "the workload of the spec lists no context");
        return;
    }
    json_array(json);
    for (size_t i = 0; i < workload->context_count; i++) {
        struct throughput point = throughput_at(evaluation, facility, workload->contexts[i]);
        bool is_known = !isnan(point.fabric_tokens);
        json_object(json);
        json_key_number(json, "context", workload->contexts[i]);
        json_key_number(json, "bytes_per_token", point.bytes_per_token);
        json_key_number(json, "compute_tokens_per_second", point.compute_tokens);
        json_key_number(json, "fabric_tokens_per_second", point.fabric_tokens);
        json_key_text(json, "bound",
                      !is_known               ? NULL
                      : point.is_fabric_bound ? "fabric"
                                              : "compute");
        if (!is_known)
            put_reason(json, "bound", "the spec has no scale-out network");
        json_key(json, "tokens_per_second_per_megawatt");
        json_range(json, point.per_megawatt, "1/s/MW");
        json_object_end(json);
    }
    json_array_end(json);
}

/* From the top of the build down to the slowest part. */
static void put_path(struct json *json, const struct bom *bom, long line)
{
    if (line == BOM_TOP)
        return;
    put_path(json, bom, bom->lines[line].parent);
    json_object(json);
    json_key_text(json, "line", bom->lines[line].id);
    json_key_text(json, "part", bom->lines[line].part->name);
    json_object_end(json);
}

static void put_drivers(struct json *json, const struct supply *supply)
{
    json_key(json, "drivers");
    json_array(json);
    for (size_t i = 0; i < supply->part_count && i < SUPPLY_DRIVERS; i++) {
        const struct purchase *part = supply->parts[i];
        if (part->cost_micros == 0)
            break;
        json_object(json);
        json_key_text(json, "part", part->part->name);
        json_key_number(json, "added", (double)part->cost_micros / MONEY_MICROS);
        json_key_number(json, "share", (double)part->cost_micros / (double)supply->cost_micros);
        json_key_text(json, "supplier", part->offer != NULL ? part->offer->supplier : NULL);
        json_object_end(json);
    }
    json_array_end(json);
}

static void put_origins(struct json *json, const struct supply *supply)
{
    json_key(json, "origins");
    json_array(json);
    for (size_t i = 0; i < supply->origin_count; i++) {
        const struct supply_origin *origin = &supply->origins[i];
        json_object(json);
        json_key_text(json, "country", origin->country);
        if (origin->country == NULL)
            put_reason(json, "country", "the parts do not say where they are made");
        json_key_number(json, "cost", (double)origin->cost_micros / MONEY_MICROS);
        json_key_integer(json, "parts", (int64_t)origin->parts);
        json_object_end(json);
    }
    json_array_end(json);
}

static bool put_supply(struct json *json, struct arena *arena, const struct evaluation *evaluation)
{
    struct supply supply;
    bool ok = supply_of(&supply, arena, evaluation);
    json_key(json, "supply");
    json_object(json);
    json_key_text(json, "currency", evaluation->bom->spec->program.currency);
    put_drivers(json, &supply);
    json_key(json, "critical_path");
    if (supply.slowest != NULL) {
        json_array(json);
        put_path(json, evaluation->bom, supply.slowest->line);
        json_array_end(json);
    } else {
        json_null(json);
        put_reason(json, "critical_path", "no offer states a lead time");
    }
    const struct purchase *expiring = supply.expiring;
    json_key_text(json, "prices_valid_until",
                  expiring != NULL ? expiring->offer->valid_until : NULL);
    if (expiring == NULL)
        put_reason(json, "prices_valid_until", "no offer of the build states until when it holds");
    else
        json_key_text(json, "first_to_expire", expiring->part->name);
    put_origins(json, &supply);
    json_object_end(json);
    return ok;
}

bool build_details_json(struct json *json, struct arena *arena, const struct evaluation *evaluation)
{
    put_links(json, evaluation);
    put_distance(json, evaluation);
    bool ok = put_shoreline(json, arena, evaluation);
    put_throughput(json, evaluation);
    return put_supply(json, arena, evaluation) && ok;
}
