#include "catalog/query_table.h"

#include <stdarg.h>

static void read_row(struct table *out, const struct store_query *query)
{
    for (int i = 0; i < store_column_count(query); i++) {
        enum store_type type = store_column_type(query, i);
        enum table_kind *kind = &out->columns[i].kind;
        if (type == STORE_INT)
            table_integer(out, store_int(query, i));
        else if (type == STORE_REAL)
            table_real(out, store_real(query, i));
        else
            table_text(out, store_text(query, i));
        /* A column is what its cells are: numbers when all of them are. */
        if (type == STORE_TEXT || type == STORE_BLOB)
            *kind = TABLE_TEXT;
        else if (type == STORE_REAL && *kind == TABLE_INTEGER)
            *kind = TABLE_REAL;
    }
}

enum optibom_status catalog_query_read(struct table *out, struct arena *arena,
                                       struct store_query *query, struct error *err)
{
    table_init(out, arena);
    bool has_row = store_query_next(query);
    for (int i = 0; i < store_column_count(query); i++) {
        const char *name = arena_strdup(arena, store_column_name(query, i));
        if (name == NULL)
            out->failed = true;
        table_column(out, name, NULL, TABLE_INTEGER, "");
    }
    for (; has_row && table_ok(out); has_row = store_query_next(query))
        read_row(out, query);
    enum optibom_status status = store_query_end(query, err);
    return status == OPTIBOM_OK && !table_ok(out) ? error_no_memory(err) : status;
}

enum optibom_status catalog_query_table(struct table *out, struct arena *arena, struct store *store,
                                        struct error *err, const char *sql, const char *format, ...)
{
    struct store_query query;
    va_list arguments;
    va_start(arguments, format);
    if (format[0] == 'i')
        store_query_start(&query, store, sql, "i", va_arg(arguments, int64_t));
    else if (format[0] == 't')
        store_query_start(&query, store, sql, "t", va_arg(arguments, const char *));
    else
        store_query_start(&query, store, sql, "");
    va_end(arguments);
    return catalog_query_read(out, arena, &query, err);
}
