/*
 * Recording what a transaction changes, so that it can be taken back exactly: SQLite change sets.
 * The tables import_* and change are history and left out; so are the rows of price lists, which
 * are only added and go with their batch, and the search index (search_*), a derivation.
 */
#ifndef OPTIBOM_STORE_CHANGES_H
#define OPTIBOM_STORE_CHANGES_H

#include "store/store.h"

struct store_recording;

/* Starts recording; call within a transaction, before its first change. */
enum optibom_status store_recording_start(struct store_recording **out, struct store *store,
                                          struct error *err);

/* From here on the rows of price lists are recorded, too: for a change that is no import. */
void store_recording_take_prices(struct store_recording *recording);

/* What happens in between is not recorded: for rows that are left out anyway, a million at a time.
 * Pausing twice, and resuming what records, does nothing. */
enum optibom_status store_recording_pause(struct store_recording *recording, struct error *err);
enum optibom_status store_recording_resume(struct store_recording *recording, struct error *err);

/* The change set so far; pauses. `*bytes` is the caller's, freed with store_changes_free. */
enum optibom_status store_recording_bytes(void **bytes, size_t *size,
                                          struct store_recording *recording, struct error *err);
void store_recording_stop(struct store_recording *recording);
void store_changes_free(void *bytes);

/* A transaction in which rows go without taking others with them: a change set names every row that
 * it touched, cascades included. Ends with store_undo_end, whatever happened. */
enum optibom_status store_undo_begin(struct store *store, struct error *err);

enum { CHANGED_ROW_COLUMNS = 8, CHANGED_ROW_TEXT = 128 };

/* A row by what some of its columns hold, as text; longer ones by how they start. */
struct store_changed_row {
    char table[64];
    char parent[64]; /* the row refers to one of that table which would be gone; "": it was changed
                      */
    size_t count;    /* columns */
    int columns[CHANGED_ROW_COLUMNS];
    char texts[CHANGED_ROW_COLUMNS][CHANGED_ROW_TEXT];
};

/* Takes a recorded change set back. OPTIBOM_CONFLICT without a sentence when a row that it touched
 * was changed since, or is referred to by a later one: `*row` is that row. */
enum optibom_status store_changes_undo(struct store_changed_row *row, struct store *store,
                                       const void *bytes, size_t size, struct error *err);

/* True when a recorded change set inserted, changed or deleted the row. */
bool store_changes_touch(const void *bytes, size_t size, const struct store_changed_row *row);

/* Commits when `keep` is set, else takes everything back. */
enum optibom_status store_undo_end(struct store *store, bool keep, struct error *err);

#endif
