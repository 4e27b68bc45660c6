/*
 * What the statements of a person, and those of report files, may do and how much they may take.
 *
 * 1. They read: the authorizer lets pass what a SELECT does, PRAGMAs that only tell, and every
 *    function but those that reach out of the database. The file functions of the sqlite3 shell
 *    (readfile, writefile, edit) are not in this program.
 * 2. Time: SQLite asks every STORE_ASK steps of its machine, some ten microseconds, whether the
 *    deadline has passed. A single call of a function is not asked within; VALUE_MOST bounds what
 *    one can be given.
 * 3. Memory: SQLite's own is bounded by its heap limit, the rows that leave it are counted here.
 *    Sorting and temporary tables go to files beyond the caches, so that the time bounds them.
 */
#include "store/handle.h"

#include <inttypes.h>
#include <time.h>

enum {
    STORE_ASK = 1000,
    MIB = 1024 * 1024,
    VALUE_MOST = 64 * MIB,
    PATTERN_MOST = 4096,
    CELL_SIZE = 32 /* of a value in a table, its growing included */
};

static const struct {
    int what, most;
} LIMITS[STORE_LIMITS] = {{SQLITE_LIMIT_LENGTH, VALUE_MOST},
                          {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, PATTERN_MOST},
                          {SQLITE_LIMIT_ATTACHED, 0}};

/* PRAGMAs that only tell, whatever follows them; and those that set something with an argument. */
static const char *const TELLING[] = {"table_info",       "table_xinfo",     "table_list",
                                      "index_list",       "index_info",      "index_xinfo",
                                      "foreign_key_list", "function_list",   "pragma_list",
                                      "collation_list",   "compile_options", NULL};
static const char *const TELLING_ALONE[] = {"user_version",   "application_id", "schema_version",
                                            "data_version",   "page_count",     "page_size",
                                            "freelist_count", "encoding",       NULL};
static const char *const REACHING_OUT[] = {"load_extension", "fts3_tokenizer", NULL};

static bool is_among(const char *const *names, const char *name)
{
    while (*names != NULL && name != NULL && sqlite3_stricmp(*names, name) != 0)
        names++;
    return *names != NULL && name != NULL;
}

static int authorize(void *context, int action, const char *first, const char *second,
                     const char *database, const char *trigger)
{
    (void)context;
    (void)database;
    (void)trigger;
    bool may = false;
    if (action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_RECURSIVE)
        may = true;
    else if (action == SQLITE_FUNCTION)
        may = !is_among(REACHING_OUT, second);
    else if (action == SQLITE_PRAGMA)
        may = is_among(TELLING, first) || (second == NULL && is_among(TELLING_ALONE, first));
    return may ? SQLITE_OK : SQLITE_DENY;
}

/* Seconds of a clock that nobody sets. */
static int64_t now(void)
{
    struct timespec time = {0};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec;
}

static int is_past_deadline(void *context)
{
    struct store *store = context;
    store->is_late = now() > store->deadline;
    return store->is_late;
}

/* The heap is that of the process: what it holds already is not the query's. */
static void bound_heap(struct store *store)
{
    sqlite3_int64 most = sqlite3_memory_used() + (sqlite3_int64)store->most_bytes;
    store->heap_before = sqlite3_hard_heap_limit64(-1);
    store->soft_before = sqlite3_soft_heap_limit64(-1);
    if (store->heap_before == 0 || store->heap_before > most)
        sqlite3_hard_heap_limit64(most);
}

void store_set_bounds(struct store *store, const struct store_bounds *bounds)
{
    store->bounds = *bounds;
}

void store_restrict(struct store *store)
{
    if (store->is_restricted)
        return;
    store->is_restricted = true;
    store->is_late = false;
    store->taken = 0;
    store->seconds = store->bounds.seconds > 0 ? store->bounds.seconds : OPTIBOM_QUERY_SECONDS;
    store->deadline = now() + store->seconds;
    unsigned mebibytes =
        store->bounds.mebibytes > 0 ? store->bounds.mebibytes : OPTIBOM_QUERY_MEBIBYTES;
    store->most_bytes = (uint64_t)mebibytes * MIB;
    for (size_t i = 0; i < STORE_LIMITS; i++)
        store->limits[i] = sqlite3_limit(store->db, LIMITS[i].what, LIMITS[i].most);
    bound_heap(store);
    sqlite3_progress_handler(store->db, STORE_ASK, is_past_deadline, store);
    /* SQLite takes a virtual table that it meets for the first time for one that is made. */
    sqlite3_exec(store->db, "SELECT 1 FROM search_index, search_word LIMIT 0", NULL, NULL, NULL);
    sqlite3_set_authorizer(store->db, authorize, NULL);
}

void store_release(struct store *store)
{
    if (!store->is_restricted)
        return;
    store->is_restricted = false;
    sqlite3_set_authorizer(store->db, NULL, NULL);
    sqlite3_progress_handler(store->db, 0, NULL, NULL);
    for (size_t i = 0; i < STORE_LIMITS; i++)
        sqlite3_limit(store->db, LIMITS[i].what, store->limits[i]);
    sqlite3_hard_heap_limit64(store->heap_before);
    sqlite3_soft_heap_limit64(store->soft_before);
}

bool store_takes_row(struct store *store, size_t columns)
{
    store->taken += columns * CELL_SIZE;
    return !store->is_restricted || store->taken <= store->most_bytes;
}

bool store_meets_bound(const struct store *store, int result)
{
    switch (result & 0xff) {
    case SQLITE_INTERRUPT:
        return store->is_restricted && store->is_late; /* else it was Ctrl-C */
    case SQLITE_AUTH:
    case SQLITE_TOOBIG:
    case SQLITE_NOMEM:
    case STORE_MUCH_RESULT:
        return store->is_restricted;
    default:
        return false;
    }
}

enum optibom_status store_past_bounds(struct store *store, int result, struct error *err)
{
    switch (result & 0xff) {
    case SQLITE_AUTH:
        return error_set(err, OPTIBOM_USAGE,
                         "a query only reads the catalog: it changes nothing, opens no other file "
                         "and sets no PRAGMA");
    case SQLITE_INTERRUPT:
        return error_set(err, OPTIBOM_FAILED,
                         "the query takes longer than %u s; ask for less, or raise "
                         "OPTIBOM_QUERY_SECONDS",
                         store->seconds);
    case SQLITE_TOOBIG:
        return error_set(err, OPTIBOM_FAILED,
                         "a value of the query is longer than %d MiB; ask for less of it",
                         VALUE_MOST / MIB);
    default:
        return error_set(err, OPTIBOM_FAILED,
                         "the query takes more than %" PRIu64 " MiB of memory; ask for less, or "
                         "raise OPTIBOM_QUERY_MEMORY",
                         store->most_bytes / MIB);
    }
}
