#include "store/change_reader.h"

#include "store/handle.h"

static bool text_of(const char **out, sqlite3_value *value)
{
    *out = value == NULL                              ? NULL
           : sqlite3_value_type(value) == SQLITE_BLOB ? "(the bytes of a file)"
                                                      : (const char *)sqlite3_value_text(value);
    return value != NULL;
}

bool store_change_before(const char **out, const struct store_change_row *row, int column)
{
    sqlite3_value *value = NULL;
    *out = NULL;
    return row->kind != STORE_ROW_NEW &&
           sqlite3changeset_old(row->at, column, &value) == SQLITE_OK && text_of(out, value);
}

bool store_change_after(const char **out, const struct store_change_row *row, int column)
{
    sqlite3_value *value = NULL;
    *out = NULL;
    return row->kind != STORE_ROW_GONE &&
           sqlite3changeset_new(row->at, column, &value) == SQLITE_OK && text_of(out, value);
}

bool store_changes_each(const void *bytes, size_t size,
                        bool (*take)(void *context, const struct store_change_row *row),
                        void *context)
{
    sqlite3_changeset_iter *change = NULL;
    bool goes_on = true;
    /* The iterator only reads. */
    if (size == 0)
        return true;
    if (sqlite3changeset_start(&change, (int)size, (void *)bytes) != SQLITE_OK)
        return false;
    while (goes_on && sqlite3changeset_next(change) == SQLITE_ROW) {
        struct store_change_row row = {.at = change};
        unsigned char *is_key = NULL;
        int operation = 0, indirect = 0;
        sqlite3changeset_op(change, &row.table, &row.columns, &operation, &indirect);
        sqlite3changeset_pk(change, &is_key, NULL);
        row.is_key = is_key;
        row.kind = operation == SQLITE_INSERT   ? STORE_ROW_NEW
                   : operation == SQLITE_DELETE ? STORE_ROW_GONE
                                                : STORE_ROW_OTHER;
        goes_on = take(context, &row);
    }
    return sqlite3changeset_finalize(change) == SQLITE_OK;
}
