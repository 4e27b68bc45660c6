/*
 * Escape bandwidth and energy per bit by distance; tiers and definitions are in distance.c.
 *
 * 1. escape_bandwidth_T (Gbps): of one accelerator, one direction, leaving the tier T; 0 where no
 *    link goes further.
 * 2. escape_ratio_rack = escape_bandwidth_package / escape_bandwidth_rack: how many times less
 *    bandwidth leaves the rack than the package.
 * 3. energy_per_bit_T (pJ/bit): both ends of the links of tier T, SerDes left out.
 */
#include "evaluate/distance.h"
#include "evaluate/metrics.h"

#include <math.h>

void metrics_distance(struct metrics *metrics)
{
    static const char *const ESCAPES[] = {"escape_bandwidth_package", "escape_bandwidth_board",
                                          "escape_bandwidth_rack", "escape_bandwidth_row",
                                          "escape_bandwidth_hall"};
    static const char *const ENERGIES[] = {"energy_per_bit_package", "energy_per_bit_board",
                                           "energy_per_bit_rack", "energy_per_bit_row",
                                           "energy_per_bit_hall"};
    struct distance_tier tiers[DISTANCE_TIERS];
    if (metrics->failed)
        return;
    distance_tiers(tiers, metrics->evaluation);
    for (int kind = 0; kind < DISTANCE_CAMPUS; kind++)
        metrics_add(metrics, ESCAPES[kind], "Gbps", range_exact(tiers[kind].escape_gbps), 0,
                    "the build has no accelerators");
    double ratio = tiers[DISTANCE_PACKAGE].escape_gbps / tiers[DISTANCE_RACK].escape_gbps;
    metrics_add(metrics, "escape_ratio_rack", "1", range_exact(ratio), 0,
                "no link goes beyond the rack");
    for (int kind = 0; kind < DISTANCE_CAMPUS; kind++)
        metrics_add(metrics, ENERGIES[kind], "pJ/bit", tiers[kind].energy.range,
                    tiers[kind].energy.assumed_share, tiers[kind].energy.reason);
}
