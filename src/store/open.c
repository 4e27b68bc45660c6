#include "store/handle.h"

#include "base/embed.h"
#include "store/holder.h"
#include "store/journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum optibom_status busy_error(const char *path, struct error *err)
{
    char holder[HOLDER_SIZE];
    holder_name(holder, path);
    return error_set(err, OPTIBOM_FAILED,
                     "%s: %s is at work in it, and did not end within %d s; nothing was changed; "
                     "try again when it is done",
                     path, holder, STORE_BUSY_WAIT_MS / 1000);
}

enum optibom_status store_error(struct store *store, int result, struct error *err)
{
    const char *path = store->path, *why = sqlite3_errmsg(store->db);
    if (store_meets_bound(store, result))
        return store_past_bounds(store, result, err);
    /* A statement that is wrong in itself; the file has no part in it. */
    enum optibom_status wrong = store->is_restricted ? OPTIBOM_USAGE : OPTIBOM_FAILED;
    bool is_shut = (result & 0xff) == SQLITE_CANTOPEN || result == SQLITE_READONLY_RECOVERY ||
                   result == SQLITE_READONLY_CANTINIT || result == SQLITE_READONLY_ROLLBACK;
    if (is_shut && journal_is_left(path))
        return error_set(err, OPTIBOM_FAILED,
                         "%s: what a writer left beside it is not in the file yet; open it once"
                         " where file and folder can be written: optibom --db %s check",
                         path, path);
    switch (result & 0xff) {
    case SQLITE_OK:
    case SQLITE_DONE:
    case SQLITE_ROW:
        return OPTIBOM_OK;
    case STORE_NO_STATEMENT:
        return error_set(err, wrong, "there is no SQL statement; write one");
    case STORE_MORE_STATEMENTS:
        return error_set(err, wrong, "one SQL statement at a time");
    case SQLITE_NOMEM:
        return error_no_memory(err);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return busy_error(path, err);
    case SQLITE_FULL:
        return error_set(err, OPTIBOM_FAILED, "%s: no space left on the disk; nothing was changed",
                         path);
    case SQLITE_READONLY:
        return error_set(err, OPTIBOM_FAILED,
                         "%s: cannot be written; check the permissions of file and folder", path);
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        if (result == SQLITE_CORRUPT_VTAB)
            return error_set(err, OPTIBOM_BAD_INPUT,
                             "%s: the search index is damaged; make it anew with: optibom --db %s "
                             "migrate, or restore a backup",
                             path, path);
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: not an optibom catalog, or damaged (%.*s); restore a backup", path,
                         (int)strcspn(why, "\n"), why); /* it may quote a statement */
    case SQLITE_CONSTRAINT:
        return error_set(err, OPTIBOM_CONFLICT, "%s", sqlite3_errmsg(store->db));
    case SQLITE_INTERRUPT:
        return error_set(err, OPTIBOM_FAILED, "interrupted; nothing was changed");
    case SQLITE_CANTOPEN:
        return error_set(err, OPTIBOM_FAILED, "%s: cannot be opened; check path and permissions",
                         path);
    case SQLITE_IOERR:
    case SQLITE_ABORT:
        return error_set(err, OPTIBOM_FAILED, "%s: reading or writing failed; check the disk",
                         path);
    case SQLITE_ERROR:
        return error_set(err, wrong, "%s", sqlite3_errmsg(store->db));
    default:
        return error_set(err, wrong, "%s: %s", path, sqlite3_errmsg(store->db));
    }
}

int store_schema_version(void)
{
    int count = 0;
    while (embed_nth("schema/0", ".sql", (size_t)count) != NULL)
        count++;
    return count;
}

enum optibom_status store_read_pragma(int *out, struct store *store, const char *sql,
                                      struct error *err)
{
    int64_t value = 0;
    enum optibom_status status = store_one_int(&value, store, err, sql, "");
    *out = (int)value;
    return status;
}

enum optibom_status store_schema_of(int *out, struct store *store, struct error *err)
{
    return store_read_pragma(out, store, "PRAGMA user_version", err);
}

enum optibom_status store_run_script(struct store *store, const char *sql, struct error *err)
{
    return store_error(store, sqlite3_exec(store->db, sql, NULL, NULL, NULL), err);
}

/* What is derived holds no facts: views and triggers are dropped and made anew, so that they never
 * need a step; those of a stranger go, too. */
static enum optibom_status drop_derived(struct store *store, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    while (status == OPTIBOM_OK) {
        struct arena arena;
        const char *drop = NULL;
        arena_init(&arena);
        status = store_one_text(&drop, &arena, store, err,
                                "SELECT format('DROP %s \"%w\"', type, name) FROM sqlite_schema"
                                " WHERE type IN ('view', 'trigger') ORDER BY type LIMIT 1",
                                "");
        if (status == OPTIBOM_OK)
            status = store_run_script(store, drop, err);
        arena_fini(&arena);
    }
    return status == OPTIBOM_NOT_FOUND ? OPTIBOM_OK : status;
}

/* Runs the scripts between two commits; views and triggers are gone when they begin, for SQLite
 * renames no table and drops no column while one reads from what is no longer there. */
static enum optibom_status lay(struct store *store, const char *first, const char *second,
                               struct error *err)
{
    enum optibom_status status = store_begin(store, err);
    if (status != OPTIBOM_OK)
        return status;
    status = drop_derived(store, err);
    if (status == OPTIBOM_OK)
        status = store_run_script(store, first, err);
    if (status == OPTIBOM_OK)
        status = store_run_script(store, second, err);
    if (status == OPTIBOM_OK)
        status = store_commit_as_is(store, err);
    if (status != OPTIBOM_OK)
        store_rollback(store);
    return status;
}

enum optibom_status store_schema_lay(struct store *store, struct error *err)
{
    int step = 0;
    enum optibom_status status = store_schema_of(&step, store, err);
    for (; status == OPTIBOM_OK && step < store_schema_version(); step++) {
        char pragmas[96];
        snprintf(pragmas, sizeof pragmas, "PRAGMA application_id = %d; PRAGMA user_version = %d;",
                 STORE_APPLICATION_ID, step + 1);
        status = lay(store, embed_nth("schema/0", ".sql", (size_t)step)->data, pragmas, err);
    }
    return status == OPTIBOM_OK ? lay(store, embed_find("schema/views.sql")->data,
                                      embed_find("schema/search.sql")->data, err)
                                : status;
}

/* Who writes may leave a file so for a moment, with a journal beside it or a lock on it. */
static bool ends_within_page(const struct store *store, int page_size)
{
    struct stat found;
    return !journal_is_left(store->path) && stat(store->path, &found) == 0 &&
           found.st_size % page_size != 0;
}

enum optibom_status store_check_is_whole(struct store *store, struct error *err)
{
    int page_size = 0;
    enum optibom_status status =
        store_run_script(store, "BEGIN; SELECT count(*) FROM sqlite_schema", err);
    if (status == OPTIBOM_OK)
        status = store_read_pragma(&page_size, store, "PRAGMA page_size", err);
    if (status == OPTIBOM_OK && ends_within_page(store, page_size))
        status =
            error_set(err, OPTIBOM_BAD_INPUT,
                      "%s: not an optibom catalog, or damaged (it ends within a page); restore "
                      "a backup",
                      store->path);
    store_rollback(store);
    return status;
}

static enum optibom_status check_identity(struct store *store, bool may_be_older, struct error *err)
{
    enum optibom_status status = store_check_is_whole(store, err);
    if (status != OPTIBOM_OK)
        return status;
    int found = 0, known = store_schema_version(), owner = 0;
    status = store_schema_of(&found, store, err);
    if (status == OPTIBOM_OK)
        status = store_read_pragma(&owner, store, "PRAGMA application_id", err);
    if (status != OPTIBOM_OK)
        return status;
    if (owner != STORE_APPLICATION_ID)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: an SQLite database, but not an optibom catalog; "
                         "name the catalog with --db, or make one with: optibom init",
                         store->path);
    if (found > known)
        return error_set(err, OPTIBOM_OUTDATED,
                         "%s: schema version %d is newer than this program's %d; update optibom",
                         store->path, found, known);
    if (found < known && !may_be_older)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: schema version %d is older than this program's %d; "
                         "bring it up with: optibom --db %s migrate",
                         store->path, found, known, store->path);
    struct error why = {0};
    status = store_run_script(store, "SELECT 1 FROM vendor, part, document, figure LIMIT 0", &why);
    if (status != OPTIBOM_OK && sqlite3_errcode(store->db) == SQLITE_ERROR)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: says that it is an optibom catalog, but lacks its tables; restore a "
                         "backup",
                         store->path);
    return status == OPTIBOM_OK ? status : error_set(err, status, "%s", why.text);
}

enum optibom_status store_connect(struct store **out, const char *path, int flags,
                                  struct error *err)
{
    struct store *store = calloc(1, sizeof *store);
    char *copy = strdup(path);
    if (store == NULL || copy == NULL) {
        free(store);
        free(copy);
        return error_no_memory(err);
    }
    store->path = copy;
    int result = journal_open(store, flags | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX);
    enum optibom_status status = store_error(store, result, err);
    if (status == OPTIBOM_OK)
        status = store_error(store, store_harden(store->db), err);
    if (status == OPTIBOM_OK)
        status = store_error(store, store_rows_register(store), err);
    if (status == OPTIBOM_OK) {
        sqlite3_busy_timeout(store->db, STORE_BUSY_WAIT_MS);
        status = store_run_script(
            store, STORE_PAGE "PRAGMA foreign_keys = ON; PRAGMA threads = 1;" STORE_CACHE, err);
    }
    if (status != OPTIBOM_OK) {
        store_close(store);
        return status;
    }
    *out = store;
    return OPTIBOM_OK;
}

/* A pipe would be waited for, and a folder be taken for a disk that fails. */
enum optibom_status store_check_is_file(const char *path, struct error *err)
{
    struct stat found;
    if (stat(path, &found) != 0 || S_ISREG(found.st_mode))
        return OPTIBOM_OK;
    return error_set(err, OPTIBOM_BAD_INPUT, "%s: is %s, not a file", path,
                     S_ISDIR(found.st_mode) ? "a folder" : "a device or pipe");
}

static enum optibom_status open_memory(struct store **out, struct error *err)
{
    enum optibom_status status =
        store_connect(out, ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err);
    if (status == OPTIBOM_OK)
        status = store_schema_lay(*out, err);
    return status;
}

/* Copies a database that lies in memory; a result code of SQLite. */
static int copy_image(sqlite3 *to, const struct embed_file *image)
{
    sqlite3 *from = NULL;
    sqlite3_int64 size = (sqlite3_int64)image->size;
    int result = sqlite3_open_v2(":memory:", &from, SQLITE_OPEN_READWRITE, NULL);
    if (result == SQLITE_OK)
        result = sqlite3_deserialize(from, "main", (unsigned char *)image->data, size, size,
                                     SQLITE_DESERIALIZE_READONLY);
    if (result == SQLITE_OK) {
        sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
        if (backup != NULL)
            sqlite3_backup_step(backup, -1);
        result = backup != NULL ? sqlite3_backup_finish(backup) : sqlite3_errcode(to);
    }
    sqlite3_close(from);
    return result;
}

/* What src/seeding made of seed/. */
static enum optibom_status open_starting(struct store **out, struct error *err)
{
    enum optibom_status status =
        store_connect(out, ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err);
    return status == OPTIBOM_OK
               ? store_error(*out, copy_image((*out)->db, embed_find("starting.db")), err)
               : status;
}

static enum optibom_status open_file(struct store **out, const char *path, enum store_mode mode,
                                     struct error *err)
{
    bool writes = mode == STORE_WRITE || mode == STORE_UPGRADE;
    enum optibom_status status = store_check_is_file(path, err);
    if (status == OPTIBOM_OK)
        status =
            store_connect(out, path, writes ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY, err);
    if (status == OPTIBOM_OK)
        status = check_identity(*out, mode == STORE_UPGRADE || mode == STORE_COPY, err);
    if (status == OPTIBOM_OK && mode != STORE_UPGRADE && mode != STORE_COPY)
        status = store_schema_check(*out, err);
    if (status == OPTIBOM_OK)
        (*out)->has_to_choose = writes && sqlite3_db_readonly((*out)->db, "main") == 0;
    return status;
}

enum optibom_status store_open(struct store **out, const char *path, enum store_mode mode,
                               struct error *err)
{
    struct store *store = NULL;
    bool is_file = mode != STORE_MEMORY && mode != STORE_STARTING;
    if (is_file && access(path, F_OK) != 0)
        return error_set(err, OPTIBOM_NOT_FOUND,
                         "%s: no such catalog; make one with: optibom --db %s init", path, path);
    enum optibom_status status = is_file                  ? open_file(&store, path, mode, err)
                                 : mode == STORE_STARTING ? open_starting(&store, err)
                                                          : open_memory(&store, err);
    if (status != OPTIBOM_OK)
        store_close(store);
    else
        *out = store;
    return status;
}

enum optibom_status store_extend(struct store *store, int (*install)(struct sqlite3 *db),
                                 struct error *err)
{
    return store_error(store, install(store->db), err);
}

enum optibom_status store_migrate_file(int *from, const char *path, struct error *err)
{
    struct store *store = NULL;
    if (access(path, F_OK) != 0)
        return error_set(err, OPTIBOM_NOT_FOUND, "%s: no such catalog", path);
    enum optibom_status status = open_file(&store, path, STORE_UPGRADE, err);
    if (status == OPTIBOM_OK)
        status = store_schema_of(from, store, err);
    if (status == OPTIBOM_OK)
        status = store_schema_lay(store, err);
    store_close(store);
    return status;
}

void store_close(struct store *store)
{
    if (store == NULL)
        return;
    store_release(store);
    for (size_t i = 0; i < STORE_STATEMENTS && store->statements[i].sql != NULL; i++)
        sqlite3_finalize(store->statements[i].statement);
    sqlite3_close(store->db);
    sqlite3_close(store->attendant);
    free((char *)store->path);
    free(store);
}
