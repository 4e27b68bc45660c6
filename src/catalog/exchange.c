#include "catalog/exchange_run.h"

#include "catalog/batch.h"

/* ---- conflicts ---- */

static void init_conflicts(struct table *out, struct arena *arena)
{
    table_init(out, arena);
    table_column(out, "change", NULL, TABLE_INTEGER, "");
    table_column(out, "by", NULL, TABLE_TEXT, "");
    table_column(out, "what", NULL, TABLE_TEXT, "");
    table_column(out, "table", NULL, TABLE_TEXT, "");
    table_column(out, "row", NULL, TABLE_TEXT, "");
    table_column(out, "column", NULL, TABLE_TEXT, "");
    table_column(out, "conflict", NULL, TABLE_TEXT, "");
    table_key(out);
    table_column(out, "before", NULL, TABLE_TEXT, "");
    table_wrap(out);
    table_column(out, "after", NULL, TABLE_TEXT, "");
    table_wrap(out);
    table_column(out, "ours", NULL, TABLE_TEXT, "");
    table_wrap(out);
}

/* The texts of a name, without brackets and what is empty: "Acme, X-800, power". */
static enum optibom_status read_name(const char **out, struct exchange *exchange, const char *name,
                                     struct error *err)
{
    enum optibom_status status = store_one_text(
        out, exchange->arena, exchange->file, err,
        "SELECT group_concat(atom, ', ') FROM json_tree(iif(json_valid(?1), ?1, '[]'))"
        " WHERE atom IS NOT NULL AND atom <> ''",
        "t", name);
    if (status == OPTIBOM_NOT_FOUND)
        *out = name;
    return status == OPTIBOM_NOT_FOUND ? OPTIBOM_OK : status;
}

/* A reference by the texts of its name, a text of several lines by their number. */
static enum optibom_status read_value(const char **out, struct exchange *exchange,
                                      const char *value, struct error *err)
{
    size_t lines = 0;
    *out = value;
    if (value != NULL && value[0] == '[')
        return read_name(out, exchange, value, err);
    for (const char *c = value; c != NULL && *c != '\0'; c++)
        lines += *c == '\n';
    if (lines > 1)
        *out = arena_printf(exchange->arena, "%zu lines", lines);
    return value != NULL && *out == NULL ? error_no_memory(err) : OPTIBOM_OK;
}

static enum optibom_status put_origin(struct exchange *exchange, int64_t number, struct error *err)
{
    struct table *out = &exchange->report->conflicts;
    struct store_query query;
    table_integer(out, number);
    store_query_start(&query, exchange->file,
                      "SELECT changed_by, verb || ' ' || subject FROM change WHERE number = ?", "i",
                      number);
    bool found = store_query_next(&query);
    table_text(out, found ? store_text(&query, 0) : NULL);
    table_text(out, found ? store_text(&query, 1) : NULL);
    return store_query_end(&query, err);
}

enum optibom_status exchange_conflict(struct exchange *exchange,
                                      const struct exchange_conflict *conflict, struct error *err)
{
    struct table *out = &exchange->report->conflicts;
    const char *name = NULL, *values[3] = {conflict->before, conflict->after, conflict->ours};
    enum optibom_status status = read_name(&name, exchange, conflict->name, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < 3; i++)
        status = read_value(&values[i], exchange, values[i], err);
    if (status == OPTIBOM_OK)
        status = put_origin(exchange, conflict->number, err);
    if (status != OPTIBOM_OK)
        return status;
    table_text(out, conflict->what);
    table_text(out, name);
    table_text(out, conflict->column);
    table_text(out, conflict->why);
    for (size_t i = 0; i < 3; i++)
        table_text(out, values[i]);
    return table_ok(out) ? OPTIBOM_OK : error_no_memory(err);
}

/* ---- the file ---- */

/* A file whose bytes were turned over may still be a database; the hash says that it is another. */
static enum optibom_status check_file(struct exchange *exchange, struct error *err)
{
    char hash[EXCHANGE_HASH_SIZE] = "";
    int64_t schema = 0, same = 0;
    struct error why = {0};
    struct store *file = exchange->file;
    enum optibom_status status =
        store_one_int(&schema, file, &why, "SELECT schema FROM origin", "");
    if (status == OPTIBOM_OK && schema != store_schema_version())
        return error_set(err, OPTIBOM_BAD_INPUT,
                         schema > store_schema_version()
                             ? "%s: is of schema version %lld, this catalog of %d; bring this one "
                               "up with a newer optibom and its migrate"
                             : "%s: is of schema version %lld, this catalog of %d; bring the other "
                               "one up with optibom migrate and export again",
                         exchange->path, (long long)schema, store_schema_version());
    if (status == OPTIBOM_OK)
        status = exchange_hash(hash, file, &why);
    if (status == OPTIBOM_OK)
        status = store_one_int(&same, file, &why, "SELECT count(*) FROM origin WHERE hash = ?", "t",
                               hash);
    if (status == OPTIBOM_OK && same == 1)
        return exchange_count(&exchange->report->file, file, err);
    /* The file is sound by SQLite: what fails now is memory, the disk, or Ctrl-C. */
    return status == OPTIBOM_FAILED
               ? error_set(err, status, "%s", why.text)
               : error_set(err, OPTIBOM_BAD_INPUT,
                           "%s: is damaged: it does not hold what was written; ask for it again",
                           exchange->path);
}

/* ---- the batch ---- */

static enum optibom_status end_batch(struct exchange *exchange, struct store_recording *recording,
                                     const struct catalog_exchange_request *request,
                                     struct error *err)
{
    const struct catalog_exchange_report *report = exchange->report;
    struct catalog_load_file file = {.file = request->path,
                                     .format = "changes",
                                     .class_name = "",
                                     .sheet = "",
                                     .rows = report->file.rows + report->file.prices,
                                     .accepted = report->written,
                                     .unchanged = report->unchanged,
                                     .rejected = report->conflicted};
    const struct catalog_load_request load = {.who = request->who.name, .now = request->who.now};
    const struct catalog_load_report loaded = {.files = &file, .file_count = 1};
    void *changes = NULL;
    size_t size = 0;
    enum optibom_status status = store_recording_bytes(&changes, &size, recording, err);
    if (status == OPTIBOM_OK)
        status = catalog_batch_end(exchange->batch_id, exchange->catalog->store, &load, &loaded,
                                   changes, size, err);
    store_changes_free(changes);
    return status;
}

/* Whether what was written is to stay. */
static bool is_kept(const struct exchange *exchange, const struct catalog_exchange_request *request)
{
    return exchange->has_written && !request->dry_run &&
           (exchange->report->conflicted == 0 || request->skip_conflicts);
}

/* Within a transaction. */
static enum optibom_status write_batch(struct exchange *exchange,
                                       const struct catalog_exchange_request *request,
                                       struct error *err)
{
    struct store *store = exchange->catalog->store;
    struct store_recording *recording = NULL;
    const struct catalog_load_request load = {.who = request->who.name, .now = request->who.now};
    enum optibom_status status = catalog_batch_begin(&exchange->batch_id, store, &load, err);
    if (status == OPTIBOM_OK)
        status = store_recording_start(&recording, store, err);
    if (status == OPTIBOM_OK)
        status = exchange_rows(exchange, err);
    if (status == OPTIBOM_OK)
        status = exchange_figures(exchange, err);
    if (status == OPTIBOM_OK)
        status = exchange_prices(exchange, err);
    if (status == OPTIBOM_OK && is_kept(exchange, request))
        status = end_batch(exchange, recording, request, err);
    store_recording_stop(recording);
    return status;
}

static enum optibom_status apply(struct exchange *exchange,
                                 const struct catalog_exchange_request *request, struct error *err)
{
    struct store *store = exchange->catalog->store;
    enum optibom_status status = store_tables_read(&exchange->tables, exchange->arena, store, err);
    if (status == OPTIBOM_OK)
        status = check_file(exchange, err);
    if (status == OPTIBOM_OK)
        status = store_begin(store, err);
    if (status != OPTIBOM_OK)
        return status;
    status = write_batch(exchange, request, err);
    if (status == OPTIBOM_OK && is_kept(exchange, request)) {
        status = store_commit(store, err);
        exchange->report->batch_id = exchange->batch_id;
    }
    store_rollback(store);
    return status;
}

enum optibom_status catalog_exchange_apply(struct catalog_exchange_report *out, struct arena *arena,
                                           struct catalog *catalog,
                                           const struct catalog_exchange_request *request,
                                           struct error *err)
{
    struct exchange exchange = {
        .catalog = catalog, .arena = arena, .path = request->path, .report = out};
    *out = (struct catalog_exchange_report){.batch_id = 0};
    init_conflicts(&out->conflicts, arena);
    arena_init(&exchange.scratch);
    buf_init(&exchange.sql);
    buf_init(&exchange.other);
    enum optibom_status status = store_change_file_open(&exchange.file, request->path, err);
    if (status == OPTIBOM_OK)
        status = apply(&exchange, request, err);
    store_close(exchange.file);
    buf_fini(&exchange.sql);
    buf_fini(&exchange.other);
    arena_fini(&exchange.scratch);
    return status;
}
