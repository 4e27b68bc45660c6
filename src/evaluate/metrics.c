#include "evaluate/metrics.h"

#include <math.h>

void metrics_add(struct metrics *metrics, const char *name, const char *unit, struct range value,
                 double assumed_share, const char *reason)
{
    struct evaluation *evaluation = metrics->evaluation;
    struct evaluation_metric *list =
        arena_grow(metrics->arena, evaluation->metrics, evaluation->metric_count, sizeof *list);
    if (list == NULL) {
        metrics->failed = true;
        return;
    }
    bool has_value = isfinite(value.typ);
    if (reason == NULL)
        reason = "no finite number: a figure that it rests on is 0";
    evaluation->metrics = list;
    list[evaluation->metric_count++] =
        (struct evaluation_metric){.name = name,
                                   .unit = unit,
                                   .value = has_value ? value : range_none(),
                                   .assumed_share = has_value ? assumed_share : NAN,
                                   .mean = NAN,
                                   .deviation = NAN,
                                   .reason = has_value ? NULL : reason};
}

double metrics_share(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

enum optibom_status metrics_fill(struct evaluation *evaluation, int64_t program_racks,
                                 struct arena *arena, struct error *err)
{
    struct metrics metrics = {.evaluation = evaluation,
                              .bom = evaluation->bom,
                              .arena = arena,
                              .program_racks = program_racks};
    enum optibom_status status = cost_total(&metrics.cost, evaluation, err);
    if (status != OPTIBOM_OK)
        return status;
    metrics_power(&metrics);
    metrics_feed(&metrics);
    metrics_bandwidth(&metrics);
    metrics_cost(&metrics);
    metrics_yield(&metrics);
    metrics_links(&metrics);
    metrics_distance(&metrics);
    metrics_density(&metrics);
    metrics_supply(&metrics);
    metrics_throughput(&metrics);
    return metrics.failed ? error_no_memory(err) : OPTIBOM_OK;
}
