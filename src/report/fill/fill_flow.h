/* Assembly flows into the result tables: with and without the known-good test. */
#ifndef OPTIBOM_REPORT_FILL_FLOW_H
#define OPTIBOM_REPORT_FILL_FLOW_H

#include "evaluate/flow_breakeven.h"
#include "store/store.h"

/* `breakeven` is of the flow and NULL without an insertion. */
enum optibom_status fill_flow(struct store *store, const char *build,
                              const struct flow_result *result,
                              const struct flow_breakeven *breakeven, struct error *err);

/* A row of result_build for flows that are reported without a build. */
enum optibom_status fill_flow_build(struct store *store, const char *build, int64_t position,
                                    const char *file, struct error *err);

#endif
