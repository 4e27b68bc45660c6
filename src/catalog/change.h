/*
 * Changes: transactions that leave a record of who changed what, when, and of the rows as they were
 * and are. Imports keep their rows with the batch.
 */
#ifndef OPTIBOM_CATALOG_CHANGE_H
#define OPTIBOM_CATALOG_CHANGE_H

#include "catalog/catalog.h"
#include "store/changes.h"

struct catalog_who {
    const char *name, *now; /* now: UTC, ISO 8601 */
};

/* A transaction on its way. */
struct catalog_change {
    struct store *store;
    struct catalog_who who;
    const char *verb; /* "build add" */
    struct store_recording *recording;
};

enum optibom_status catalog_change_begin(struct catalog_change *change, struct catalog *catalog,
                                         struct catalog_who who, const char *verb,
                                         struct error *err);

/* Commits where `status` is OPTIBOM_OK, with a record unless no row is another; else takes
 * everything back. Returns the status, or what failed in it. */
enum optibom_status catalog_change_end(struct catalog_change *change, const char *subject,
                                       enum optibom_status status, struct error *err);

/* The record of what a transaction has done that keeps its rows elsewhere, or none. `batch_id` 0:
 * it is no import. */
enum optibom_status catalog_change_note(struct store *store, struct catalog_who who,
                                        const char *verb, const char *subject, int64_t rows,
                                        int64_t batch_id, struct error *err);

/* Takes a change back, which is a change itself. OPTIBOM_NOT_FOUND: no such change;
 * OPTIBOM_CONFLICT: undone already, nothing that could be, or a later change stands on it;
 * OPTIBOM_USAGE for an import, which `import undo` takes back. */
enum optibom_status catalog_change_undo(struct catalog *catalog, int64_t change_id,
                                        struct catalog_who who, struct error *err);

#endif
