#include "store/journal.h"

#include "store/text_index.h"

#include <string.h>

#include "base/arena.h"

enum optibom_status store_begin(struct store *store, struct error *err)
{
    /* SQLite would begin, and refuse the first change. */
    if (sqlite3_db_readonly(store->db, "main") == 1)
        return store_error(store, SQLITE_READONLY, err);
    enum optibom_status status = store->has_to_choose ? journal_choose(store, err) : OPTIBOM_OK;
    if (status == OPTIBOM_OK)
        status = store_run(store, err, "BEGIN IMMEDIATE", "");
    store->is_writing = status == OPTIBOM_OK;
    return status;
}

enum optibom_status store_commit_as_is(struct store *store, struct error *err)
{
    enum optibom_status status = store_run(store, err, "COMMIT", "");
    store->is_writing = sqlite3_get_autocommit(store->db) == 0;
    return status;
}

enum optibom_status store_commit(struct store *store, struct error *err)
{
    enum optibom_status status = text_index_catch_up(store, err);
    return status == OPTIBOM_OK ? store_commit_as_is(store, err) : status;
}

enum optibom_status store_snapshot(bool *is_own, struct store *store, struct error *err)
{
    *is_own = sqlite3_get_autocommit(store->db) != 0;
    return *is_own ? store_run(store, err, "BEGIN", "") : OPTIBOM_OK;
}

void store_snapshot_end(struct store *store, bool is_own)
{
    if (is_own)
        sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
}

void store_rollback(struct store *store)
{
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    store->is_writing = false;
}

void store_interrupt(struct store *store)
{
    store->is_interrupted = 1;
    sqlite3_interrupt(store->db);
}

bool store_is_interrupted(const struct store *store)
{
    return store->is_interrupted != 0;
}

void store_resume(struct store *store)
{
    store->is_interrupted = 0;
}

/* Counts what is wrong with the file, and tells it; `report` NULL: counts alone. */
static enum optibom_status check_file(size_t *count, struct store *store,
                                      void (*report)(void *context, const char *text),
                                      void *context, struct error *err)
{
    struct store_query query;
    *count = 0;
    store_query_start(&query, store, "PRAGMA integrity_check(100)", "");
    while (store_query_next(&query)) {
        if (strcmp(store_text(&query, 0), "ok") == 0)
            continue;
        ++*count;
        if (report != NULL)
            report(context, store_text(&query, 0));
    }
    return store_query_end(&query, err);
}

enum optibom_status store_check(struct store *store,
                                void (*report)(void *context, const char *text), void *context,
                                struct error *err)
{
    struct store_query query;
    size_t count = 0;
    /* SQLite takes a page that memory did not suffice for as damaged: damage is found twice. */
    enum optibom_status status = check_file(&count, store, NULL, NULL, err);
    if (status == OPTIBOM_OK && count > 0)
        status = check_file(&count, store, report, context, err);
    if (status != OPTIBOM_OK)
        return status;
    store_query_start(&query, store,
                      "SELECT \"table\" || ' row ' || rowid || ' refers to a missing ' || parent "
                      "FROM pragma_foreign_key_check LIMIT 100",
                      "");
    while (store_query_next(&query))
        report(context, store_text(&query, 0));
    return store_query_end(&query, err);
}
