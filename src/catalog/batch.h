/* Import batches: their record, and taking one back. */
#ifndef OPTIBOM_CATALOG_BATCH_H
#define OPTIBOM_CATALOG_BATCH_H

#include "base/table.h"
#include "catalog/catalog.h"
#include "catalog/load.h"

/* The number that the next batch gets; within a transaction. */
enum optibom_status catalog_batch_next(int64_t *batch_id, struct store *store, struct error *err);

/* Writes the record of a batch with the change set that it made. */
enum optibom_status catalog_batch_store(int64_t batch_id, struct store *store,
                                        const struct catalog_load_request *request,
                                        const struct catalog_load_report *report,
                                        const void *changes, size_t size, struct error *err);

/* Takes a batch back: every row of the catalog is as it was before. OPTIBOM_NOT_FOUND: no such
 * batch; OPTIBOM_CONFLICT: undone already, or a later change stands on it. */
enum optibom_status catalog_batch_undo(struct catalog *catalog, int64_t batch_id,
                                       struct error *err);

/* All batches, newest first; one batch by file; what it had to say. */
enum optibom_status catalog_batch_list(struct table *out, struct arena *arena, struct store *store,
                                       struct error *err);
enum optibom_status catalog_batch_show(struct table *out, struct arena *arena, struct store *store,
                                       int64_t batch_id, struct error *err);
enum optibom_status catalog_batch_rejects(struct table *out, struct arena *arena,
                                          struct store *store, int64_t batch_id, struct error *err);

#endif
