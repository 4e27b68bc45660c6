/* Where a part is used in stored builds, as tables. */
#ifndef OPTIBOM_REPORT_WHERE_USED_TABLES_H
#define OPTIBOM_REPORT_WHERE_USED_TABLES_H

#include "assemble/where_used.h"
#include "base/table.h"

void where_used_table_builds(struct table *out, struct arena *arena, const struct where_used *used);

/* Builds that could not be looked into, each with the reason. */
void where_used_table_failures(struct table *out, struct arena *arena,
                               const struct where_used *used);

#endif
