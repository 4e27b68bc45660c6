#include "store/changed_row.h"

#include <stdio.h>
#include <string.h>

static void put_column(struct store_changed_row *row, int column, const char *text)
{
    if (row->count == CHANGED_ROW_COLUMNS)
        return;
    row->columns[row->count] = column;
    snprintf(row->texts[row->count++], CHANGED_ROW_TEXT, "%s", text != NULL ? text : "");
}

/* What a column holds after the change, or where that is not told before it; NULL: neither is told.
 * An update tells the key and what it changes. */
static sqlite3_value *value_of(sqlite3_changeset_iter *change, int operation, int column)
{
    sqlite3_value *value = NULL;
    if (operation != SQLITE_DELETE)
        sqlite3changeset_new(change, column, &value);
    if (value == NULL && operation != SQLITE_INSERT)
        sqlite3changeset_old(change, column, &value);
    return value;
}

int changed_row_conflict(void *context, int kind, sqlite3_changeset_iter *change)
{
    struct store_changed_row *row = context;
    const char *table = "";
    unsigned char *is_key = NULL;
    int columns = 0, operation, indirect;
    if (kind == SQLITE_CHANGESET_FOREIGN_KEY || row->table[0] != '\0')
        return SQLITE_CHANGESET_ABORT;
    sqlite3changeset_op(change, &table, &columns, &operation, &indirect);
    sqlite3changeset_pk(change, &is_key, &columns);
    snprintf(row->table, sizeof row->table, "%s", table);
    for (int i = 0; i < columns; i++) {
        sqlite3_value *value = is_key[i] ? value_of(change, operation, i) : NULL;
        if (value != NULL)
            put_column(row, i, (const char *)sqlite3_value_text(value));
    }
    return SQLITE_CHANGESET_ABORT;
}

/* What one row refers with that refers to nothing; nothing where that cannot be told. */
static void read_reference(struct store_changed_row *out, struct store *store, const char *from,
                           const char *to, int column)
{
    sqlite3_stmt *statement = NULL;
    char *sql =
        sqlite3_mprintf("SELECT c.\"%w\" FROM \"%w\" AS c WHERE c.\"%w\" IS NOT NULL AND NOT"
                        " EXISTS (SELECT 1 FROM \"%w\" AS p WHERE p.\"%w\" = c.\"%w\")",
                        from, out->table, from, out->parent, to, from);
    if (sql != NULL && sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        put_column(out, column, (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    sqlite3_free(sql);
}

enum optibom_status changed_row_orphan(bool *is_found, struct store_changed_row *out,
                                       struct store *store, struct error *err)
{
    struct store_query query;
    char from[64] = "", to[64] = "";
    int column = 0;
    store_query_start(
        &query, store,
        "SELECT c.\"table\", c.parent, f.\"from\", coalesce(f.\"to\", (SELECT name FROM"
        " pragma_table_info(c.parent) WHERE pk = 1)), i.cid FROM pragma_foreign_key_check AS c"
        " JOIN pragma_foreign_key_list(c.\"table\") AS f ON f.id = c.fkid"
        " JOIN pragma_table_info(c.\"table\") AS i ON i.name = f.\"from\" LIMIT 1",
        "");
    bool found = store_query_next(&query);
    if (found) {
        snprintf(out->table, sizeof out->table, "%s", store_text(&query, 0));
        snprintf(out->parent, sizeof out->parent, "%s", store_text(&query, 1));
        snprintf(from, sizeof from, "%s", store_text(&query, 2));
        snprintf(to, sizeof to, "%s", store_text(&query, 3));
        column = (int)store_int(&query, 4);
    }
    *is_found = found;
    enum optibom_status status = store_query_end(&query, err);
    if (found)
        read_reference(out, store, from, to, column);
    return status;
}

static bool is_row(sqlite3_changeset_iter *change, int operation,
                   const struct store_changed_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        char text[CHANGED_ROW_TEXT];
        sqlite3_value *value = value_of(change, operation, row->columns[i]);
        if (value == NULL)
            return false;
        const char *held = (const char *)sqlite3_value_text(value);
        snprintf(text, sizeof text, "%s", held != NULL ? held : "");
        if (strcmp(text, row->texts[i]) != 0)
            return false;
    }
    return row->count > 0;
}

bool store_changes_touch(const void *bytes, size_t size, const struct store_changed_row *row)
{
    sqlite3_changeset_iter *change = NULL;
    bool found = false;
    /* The iterator only reads. */
    if (size == 0 || sqlite3changeset_start(&change, (int)size, (void *)bytes) != SQLITE_OK)
        return false;
    while (!found && sqlite3changeset_next(change) == SQLITE_ROW) {
        const char *table = "";
        int columns, operation, indirect;
        sqlite3changeset_op(change, &table, &columns, &operation, &indirect);
        found = strcmp(table, row->table) == 0 && is_row(change, operation, row);
    }
    sqlite3changeset_finalize(change);
    return found;
}
