/* What the files of this folder share; nobody outside includes it. */
#ifndef OPTIBOM_STORE_HANDLE_H
#define OPTIBOM_STORE_HANDLE_H

#include "store/store.h"

#define SQLITE_ENABLE_SESSION
#define SQLITE_ENABLE_PREUPDATE_HOOK
#include <sqlite3.h>

#include <signal.h>
#include <sys/stat.h>

enum {
    STORE_STATEMENTS = 128,
    STORE_BUSY_WAIT_MS = 5000, /* for another writer */
    /* Results of our own, beside those of SQLite. */
    STORE_NO_STATEMENT = 200,
    STORE_MORE_STATEMENTS = 201,
    STORE_MUCH_RESULT = 202,
    STORE_LIMITS = 3
};

/* Of a file that is made: half as many writes of a long list as with the usual 4096. */
#define STORE_PAGE "PRAGMA page_size = 8192;"

/* Pages kept in memory: what makes changes at random places fast; and what makes a sort fast, whose
 * pieces are as large, in the cache of a processor. */
#define STORE_CACHE "PRAGMA cache_size = -32768"
#define STORE_SORT_CACHE "PRAGMA cache_size = -4096"

struct store {
    sqlite3 *db;
    sqlite3 *attendant;                   /* journal.h, 3; or NULL */
    const char *path;                     /* owned */
    bool has_to_choose;                   /* a journal, before the first change; journal.h, 1 */
    bool stands;                          /* journal.h, 4 */
    struct stat stood;                    /* the file, when it was opened so */
    volatile sig_atomic_t is_interrupted; /* no statement steps on once it is set */
    bool is_restricted;                   /* statements are those of a person */
    bool is_late;                         /* the last one was stopped at its deadline */
    bool is_writing;                      /* between store_begin and its end */
    const struct store_rows *rows;        /* of store_insert_rows, while it runs */
    struct error *rows_error;
    struct store_bounds bounds; /* as they were asked for; what follows is of store_restrict */
    unsigned seconds;
    int64_t deadline;
    uint64_t most_bytes, taken;       /* of the rows that a restricted statement gives */
    int64_t heap_before, soft_before; /* limits of SQLite's heap */
    int limits[STORE_LIMITS];         /* of the connection, before */
    /* Statements by their SQL text, prepared at first use and kept. */
    struct {
        const char *sql;     /* the statement's own copy */
        const char *literal; /* where the caller has it: the same place is the same text */
        sqlite3_stmt *statement;
    } statements[STORE_STATEMENTS];
};

/* Makes the table store_rows known to the connection. */
int store_rows_register(struct store *store);

/* Sets the error from the last SQLite result: busy, full, read-only, constraint, the rest. */
enum optibom_status store_error(struct store *store, int result, struct error *err);

/* Counts a row of that many values; false when they are more than may be kept. */
bool store_takes_row(struct store *store, size_t columns);

/* Whether a restricted statement met a bound, and its error. */
bool store_meets_bound(const struct store *store, int result);
enum optibom_status store_past_bounds(struct store *store, int result, struct error *err);

/* Nothing in the schema of a file may act, and pages that make no sense are not read. */
int store_harden(sqlite3 *db);

/* OPTIBOM_BAD_INPUT where a catalog has views, triggers or virtual tables that are not those of the
 * program. */
enum optibom_status store_schema_check(struct store *store, struct error *err);

/* The same for an exploration, which has tables alone. */
enum optibom_status store_result_check(struct store *store, struct error *err);
/* Opens a database with what every connection has; `flags` are those of sqlite3_open_v2. */
enum optibom_status store_connect(struct store **out, const char *path, int flags,
                                  struct error *err);

/* Fails for a folder, a device or a pipe. */
enum optibom_status store_check_is_file(const char *path, struct error *err);

/* Fails for a file that ends within a page, which SQLite would take to go on with zeros: some of
 * them mean something. Reads the file for the first time. */
enum optibom_status store_check_is_whole(struct store *store, struct error *err);

/* Several statements; and one that gives one number. */
enum optibom_status store_run_script(struct store *store, const char *sql, struct error *err);
enum optibom_status store_read_pragma(int *out, struct store *store, const char *sql,
                                      struct error *err);

/* Lays the steps that the database lacks, each in a transaction of its own, then the views and the
 * search index. */
enum optibom_status store_schema_lay(struct store *store, struct error *err);

/* Commits without a look at the search index, which a schema on its way up may not have. */
enum optibom_status store_commit_as_is(struct store *store, struct error *err);

#endif
