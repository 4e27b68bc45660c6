/* Writing a row of a file of changes, whose comparison found nothing in the way. */
#include "catalog/exchange_run.h"

#include <stdio.h>
#include <string.h>

bool exchange_is_choice(const struct store_table *table, const char *column)
{
    return strcmp(table->name, "figure") == 0 && strcmp(column, "chosen") == 0;
}

/* What the file gives for a column; its value is the parameter of the column's place. */
static void write_value(struct buf *sql, const struct store_table *table,
                        const struct store_column *column)
{
    char parameter[16];
    snprintf(parameter, sizeof parameter, "?%zu", (size_t)(column - table->columns) + 2);
    if (column->parent != NULL)
        store_natural_id(sql, column->parent, parameter);
    else
        buf_puts(sql, parameter);
}

static bool is_written(const struct exchange *exchange, const struct store_table *table,
                       const struct store_column *column)
{
    return exchange_tells_column(&exchange->catalog->dictionary, table, column) &&
           !exchange_is_choice(table, column->name);
}

/* A row of figure is in force when its turn comes. */
static void write_insert(struct exchange *exchange, const struct store_table *table)
{
    struct buf *names = &exchange->sql, *values = &exchange->other;
    const char *comma = "";
    buf_printf(names, "INSERT INTO \"%s\" (", table->name);
    for (size_t i = 0; i < table->count; i++) {
        const struct store_column *column = &table->columns[i];
        bool is_batch = strcmp(column->name, "batch_id") == 0;
        bool is_choice = exchange_is_choice(table, column->name);
        if (column->key < 0 && !is_batch && !is_choice && !is_written(exchange, table, column))
            continue;
        buf_printf(names, "%s\"%s\"", comma, column->name);
        buf_puts(values, comma);
        comma = ", ";
        if (column->key >= 0)
            store_natural_part(values, column, "?1");
        else if (is_batch)
            buf_printf(values, "%lld", (long long)exchange->batch_id);
        else if (is_choice)
            buf_putc(values, '0');
        else
            write_value(values, table, column);
    }
    buf_printf(names, ") VALUES (%s)", buf_text(values));
}

/* Only what the file tells of the row. */
static enum optibom_status write_update(struct exchange *exchange, const struct exchange_line *line,
                                        struct error *err)
{
    struct buf *sql = &exchange->sql;
    const char *comma = "";
    struct store_query value;
    buf_printf(sql, "UPDATE \"%s\" AS t SET ", line->table->name);
    store_query_start(&value, exchange->file, EXCHANGE_VALUES, "i", line->line);
    while (store_query_next(&value)) {
        const struct store_column *column = store_table_column(line->table, store_text(&value, 0));
        if (column == NULL || !is_written(exchange, line->table, column))
            continue;
        bool is_circumstance = exchange_is_circumstance(column->name);
        buf_printf(sql, "%s\"%s\" = ", comma, column->name);
        if (is_circumstance) /* ours stays */
            buf_printf(sql, "coalesce(t.\"%s\", ", column->name);
        write_value(sql, line->table, column);
        buf_puts(sql, is_circumstance ? ")" : "");
        comma = ", ";
    }
    if (store_table_column(line->table, "batch_id") != NULL)
        buf_printf(sql, "%sbatch_id = %lld", comma, (long long)exchange->batch_id);
    buf_puts(sql, " WHERE ");
    store_natural_where(sql, line->table, "t", "?1");
    return store_query_end(&value, err);
}

static void write_delete(struct exchange *exchange, const struct store_table *table)
{
    buf_printf(&exchange->sql, "DELETE FROM \"%s\" AS t WHERE ", table->name);
    store_natural_where(&exchange->sql, table, "t", "?1");
}

/* Runs the statement with the values of the row. */
static enum optibom_status run(struct exchange *exchange, const struct exchange_line *line,
                               struct error *err)
{
    struct store_query query, value;
    store_query_start(&query, exchange->catalog->store, buf_text(&exchange->sql), "t", line->name);
    store_query_start(&value, exchange->file, EXCHANGE_VALUES, "i", line->line);
    while (query.statement != NULL && strcmp(line->kind, "gone") != 0 && store_query_next(&value)) {
        const struct store_column *column = store_table_column(line->table, store_text(&value, 0));
        if (column != NULL && is_written(exchange, line->table, column))
            store_bind_column(&query, (int)(column - line->table->columns) + 2, &value, 2);
    }
    enum optibom_status status = store_query_end(&value, err);
    if (status == OPTIBOM_OK)
        store_query_next(&query);
    enum optibom_status ended = store_query_end(&query, err);
    return status != OPTIBOM_OK ? status : ended;
}

enum optibom_status exchange_write(struct exchange *exchange, const struct exchange_line *line,
                                   struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    buf_clear(&exchange->sql);
    buf_clear(&exchange->other);
    if (strcmp(line->kind, "new") == 0)
        write_insert(exchange, line->table);
    else if (strcmp(line->kind, "gone") == 0)
        write_delete(exchange, line->table);
    else
        status = write_update(exchange, line, err);
    if (!buf_ok(&exchange->sql) || !buf_ok(&exchange->other))
        return error_no_memory(err);
    return status == OPTIBOM_OK ? run(exchange, line, err) : status;
}
