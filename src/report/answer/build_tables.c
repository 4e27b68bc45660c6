#include "report/answer/build_tables.h"

#include "base/money.h"
#include "evaluate/cost.h"

#include <math.h>
#include <string.h>

enum { INDENT = 2 };

const char *build_table_severity(enum bom_severity severity)
{
    static const char *const SEVERITIES[] = {
        [BOM_NOTE] = "note", [BOM_WARNING] = "warning", [BOM_ERROR] = "error"};
    return SEVERITIES[severity];
}

static void put_indented(struct table *out, struct arena *arena, const struct bom_line *line)
{
    table_text(out, arena_printf(arena, "%*s%s", line->level * INDENT, "", line->part->name));
}

void build_table_lines(struct table *out, struct arena *arena, const struct bom *bom,
                       const struct evaluation *evaluation)
{
    table_init(out, arena);
    table_column(out, "id", "line", TABLE_TEXT, "");
    table_key(out);
    table_column(out, "part", NULL, TABLE_TEXT, "");
    table_key(out);
    table_column(out, "role", NULL, TABLE_TEXT, "");
    table_column(out, "quantity", NULL, TABLE_INTEGER, "");
    table_key(out);
    if (evaluation != NULL) {
        table_column(out, "power_w", "power", TABLE_POWER, "W");
        table_key(out);
        table_bar(out);
        table_column(out, "cost", NULL, TABLE_MONEY, bom->spec->program.currency);
        table_key(out);
    }
    table_column(out, "derivation", NULL, TABLE_TEXT, "");
    table_wrap(out);
    for (size_t i = 0; i < bom->line_count; i++) {
        const struct bom_line *line = &bom->lines[i];
        table_text(out, line->id);
        put_indented(out, arena, line);
        table_text(out, line->role);
        table_integer(out, line->quantity);
        if (evaluation != NULL) {
            const struct evaluation_line *result = &evaluation->lines[i];
            bool is_priced = line->is_bought && result->purchase->price != NULL;
            table_real(out, result->unit_power_w.typ * (double)line->quantity);
            table_real(out, is_priced ? (double)result->cost_micros / MONEY_MICROS : NAN);
        }
        table_text(out, line->derivation);
    }
}

void build_table_tiers(struct table *out, struct arena *arena, const struct bom *bom)
{
    table_init(out, arena);
    table_column(out, "network", NULL, TABLE_TEXT, "");
    table_column(out, "tier", NULL, TABLE_TEXT, "");
    table_column(out, "switches", NULL, TABLE_INTEGER, "");
    table_column(out, "ports_down", "ports down", TABLE_INTEGER, "");
    table_column(out, "ports_up", "ports up", TABLE_INTEGER, "");
    table_column(out, "links", NULL, TABLE_INTEGER, "");
    table_column(out, "modules", NULL, TABLE_INTEGER, "");
    for (size_t i = 0; i < bom->tier_count; i++) {
        const struct bom_tier *tier = &bom->tiers[i];
        table_text(out, tier->network);
        table_text(out, tier->tier);
        table_integer(out, tier->switches);
        table_integer(out, tier->ports_down);
        table_integer(out, tier->ports_up);
        table_integer(out, tier->links);
        table_integer(out, tier->modules);
    }
}

void build_table_findings(struct table *out, struct arena *arena, const struct bom *bom)
{
    table_init(out, arena);
    table_column(out, "severity", NULL, TABLE_TEXT, "");
    table_column(out, "code", NULL, TABLE_TEXT, "");
    table_column(out, "lines", "line", TABLE_TEXT, "");
    table_column(out, "text", "finding", TABLE_TEXT, "");
    table_wrap(out);
    table_column(out, "fix", NULL, TABLE_TEXT, "");
    table_wrap(out);
    for (size_t i = 0; i < bom->finding_count; i++) {
        const struct bom_finding *finding = &bom->findings[i];
        table_text(out, build_table_severity(finding->severity));
        table_text(out, finding->code);
        table_text(out, finding->line == BOM_TOP ? "" : bom->lines[finding->line].id);
        table_text(out, finding->text);
        table_text(out, finding->fix);
    }
}

void build_table_metrics(struct table *out, struct arena *arena,
                         const struct evaluation *evaluation)
{
    table_init(out, arena);
    table_column(out, "metric", NULL, TABLE_TEXT, "");
    table_column(out, "min", NULL, TABLE_REAL, "");
    table_column(out, "typ", NULL, TABLE_REAL, "");
    table_column(out, "max", NULL, TABLE_REAL, "");
    table_column(out, "unit", NULL, TABLE_TEXT, "");
    table_column(out, "assumed_share", "assumed", TABLE_PERCENT, "");
    table_column(out, "reason", "no value because", TABLE_TEXT, "");
    table_wrap(out);
    for (size_t i = 0; i < evaluation->metric_count; i++) {
        const struct evaluation_metric *metric = &evaluation->metrics[i];
        table_text(out, metric->name);
        table_real(out, metric->value.min);
        table_real(out, metric->value.typ);
        table_real(out, metric->value.max);
        table_text(out, strcmp(metric->unit, "1") == 0 ? "" : metric->unit);
        table_real(out, metric->assumed_share);
        table_text(out, metric->reason);
    }
}

static void put_groups(struct table *out, const char *kind, const struct evaluation_group *groups,
                       size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (groups[i].power_w.max == 0 && groups[i].power_w.min == 0)
            continue;
        table_text(out, kind);
        table_text(out, groups[i].name);
        table_real(out, groups[i].power_w.min);
        table_real(out, groups[i].power_w.typ);
        table_real(out, groups[i].power_w.max);
    }
}

void build_table_power(struct table *out, struct arena *arena, const struct evaluation *evaluation)
{
    table_init(out, arena);
    table_column(out, "by", NULL, TABLE_TEXT, "");
    table_column(out, "name", NULL, TABLE_TEXT, "");
    table_column(out, "min", NULL, TABLE_POWER, "W");
    table_column(out, "typ", NULL, TABLE_POWER, "W");
    table_bar(out);
    table_column(out, "max", NULL, TABLE_POWER, "W");
    put_groups(out, "role", evaluation->roles, evaluation->role_count);
    put_groups(out, "function", evaluation->functions, EVALUATION_FUNCTIONS);
}

void build_table_compare(struct table *out, struct arena *arena,
                         struct evaluation *const *evaluations, size_t count)
{
    table_init(out, arena);
    table_column(out, "metric", NULL, TABLE_TEXT, "");
    table_column(out, "unit", NULL, TABLE_TEXT, "");
    for (size_t i = 0; i < count; i++)
        table_column(out, evaluations[i]->bom->spec->name, NULL, TABLE_REAL, "");
    for (size_t m = 0; count > 0 && m < evaluations[0]->metric_count; m++) {
        const struct evaluation_metric *first = &evaluations[0]->metrics[m];
        table_text(out, first->name);
        table_text(out, strcmp(first->unit, "1") == 0 ? "" : first->unit);
        for (size_t i = 0; i < count; i++)
            table_real(out, evaluation_metric(evaluations[i], first->name)->value.typ);
    }
}
