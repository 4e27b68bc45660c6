/*
 * Recording what a transaction changes, so that it can be taken back exactly: SQLite change sets.
 * The import_* tables are history and left out.
 */
#ifndef OPTIBOM_STORE_CHANGES_H
#define OPTIBOM_STORE_CHANGES_H

#include "store/store.h"

struct store_recording;

/* Starts recording; call within a transaction, before its first change. */
enum optibom_status store_recording_start(struct store_recording **out, struct store *store,
                                          struct error *err);

/* The change set so far. `*bytes` is the caller's, freed with store_changes_free. */
enum optibom_status store_recording_bytes(void **bytes, size_t *size,
                                          struct store_recording *recording, struct error *err);
void store_recording_stop(struct store_recording *recording);
void store_changes_free(void *bytes);

/* Takes a recorded change set back. OPTIBOM_CONFLICT, and nothing changed, when a row that it
 * touched was changed since: the table is named in the sentence. Call within a transaction. */
enum optibom_status store_changes_undo(struct store *store, const void *bytes, size_t size,
                                       struct error *err);

#endif
