/* Writing a file of changes. The catalog as it was before them is a copy in which they are taken
 * back; a row that they touched is told by what it is there and here. */
#include "catalog/exchange_run.h"

#include "store/change_base.h"

#include <unistd.h>

struct exporting {
    struct catalog *catalog;
    struct store *base, *file; /* before the changes; what is being written */
    int64_t since;
    struct store_tables tables;
    struct arena arena;
};

/* ---- before the changes ---- */

static bool is_told(const void *context, const char *table)
{
    const struct store_tables *tables = context;
    return exchange_tells_table(table) && store_table_named(tables, table) != NULL;
}

/* An import that was taken back left its rows with the batch: both ways are replayed. */
static enum optibom_status rewind_changes(struct exporting *exporting, struct error *err)
{
    struct store_query query;
    enum optibom_status status = OPTIBOM_OK;
    store_query_start(&query, exporting->catalog->store,
                      "SELECT c.change_id, c.verb = 'import undo', coalesce(c.changes, b.changes)"
                      " FROM change AS c LEFT JOIN import_batch AS b ON b.batch_id = c.batch_id"
                      " WHERE c.change_id > ? AND coalesce(c.changes, b.changes) IS NOT NULL"
                      " ORDER BY c.change_id DESC",
                      "i", exporting->since);
    while (status == OPTIBOM_OK && store_query_next(&query)) {
        size_t size = 0;
        const void *bytes = store_blob(&query, 2, &size);
        status = store_changes_replay(exporting->base, bytes, size, store_int(&query, 1) != 0, err);
        if (status == OPTIBOM_OK)
            status = store_changes_touched(exporting->file, store_int(&query, 0), bytes, size,
                                           is_told, &exporting->tables, err);
    }
    enum optibom_status ended = store_query_end(&query, err);
    return status != OPTIBOM_OK ? status : ended;
}

/* ---- rows ---- */

/* "SELECT the name, each told column FROM the table WHERE it has the primary key of ?1". */
static void write_select(struct buf *sql, const struct exporting *exporting,
                         const struct store_table *table)
{
    size_t keys = 0;
    buf_puts(sql, "SELECT ");
    store_natural_name(sql, table, "t");
    for (size_t i = 0; i < table->count; i++) {
        const struct store_column *column = &table->columns[i];
        if (!exchange_tells_column(&exporting->catalog->dictionary, table, column))
            continue;
        if (column->parent == NULL) {
            buf_printf(sql, ", t.\"%s\"", column->name);
            continue;
        }
        buf_puts(sql, ", (SELECT ");
        store_natural_name(sql, column->parent, "p");
        buf_printf(sql, " FROM \"%s\" AS p WHERE p.rowid = t.\"%s\")", column->parent->name,
                   column->name);
    }
    buf_printf(sql, " FROM \"%s\" AS t WHERE ", table->name);
    for (size_t i = 0; i < table->count; i++)
        if (table->columns[i].is_primary) {
            buf_printf(sql, "%st.\"%s\" = json_extract(?1, '$[%zu]')", keys > 0 ? " AND " : "",
                       table->columns[i].name, keys);
            keys++;
        }
}

/* Writes the values of the row that the query stands on. */
static enum optibom_status put_values(struct exporting *exporting, const struct store_table *table,
                                      const struct store_query *row, int64_t line, bool is_now,
                                      struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    int at = 1;
    for (size_t i = 0; status == OPTIBOM_OK && i < table->count; i++) {
        struct store_query put;
        if (!exchange_tells_column(&exporting->catalog->dictionary, table, &table->columns[i]))
            continue;
        store_query_start(&put, exporting->file,
                          is_now
                              ? "INSERT INTO value (line, column_name, after) VALUES (?1, ?2, ?3)"
                                " ON CONFLICT DO UPDATE SET after = excluded.after"
                              : "INSERT INTO value (line, column_name, before)"
                                " VALUES (?1, ?2, ?3)",
                          "it", line, table->columns[i].name);
        store_bind_column(&put, 3, row, at++);
        store_query_next(&put);
        status = store_query_end(&put, err);
    }
    return status;
}

static enum optibom_status put_line(struct exporting *exporting, const struct store_table *table,
                                    const struct store_query *row, int64_t number, bool is_now,
                                    struct error *err)
{
    int64_t line = 0;
    enum optibom_status status = store_run(
        exporting->file, err,
        "INSERT INTO line (number, table_name, name, kind) VALUES (?1, ?2, ?3, iif(?4, 'new',"
        " 'gone')) ON CONFLICT DO UPDATE SET number = max(number, excluded.number), kind = iif(?4,"
        " 'changed', kind)",
        "itti", number, table->name, store_text(row, 0), (int64_t)is_now);
    if (status == OPTIBOM_OK)
        status = store_one_int(&line, exporting->file, err,
                               "SELECT line FROM line WHERE table_name = ? AND name = ?", "tt",
                               table->name, store_text(row, 0));
    return status == OPTIBOM_OK ? put_values(exporting, table, row, line, is_now, err) : status;
}

/* The touched rows of a table as they are in one of the two catalogs. */
static enum optibom_status put_table(struct exporting *exporting, const struct store_table *table,
                                     struct store *from, bool is_now, struct error *err)
{
    struct store_query touched;
    enum optibom_status status = OPTIBOM_OK;
    struct buf sql;
    buf_init(&sql);
    write_select(&sql, exporting, table);
    store_query_start(&touched, exporting->file,
                      "SELECT key, number FROM touched WHERE table_name = ? ORDER BY key", "t",
                      table->name);
    while (status == OPTIBOM_OK && buf_ok(&sql) && store_query_next(&touched)) {
        struct store_query row;
        store_query_start(&row, from, buf_text(&sql), "t", store_text(&touched, 0));
        if (store_query_next(&row))
            status = put_line(exporting, table, &row, store_int(&touched, 1), is_now, err);
        enum optibom_status ended = store_query_end(&row, err);
        status = status != OPTIBOM_OK ? status : ended;
    }
    enum optibom_status ended = store_query_end(&touched, err);
    status = status != OPTIBOM_OK ? status : ended;
    if (status == OPTIBOM_OK && !buf_ok(&sql))
        status = error_no_memory(err);
    buf_fini(&sql);
    return status;
}

/* Lines stand in the order in which they are applied: what others refer to comes first, and goes
 * last. */
static enum optibom_status arrange_lines(struct exporting *exporting, struct error *err)
{
    static const char *const SQL[] = {
        "DELETE FROM value WHERE before IS after AND line IN"
        " (SELECT line FROM line WHERE kind = 'changed')",
        "DELETE FROM line WHERE kind = 'changed' AND line NOT IN (SELECT line FROM value)",
        "CREATE TEMP TABLE arranged (was INTEGER PRIMARY KEY, becomes INTEGER)",
        "INSERT INTO arranged SELECT l.line, row_number() OVER (ORDER BY kind = 'gone',"
        " iif(kind = 'gone', -depth, depth), l.table_name, name)"
        " FROM line AS l JOIN depth AS d USING (table_name)",
        "UPDATE line SET line = -(SELECT becomes FROM arranged WHERE was = line)",
        "UPDATE value SET line = -(SELECT becomes FROM arranged WHERE was = line)",
        "UPDATE line SET line = -line",
        "UPDATE value SET line = -line"};
    enum optibom_status status =
        store_run(exporting->file, err, "CREATE TEMP TABLE depth (table_name TEXT, depth)", "");
    for (size_t i = 0; status == OPTIBOM_OK && i < exporting->tables.count; i++)
        status =
            store_run(exporting->file, err, "INSERT INTO depth VALUES (?, ?)", "ti",
                      exporting->tables.items[i].name, (int64_t)exporting->tables.items[i].depth);
    for (size_t i = 0; status == OPTIBOM_OK && i < sizeof SQL / sizeof *SQL; i++)
        status = store_run(exporting->file, err, SQL[i], "");
    return status;
}

static enum optibom_status put_rows(struct exporting *exporting, struct error *err)
{
    const struct store_tables *tables = &exporting->tables;
    enum optibom_status status =
        store_run(exporting->file, err,
                  "CREATE TEMP TABLE touched (table_name TEXT, key TEXT, number INTEGER,"
                  " PRIMARY KEY (table_name, key)) WITHOUT ROWID",
                  "");
    if (status == OPTIBOM_OK)
        status = rewind_changes(exporting, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < tables->count; i++)
        if (exchange_tells_table(tables->items[i].name))
            status = put_table(exporting, &tables->items[i], exporting->base, false, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < tables->count; i++)
        if (exchange_tells_table(tables->items[i].name))
            status = put_table(exporting, &tables->items[i], exporting->catalog->store, true, err);
    return status == OPTIBOM_OK ? arrange_lines(exporting, err) : status;
}

/* ---- prices and the rest ---- */

#define SAME_THING                                                                                 \
    "upper(o.mpn) = upper(r.mpn) AND o.vendor_id = r.vendor_id AND o.supplier_id = r.supplier_id"  \
    " AND o.currency = r.currency AND o.supplier_part_number IS r.supplier_part_number"            \
    " AND o.quantity = r.quantity AND o.price_id < r.price_id"

static enum optibom_status put_prices(struct exporting *exporting, struct error *err)
{
    struct store_query query;
    enum optibom_status status = OPTIBOM_OK;
    store_query_start(
        &query, exporting->catalog->store,
        "WITH told AS (SELECT c.change_id, l.file, r.price_id, (SELECT max(o.price_id)"
        " FROM price AS o WHERE " SAME_THING ") AS earlier FROM change AS c JOIN price_list AS l"
        " ON l.batch_id = c.batch_id JOIN price AS r USING (price_list_id)"
        " WHERE c.verb = 'import' AND c.change_id > ?)"
        " SELECT t.change_id, r.price_list_id, t.file, r.line, " EXCHANGE_THING ", " EXCHANGE_SAYS
        ", (SELECT " EXCHANGE_SAYS " FROM price AS r WHERE r.price_id = t.earlier),"
        " json_array(d.title, d.url) FROM told AS t JOIN price AS r USING (price_id)"
        " JOIN vendor AS v USING (vendor_id) JOIN supplier AS s USING (supplier_id)"
        " JOIN document AS d USING (document_id) ORDER BY r.price_id",
        "i", exporting->since);
    while (status == OPTIBOM_OK && store_query_next(&query)) {
        struct store_query put;
        store_query_start(
            &put, exporting->file,
            "INSERT INTO price (number, list, file, line, thing, says, before, source)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            "");
        for (int i = 0; i < 8; i++)
            store_bind_column(&put, i + 1, &query, i);
        store_query_next(&put);
        status = store_query_end(&put, err);
    }
    enum optibom_status ended = store_query_end(&query, err);
    return status != OPTIBOM_OK ? status : ended;
}

static enum optibom_status put_changes(struct exporting *exporting, struct error *err)
{
    struct store_query query;
    enum optibom_status status = OPTIBOM_OK;
    store_query_start(&query, exporting->catalog->store,
                      "SELECT change_id, changed_at, changed_by, verb, subject FROM change"
                      " WHERE change_id > ? ORDER BY change_id",
                      "i", exporting->since);
    while (status == OPTIBOM_OK && store_query_next(&query)) {
        struct store_query put;
        store_query_start(&put, exporting->file, "INSERT INTO change VALUES (?, ?, ?, ?, ?)", "");
        for (int i = 0; i < 5; i++)
            store_bind_column(&put, i + 1, &query, i);
        store_query_next(&put);
        status = store_query_end(&put, err);
    }
    enum optibom_status ended = store_query_end(&query, err);
    return status != OPTIBOM_OK ? status : ended;
}

static enum optibom_status finish(struct catalog_exchange_counts *out, struct exporting *exporting,
                                  const char *path, struct error *err)
{
    char hash[EXCHANGE_HASH_SIZE] = "";
    enum optibom_status status = exchange_hash(hash, exporting->file, err);
    if (status == OPTIBOM_OK)
        status =
            store_run(exporting->file, err, "INSERT INTO origin VALUES (?, ?, ?, ?)", "itit",
                      (int64_t)store_schema_version(), OPTIBOM_VERSION, exporting->since, hash);
    if (status == OPTIBOM_OK)
        status = exchange_count(out, exporting->file, err);
    return status == OPTIBOM_OK ? store_save(exporting->file, path, false, err) : status;
}

static enum optibom_status check_request(struct exporting *exporting, const char *path,
                                         struct error *err)
{
    int64_t last = 0;
    if (access(path, F_OK) == 0)
        return error_set(err, OPTIBOM_CONFLICT,
                         "%s: exists already; remove it first, or name another file", path);
    enum optibom_status status =
        store_one_int(&last, exporting->catalog->store, err,
                      "SELECT coalesce(max(change_id), 0) FROM change", "");
    return status == OPTIBOM_OK && exporting->since > last
               ? error_set(err, OPTIBOM_NOT_FOUND,
                           "no change %lld, the last one is %lld; see: optibom log",
                           (long long)exporting->since, (long long)last)
               : status;
}

enum optibom_status catalog_exchange_export(struct catalog_exchange_counts *out,
                                            struct catalog *catalog, const char *path,
                                            int64_t since, struct error *err)
{
    struct exporting exporting = {.catalog = catalog, .since = since};
    bool is_own = false;
    arena_init(&exporting.arena);
    enum optibom_status status = store_snapshot(&is_own, catalog->store, err);
    if (status == OPTIBOM_OK)
        status = check_request(&exporting, path, err);
    if (status == OPTIBOM_OK)
        status = store_tables_read(&exporting.tables, &exporting.arena, catalog->store, err);
    if (status == OPTIBOM_OK)
        status = store_copy(&exporting.base, catalog->store, err);
    if (status == OPTIBOM_OK)
        status = store_change_file_make(&exporting.file, err);
    if (status == OPTIBOM_OK)
        status = put_rows(&exporting, err);
    if (status == OPTIBOM_OK)
        status = put_prices(&exporting, err);
    if (status == OPTIBOM_OK)
        status = put_changes(&exporting, err);
    store_snapshot_end(catalog->store, is_own);
    if (status == OPTIBOM_OK)
        status = finish(out, &exporting, path, err);
    store_close(exporting.base);
    store_close(exporting.file);
    arena_fini(&exporting.arena);
    return status;
}
