/* Assembly flows as tables for a person. */
#ifndef OPTIBOM_REPORT_YIELD_TABLES_H
#define OPTIBOM_REPORT_YIELD_TABLES_H

#include "base/table.h"
#include "evaluate/evaluation.h"

/* One row a figure: with and without the known-good test side by side. */
void yield_table_outcome(struct table *out, struct arena *arena, const struct flow_result *result);
/* The ledger of the flow and of the flows that hand over to it. */
void yield_table_steps(struct table *out, struct arena *arena, const struct flow_result *result);
void yield_table_causes(struct table *out, struct arena *arena, const struct flow_result *result);
/* Several flows side by side: a row a flow and variant. `names` are what the caller calls them. */
void yield_table_comparison(struct table *out, struct arena *arena,
                            const struct flow_result *const *results, const char *const *names,
                            size_t count);
/* One row a package of the build and variant. */
void yield_table_packages(struct table *out, struct arena *arena,
                          const struct evaluation *evaluation);

#endif
