/* One buy for several builds, as tables and as JSON. */
#ifndef OPTIBOM_REPORT_CONSOLIDATION_REPORT_H
#define OPTIBOM_REPORT_CONSOLIDATION_REPORT_H

#include "base/buf.h"
#include "base/table.h"
#include "evaluate/consolidation.h"

void consolidation_table_lines(struct table *out, struct arena *arena,
                               const struct consolidation *buy);
void consolidation_table_builds(struct table *out, struct arena *arena,
                                const struct consolidation *buy);
/* One row. */
void consolidation_table_total(struct table *out, struct arena *arena,
                               const struct consolidation *buy);

/* The document optibom.build.consolidate/1. */
void consolidation_json(struct buf *out, const struct consolidation *buy);

#endif
