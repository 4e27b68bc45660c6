/*
 * The journal beside a catalog, and what it asks of whoever opens the file; within this folder.
 *
 * 1. A catalog that is written has a write-ahead log: who reads sees what was there before, and
 *    waits for no writer. Who is the last to close it brings the log into the file and removes it,
 *    so that the file alone is the whole catalog.
 * 2. The log is shared through memory of one machine. On a file system that others reach over a
 *    network the journal is one of rollback, as it is in files that are made to be moved.
 * 3. A connection that may only read cannot remove a log. One beside it, which could write but does
 *    not, is closed after it; it also takes up what a killed writer left.
 * 4. Where nothing can be written, or no log can be made, a file without a log is read as it
 *    stands, without locks. A write to it from elsewhere shows in its times; then what was read is
 *    no answer.
 */
#ifndef OPTIBOM_STORE_JOURNAL_H
#define OPTIBOM_STORE_JOURNAL_H

#include "store/handle.h"

/* Opens the file at the path of the store; one that cannot be written for reading only. A result
 * code of SQLite. */
int journal_open(struct store *store, int flags);

/* Gives a catalog that is about to be written the journal of 1 or 2; outside a transaction. */
enum optibom_status journal_choose(struct store *store, struct error *err);

/* True when a writer that is at work, or was killed, has something beside the file; or beside where
 * it was. */
bool journal_is_left(const char *path);

/* True when the file was written to since the store, which reads it as it stands, opened it. */
bool journal_is_overtaken(const struct store *store);

#endif
