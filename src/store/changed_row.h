/* Rows that an undo fails on; within this folder. */
#ifndef OPTIBOM_STORE_CHANGED_ROW_H
#define OPTIBOM_STORE_CHANGED_ROW_H

#include "store/changes.h"
#include "store/handle.h"

/* For sqlite3changeset_apply, with a struct store_changed_row: keeps the first row that conflicts,
 * by its key, and gives up. */
int changed_row_conflict(void *context, int kind, sqlite3_changeset_iter *change);

/* A row that refers to one that is gone, by what it refers with. */
enum optibom_status changed_row_orphan(bool *is_found, struct store_changed_row *out,
                                       struct store *store, struct error *err);

#endif
