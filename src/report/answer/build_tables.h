/* Builds as tables for a person: BOM, tiers, metrics, power, findings, comparison. */
#ifndef OPTIBOM_REPORT_BUILD_TABLES_H
#define OPTIBOM_REPORT_BUILD_TABLES_H

#include "base/table.h"
#include "evaluate/evaluation.h"

/* "note", "warning", "error" */
const char *build_table_severity(enum bom_severity severity);

void build_table_lines(struct table *out, struct arena *arena, const struct bom *bom,
                       const struct evaluation *evaluation /* or NULL */);
void build_table_tiers(struct table *out, struct arena *arena, const struct bom *bom);
void build_table_findings(struct table *out, struct arena *arena, const struct bom *bom);
void build_table_metrics(struct table *out, struct arena *arena,
                         const struct evaluation *evaluation);
void build_table_power(struct table *out, struct arena *arena, const struct evaluation *evaluation);

/* One row a metric, one column a build. */
void build_table_compare(struct table *out, struct arena *arena,
                         struct evaluation *const *evaluations, size_t count);

#endif
