/*
 * What stands beside the metrics of a build: its links, distances, shorelines, contexts and supply,
 * as tables for a person and as JSON (keys of docs/json.md).
 */
#ifndef OPTIBOM_REPORT_BUILD_DETAILS_H
#define OPTIBOM_REPORT_BUILD_DETAILS_H

#include "base/json.h"
#include "base/table.h"
#include "evaluate/evaluation.h"

/* One row a kind of link. */
void build_table_links(struct table *out, struct arena *arena, const struct evaluation *evaluation);
/* One row a distance that links go, or that bandwidth leaves. */
void build_table_distance(struct table *out, struct arena *arena,
                          const struct evaluation *evaluation);
/* One row a length of context; none without a workload that lists some. */
void build_table_throughput(struct table *out, struct arena *arena,
                            const struct evaluation *evaluation);
/* The ten parts that hurt most when their price doubles. */
void build_table_drivers(struct table *out, struct arena *arena,
                         const struct evaluation *evaluation);

/* The keys links, distance, shoreline, throughput and supply. False when memory is exhausted. */
bool build_details_json(struct json *json, struct arena *arena,
                        const struct evaluation *evaluation);

#endif
