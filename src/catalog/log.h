/* Who changed what: the record of changes, and what they did to the rows of a part. */
#ifndef OPTIBOM_CATALOG_LOG_H
#define OPTIBOM_CATALOG_LOG_H

#include "base/table.h"
#include "catalog/catalog.h"

/* All changes, newest first; those of a build where `build` is not NULL. OPTIBOM_NOT_FOUND when no
 * change is about it. */
enum optibom_status catalog_log_list(struct table *out, struct arena *arena, struct store *store,
                                     const char *build, struct error *err);

/* One row a column that a change made another: before and after. OPTIBOM_NOT_FOUND when there is no
 * such change; OPTIBOM_CONFLICT when its rows were not kept: it was taken back, or is older than
 * the record. */
enum optibom_status catalog_log_change(struct table *out, struct arena *arena, struct store *store,
                                       int64_t change_id, struct error *err);

/* The same over all changes that hold, oldest first, of the rows that are about a part. */
enum optibom_status catalog_log_part(struct table *out, struct arena *arena, struct store *store,
                                     int64_t part_id, struct error *err);

#endif
