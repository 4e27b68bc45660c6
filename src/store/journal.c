#include "store/journal.h"

#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

/* What Linux says that a file system is, where a file may be open on several machines at a time.
 * FUSE may be anything. */
static const unsigned long NETWORKS[] = {
    0x6969,     /* NFS */
    0x517b,     /* SMB */
    0xff534d42, /* CIFS */
    0xfe534d42, /* SMB 2 and later */
    0x5346414f, /* AFS */
    0x73757245, /* Coda */
    0x01021997, /* 9P */
    0x00c36400, /* Ceph */
    0x0bd00bd0, /* Lustre */
    0x47504653, /* GPFS */
    0x19830326, /* BeeGFS */
    0x01161970, /* GFS2 */
    0x7461636f, /* OCFS2 */
    0x65735546, /* FUSE */
};

static bool is_on_network(const char *path)
{
    struct statfs about;
    if (statfs(path, &about) != 0)
        return false;
    for (size_t i = 0; i < sizeof NETWORKS / sizeof *NETWORKS; i++)
        if (((unsigned long)about.f_type & 0xffffffff) == NETWORKS[i])
            return true;
    return false;
}

enum optibom_status journal_choose(struct store *store, struct error *err)
{
    enum { WAIT_MS = 20 };
    const char *sql =
        is_on_network(store->path) ? "PRAGMA journal_mode = DELETE" : "PRAGMA journal_mode = WAL";
    int result, waited = 0;
    /* For this SQLite itself does not wait. */
    while (((result = sqlite3_exec(store->db, sql, NULL, NULL, NULL)) & 0xff) == SQLITE_BUSY &&
           waited < STORE_BUSY_WAIT_MS && !store_is_interrupted(store))
        waited += sqlite3_sleep(WAIT_MS);
    store->has_to_choose = result != SQLITE_OK;
    return store_error(store, result, err);
}

/* A journal stands beside the file itself, whatever link led to it. */
static bool can_write(const char *file)
{
    char *copy = strdup(file);
    bool can = copy != NULL && access(file, W_OK) == 0 && access(dirname(copy), W_OK | X_OK) == 0;
    free(copy);
    return can;
}

/* A path that is too long is that of no file. */
static bool is_beside(const char *file, const char *ending)
{
    struct stat about;
    char path[PATH_MAX];
    int length = snprintf(path, sizeof path, "%s%s", file, ending);
    return length > 0 && (size_t)length < sizeof path && stat(path, &about) == 0 &&
           about.st_size > 0;
}

bool journal_is_left(const char *path)
{
    char *file = realpath(path, NULL);
    const char *of = file != NULL ? file : path;
    bool is = is_beside(of, "-wal") || is_beside(of, "-journal");
    free(file);
    return is;
}

/* Byte 19 of the file says so. Read by SQLite: a process that closes a file by itself loses all its
 * locks on it. */
static bool has_log(const char *file)
{
    unsigned char version = 0;
    sqlite3 *db = NULL;
    sqlite3_file *handle = NULL;
    bool is_read =
        sqlite3_open_v2(file, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
        sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &handle) == SQLITE_OK &&
        handle->pMethods != NULL && handle->pMethods->xRead(handle, &version, 1, 19) == SQLITE_OK;
    sqlite3_close(db);
    return is_read && version == 2;
}

/* The connection of 3; a result code of SQLite. */
static int attend(struct store *store)
{
    int result = sqlite3_open_v2(store->path, &store->attendant, SQLITE_OPEN_READWRITE, NULL);
    if (result == SQLITE_OK) {
        sqlite3_busy_timeout(store->attendant, STORE_BUSY_WAIT_MS);
        result = sqlite3_exec(store->attendant, "PRAGMA user_version", NULL, NULL, NULL);
    }
    return result & 0xff;
}

static bool is_no_room(int result)
{
    return result == SQLITE_IOERR || result == SQLITE_FULL || result == SQLITE_CANTOPEN;
}

/* Every byte of the path as "%41": what of it would mean something in a URI. */
static char *uri_of(const char *file)
{
    sqlite3_str *uri = sqlite3_str_new(NULL);
    sqlite3_str_appendall(uri, "file:");
    for (const unsigned char *at = (const unsigned char *)file; *at != '\0'; at++)
        sqlite3_str_appendf(uri, "%%%02X", *at);
    sqlite3_str_appendall(uri, "?immutable=1");
    return sqlite3_str_finish(uri);
}

/* As in 4. */
static int open_as_it_stands(struct store *store, const char *file, int flags)
{
    char *uri = uri_of(file);
    int result = uri != NULL ? sqlite3_open_v2(uri, &store->db, flags | SQLITE_OPEN_URI, NULL)
                             : SQLITE_NOMEM;
    sqlite3_free(uri);
    return result;
}

int journal_open(struct store *store, int flags)
{
    char *file = (flags & SQLITE_OPEN_CREATE) == 0 ? realpath(store->path, NULL) : NULL;
    if (file == NULL) /* in memory, or not there */
        return sqlite3_open_v2(store->path, &store->db, flags, NULL);
    bool can = can_write(file), reads = (flags & SQLITE_OPEN_READONLY) != 0;
    if (!can)
        flags = (flags & ~SQLITE_OPEN_READWRITE) | SQLITE_OPEN_READONLY;
    /* A log over a network is made by nobody. */
    bool has_room = can && !(reads && is_on_network(file) && has_log(file));
    if (has_room && reads)
        has_room = !is_no_room(attend(store));
    /* Its times before the log: a writer who is done meanwhile is told by one of them. */
    store->stands = !has_room && stat(file, &store->stood) == 0 && !is_beside(file, "-wal") &&
                    !is_beside(file, "-journal") && has_log(file);
    int result = store->stands ? open_as_it_stands(store, file, flags)
                               : sqlite3_open_v2(store->path, &store->db, flags, NULL);
    free(file);
    return result;
}

bool journal_is_overtaken(const struct store *store)
{
    struct stat now;
    const struct stat *then = &store->stood;
    return store->stands &&
           (stat(store->path, &now) != 0 || now.st_ino != then->st_ino ||
            now.st_size != then->st_size || now.st_mtim.tv_sec != then->st_mtim.tv_sec ||
            now.st_mtim.tv_nsec != then->st_mtim.tv_nsec);
}
