#include "store/handle.h"
#include "store/journal.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

/* The place of a statement that is free for use in the cache, STORE_STATEMENTS for none. */
static size_t find_cached(const struct store *store, const char *sql)
{
    for (size_t i = 0; i < STORE_STATEMENTS && store->statements[i].sql != NULL; i++)
        if (store->statements[i].literal == sql && strcmp(store->statements[i].sql, sql) == 0 &&
            !sqlite3_stmt_busy(store->statements[i].statement))
            return i;
    for (size_t i = 0; i < STORE_STATEMENTS && store->statements[i].sql != NULL; i++)
        if (strcmp(store->statements[i].sql, sql) == 0 &&
            !sqlite3_stmt_busy(store->statements[i].statement))
            return i;
    return STORE_STATEMENTS;
}

/* A statement that is ready for binding; the cache keys on the text, since SQL here is literal. */
static int prepare(sqlite3_stmt **out, struct store *store, const char *sql)
{
    size_t i = find_cached(store, sql);
    if (i < STORE_STATEMENTS) {
        *out = store->statements[i].statement;
        return SQLITE_OK;
    }
    for (i = 0; i < STORE_STATEMENTS && store->statements[i].sql != NULL;)
        i++;
    const char *rest = "";
    int result = sqlite3_prepare_v2(store->db, sql, -1, out, &rest);
    if (result != SQLITE_OK)
        return result;
    if (*out == NULL)
        return STORE_NO_STATEMENT;
    if (rest[strspn(rest, " \t\r\n;")] != '\0') {
        sqlite3_finalize(*out);
        *out = NULL;
        return STORE_MORE_STATEMENTS;
    }
    if (i < STORE_STATEMENTS) {
        store->statements[i].sql = sqlite3_sql(*out);
        store->statements[i].literal = sql;
        store->statements[i].statement = *out;
    }
    return result;
}

/* Returns a statement to the cache, without what was bound, or drops it when the cache was full. */
static int finish(struct store *store, sqlite3_stmt *statement)
{
    for (size_t i = 0; i < STORE_STATEMENTS && store->statements[i].sql != NULL; i++)
        if (store->statements[i].statement == statement) {
            int result = sqlite3_reset(statement);
            sqlite3_clear_bindings(statement);
            return result;
        }
    return sqlite3_finalize(statement);
}

/* A value that could not be bound would be NULL, and the statement another one. */
static int bind_all(sqlite3_stmt *statement, const char *format, va_list arguments)
{
    int result = SQLITE_OK;
    for (int i = 1; *format != '\0' && result == SQLITE_OK; i++, format++) {
        switch (*format) {
        case 'i':
            result = sqlite3_bind_int64(statement, i, va_arg(arguments, int64_t));
            break;
        case 'd': {
            double value = va_arg(arguments, double);
            result = isnan(value) ? sqlite3_bind_null(statement, i)
                                  : sqlite3_bind_double(statement, i, value);
            break;
        }
        case 't': {
            const char *text = va_arg(arguments, const char *);
            result = sqlite3_bind_text(statement, i, text, -1, SQLITE_TRANSIENT);
            break;
        }
        case 's': {
            const char *text = va_arg(arguments, const char *);
            result = sqlite3_bind_text(statement, i, text, -1, SQLITE_STATIC);
            break;
        }
        case 'n': {
            int64_t value = va_arg(arguments, int64_t);
            result = value == -1 ? sqlite3_bind_null(statement, i)
                                 : sqlite3_bind_int64(statement, i, value);
            break;
        }
        case 'b': {
            const void *bytes = va_arg(arguments, const void *);
            size_t size = va_arg(arguments, size_t);
            result = sqlite3_bind_blob64(statement, i, bytes, size, SQLITE_TRANSIENT);
            break;
        }
        }
    }
    return result;
}

static void start(struct store_query *query, struct store *store, const char *sql,
                  const char *format, va_list arguments)
{
    sqlite3_stmt *statement = NULL;
    *query = (struct store_query){.store = store, .state = prepare(&statement, store, sql)};
    query->statement = statement;
    if (query->state == SQLITE_OK)
        query->state = bind_all(statement, format, arguments);
}

void store_query_start(struct store_query *query, struct store *store, const char *sql,
                       const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    start(query, store, sql, format, arguments);
    va_end(arguments);
}

/* Some failures end a transaction at once. What it would still write must not stand alone then. */
static bool is_broken_off(const struct store *store)
{
    return store->is_writing && sqlite3_get_autocommit(store->db) != 0;
}

bool store_query_next(struct store_query *query)
{
    if (query->state == SQLITE_OK || query->state == SQLITE_ROW)
        query->state = query->store->is_interrupted  ? SQLITE_INTERRUPT
                       : is_broken_off(query->store) ? SQLITE_ABORT
                                                     : sqlite3_step(query->statement);
    if (query->state == SQLITE_ROW &&
        !store_takes_row(query->store, (size_t)sqlite3_data_count(query->statement)))
        query->state = STORE_MUCH_RESULT;
    return query->state == SQLITE_ROW;
}

enum optibom_status store_query_end(struct store_query *query, struct error *err)
{
    /* The message is taken before the statement is reset, which may overwrite it. */
    enum optibom_status status =
        journal_is_overtaken(query->store)
            ? error_set(err, OPTIBOM_FAILED, "%s: was written to while it was read; run this again",
                        query->store->path)
            : store_error(query->store, query->state, err);
    if (query->statement != NULL)
        finish(query->store, query->statement);
    query->statement = NULL;
    return status;
}

enum optibom_status store_run(struct store *store, struct error *err, const char *sql,
                              const char *format, ...)
{
    struct store_query query;
    va_list arguments;
    va_start(arguments, format);
    start(&query, store, sql, format, arguments);
    va_end(arguments);
    while (store_query_next(&query))
        ;
    return store_query_end(&query, err);
}

enum optibom_status store_make_index(struct store *store, const char *sql, struct error *err)
{
    /* What is in memory goes to the log now: within the statement each page would be kept for its
     * undoing first. Pages that a query holds stay. */
    int result = sqlite3_db_cacheflush(store->db);
    if (result != SQLITE_OK && result != SQLITE_BUSY)
        return store_error(store, result, err);
    sqlite3_exec(store->db, STORE_SORT_CACHE, NULL, NULL, NULL);
    enum optibom_status status = store_run(store, err, sql, "");
    sqlite3_exec(store->db, STORE_CACHE, NULL, NULL, NULL);
    return status;
}

enum optibom_status store_one_int(int64_t *out, struct store *store, struct error *err,
                                  const char *sql, const char *format, ...)
{
    struct store_query query;
    va_list arguments;
    va_start(arguments, format);
    start(&query, store, sql, format, arguments);
    va_end(arguments);
    bool found = store_query_next(&query) && store_column_type(&query, 0) != STORE_NULL;
    if (found)
        *out = store_int(&query, 0);
    enum optibom_status status = store_query_end(&query, err);
    return status != OPTIBOM_OK ? status : found ? OPTIBOM_OK : OPTIBOM_NOT_FOUND;
}

enum optibom_status store_one_text(const char **out, struct arena *arena, struct store *store,
                                   struct error *err, const char *sql, const char *format, ...)
{
    struct store_query query;
    va_list arguments;
    va_start(arguments, format);
    start(&query, store, sql, format, arguments);
    va_end(arguments);
    const char *text = NULL;
    bool copied = !store_query_next(&query) || store_copy_text(&text, arena, &query, 0);
    enum optibom_status status = store_query_end(&query, err);
    if (status != OPTIBOM_OK)
        return status;
    if (!copied)
        return error_no_memory(err);
    if (text == NULL)
        return OPTIBOM_NOT_FOUND;
    *out = text;
    return OPTIBOM_OK;
}

int64_t store_last_id(const struct store *store)
{
    return sqlite3_last_insert_rowid(store->db);
}

int64_t store_changed_rows(const struct store *store)
{
    return sqlite3_changes64(store->db);
}

static void keep_result(struct store_query *query, int result)
{
    if (query->state == SQLITE_OK)
        query->state = result;
}

void store_bind_real(struct store_query *query, int index, double value)
{
    keep_result(query, sqlite3_bind_double(query->statement, index, value));
}

void store_bind_int(struct store_query *query, int index, int64_t value)
{
    keep_result(query, sqlite3_bind_int64(query->statement, index, value));
}

void store_bind_text(struct store_query *query, int index, const char *value)
{
    keep_result(query, sqlite3_bind_text(query->statement, index, value, -1, SQLITE_STATIC));
}

void store_bind_column(struct store_query *query, int index, const struct store_query *from,
                       int column)
{
    sqlite3_bind_value(query->statement, index, sqlite3_column_value(from->statement, column));
}

int store_column_count(const struct store_query *query)
{
    return query->statement != NULL ? sqlite3_column_count(query->statement) : 0;
}

const char *store_column_name(const struct store_query *query, int column)
{
    return sqlite3_column_name(query->statement, column);
}

enum store_type store_column_type(const struct store_query *query, int column)
{
    switch (sqlite3_column_type(query->statement, column)) {
    case SQLITE_INTEGER:
        return STORE_INT;
    case SQLITE_FLOAT:
        return STORE_REAL;
    case SQLITE_TEXT:
        return STORE_TEXT;
    case SQLITE_BLOB:
        return STORE_BLOB;
    default:
        return STORE_NULL;
    }
}

int64_t store_int(const struct store_query *query, int column)
{
    return sqlite3_column_int64(query->statement, column);
}

double store_real(const struct store_query *query, int column)
{
    if (store_column_type(query, column) == STORE_NULL)
        return NAN;
    return sqlite3_column_double(query->statement, column);
}

const char *store_text(const struct store_query *query, int column)
{
    const char *text = (const char *)sqlite3_column_text(query->statement, column);
    if (query->store->is_restricted)
        query->store->taken += (uint64_t)sqlite3_column_bytes(query->statement, column);
    return text;
}

const void *store_blob(const struct store_query *query, int column, size_t *size)
{
    const void *bytes = sqlite3_column_blob(query->statement, column);
    *size = (size_t)sqlite3_column_bytes(query->statement, column);
    return bytes;
}

bool store_copy_text(const char **out, struct arena *arena, const struct store_query *query,
                     int column)
{
    const char *text = store_text(query, column);
    *out = text != NULL ? arena_strdup(arena, text) : NULL;
    return text == NULL || *out != NULL;
}
