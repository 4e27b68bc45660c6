/*
 * Tokens per second and megawatt.
 *
 * 1. Bytes of a token that cross the fabric = fixed + per_context_token x context (tokens); the
 *    model is the user's, a plain number is fixed.
 * 2. Fabric of one accelerator (bytes/s) = scale-out bandwidth of an accelerator / 8; without a
 *    scale-out network there is no value.
 * 3. Tokens (1/s) = accelerators x min(tokens_per_second, 2 / 1), over the facility's power in MW:
 *    the most power gives the least. The fabric is the bound when 2 / 1 is below tokens_per_second.
 * 4. The fabric becomes the limit where both are equal: context = (2 / tokens_per_second - fixed) /
 *    per_context_token; 0 where it is the limit at any length; none where the bytes do not grow.
 * Source: domain model, throughput.
 */
#include "evaluate/throughput.h"

#include <math.h>
#include <string.h>

static const double WATTS_PER_MEGAWATT = 1e6, BITS_PER_BYTE = 8, BITS_PER_GIGABIT = 1e9;

/* Statement 2. */
static double fabric_bytes(const struct spec *spec)
{
    double gbps = 0;
    for (size_t i = 0; i < spec->network_count; i++)
        if (strcmp(spec->networks[i].name, "scale-out") == 0)
            gbps += spec->networks[i].bandwidth_gbps;
    return gbps > 0 ? gbps * BITS_PER_GIGABIT / BITS_PER_BYTE : NAN;
}

struct throughput throughput_at(const struct evaluation *evaluation, struct range facility_w,
                                double context)
{
    const struct spec *spec = evaluation->bom->spec;
    const struct spec_workload *workload = &spec->workload;
    double endpoints = (double)evaluation->bom->endpoints;
    double bytes = workload->bytes_per_token + workload->bytes_per_context_token * context;
    double fabric = fabric_bytes(spec) / bytes * endpoints;
    double compute = workload->tokens_per_second * endpoints;
    double tokens = isnan(fabric) ? NAN : fmin(compute, fabric);
    return (struct throughput){.bytes_per_token = bytes,
                               .compute_tokens = compute,
                               .fabric_tokens = fabric,
                               .per_megawatt = {tokens / facility_w.max * WATTS_PER_MEGAWATT,
                                                tokens / facility_w.typ * WATTS_PER_MEGAWATT,
                                                tokens / facility_w.min * WATTS_PER_MEGAWATT},
                               .is_fabric_bound = fabric < compute};
}

struct link_value throughput_fabric_limit(const struct evaluation *evaluation)
{
    const struct spec *spec = evaluation->bom->spec;
    const struct spec_workload *workload = &spec->workload;
    double bytes = fabric_bytes(spec);
    const char *reason = !workload->is_given
                             ? "the spec has no workload (bytes_per_token, tokens_per_second)"
                         : isnan(bytes) ? "the spec has no scale-out network"
                         : !(workload->bytes_per_context_token > 0)
                             ? "bytes_per_token of the spec does not grow with the context"
                             : NULL;
    if (reason != NULL)
        return (struct link_value){range_none(), NAN, reason};
    double context = (bytes / workload->tokens_per_second - workload->bytes_per_token) /
                     workload->bytes_per_context_token;
    return (struct link_value){range_exact(fmax(0, context)), 0, NULL};
}
