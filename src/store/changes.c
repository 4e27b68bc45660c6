#include "store/changes.h"

#include "store/changed_row.h"
#include "store/handle.h"

#include <stdlib.h>
#include <string.h>

/* While it pauses there is no session: its hook costs every row of every table. */
struct store_recording {
    sqlite3_session *session; /* NULL: paused */
    sqlite3_changegroup *earlier;
    struct store *store;
    bool takes_prices;
};

static int is_recorded(void *context, const char *table)
{
    const struct store_recording *recording = context;
    return strncmp(table, "import_", strlen("import_")) != 0 && strcmp(table, "price_list") != 0 &&
           strcmp(table, "change") != 0 && strncmp(table, "search_", strlen("search_")) != 0 &&
           (recording->takes_prices || strcmp(table, "price") != 0);
}

enum optibom_status store_recording_resume(struct store_recording *recording, struct error *err)
{
    if (recording->session != NULL)
        return OPTIBOM_OK;
    int result = sqlite3session_create(recording->store->db, "main", &recording->session);
    if (result == SQLITE_OK) {
        sqlite3session_table_filter(recording->session, is_recorded, recording);
        result = sqlite3session_attach(recording->session, NULL);
    }
    return store_error(recording->store, result, err);
}

void store_recording_take_prices(struct store_recording *recording)
{
    recording->takes_prices = true;
}

enum optibom_status store_recording_start(struct store_recording **out, struct store *store,
                                          struct error *err)
{
    struct store_recording *recording = calloc(1, sizeof *recording);
    if (recording == NULL)
        return error_no_memory(err);
    recording->store = store;
    enum optibom_status status =
        store_error(store, sqlite3changegroup_new(&recording->earlier), err);
    if (status == OPTIBOM_OK)
        status = store_recording_resume(recording, err);
    if (status != OPTIBOM_OK)
        store_recording_stop(recording);
    else
        *out = recording;
    return status;
}

enum optibom_status store_recording_pause(struct store_recording *recording, struct error *err)
{
    int length = 0;
    void *bytes = NULL;
    if (recording->session == NULL)
        return OPTIBOM_OK;
    int result = sqlite3session_changeset(recording->session, &length, &bytes);
    if (result == SQLITE_OK && length > 0)
        result = sqlite3changegroup_add(recording->earlier, length, bytes);
    sqlite3_free(bytes);
    sqlite3session_delete(recording->session);
    recording->session = NULL;
    return store_error(recording->store, result, err);
}

enum optibom_status store_recording_bytes(void **bytes, size_t *size,
                                          struct store_recording *recording, struct error *err)
{
    int length = 0;
    *bytes = NULL;
    enum optibom_status status = store_recording_pause(recording, err);
    if (status != OPTIBOM_OK)
        return status;
    int result = sqlite3changegroup_output(recording->earlier, &length, bytes);
    *size = (size_t)length;
    return store_error(recording->store, result, err);
}

void store_recording_stop(struct store_recording *recording)
{
    if (recording == NULL)
        return;
    if (recording->session != NULL)
        sqlite3session_delete(recording->session);
    if (recording->earlier != NULL)
        sqlite3changegroup_delete(recording->earlier);
    free(recording);
}

void store_changes_free(void *bytes)
{
    sqlite3_free(bytes);
}

enum optibom_status store_undo_begin(struct store *store, struct error *err)
{
    /* The pragma does nothing within a transaction, so it goes first. */
    enum optibom_status status = store_run(store, err, "PRAGMA foreign_keys = OFF", "");
    return status == OPTIBOM_OK ? store_begin(store, err) : status;
}

enum optibom_status store_changes_undo(struct store_changed_row *row, struct store *store,
                                       const void *bytes, size_t size, struct error *err)
{
    void *inverse = NULL;
    int inverse_size = 0;
    *row = (struct store_changed_row){0};
    int result = sqlite3changeset_invert((int)size, bytes, &inverse_size, &inverse);
    if (result == SQLITE_OK && inverse_size > 0)
        result = sqlite3changeset_apply(store->db, inverse_size, inverse, NULL,
                                        changed_row_conflict, row);
    sqlite3_free(inverse);
    if ((result & 0xff) == SQLITE_ABORT || (result & 0xff) == SQLITE_CONSTRAINT)
        return OPTIBOM_CONFLICT;
    bool is_orphaned = false;
    enum optibom_status status = store_error(store, result, err);
    if (status == OPTIBOM_OK)
        status = changed_row_orphan(&is_orphaned, row, store, err);
    return status == OPTIBOM_OK && is_orphaned ? OPTIBOM_CONFLICT : status;
}

enum optibom_status store_undo_end(struct store *store, bool keep, struct error *err)
{
    enum optibom_status status = keep ? store_commit(store, err) : OPTIBOM_OK;
    store_rollback(store);
    sqlite3_exec(store->db, "PRAGMA foreign_keys = ON", NULL, NULL, NULL);
    return status;
}
