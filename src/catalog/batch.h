/* Import batches: their record, and taking one back. */
#ifndef OPTIBOM_CATALOG_BATCH_H
#define OPTIBOM_CATALOG_BATCH_H

#include "base/table.h"
#include "catalog/change.h"
#include "catalog/load.h"

/* Opens the record of a batch, within a transaction; its number is the next. */
enum optibom_status catalog_batch_begin(int64_t *batch_id, struct store *store,
                                        const struct catalog_load_request *request,
                                        struct error *err);

/* Keeps what there is to say about a row, the `position`-th thing, with the row itself. */
enum optibom_status catalog_batch_issue(int64_t batch_id, int64_t position, struct store *store,
                                        const char *file, const char *raw,
                                        const struct import_issue *issue, struct error *err);

/* Writes its files, the change set that it made, and who did. */
enum optibom_status catalog_batch_end(int64_t batch_id, struct store *store,
                                      const struct catalog_load_request *request,
                                      const struct catalog_load_report *report, const void *changes,
                                      size_t size, struct error *err);

/* Takes a batch back: every row of the catalog is as it was before. OPTIBOM_NOT_FOUND: no such
 * batch; OPTIBOM_CONFLICT: undone already, or a later change stands on it. */
enum optibom_status catalog_batch_undo(struct catalog *catalog, int64_t batch_id,
                                       struct catalog_who who, struct error *err);

/* OPTIBOM_NOT_FOUND when there is no such batch. */
enum optibom_status catalog_batch_require(struct store *store, int64_t batch_id, struct error *err);

/* All batches, newest first; one batch by file; what it had to say. */
enum optibom_status catalog_batch_list(struct table *out, struct arena *arena, struct store *store,
                                       struct error *err);
enum optibom_status catalog_batch_show(struct table *out, struct arena *arena, struct store *store,
                                       int64_t batch_id, struct error *err);
enum optibom_status catalog_batch_rejects(struct table *out, struct arena *arena,
                                          struct store *store, int64_t batch_id, struct error *err);

#endif
