#include "store/insert_rows.h"

#include "store/handle.h"

#include <stdio.h>
#include <stdlib.h>

struct cursor {
    sqlite3_vtab_cursor base;
    struct store *store;
    sqlite3_int64 row;
    bool is_over;
};

struct module_table {
    sqlite3_vtab base;
    struct store *store;
};

static int connect(sqlite3 *db, void *store, int count, const char *const *arguments,
                   sqlite3_vtab **out, char **message)
{
    char sql[512];
    int length = snprintf(sql, sizeof sql, "CREATE TABLE x(c0");
    (void)count;
    (void)arguments;
    (void)message;
    for (int i = 1; i < STORE_ROW_COLUMNS; i++)
        length += snprintf(sql + length, sizeof sql - (size_t)length, ", c%d", i);
    snprintf(sql + length, sizeof sql - (size_t)length, ")");
    struct module_table *table = calloc(1, sizeof *table);
    if (table == NULL)
        return SQLITE_NOMEM;
    table->store = store;
    *out = &table->base;
    /* Not for the schema of a file. */
    int result = sqlite3_vtab_config(db, SQLITE_VTAB_DIRECTONLY);
    return result == SQLITE_OK ? sqlite3_declare_vtab(db, sql) : result;
}

static int disconnect(sqlite3_vtab *table)
{
    free(table);
    return SQLITE_OK;
}

/* There is one way to read: all rows, once, in order. */
static int best_index(sqlite3_vtab *table, sqlite3_index_info *info)
{
    (void)table;
    info->estimatedCost = 1e6;
    return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
    struct cursor *cursor = calloc(1, sizeof *cursor);
    if (cursor == NULL)
        return SQLITE_NOMEM;
    cursor->store = ((struct module_table *)(void *)table)->store;
    *out = &cursor->base;
    return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *base)
{
    free(base);
    return SQLITE_OK;
}

static int next(sqlite3_vtab_cursor *base)
{
    struct cursor *cursor = (struct cursor *)(void *)base;
    struct store *store = cursor->store;
    if (store->is_interrupted)
        return SQLITE_INTERRUPT;
    enum optibom_status status = store->rows->next(store->rows->context, store->rows_error);
    cursor->row++;
    cursor->is_over = status == OPTIBOM_NOT_FOUND;
    return status == OPTIBOM_OK || cursor->is_over ? SQLITE_OK : SQLITE_ERROR;
}

static int filter(sqlite3_vtab_cursor *base, int number, const char *name, int count,
                  sqlite3_value **arguments)
{
    struct cursor *cursor = (struct cursor *)(void *)base;
    (void)number;
    (void)name;
    (void)count;
    (void)arguments;
    cursor->is_over = cursor->store->rows == NULL;
    return cursor->is_over ? SQLITE_OK : next(base);
}

static int is_over(sqlite3_vtab_cursor *base)
{
    return ((struct cursor *)(void *)base)->is_over;
}

static int column(sqlite3_vtab_cursor *base, sqlite3_context *context, int number)
{
    struct store *store = ((struct cursor *)(void *)base)->store;
    struct store_value value = store->rows->column(store->rows->context, number);
    if (value.type == STORE_INT)
        sqlite3_result_int64(context, value.integer);
    else if (value.type == STORE_TEXT)
        sqlite3_result_text(context, value.text, -1, SQLITE_STATIC);
    return SQLITE_OK;
}

static int row_id(sqlite3_vtab_cursor *base, sqlite3_int64 *id)
{
    *id = ((struct cursor *)(void *)base)->row;
    return SQLITE_OK;
}

int store_rows_register(struct store *store)
{
    static const sqlite3_module module = {.xConnect = connect,
                                          .xDisconnect = disconnect,
                                          .xBestIndex = best_index,
                                          .xOpen = open_cursor,
                                          .xClose = close_cursor,
                                          .xFilter = filter,
                                          .xNext = next,
                                          .xEof = is_over,
                                          .xColumn = column,
                                          .xRowid = row_id};
    return sqlite3_create_module(store->db, "store_rows", &module, store);
}

enum optibom_status store_insert_rows(struct store *store, const char *sql,
                                      const struct store_rows *rows, struct error *err)
{
    struct error own = {0};
    store->rows = rows;
    store->rows_error = &own;
    sqlite3_exec(store->db, "PRAGMA ignore_check_constraints = ON", NULL, NULL, NULL);
    enum optibom_status status = store_run(store, err, sql, "");
    store->rows = NULL;
    store->rows_error = NULL;
    struct error why = {0};
    enum optibom_status checking =
        store_run_script(store, "PRAGMA ignore_check_constraints = OFF", &why);
    if (status == OPTIBOM_OK && checking != OPTIBOM_OK)
        status = error_set(err, checking, "%s", why.text);
    if (own.status != OPTIBOM_OK && own.status != OPTIBOM_NOT_FOUND) {
        error_clear(err);
        status = error_set(err, own.status, "%s", own.text);
    }
    return status;
}
