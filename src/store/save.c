#include "store/journal.h"
#include "store/part_file.h"

#include <string.h>
#include <unistd.h>

static int is_stopped(void *store)
{
    return store_is_interrupted(store);
}

/* Whether the copy can be read from its first page to its last. */
static enum optibom_status check_copy(struct store *store, const char *part, const char *path,
                                      struct error *err)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    int result = sqlite3_open_v2(part, &db, SQLITE_OPEN_READONLY, NULL);
    if (result == SQLITE_OK) {
        sqlite3_progress_handler(db, 10000, is_stopped, store);
        result = sqlite3_prepare_v2(db, "PRAGMA quick_check(1)", -1, &statement, NULL);
    }
    if (result == SQLITE_OK)
        result = sqlite3_step(statement);
    bool is_sound =
        result == SQLITE_ROW && strcmp((const char *)sqlite3_column_text(statement, 0), "ok") == 0;
    sqlite3_finalize(statement);
    sqlite3_close(db);
    if (is_sound || store_is_interrupted(store))
        return is_sound ? OPTIBOM_OK : store_error(store, SQLITE_INTERRUPT, err);
    return error_set(err, OPTIBOM_FAILED,
                     "%s: is not what was written, and is not kept; check the disk", path);
}

/* Whether what went wrong lies in the catalog and not in the file that is written. */
static bool is_of_catalog(const struct store *store, enum optibom_status status)
{
    return status == OPTIBOM_BAD_INPUT || store_is_interrupted(store) ||
           journal_is_overtaken(store) || (sqlite3_errcode(store->db) & 0xff) == SQLITE_BUSY;
}

/* One statement reads the whole as of one moment, however much others write meanwhile. */
static enum optibom_status copy(struct store *store, const char *part, const char *path,
                                struct error *err)
{
    struct error why = {0};
    enum optibom_status status = store_run(store, &why, "VACUUM INTO ?", "t", part);
    if (status == OPTIBOM_OK)
        return status;
    if (is_of_catalog(store, status))
        return error_set(err, status, "%s", why.text);
    return error_set(err, status,
                     "%s: cannot be written; check folder, permissions and space on the disk",
                     path);
}

static void remove_part(const char *part)
{
    char *journal = sqlite3_mprintf("%s-journal", part);
    unlink(part);
    if (journal != NULL)
        unlink(journal);
    sqlite3_free(journal);
}

/* `bytes` NULL: nobody wants the copy checked. */
static enum optibom_status save(int64_t *bytes, struct store *store, const char *path,
                                struct error *err)
{
    const char *part = NULL;
    struct arena arena;
    struct stat about = {0};
    /* It would be taken for a part of the new file. */
    if (journal_is_left(path))
        return error_set(err, OPTIBOM_CONFLICT,
                         "%s: the journal of another file of this name is there still (-wal or "
                         "-journal); remove it, or name another file",
                         path);
    arena_init(&arena);
    enum optibom_status status = part_file_create(&part, &arena, path, err);
    /* No name of a file is taken for a URI. */
    const char *name =
        status == OPTIBOM_OK && *part != '/' ? arena_printf(&arena, "./%s", part) : part;
    if (status == OPTIBOM_OK)
        status = name != NULL ? copy(store, name, path, err) : error_no_memory(err);
    if (status == OPTIBOM_OK && bytes != NULL)
        status = check_copy(store, part, path, err);
    if (status == OPTIBOM_OK && bytes != NULL && stat(part, &about) == 0)
        *bytes = (int64_t)about.st_size;
    if (status == OPTIBOM_OK)
        status = part_file_publish(part, path, err);
    if (status != OPTIBOM_OK && part != NULL)
        remove_part(part);
    arena_fini(&arena);
    return status;
}

enum optibom_status store_save(struct store *store, const char *path, bool replaces,
                               struct error *err)
{
    if (!replaces && access(path, F_OK) == 0)
        return error_set(err, OPTIBOM_CONFLICT,
                         "%s: exists already; remove it first, or name another file with --db",
                         path);
    return save(NULL, store, path, err);
}

enum optibom_status store_backup(int64_t *bytes, struct store *store, const char *path,
                                 struct error *err)
{
    if (access(path, F_OK) == 0)
        return error_set(err, OPTIBOM_CONFLICT,
                         "%s: exists already; remove it first, or name another file", path);
    return save(bytes, store, path, err);
}
