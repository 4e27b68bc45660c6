#include "catalog/starting.h"

/* It was made on the day of the version; who makes a catalog of it has it from today. */
static enum optibom_status date_from(struct store *store, const char *now, struct error *err)
{
    enum optibom_status status = store_begin(store, err);
    if (status != OPTIBOM_OK)
        return status;
    status = store_run(store, err, "UPDATE import_batch SET imported_at = ?", "t", now);
    if (status == OPTIBOM_OK)
        status = store_run(store, err, "UPDATE change SET changed_at = ?", "t", now);
    if (status == OPTIBOM_OK)
        status = store_commit(store, err);
    if (status != OPTIBOM_OK)
        store_rollback(store);
    return status;
}

static bool add_file(struct catalog_load_report *report, struct arena *arena,
                     const struct store_query *query)
{
    struct catalog_load_file *files =
        arena_grow(arena, report->files, report->file_count, sizeof *files);
    if (files == NULL)
        return false;
    report->files = files;
    struct catalog_load_file *file = &files[report->file_count++];
    *file = (struct catalog_load_file){.sheet = "",
                                       .rows = store_int(query, 4),
                                       .accepted = store_int(query, 5),
                                       .unchanged = store_int(query, 6),
                                       .rejected = store_int(query, 7),
                                       .questions = store_int(query, 8)};
    report->batch_id = store_int(query, 0);
    if (!store_copy_text(&file->file, arena, query, 1) ||
        !store_copy_text(&file->format, arena, query, 2) ||
        !store_copy_text(&file->class_name, arena, query, 3))
        return false;
    file->label = file->file;
    return true;
}

enum optibom_status catalog_start(struct catalog_load_report *out, struct arena *arena,
                                  struct catalog *catalog, const char *now, struct error *err)
{
    struct store_query query;
    bool is_copied = true;
    *out = (struct catalog_load_report){0};
    store_query_start(&query, catalog->store,
                      "SELECT batch_id, file, format, class, row_count, accepted, unchanged,"
                      " rejected, questions FROM import_file ORDER BY batch_id, position",
                      "");
    while (is_copied && store_query_next(&query))
        is_copied = add_file(out, arena, &query);
    enum optibom_status status = store_query_end(&query, err);
    if (status == OPTIBOM_OK && !is_copied)
        status = error_no_memory(err);
    return status == OPTIBOM_OK ? date_from(catalog->store, now, err) : status;
}
