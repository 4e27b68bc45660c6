#include "catalog/change.h"

#include "store/change_reader.h"

#include <stdlib.h>
#include <string.h>

enum optibom_status catalog_change_begin(struct catalog_change *change, struct catalog *catalog,
                                         struct catalog_who who, const char *verb,
                                         struct error *err)
{
    *change = (struct catalog_change){.store = catalog->store, .who = who, .verb = verb};
    enum optibom_status status = store_begin(change->store, err);
    if (status != OPTIBOM_OK)
        return status;
    status = store_recording_start(&change->recording, change->store, err);
    if (status != OPTIBOM_OK)
        store_rollback(change->store);
    return status;
}

static bool count_row(void *context, const struct store_change_row *row)
{
    int64_t *count = context;
    (void)row;
    ++*count;
    return true;
}

/* The record with its rows; nothing where there are none. */
static enum optibom_status record(const struct catalog_change *change, const char *subject,
                                  struct error *err)
{
    void *bytes = NULL;
    size_t size = 0;
    int64_t rows = 0;
    enum optibom_status status = store_recording_bytes(&bytes, &size, change->recording, err);
    if (status == OPTIBOM_OK && !store_changes_each(bytes, size, count_row, &rows))
        status = error_no_memory(err);
    if (status == OPTIBOM_OK && rows > 0)
        status = store_run(change->store, err,
                           "INSERT INTO change (changed_at, changed_by, verb, subject, row_count,"
                           " changes) VALUES (?, ?, ?, ?, ?, ?)",
                           "ttttib", change->who.now, change->who.name, change->verb, subject, rows,
                           bytes, size);
    store_changes_free(bytes);
    return status;
}

enum optibom_status catalog_change_end(struct catalog_change *change, const char *subject,
                                       enum optibom_status status, struct error *err)
{
    if (status == OPTIBOM_OK)
        status = record(change, subject, err);
    store_recording_stop(change->recording);
    if (status == OPTIBOM_OK)
        status = store_commit(change->store, err);
    store_rollback(change->store);
    return status;
}

enum optibom_status catalog_change_note(struct store *store, struct catalog_who who,
                                        const char *verb, const char *subject, int64_t rows,
                                        int64_t batch_id, struct error *err)
{
    return store_run(store, err,
                     "INSERT INTO change (changed_at, changed_by, verb, subject, row_count,"
                     " batch_id) VALUES (?, ?, ?, ?, ?, nullif(?, 0))",
                     "ttttii", who.now, who.name, verb, subject, rows, batch_id);
}

/* ---- taking back ---- */

/* What is to be taken back. */
struct taken {
    struct arena arena;
    const char *verb, *subject;
    int64_t batch_id, undone_by;
    void *bytes;
    size_t size;
};

static enum optibom_status read_taken(struct taken *out, struct store *store, int64_t change_id,
                                      struct error *err)
{
    struct store_query query;
    bool copied = true;
    store_query_start(&query, store,
                      "SELECT verb, subject, coalesce(batch_id, 0), coalesce(undone_by, 0), changes"
                      " FROM change WHERE change_id = ?",
                      "i", change_id);
    bool found = store_query_next(&query);
    if (found) {
        copied = store_copy_text(&out->verb, &out->arena, &query, 0) &&
                 store_copy_text(&out->subject, &out->arena, &query, 1);
        out->batch_id = store_int(&query, 2);
        out->undone_by = store_int(&query, 3);
        const void *bytes = store_blob(&query, 4, &out->size);
        out->bytes = arena_alloc(&out->arena, out->size + 1);
        copied = copied && out->bytes != NULL;
        if (copied && out->size > 0)
            memcpy(out->bytes, bytes, out->size);
    }
    enum optibom_status status = store_query_end(&query, err);
    if (status == OPTIBOM_OK && !copied)
        return error_no_memory(err);
    return status == OPTIBOM_OK && !found
               ? error_set(err, OPTIBOM_NOT_FOUND, "no change %lld; see: optibom log",
                           (long long)change_id)
               : status;
}

static enum optibom_status check_taken(const struct taken *taken, int64_t change_id,
                                       struct error *err)
{
    if (taken->undone_by > 0)
        return error_set(err, OPTIBOM_CONFLICT, "change %lld was taken back by change %lld already",
                         (long long)change_id, (long long)taken->undone_by);
    if (taken->batch_id > 0)
        return error_set(err, OPTIBOM_USAGE,
                         "change %lld is an import; take it back with: optibom import undo %lld",
                         (long long)change_id, (long long)taken->batch_id);
    if (strcmp(taken->verb, "build release") == 0)
        return error_set(err, OPTIBOM_CONFLICT,
                         "change %lld released %s, which stays; store a new revision instead",
                         (long long)change_id, taken->subject);
    if (taken->size == 0)
        return error_set(err, OPTIBOM_CONFLICT,
                         "change %lld (%s %s) left no rows that could be put back",
                         (long long)change_id, taken->verb, taken->subject);
    return OPTIBOM_OK;
}

/* Within store_undo_begin. */
static enum optibom_status take_back(struct catalog_change *change, int64_t change_id,
                                     struct error *err)
{
    struct taken taken = {.verb = NULL};
    struct store_changed_row row;
    arena_init(&taken.arena);
    enum optibom_status status = read_taken(&taken, change->store, change_id, err);
    if (status == OPTIBOM_OK)
        status = check_taken(&taken, change_id, err);
    if (status == OPTIBOM_OK)
        status = store_recording_start(&change->recording, change->store, err);
    if (status == OPTIBOM_OK) {
        status = store_changes_undo(&row, change->store, taken.bytes, taken.size, err);
        if (status == OPTIBOM_CONFLICT)
            status = error_set(err, OPTIBOM_CONFLICT,
                               "change %lld cannot be taken back: rows of it in %s were changed or "
                               "are used since; see: optibom log '%s'",
                               (long long)change_id,
                               row.parent[0] != '\0'  ? row.parent
                               : row.table[0] != '\0' ? row.table
                                                      : "the catalog",
                               taken.subject);
    }
    const char *subject = arena_printf(&taken.arena, "change %lld (%s %s)", (long long)change_id,
                                       taken.verb, taken.subject);
    if (status == OPTIBOM_OK)
        status = subject != NULL ? record(change, subject, err) : error_no_memory(err);
    if (status == OPTIBOM_OK)
        status = store_run(change->store, err,
                           "UPDATE change SET undone_by = (SELECT max(change_id) FROM change)"
                           " WHERE change_id = ?",
                           "i", change_id);
    if (status == OPTIBOM_OK) /* what an undo took back holds again when the undo is undone */
        status =
            store_run(change->store, err, "UPDATE change SET undone_by = NULL WHERE undone_by = ?",
                      "i", change_id);
    store_recording_stop(change->recording);
    arena_fini(&taken.arena);
    return status;
}

enum optibom_status catalog_change_undo(struct catalog *catalog, int64_t change_id,
                                        struct catalog_who who, struct error *err)
{
    struct catalog_change change = {.store = catalog->store, .who = who, .verb = "undo"};
    enum optibom_status status = store_undo_begin(catalog->store, err);
    if (status == OPTIBOM_OK)
        status = take_back(&change, change_id, err);
    enum optibom_status ended = store_undo_end(catalog->store, status == OPTIBOM_OK, err);
    return status != OPTIBOM_OK ? status : ended;
}
