#include "store/text_index.h"

#include <stdio.h>

enum optibom_status text_index_catch_up(struct store *store, struct error *err)
{
    int64_t first = 0;
    enum optibom_status status =
        store_one_int(&first, store, err, "SELECT search_id FROM search_stale LIMIT 1", "");
    if (status != OPTIBOM_OK)
        return status == OPTIBOM_NOT_FOUND ? OPTIBOM_OK : status;
    status = store_run(store, err,
                       "DELETE FROM search_index WHERE rowid IN (SELECT search_id FROM"
                       " search_stale)",
                       "");
    if (status == OPTIBOM_OK)
        status = store_run(store, err,
                           "INSERT INTO search_index (rowid, name, maker, title, words)"
                           " SELECT search_id, name, maker, title, words FROM search_due",
                           "");
    return status == OPTIBOM_OK ? store_run(store, err, "DELETE FROM search_stale", "") : status;
}

/* Looks through the index in place, for which SQLite wants to be allowed to write, though it writes
 * nothing: by a connection of its own where the catalog is open for reading. SQLITE_OK also where
 * the file cannot be written, or somebody does. */
static int look_through(const struct store *store)
{
    sqlite3 *own = NULL, *db = store->db;
    int result = SQLITE_OK;
    if (sqlite3_db_readonly(store->db, "main") == 1) {
        result =
            sqlite3_open_v2(store->path, &own, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
        if (result == SQLITE_OK)
            sqlite3_db_config(own, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
        db = own;
    }
    if (result == SQLITE_OK)
        result = sqlite3_exec(db,
                              "INSERT INTO search_index (search_index) VALUES"
                              " ('integrity-check')",
                              NULL, NULL, NULL);
    sqlite3_close(own);
    int kind = result & 0xff;
    return kind == SQLITE_READONLY || kind == SQLITE_CANTOPEN || kind == SQLITE_BUSY ? SQLITE_OK
                                                                                     : result;
}

/* Things that the index has otherwise than the catalog. */
static enum optibom_status count_others(int64_t *count, struct store *store, struct error *err)
{
    return store_one_int(
        count, store, err,
        "SELECT (SELECT count(*) FROM (SELECT * FROM search_view EXCEPT SELECT rowid, name, maker,"
        " title, words FROM search_index)) + (SELECT count(*) FROM (SELECT rowid FROM search_index"
        " EXCEPT SELECT search_id FROM search_view))",
        "");
}

enum optibom_status store_check_search(struct store *store,
                                       void (*report)(void *context, const char *text),
                                       void *context, struct error *err)
{
    struct error why = {0};
    char text[96] = "the search index is damaged";
    int64_t others = 0;
    int result = look_through(store);
    enum optibom_status status =
        (result & 0xff) == SQLITE_CORRUPT ? OPTIBOM_BAD_INPUT : store_error(store, result, &why);
    if (status == OPTIBOM_OK)
        status = count_others(&others, store, &why);
    if (status != OPTIBOM_OK && status != OPTIBOM_BAD_INPUT)
        return error_set(err, status, "%s", why.text);
    if (others > 0)
        snprintf(text, sizeof text,
                 "in the search index %lld things are missing, gone or have other words",
                 (long long)others);
    if (others > 0 || status == OPTIBOM_BAD_INPUT)
        report(context, text);
    return OPTIBOM_OK;
}
