#include "store/natural.h"

#include <stdio.h>
#include <string.h>

enum { PATH = 64, DEEPEST = 8 };

/* ---- reading the schema ---- */

static enum optibom_status read_tables(struct store_tables *out, struct arena *arena,
                                       struct store *store, struct error *err)
{
    struct store_query query;
    bool copied = true;
    store_query_start(&query, store,
                      "SELECT name FROM sqlite_schema WHERE type = 'table'"
                      " AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name",
                      "");
    while (copied && store_query_next(&query)) {
        struct store_table *items = arena_grow(arena, out->items, out->count, sizeof *items);
        copied = items != NULL && store_copy_text(&items[out->count].name, arena, &query, 0);
        out->items = items;
        out->count += copied;
    }
    enum optibom_status status = store_query_end(&query, err);
    return status == OPTIBOM_OK && !copied ? error_no_memory(err) : status;
}

/* Statement 1. */
static enum optibom_status read_columns(struct store_table *table, const struct store_tables *all,
                                        struct arena *arena, struct store *store, struct error *err)
{
    struct store_query query;
    bool copied = true;
    store_query_start(
        &query, store,
        "SELECT c.name, c.pk > 0, (SELECT min(f.\"table\") FROM pragma_foreign_key_list(?1) AS f"
        " WHERE f.\"from\" = c.name AND (SELECT count(*) FROM pragma_foreign_key_list(?1) AS g"
        " WHERE g.id = f.id) = 1), coalesce((SELECT i.seqno FROM pragma_index_info((SELECT l.name"
        " FROM pragma_index_list(?1) AS l WHERE l.origin = 'u' ORDER BY l.seq DESC LIMIT 1)) AS i"
        " WHERE i.name = c.name), iif(EXISTS (SELECT 1 FROM pragma_index_list(?1)"
        " WHERE origin = 'u'), -1, c.pk - 1)) FROM pragma_table_info(?1) AS c ORDER BY c.cid",
        "t", table->name);
    while (copied && store_query_next(&query)) {
        struct store_column *columns =
            arena_grow(arena, table->columns, table->count, sizeof *columns);
        copied = columns != NULL && store_copy_text(&columns[table->count].name, arena, &query, 0);
        table->columns = columns;
        if (!copied)
            break;
        struct store_column *column = &columns[table->count++];
        const char *parent = store_text(&query, 2);
        column->is_primary = store_int(&query, 1) != 0;
        column->parent = parent != NULL ? store_table_named(all, parent) : NULL;
        column->key = (int)store_int(&query, 3);
        table->key_count += column->key >= 0;
    }
    enum optibom_status status = store_query_end(&query, err);
    return status == OPTIBOM_OK && !copied ? error_no_memory(err) : status;
}

static enum optibom_status arrange_key(struct store_table *table, struct arena *arena,
                                       struct error *err)
{
    table->key = arena_alloc(arena, (table->key_count + 1) * sizeof *table->key);
    if (table->key == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < table->count; i++)
        if (table->columns[i].key >= 0 && (size_t)table->columns[i].key < table->key_count)
            table->key[table->columns[i].key] = &table->columns[i];
    return OPTIBOM_OK;
}

/* Statement 2. Tables do not refer to each other in a circle, or the depth would be without end. */
static void find_depths(struct store_tables *tables)
{
    for (int round = 0; round < DEEPEST; round++)
        for (size_t i = 0; i < tables->count; i++)
            for (size_t j = 0; j < tables->items[i].count; j++) {
                const struct store_table *parent = tables->items[i].columns[j].parent;
                if (parent != NULL && parent->depth >= tables->items[i].depth)
                    tables->items[i].depth = parent->depth + 1;
            }
}

enum optibom_status store_tables_read(struct store_tables *out, struct arena *arena,
                                      struct store *store, struct error *err)
{
    *out = (struct store_tables){NULL, 0};
    enum optibom_status status = read_tables(out, arena, store, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < out->count; i++)
        status = read_columns(&out->items[i], out, arena, store, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < out->count; i++)
        status = arrange_key(&out->items[i], arena, err);
    if (status == OPTIBOM_OK)
        find_depths(out);
    return status;
}

const struct store_table *store_table_named(const struct store_tables *tables, const char *name)
{
    for (size_t i = 0; i < tables->count; i++)
        if (strcmp(tables->items[i].name, name) == 0)
            return &tables->items[i];
    return NULL;
}

const struct store_column *store_table_column(const struct store_table *table, const char *name)
{
    for (size_t i = 0; i < table->count; i++)
        if (strcmp(table->columns[i].name, name) == 0)
            return &table->columns[i];
    return NULL;
}

/* ---- names as SQL ---- */

static const char *primary_of(const struct store_table *table)
{
    for (size_t i = 0; i < table->count; i++)
        if (table->columns[i].is_primary)
            return table->columns[i].name;
    return "";
}

static void write_name(struct buf *sql, const struct store_table *table, const char *alias,
                       int depth)
{
    buf_puts(sql, "json_array(");
    for (size_t i = 0; i < table->key_count; i++) {
        const struct store_column *column = table->key[i];
        buf_puts(sql, i > 0 ? ", " : "");
        if (column->parent == NULL) {
            buf_printf(sql, "%s.\"%s\"", alias, column->name);
            continue;
        }
        char inner[16];
        snprintf(inner, sizeof inner, "n%d", depth);
        buf_puts(sql, "json((SELECT ");
        write_name(sql, column->parent, inner, depth + 1);
        buf_printf(sql, " FROM \"%s\" AS %s WHERE %s.\"%s\" = %s.\"%s\"))", column->parent->name,
                   inner, inner, primary_of(column->parent), alias, column->name);
    }
    buf_putc(sql, ')');
}

void store_natural_name(struct buf *sql, const struct store_table *table, const char *alias)
{
    write_name(sql, table, alias, 0);
}

static void write_id(struct buf *sql, const struct store_table *table, const char *json,
                     const char *path, int depth);

static void write_part(struct buf *sql, const struct store_column *column, const char *json,
                       const char *path, int depth)
{
    char inner[PATH];
    snprintf(inner, sizeof inner, "%s[%d]", path, column->key);
    if (column->parent != NULL)
        write_id(sql, column->parent, json, inner, depth);
    else
        buf_printf(sql, "json_extract(%s, '%s')", json, inner);
}

static void write_where(struct buf *sql, const struct store_table *table, const char *alias,
                        const char *json, const char *path, int depth)
{
    for (size_t i = 0; i < table->key_count; i++) {
        buf_printf(sql, "%s%s.\"%s\" = ", i > 0 ? " AND " : "", alias, table->key[i]->name);
        write_part(sql, table->key[i], json, path, depth);
    }
}

static void write_id(struct buf *sql, const struct store_table *table, const char *json,
                     const char *path, int depth)
{
    char alias[16];
    snprintf(alias, sizeof alias, "w%d", depth);
    buf_printf(sql, "(SELECT %s.\"%s\" FROM \"%s\" AS %s WHERE ", alias, primary_of(table),
               table->name, alias);
    write_where(sql, table, alias, json, path, depth + 1);
    buf_putc(sql, ')');
}

void store_natural_where(struct buf *sql, const struct store_table *table, const char *alias,
                         const char *json)
{
    write_where(sql, table, alias, json, "$", 0);
}

void store_natural_id(struct buf *sql, const struct store_table *table, const char *json)
{
    write_id(sql, table, json, "$", 0);
}

void store_natural_part(struct buf *sql, const struct store_column *column, const char *json)
{
    write_part(sql, column, json, "$", 0);
}
