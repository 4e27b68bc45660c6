/*
 * The database file: opening, schema steps, transactions and a small vocabulary of queries.
 *
 * Only this folder knows SQLite. Bindings are given by a format of one letter an argument:
 * i int64_t, n int64_t (-1 binds NULL), d double (NaN binds NULL), t const char * (NULL binds
 * NULL), s the same, which holds until the statement is done, b const void * and size_t.
 */
#ifndef OPTIBOM_STORE_STORE_H
#define OPTIBOM_STORE_STORE_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    STORE_APPLICATION_ID = 0x4f505442, /* "OPTB" at offset 68 of the file */
    STORE_RESULT_ID = 0x4f505445,      /* "OPTE": an exploration */
    STORE_CHANGES_ID = 0x4f505458      /* "OPTX": changes on their way to another site */
};

enum store_mode {
    STORE_READ,    /* an existing catalog; nothing can be changed */
    STORE_WRITE,   /* an existing catalog */
    STORE_COPY,    /* to read, of an older schema too */
    STORE_UPGRADE, /* to write, of an older schema too */
    STORE_MEMORY,  /* no file; the schema is laid; path is ignored */
    STORE_STARTING /* no file; a copy of the starting catalog; path is ignored */
};

struct store;

/* OPTIBOM_NOT_FOUND: no such file. OPTIBOM_OUTDATED: made by a newer program. OPTIBOM_BAD_INPUT:
 * not a catalog, damaged, or of an older schema that store_migrate_file brings up. */
enum optibom_status store_open(struct store **out, const char *path, enum store_mode mode,
                               struct error *err);
void store_close(struct store *store);

/* Gives the connection functions of its own; `install` returns a result code of SQLite. */
struct sqlite3;
enum optibom_status store_extend(struct store *store, int (*install)(struct sqlite3 *db),
                                 struct error *err);

/* Writes the whole database to a file, which appears complete or not at all, as of one moment and
 * without a journal of its own: it can be moved, and read where nothing can be written. One that
 * exists is OPTIBOM_CONFLICT unless it is to be replaced. */
enum optibom_status store_save(struct store *store, const char *path, bool replaces,
                               struct error *err);

/* The same for a catalog that others use: the copy is read once more before it appears; an existing
 * file stays. `*bytes` is the size of the copy. */
enum optibom_status store_backup(int64_t *bytes, struct store *store, const char *path,
                                 struct error *err);

/* A database for what an exploration came to, in memory until it is saved; and one that was saved,
 * to read. OPTIBOM_BAD_INPUT for a file that is none. */
enum optibom_status store_result_make(struct store **out, struct error *err);
enum optibom_status store_result_open(struct store **out, const char *path, struct error *err);

/* The same for changes on their way to another site: the tables of schema/change_file.sql. */
enum optibom_status store_change_file_make(struct store **out, struct error *err);
enum optibom_status store_change_file_open(struct store **out, const char *path, struct error *err);

/* A copy of a database that nobody else sees, in a file of its own that is gone when it is closed;
 * references are not looked at in it. */
enum optibom_status store_copy(struct store **out, struct store *of, struct error *err);

/* Number of schema steps this program has: the user_version that it writes. */
int store_schema_version(void);

/* That of the catalog: its user_version; 0 for an empty file. */
enum optibom_status store_schema_of(int *out, struct store *store, struct error *err);

/* Brings an older catalog up, each step in a transaction of its own; `*from` is what it was. */
enum optibom_status store_migrate_file(int *from, const char *path, struct error *err);

/* Writing: one transaction, immediate, with a bounded wait for other writers. */
enum optibom_status store_begin(struct store *store, struct error *err);
enum optibom_status store_commit(struct store *store, struct error *err);
void store_rollback(struct store *store);

/* Reading what belongs together: until the end other processes' changes are not seen, and the file
 * is locked and unlocked once. Within a transaction it is that of the transaction: `*is_own` is
 * false then, and the end does nothing. */
enum optibom_status store_snapshot(bool *is_own, struct store *store, struct error *err);
void store_snapshot_end(struct store *store, bool is_own);

/* Runs one statement that gives no rows. A violated CHECK, UNIQUE or foreign key is
 * OPTIBOM_CONFLICT, with the constraint in the sentence. */
enum optibom_status store_run(struct store *store, struct error *err, const char *sql,
                              const char *format, ...);

/* Runs a CREATE INDEX over many rows: sorted in pieces that a processor's cache holds, beside the
 * reading of the next ones; beyond some megabytes in a temporary file. */
enum optibom_status store_make_index(struct store *store, const char *sql, struct error *err);

/* The first column of the first row; OPTIBOM_NOT_FOUND when there is no row or the value is NULL.
 */
enum optibom_status store_one_int(int64_t *out, struct store *store, struct error *err,
                                  const char *sql, const char *format, ...);
enum optibom_status store_one_text(const char **out, struct arena *arena, struct store *store,
                                   struct error *err, const char *sql, const char *format, ...);

int64_t store_last_id(const struct store *store);
int64_t store_changed_rows(const struct store *store);

/* A query row by row:
 *     struct store_query query;
 *     store_query_start(&query, store, sql, "i", id);
 *     while (store_query_next(&query))
 *         ... store_int(&query, 0) ...
 *     status = store_query_end(&query, err);
 * Errors wait for the end. Texts hold until the next row. */
struct store_query {
    struct store *store;
    void *statement;
    int state;
};

void store_query_start(struct store_query *query, struct store *store, const char *sql,
                       const char *format, ...);
bool store_query_next(struct store_query *query);
enum optibom_status store_query_end(struct store_query *query, struct error *err);

/* Binds one value of a query, before its first row; from 1. A text holds until the query is done; a
 * failure waits for the end. */
void store_bind_real(struct store_query *query, int index, double value);
void store_bind_int(struct store_query *query, int index, int64_t value);
void store_bind_text(struct store_query *query, int index, const char *value);

/* Binds what a column of another query holds, whatever it is. */
void store_bind_column(struct store_query *query, int index, const struct store_query *from,
                       int column);

enum store_type { STORE_NULL, STORE_INT, STORE_REAL, STORE_TEXT, STORE_BLOB };

int store_column_count(const struct store_query *query);
const char *store_column_name(const struct store_query *query, int column);
enum store_type store_column_type(const struct store_query *query, int column);
int64_t store_int(const struct store_query *query, int column);
double store_real(const struct store_query *query, int column);      /* NaN for NULL */
const char *store_text(const struct store_query *query, int column); /* NULL for NULL */
const void *store_blob(const struct store_query *query, int column, size_t *size);

/* Copies a text column; NULL stays NULL. False when memory is exhausted. */
bool store_copy_text(const char **out, struct arena *arena, const struct store_query *query,
                     int column);

/* What a statement of a person may take; 0: as optibom.h has it. */
struct store_bounds {
    unsigned seconds, mebibytes;
};
void store_set_bounds(struct store *store, const struct store_bounds *bounds);

/* From here to store_release statements are those of a person, who may read only, in bounded time
 * and memory: no writes, no ATTACH, no extension. OPTIBOM_USAGE where one is wrong in itself,
 * OPTIBOM_FAILED where it meets a bound. The bound of SQLite's memory is one of the process. */
void store_restrict(struct store *store);
void store_release(struct store *store);

/* Stops a running statement at the next opportunity; safe in a signal handler. */
void store_interrupt(struct store *store);
bool store_is_interrupted(const struct store *store);
void store_resume(struct store *store); /* statements run again */

/* Integrity of file and foreign keys; each problem is one call of `report`. */
enum optibom_status store_check(struct store *store,
                                void (*report)(void *context, const char *text), void *context,
                                struct error *err);

/* The same of the search index: whether it is whole, and has the things and words that the catalog
 * has. A file that may not be written, or that somebody writes to, is not told to be whole. */
enum optibom_status store_check_search(struct store *store,
                                       void (*report)(void *context, const char *text),
                                       void *context, struct error *err);

#endif
