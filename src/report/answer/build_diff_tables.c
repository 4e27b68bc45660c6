#include "report/answer/build_diff.h"

#include "report/answer/build_tables.h"

#include <string.h>

static const char *const CHANGES[] = {[BUILD_SAME] = "",
                                      [BUILD_ADDED] = "added",
                                      [BUILD_REMOVED] = "removed",
                                      [BUILD_QUANTITY] = "quantity",
                                      [BUILD_PART] = "part",
                                      [BUILD_PART_AND_QUANTITY] = "part and quantity",
                                      [BUILD_COST] = "cost",
                                      [BUILD_POWER] = "power",
                                      [BUILD_COST_AND_POWER] = "cost and power"};

const char *build_diff_word(enum build_change change)
{
    return CHANGES[change];
}

/* With the column that names the build where there may be several. */
static void start(struct table *out, struct arena *arena, struct build_diff *const *diffs,
                  size_t count)
{
    table_init(out, arena);
    if (count > 0 && diffs[0]->build != NULL)
        table_column(out, "build", NULL, TABLE_TEXT, "");
    table_key(out);
}

static void start_row(struct table *out, const struct build_diff *diff)
{
    if (diff->build != NULL)
        table_text(out, diff->build);
}

static const char *part_of(const struct evaluation *evaluation, long line)
{
    return line == BOM_TOP ? NULL : evaluation->bom->lines[line].part->name;
}

static void put_quantity(struct table *out, const struct evaluation *evaluation, long line)
{
    if (line == BOM_TOP)
        table_null(out);
    else
        table_integer(out, evaluation->bom->lines[line].quantity);
}

static const char *currency_of(struct arena *arena, const struct build_diff *diff)
{
    const char *before = diff->before->bom->spec->program.currency,
               *after = diff->after->bom->spec->program.currency;
    return strcmp(before, after) == 0 ? before : arena_printf(arena, "%s to %s", before, after);
}

void build_diff_table_lines(struct table *out, struct arena *arena, struct build_diff *const *diffs,
                            size_t count)
{
    start(out, arena, diffs, count);
    table_column(out, "change", NULL, TABLE_TEXT, "");
    table_key(out);
    table_column(out, "role", NULL, TABLE_TEXT, "");
    table_column(out, "part_before", "part before", TABLE_TEXT, "");
    table_key(out);
    table_column(out, "part_after", "part after", TABLE_TEXT, "");
    table_key(out);
    table_column(out, "quantity_before", "quantity before", TABLE_INTEGER, "");
    table_column(out, "quantity_after", "after", TABLE_INTEGER, "");
    table_column(out, "cost_before", "cost before", TABLE_MONEY, "");
    table_column(out, "cost_after", "after", TABLE_MONEY, "");
    table_column(out, "currency", NULL, TABLE_TEXT, "");
    table_column(out, "power_before_w", "power before", TABLE_POWER, "W");
    table_column(out, "power_after_w", "after", TABLE_POWER, "W");
    for (size_t d = 0; d < count; d++) {
        const struct build_diff *diff = diffs[d];
        for (size_t i = 0; i < diff->line_count; i++) {
            const struct build_diff_line *line = &diff->lines[i];
            start_row(out, diff);
            table_text(out, CHANGES[line->change]);
            table_text(out, line->role);
            table_text(out, part_of(diff->before, line->before));
            table_text(out, part_of(diff->after, line->after));
            put_quantity(out, diff->before, line->before);
            put_quantity(out, diff->after, line->after);
            table_real(out, line->cost_before);
            table_real(out, line->cost_after);
            table_text(out, currency_of(arena, diff));
            table_real(out, line->power_before_w);
            table_real(out, line->power_after_w);
        }
    }
}

void build_diff_table_metrics(struct table *out, struct arena *arena,
                              struct build_diff *const *diffs, size_t count)
{
    start(out, arena, diffs, count);
    table_column(out, "metric", NULL, TABLE_TEXT, "");
    table_column(out, "unit", NULL, TABLE_TEXT, "");
    table_column(out, "before", NULL, TABLE_REAL, "");
    table_column(out, "after", NULL, TABLE_REAL, "");
    table_column(out, "difference", NULL, TABLE_REAL, "");
    table_column(out, "reason", "no value because", TABLE_TEXT, "");
    table_wrap(out);
    for (size_t d = 0; d < count; d++)
        for (size_t i = 0; i < diffs[d]->metric_count; i++) {
            const struct build_diff_metric *metric = &diffs[d]->metrics[i];
            start_row(out, diffs[d]);
            table_text(out, metric->name);
            table_text(out, strcmp(metric->unit, "1") == 0 ? "" : metric->unit);
            table_real(out, metric->before);
            table_real(out, metric->after);
            table_real(out, metric->difference);
            table_text(out, metric->reason);
        }
}

/* Lines move; a finding is the same when code and sentence are. */
static bool is_new(const struct build_diff *diff, const struct bom_finding *finding)
{
    const struct bom *before = diff->before->bom;
    for (size_t i = 0; i < before->finding_count; i++)
        if (strcmp(before->findings[i].code, finding->code) == 0 &&
            strcmp(before->findings[i].text, finding->text) == 0)
            return false;
    return true;
}

void build_diff_table_findings(struct table *out, struct arena *arena,
                               struct build_diff *const *diffs, size_t count)
{
    start(out, arena, diffs, count);
    table_column(out, "severity", NULL, TABLE_TEXT, "");
    table_column(out, "code", NULL, TABLE_TEXT, "");
    table_column(out, "line", NULL, TABLE_TEXT, "");
    table_column(out, "text", "finding", TABLE_TEXT, "");
    table_wrap(out);
    table_column(out, "fix", NULL, TABLE_TEXT, "");
    table_wrap(out);
    for (size_t d = 0; d < count; d++) {
        const struct bom *after = diffs[d]->after->bom;
        for (size_t i = 0; i < after->finding_count; i++) {
            if (!is_new(diffs[d], &after->findings[i]))
                continue;
            const struct bom_finding *finding = &after->findings[i];
            start_row(out, diffs[d]);
            table_text(out, build_table_severity(finding->severity));
            table_text(out, finding->code);
            table_text(out, finding->line == BOM_TOP ? "" : after->lines[finding->line].id);
            table_text(out, finding->text);
            table_text(out, finding->fix);
        }
    }
}

bool build_diff_has_error(const struct build_diff *diff)
{
    const struct bom *after = diff->after->bom;
    for (size_t i = 0; i < after->finding_count; i++)
        if (after->findings[i].severity == BOM_ERROR && is_new(diff, &after->findings[i]))
            return true;
    return false;
}
