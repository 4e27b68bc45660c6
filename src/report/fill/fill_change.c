#include "report/fill/fill_change.h"

#include <string.h>

static const char *part_of(const struct evaluation *evaluation, long line)
{
    return line == BOM_TOP ? NULL : evaluation->bom->lines[line].part->name;
}

/* -1: there is no line, which the table has as NULL. */
static int64_t quantity_of(const struct evaluation *evaluation, long line)
{
    return line == BOM_TOP ? -1 : evaluation->bom->lines[line].quantity;
}

static enum optibom_status put_line(struct store *store, const char *build, const char *before,
                                    const struct build_diff *diff, size_t at, struct error *err)
{
    const struct build_diff_line *line = &diff->lines[at];
    const char *currencies[] = {diff->before->bom->spec->program.currency,
                                diff->after->bom->spec->program.currency};
    return store_run(
        store, err, "INSERT INTO result_change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "ttittttnnddidd", build, before, (int64_t)at + 1, build_diff_word(line->change), line->role,
        part_of(diff->before, line->before), part_of(diff->after, line->after),
        quantity_of(diff->before, line->before), quantity_of(diff->after, line->after),
        line->cost_before, line->cost_after, (int64_t)(strcmp(currencies[0], currencies[1]) == 0),
        line->power_before_w, line->power_after_w);
}

enum optibom_status fill_change(struct store *store, const char *build, const char *before,
                                const struct build_diff *diff, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < diff->line_count; i++)
        status = put_line(store, build, before, diff, i, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < diff->metric_count; i++) {
        const struct build_diff_metric *metric = &diff->metrics[i];
        status = store_run(store, err,
                           "INSERT INTO result_change_metric VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                           "ttittdddt", build, before, (int64_t)i + 1, metric->name, metric->unit,
                           metric->before, metric->after, metric->difference, metric->reason);
    }
    if (status == OPTIBOM_OK && diff->line_count == 0)
        status = store_run(store, err,
                           "INSERT INTO result_change VALUES"
                           " (?1, ?2, 0, 'none', 'no line differs from ' || ?2, NULL, NULL, NULL,"
                           " NULL, NULL, NULL, 1, NULL, NULL)",
                           "tt", build, before);
    return status;
}

enum optibom_status fill_change_none(struct store *store, const char *build, const char *sentence,
                                     struct error *err)
{
    return store_run(store, err,
                     "INSERT INTO result_change VALUES"
                     " (?, NULL, 0, 'none', ?, NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL, NULL)",
                     "tt", build, sentence);
}
