#include "store/change_base.h"

#include "store/handle.h"

enum { MOST_KEYS = 8 };

enum optibom_status store_copy(struct store **out, struct store *of, struct error *err)
{
    struct store *copy = NULL;
    /* Without a name SQLite makes a file of its own, in memory while it is small. */
    enum optibom_status status =
        store_connect(&copy, "", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err);
    if (status != OPTIBOM_OK)
        return status;
    sqlite3_backup *backup = sqlite3_backup_init(copy->db, "main", of->db, "main");
    int result = SQLITE_NOMEM;
    if (backup != NULL) {
        sqlite3_backup_step(backup, -1);
        result = sqlite3_backup_finish(backup);
    }
    status = store_error(copy, result, err);
    if (status == OPTIBOM_OK)
        status = store_run_script(copy, "PRAGMA foreign_keys = OFF", err);
    if (status != OPTIBOM_OK)
        store_close(copy);
    else
        *out = copy;
    return status;
}

static int go_on(void *context, int kind, sqlite3_changeset_iter *change)
{
    (void)context;
    (void)change;
    return kind == SQLITE_CHANGESET_DATA || kind == SQLITE_CHANGESET_CONFLICT
               ? SQLITE_CHANGESET_REPLACE
               : SQLITE_CHANGESET_OMIT;
}

enum optibom_status store_changes_replay(struct store *copy, const void *bytes, size_t size,
                                         bool forward, struct error *err)
{
    void *inverse = NULL;
    int inverse_size = (int)size, result = SQLITE_OK;
    if (size == 0)
        return OPTIBOM_OK;
    if (!forward)
        result = sqlite3changeset_invert((int)size, bytes, &inverse_size, &inverse);
    if (result == SQLITE_OK) /* it only reads what it is given */
        result = sqlite3changeset_apply(copy->db, inverse_size, forward ? (void *)bytes : inverse,
                                        NULL, go_on, NULL);
    sqlite3_free(inverse);
    return store_error(copy, result, err);
}

/* An update tells the key as it was, as a deletion does. */
static sqlite3_value *key_of(sqlite3_changeset_iter *change, int operation, int column)
{
    sqlite3_value *value = NULL;
    if (operation == SQLITE_INSERT)
        sqlite3changeset_new(change, column, &value);
    else
        sqlite3changeset_old(change, column, &value);
    return value;
}

static enum optibom_status put_touched(struct store *into, int64_t number,
                                       sqlite3_changeset_iter *change, struct error *err)
{
    static const char *const SQL[MOST_KEYS + 1] = {
        [1] = "INSERT INTO touched VALUES (?1, json_array(?3), ?2)"
              " ON CONFLICT DO UPDATE SET number = max(number, excluded.number)",
        [2] = "INSERT INTO touched VALUES (?1, json_array(?3, ?4), ?2)"
              " ON CONFLICT DO UPDATE SET number = max(number, excluded.number)",
        [3] = "INSERT INTO touched VALUES (?1, json_array(?3, ?4, ?5), ?2)"
              " ON CONFLICT DO UPDATE SET number = max(number, excluded.number)",
        [4] = "INSERT INTO touched VALUES (?1, json_array(?3, ?4, ?5, ?6), ?2)"
              " ON CONFLICT DO UPDATE SET number = max(number, excluded.number)"};
    const char *table = "";
    unsigned char *is_key = NULL;
    int columns = 0, operation = 0, indirect = 0, keys = 0;
    sqlite3_value *values[MOST_KEYS];
    sqlite3changeset_op(change, &table, &columns, &operation, &indirect);
    sqlite3changeset_pk(change, &is_key, &columns);
    for (int i = 0; i < columns; i++)
        if (is_key[i] && keys < MOST_KEYS)
            values[keys++] = key_of(change, operation, i);
    if (SQL[keys] == NULL)
        return error_set(err, OPTIBOM_FAILED, "the key of %s has %d columns", table, keys);
    struct store_query query;
    store_query_start(&query, into, SQL[keys], "ti", table, number);
    for (int i = 0; query.statement != NULL && i < keys; i++)
        sqlite3_bind_value(query.statement, i + 3, values[i]);
    store_query_next(&query);
    return store_query_end(&query, err);
}

enum optibom_status store_changes_touched(struct store *into, int64_t number, const void *bytes,
                                          size_t size,
                                          bool (*counts)(const void *context, const char *table),
                                          const void *context, struct error *err)
{
    sqlite3_changeset_iter *change = NULL;
    enum optibom_status status = OPTIBOM_OK;
    if (size == 0)
        return OPTIBOM_OK;
    /* The iterator only reads. */
    int result = sqlite3changeset_start(&change, (int)size, (void *)bytes);
    while (result == SQLITE_OK && status == OPTIBOM_OK &&
           sqlite3changeset_next(change) == SQLITE_ROW) {
        const char *table = "";
        int columns, operation, indirect;
        sqlite3changeset_op(change, &table, &columns, &operation, &indirect);
        if (counts(context, table))
            status = put_touched(into, number, change, err);
    }
    if (change != NULL)
        result = sqlite3changeset_finalize(change);
    return status != OPTIBOM_OK ? status : store_error(into, result, err);
}
