/*
 * 1. tokens_per_second_per_megawatt (1/s/MW) at the first context of the spec, at any where the
 *    bytes of a token are one number (throughput.c 1 to 3).
 * 2. context_fabric_limit (tokens): from which on the fabric is the limit (throughput.c 4).
 */
#include "evaluate/metrics.h"
#include "evaluate/throughput.h"

void metrics_throughput(struct metrics *metrics)
{
    const struct spec_workload *workload = &metrics->bom->spec->workload;
    struct range value = range_none();
    if (workload->is_given)
        value = throughput_at(metrics->evaluation, metrics->facility_w,
                              workload->context_count > 0 ? workload->contexts[0] : 0)
                    .per_megawatt;
    struct link_value limit = throughput_fabric_limit(metrics->evaluation);
    metrics_add(
        metrics, "tokens_per_second_per_megawatt", "1/s/MW", value, metrics->power_assumed_share,
        workload->is_given ? "the spec has no scale-out network"
                           : "the spec has no workload (bytes_per_token, tokens_per_second)");
    metrics_add(metrics, "context_fabric_limit", "tokens", limit.range, 0, limit.reason);
}
