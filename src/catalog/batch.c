#include "catalog/batch.h"

#include "catalog/price.h"

#include "catalog/query_table.h"
#include "store/changes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const SEVERITIES[] = {[IMPORT_NOTE] = "note",
                                         [IMPORT_WARNING] = "warning",
                                         [IMPORT_QUESTION] = "question",
                                         [IMPORT_ERROR] = "error"};

enum optibom_status catalog_batch_begin(int64_t *batch_id, struct store *store,
                                        const struct catalog_load_request *request,
                                        struct error *err)
{
    enum optibom_status status = store_one_int(
        batch_id, store, err, "SELECT coalesce(max(batch_id), 0) + 1 FROM import_batch", "");
    return status == OPTIBOM_OK
               ? store_run(store, err,
                           "INSERT INTO import_batch (batch_id, imported_at, imported_by, state,"
                           " program) VALUES (?, ?, ?, 'applied', ?)",
                           "ittt", *batch_id, request->now, request->who, OPTIBOM_VERSION)
               : status;
}

enum optibom_status catalog_batch_issue(int64_t batch_id, int64_t position, struct store *store,
                                        const char *file, const char *raw,
                                        const struct import_issue *issue, struct error *err)
{
    return store_run(store, err,
                     "INSERT INTO import_reject (batch_id, position, file, line, column_name, code,"
                     " severity, message, raw) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                     "iitittttt", batch_id, position, file, (int64_t)issue->line, issue->column,
                     issue->code, SEVERITIES[issue->severity], issue->text, raw);
}

static enum optibom_status add_file(int64_t batch_id, int64_t position, struct store *store,
                                    const struct catalog_load_file *file, struct error *err)
{
    struct buf map;
    buf_init(&map);
    /* Changes of another site have no columns that a map could say. */
    bool has_map = file->class_name[0] != '\0';
    enum optibom_status status = has_map ? catalog_load_map(&map, file, err) : OPTIBOM_OK;
    if (status == OPTIBOM_OK)
        status =
            store_run(store, err,
                      "INSERT INTO import_file (batch_id, position, file, format, class, row_count,"
                      " accepted, unchanged, rejected, questions, sheet, hash, map)"
                      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      "iitttiiiiittt", batch_id, position, file->file, file->format,
                      file->class_name, file->rows, file->accepted, file->unchanged, file->rejected,
                      file->questions, file->sheet, file->hash, buf_text(&map));
    buf_fini(&map);
    return status;
}

/* "batch 7 (prices.csv)", "batch 8 (prices.csv and 2 more)". */
static enum optibom_status name_batch(struct buf *out, struct store *store, int64_t batch_id,
                                      struct error *err)
{
    struct store_query query;
    buf_printf(out, "batch %lld", (long long)batch_id);
    store_query_start(&query, store,
                      "SELECT file, count(*) OVER () - 1 FROM import_file WHERE batch_id = ?"
                      " ORDER BY position LIMIT 1",
                      "i", batch_id);
    if (store_query_next(&query)) {
        buf_printf(out, " (%s", store_text(&query, 0));
        if (store_int(&query, 1) > 0)
            buf_printf(out, " and %lld more", (long long)store_int(&query, 1));
        buf_putc(out, ')');
    }
    return store_query_end(&query, err);
}

/* The record of what was done with a batch. */
static enum optibom_status note(struct store *store, struct catalog_who who, const char *verb,
                                int64_t batch_id, struct error *err)
{
    struct buf name;
    int64_t rows = 0;
    buf_init(&name);
    enum optibom_status status = name_batch(&name, store, batch_id, err);
    if (status == OPTIBOM_OK)
        status = store_one_int(
            &rows, store, err,
            "SELECT coalesce(sum(accepted), 0) FROM import_file WHERE batch_id = ?", "i", batch_id);
    if (status == OPTIBOM_OK)
        status = buf_ok(&name)
                     ? catalog_change_note(store, who, verb, buf_text(&name), rows, batch_id, err)
                     : error_no_memory(err);
    buf_fini(&name);
    return status;
}

enum optibom_status catalog_batch_end(int64_t batch_id, struct store *store,
                                      const struct catalog_load_request *request,
                                      const struct catalog_load_report *report, const void *changes,
                                      size_t size, struct error *err)
{
    enum optibom_status status =
        store_run(store, err, "UPDATE import_batch SET changes = ? WHERE batch_id = ?", "bi",
                  changes, size, batch_id);
    for (size_t i = 0; status == OPTIBOM_OK && i < report->file_count; i++)
        status = add_file(batch_id, (int64_t)i + 1, store, &report->files[i], err);
    const struct catalog_who who = {request->who, request->now};
    return status == OPTIBOM_OK ? note(store, who, "import", batch_id, err) : status;
}

static enum optibom_status read_changes(void **changes, size_t *size, struct store *store,
                                        int64_t batch_id, struct error *err)
{
    struct store_query query;
    bool found, undone = false, copied = true;
    *changes = NULL;
    *size = 0;
    store_query_start(&query, store, "SELECT state, changes FROM import_batch WHERE batch_id = ?",
                      "i", batch_id);
    found = store_query_next(&query);
    if (found) {
        undone = strcmp(store_text(&query, 0), "undone") == 0;
        const void *bytes = store_blob(&query, 1, size);
        *changes = malloc(*size + 1);
        copied = *changes != NULL;
        if (copied && *size > 0)
            memcpy(*changes, bytes, *size);
    }
    enum optibom_status status = store_query_end(&query, err);
    if (status != OPTIBOM_OK)
        return status;
    if (!copied)
        return error_no_memory(err);
    if (!found)
        return error_set(err, OPTIBOM_NOT_FOUND, "no import batch %lld; see: optibom import list",
                         (long long)batch_id);
    if (undone)
        return error_set(err, OPTIBOM_CONFLICT, "import batch %lld is undone already",
                         (long long)batch_id);
    return OPTIBOM_OK;
}

/* `what` is half a sentence about the later batch: "changed rows of it in nic". */
static enum optibom_status refuse_for(struct store *store, int64_t later, const char *what,
                                      struct error *err)
{
    struct buf name;
    buf_init(&name);
    enum optibom_status status = name_batch(&name, store, later, err);
    if (status == OPTIBOM_OK)
        status = buf_ok(&name) ? error_set(err, OPTIBOM_CONFLICT,
                                           "cannot be taken back: %s %s; undo batch %lld first",
                                           buf_text(&name), what, (long long)later)
                               : error_no_memory(err);
    buf_fini(&name);
    return status;
}

/* The latest batch that touched the row; 0: none did, so that it was no import. */
static enum optibom_status find_later(int64_t *later, struct store *store, int64_t batch_id,
                                      const struct store_changed_row *row, struct error *err)
{
    struct store_query query;
    *later = 0;
    store_query_start(&query, store,
                      "SELECT batch_id, changes FROM import_batch WHERE batch_id > ?"
                      " AND state = 'applied' AND changes IS NOT NULL ORDER BY batch_id DESC",
                      "i", batch_id);
    while (*later == 0 && store_query_next(&query)) {
        size_t size = 0;
        const void *changes = store_blob(&query, 1, &size);
        if (store_changes_touch(changes, size, row))
            *later = store_int(&query, 0);
    }
    return store_query_end(&query, err);
}

static enum optibom_status refuse_conflict(struct store *store, int64_t batch_id,
                                           const struct store_changed_row *row, struct error *err)
{
    char what[160];
    int64_t later = 0;
    bool is_used = row->parent[0] != '\0';
    const char *table = is_used ? row->parent : row->table[0] != '\0' ? row->table : "the catalog";
    enum optibom_status status = find_later(&later, store, batch_id, row, err);
    if (status != OPTIBOM_OK)
        return status;
    if (later == 0)
        return error_set(err, OPTIBOM_CONFLICT,
                         "cannot be taken back: rows of it in %s were changed or are used since",
                         table);
    snprintf(what, sizeof what, "%s rows of it in %s", is_used ? "uses" : "changed", table);
    return refuse_for(store, later, what, err);
}

/* Names that the batch brought may stand in prices of a later one. */
static enum optibom_status check_prices(struct store *store, struct error *err)
{
    int64_t later = 0;
    enum optibom_status status = catalog_price_stranded(&later, store, err);
    return status != OPTIBOM_OK || later == 0
               ? status
               : refuse_for(store, later,
                            "has prices of vendors, suppliers or documents that it brought", err);
}

enum optibom_status catalog_batch_undo(struct catalog *catalog, int64_t batch_id,
                                       struct catalog_who who, struct error *err)
{
    struct store *store = catalog->store;
    void *changes = NULL;
    size_t size = 0;
    struct store_changed_row row;
    enum optibom_status status = store_undo_begin(store, err);
    if (status == OPTIBOM_OK)
        status = read_changes(&changes, &size, store, batch_id, err);
    if (status == OPTIBOM_OK)
        status = catalog_price_undo(store, batch_id, err);
    if (status == OPTIBOM_OK) {
        status = store_changes_undo(&row, store, changes, size, err);
        if (status == OPTIBOM_CONFLICT)
            status = refuse_conflict(store, batch_id, &row, err);
    }
    if (status == OPTIBOM_OK)
        status = check_prices(store, err);
    if (status == OPTIBOM_OK)
        status =
            store_run(store, err, "UPDATE import_batch SET state = 'undone' WHERE batch_id = ?",
                      "i", batch_id);
    if (status == OPTIBOM_OK)
        status = note(store, who, "import undo", batch_id, err);
    if (status == OPTIBOM_OK)
        status = store_run(store, err,
                           "UPDATE change SET undone_by = (SELECT max(change_id) FROM change)"
                           " WHERE batch_id = ? AND verb = 'import'",
                           "i", batch_id);
    enum optibom_status ended = store_undo_end(store, status == OPTIBOM_OK, err);
    free(changes);
    return status != OPTIBOM_OK ? status : ended;
}

enum optibom_status catalog_batch_list(struct table *out, struct arena *arena, struct store *store,
                                       struct error *err)
{
    return catalog_query_table(
        out, arena, store, err,
        "SELECT b.batch_id AS batch, b.imported_at, b.imported_by, b.state,"
        " group_concat(f.file, ', ') AS files, sum(f.row_count) AS rows, "
        "sum(f.accepted) AS accepted,"
        " sum(f.unchanged) AS unchanged, sum(f.rejected) AS rejected, b.program"
        " FROM import_batch AS b LEFT JOIN import_file AS f USING (batch_id)"
        " GROUP BY b.batch_id ORDER BY b.batch_id DESC",
        "");
}

enum optibom_status catalog_batch_require(struct store *store, int64_t batch_id, struct error *err)
{
    int64_t found = 0;
    enum optibom_status status = store_one_int(
        &found, store, err, "SELECT 1 FROM import_batch WHERE batch_id = ?", "i", batch_id);
    if (status == OPTIBOM_NOT_FOUND)
        return error_set(err, OPTIBOM_NOT_FOUND, "no import batch %lld; see: optibom import list",
                         (long long)batch_id);
    return status;
}

enum optibom_status catalog_batch_show(struct table *out, struct arena *arena, struct store *store,
                                       int64_t batch_id, struct error *err)
{
    enum optibom_status status = catalog_batch_require(store, batch_id, err);
    if (status != OPTIBOM_OK)
        return status;
    return catalog_query_table(
        out, arena, store, err,
        "SELECT file, sheet, format, class, row_count AS rows, accepted, unchanged, rejected,"
        " questions, hash FROM import_file WHERE batch_id = ? ORDER BY position",
        "i", batch_id);
}

enum optibom_status catalog_batch_rejects(struct table *out, struct arena *arena,
                                          struct store *store, int64_t batch_id, struct error *err)
{
    enum optibom_status status = catalog_batch_require(store, batch_id, err);
    if (status != OPTIBOM_OK)
        return status;
    return catalog_query_table(
        out, arena, store, err,
        "SELECT file, line, column_name AS \"column\", code, severity, message AS text, raw"
        " FROM import_reject WHERE batch_id = ? ORDER BY position",
        "i", batch_id);
}
