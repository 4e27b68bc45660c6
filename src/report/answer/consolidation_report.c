#include "report/answer/consolidation_report.h"

#include "base/json.h"
#include "base/money.h"

#include <math.h>

static double amount(int64_t micros)
{
    return (double)micros / MONEY_MICROS;
}

static bool is_priced(const struct consolidation_line *line)
{
    return line->together.offer != NULL;
}

static const char *name_of(const struct consolidation_build *build)
{
    return build->evaluation->bom->spec->name;
}

/* Name and heading of the column of one build. */
static void add_need_column(struct table *out, struct arena *arena, const char *build)
{
    const char *name = arena_printf(arena, "need_%s", build);
    const char *heading = arena_printf(arena, "need %s", build);
    out->failed |= name == NULL || heading == NULL;
    table_column(out, name, heading, TABLE_INTEGER, "");
}

void consolidation_table_lines(struct table *out, struct arena *arena,
                               const struct consolidation *buy)
{
    table_init(out, arena);
    table_column(out, "vendor", NULL, TABLE_TEXT, "");
    table_column(out, "mpn", "part", TABLE_TEXT, "");
    table_column(out, "supplier", NULL, TABLE_TEXT, "");
    for (size_t b = 0; b < buy->build_count; b++)
        add_need_column(out, arena, name_of(&buy->builds[b]));
    table_column(out, "need", NULL, TABLE_INTEGER, "");
    table_column(out, "orderable", NULL, TABLE_INTEGER, "");
    table_column(out, "unit_price", "unit price", TABLE_MONEY, "");
    table_column(out, "cost", NULL, TABLE_MONEY, "");
    table_column(out, "cost_alone", "bought alone", TABLE_MONEY, "");
    table_column(out, "saving", NULL, TABLE_MONEY, "");
    table_column(out, "currency", NULL, TABLE_TEXT, "");
    for (size_t i = 0; i < buy->line_count; i++) {
        const struct consolidation_line *line = &buy->lines[i];
        table_text(out, line->part->vendor);
        table_text(out, line->part->mpn);
        table_text(out, is_priced(line) ? line->together.offer->supplier : NULL);
        for (size_t b = 0; b < buy->build_count; b++)
            table_integer(out, line->needs[b]);
        table_integer(out, line->need);
        table_integer(out, line->together.orderable);
        table_real(out, purchase_unit_price(&line->together, 0));
        table_real(out, is_priced(line) ? amount(line->together.order_micros) : NAN);
        table_real(out, is_priced(line) ? amount(line->alone_micros) : NAN);
        table_real(out, is_priced(line) ? amount(line->alone_micros - line->together.order_micros)
                                        : NAN);
        table_text(out, buy->currency);
    }
}

void consolidation_table_builds(struct table *out, struct arena *arena,
                                const struct consolidation *buy)
{
    table_init(out, arena);
    table_column(out, "build", NULL, TABLE_TEXT, "");
    table_column(out, "cost_alone", "bought alone", TABLE_MONEY, buy->currency);
    table_column(out, "cost_together", "bought together", TABLE_MONEY, buy->currency);
    table_column(out, "saving", NULL, TABLE_MONEY, buy->currency);
    for (size_t b = 0; b < buy->build_count; b++) {
        const struct consolidation_build *build = &buy->builds[b];
        table_text(out, name_of(build));
        table_real(out, amount(build->alone_micros));
        table_real(out, amount(build->share_micros));
        table_real(out, amount(build->alone_micros - build->share_micros));
    }
}

void consolidation_table_total(struct table *out, struct arena *arena,
                               const struct consolidation *buy)
{
    table_init(out, arena);
    table_column(out, "cost_alone", "bought alone", TABLE_MONEY, buy->currency);
    table_column(out, "cost_together", "bought together", TABLE_MONEY, buy->currency);
    table_column(out, "saving", NULL, TABLE_MONEY, buy->currency);
    table_column(out, "unpriced", "parts without offer", TABLE_INTEGER, "");
    table_real(out, amount(buy->alone_micros));
    table_real(out, amount(buy->together_micros));
    table_real(out, amount(buy->alone_micros - buy->together_micros));
    table_integer(out, buy->unpriced);
}

static void put_line(struct json *json, const struct consolidation *buy,
                     const struct consolidation_line *line)
{
    bool priced = is_priced(line);
    json_object(json);
    json_key_text(json, "part", line->part->name);
    json_key_text(json, "mpn", line->part->mpn);
    json_key_text(json, "vendor", line->part->vendor);
    json_key_text(json, "class", line->part->class_name);
    json_key_text(json, "supplier", priced ? line->together.offer->supplier : NULL);
    json_key(json, "needs");
    json_array(json);
    for (size_t b = 0; b < buy->build_count; b++) {
        json_object(json);
        json_key_text(json, "build", name_of(&buy->builds[b]));
        json_key_integer(json, "need", line->needs[b]);
        json_object_end(json);
    }
    json_array_end(json);
    json_key_integer(json, "need", line->need);
    json_key_integer(json, "orderable", line->together.orderable);
    json_key_number(json, "unit_price", purchase_unit_price(&line->together, 0));
    json_key_number(json, "cost", priced ? amount(line->together.order_micros) : NAN);
    json_key_number(json, "cost_alone", priced ? amount(line->alone_micros) : NAN);
    json_key_number(json, "saving",
                    priced ? amount(line->alone_micros - line->together.order_micros) : NAN);
    if (!priced)
        json_key_text(json, "cost_reason", "no offer");
    json_object_end(json);
}

void consolidation_json(struct buf *out, const struct consolidation *buy)
{
    struct json json;
    json_init(&json, out);
    json_object(&json);
    json_key_text(&json, "schema", "optibom.build.consolidate/1");
    json_key_text(&json, "currency", buy->currency);
    json_key_number(&json, "cost_alone", amount(buy->alone_micros));
    json_key_number(&json, "cost_together", amount(buy->together_micros));
    json_key_number(&json, "saving", amount(buy->alone_micros - buy->together_micros));
    json_key_integer(&json, "unpriced", buy->unpriced);
    json_key(&json, "lines");
    json_array(&json);
    for (size_t i = 0; i < buy->line_count; i++)
        put_line(&json, buy, &buy->lines[i]);
    json_array_end(&json);
    json_key(&json, "builds");
    json_array(&json);
    for (size_t b = 0; b < buy->build_count; b++) {
        const struct consolidation_build *build = &buy->builds[b];
        json_object(&json);
        json_key_text(&json, "build", name_of(build));
        json_key_number(&json, "cost_alone", amount(build->alone_micros));
        json_key_number(&json, "cost_together", amount(build->share_micros));
        json_key_number(&json, "saving", amount(build->alone_micros - build->share_micros));
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
}
