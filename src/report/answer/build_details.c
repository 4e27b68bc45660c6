#include "report/answer/build_details.h"

#include "base/money.h"
#include "evaluate/distance.h"
#include "evaluate/supply.h"
#include "evaluate/throughput.h"

#include <math.h>

void build_table_links(struct table *out, struct arena *arena, const struct evaluation *evaluation)
{
    table_init(out, arena);
    table_column(out, "network", NULL, TABLE_TEXT, "");
    table_column(out, "from", NULL, TABLE_TEXT, "");
    table_column(out, "to", NULL, TABLE_TEXT, "");
    table_column(out, "medium", NULL, TABLE_TEXT, "");
    table_column(out, "links", NULL, TABLE_INTEGER, "");
    table_column(out, "length_m", "length", TABLE_REAL, "m");
    table_column(out, "rate_gbps", "rate", TABLE_REAL, "Gbps");
    table_column(out, "latency", NULL, TABLE_RANGE, "ns");
    table_column(out, "loss", NULL, TABLE_RANGE, "dB");
    table_column(out, "margin", NULL, TABLE_RANGE, "dB");
    table_column(out, "energy_conversion", "conversion", TABLE_RANGE, "pJ/bit");
    table_column(out, "energy_light", "light", TABLE_RANGE, "pJ/bit");
    table_column(out, "energy_serdes", "SerDes", TABLE_RANGE, "pJ/bit");
    table_column(out, "fibers", NULL, TABLE_REAL, "");
    for (size_t i = 0; i < evaluation->bom->link_count; i++) {
        const struct bom_link *link = &evaluation->bom->links[i];
        const struct evaluation_link *result = &evaluation->links[i];
        table_text(out, link->network);
        table_text(out, link->from);
        table_text(out, link->to);
        table_text(out, link->medium);
        table_integer(out, link->count);
        table_real(out, link->length_m);
        table_real(out, link->gbps);
        table_range(out, result->latency_ns.range);
        table_range(out, result->loss_db.range);
        table_range(out, result->margin_db.range);
        table_range(out, result->conversion_pj.range);
        table_range(out, result->light_pj.range);
        table_range(out, result->serdes_pj.range);
        table_real(out, result->fibers);
    }
}

void build_table_distance(struct table *out, struct arena *arena,
                          const struct evaluation *evaluation)
{
    struct distance_tier tiers[DISTANCE_TIERS];
    table_init(out, arena);
    table_column(out, "tier", NULL, TABLE_TEXT, "");
    table_column(out, "to_m", "to", TABLE_REAL, "m");
    table_column(out, "links", NULL, TABLE_INTEGER, "");
    table_column(out, "escape_bandwidth_gbps", "leaves it, an accelerator", TABLE_REAL, "Gbps");
    table_column(out, "ratio", "times less", TABLE_REAL, "");
    table_column(out, "energy_per_bit", "energy of its links", TABLE_RANGE, "pJ/bit");
    distance_tiers(tiers, evaluation);
    for (int kind = 0; kind < DISTANCE_TIERS; kind++) {
        const struct distance_tier *tier = &tiers[kind];
        if (tier->links == 0 && !(tier->escape_gbps > 0))
            continue;
        table_text(out, tier->name);
        table_real(out, isfinite(tier->to_m) ? tier->to_m : NAN);
        table_integer(out, tier->links);
        table_real(out, tier->escape_gbps);
        table_real(out, tier->ratio);
        table_range(out, tier->energy.range);
    }
}

void build_table_throughput(struct table *out, struct arena *arena,
                            const struct evaluation *evaluation)
{
    const struct spec_workload *workload = &evaluation->bom->spec->workload;
    struct range facility = evaluation_metric(evaluation, "power_facility")->value;
    table_init(out, arena);
    table_column(out, "context", NULL, TABLE_REAL, "tokens");
    table_column(out, "bytes_per_token", "bytes a token", TABLE_REAL, "");
    table_column(out, "tokens_per_second_per_megawatt", "tokens", TABLE_RANGE, "1/s/MW");
    table_column(out, "bound", NULL, TABLE_TEXT, "");
    for (size_t i = 0; i < workload->context_count; i++) {
        struct throughput point = throughput_at(evaluation, facility, workload->contexts[i]);
        table_real(out, workload->contexts[i]);
        table_real(out, point.bytes_per_token);
        table_range(out, point.per_megawatt);
        table_text(out, isnan(point.fabric_tokens) ? NULL
                        : point.is_fabric_bound    ? "fabric"
                                                   : "compute");
    }
}

void build_table_drivers(struct table *out, struct arena *arena,
                         const struct evaluation *evaluation)
{
    struct supply supply;
    table_init(out, arena);
    table_column(out, "part", NULL, TABLE_TEXT, "");
    table_key(out);
    table_column(out, "added", "added when its price doubles", TABLE_MONEY,
                 evaluation->bom->spec->program.currency);
    table_column(out, "share", NULL, TABLE_PERCENT, "");
    table_key(out);
    table_bar(out);
    table_column(out, "supplier", NULL, TABLE_TEXT, "");
    if (!supply_of(&supply, arena, evaluation)) {
        out->failed = true;
        return;
    }
    for (size_t i = 0; i < supply.part_count && i < SUPPLY_DRIVERS; i++) {
        const struct purchase *part = supply.parts[i];
        if (part->cost_micros == 0)
            break;
        table_text(out, part->part->name);
        table_real(out, (double)part->cost_micros / MONEY_MICROS);
        table_real(out, (double)part->cost_micros / (double)supply.cost_micros);
        table_text(out, part->offer != NULL ? part->offer->supplier : NULL);
    }
}
