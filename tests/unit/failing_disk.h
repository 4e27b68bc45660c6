/*
 * A disk of which one operation, or all from one on, can be made to fail: a VFS of SQLite around
 * the one that is there. A write that fails has put down half of its bytes, as on a disk that fills
 * up. Included by one file of a program.
 */
#ifndef OPTIBOM_TESTS_FAILING_DISK_H
#define OPTIBOM_TESTS_FAILING_DISK_H

#include <sqlite3.h>

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

static struct {
    bool is_counting;
    bool counts_looks;       /* what only looks counts, else what changes or locks */
    bool is_lasting;         /* all that follow fail too */
    bool is_full;            /* writes say that the disk is full, else that they failed */
    uint64_t made, fails_at; /* 0: none */
    const char *failed;      /* the kind of the first operation that did */
    void (*before)(void);    /* called before each operation that counts; or NULL */
    sqlite3_vfs *beneath;
    int synced; /* files brought to the disk; nothing of a test needs to get there */
} disk;

struct disk_file {
    sqlite3_file base;
    sqlite3_file *beneath;
};

static bool disk_counts(const char *kind)
{
    if (!disk.is_counting)
        return false;
    if (disk.before != NULL)
        disk.before();
    disk.made++;
    bool fails = disk.fails_at > 0 &&
                 (disk.made == disk.fails_at || (disk.is_lasting && disk.made > disk.fails_at));
    if (fails && disk.failed == NULL)
        disk.failed = kind;
    return fails;
}

static bool disk_fails(const char *kind)
{
    return !disk.counts_looks && disk_counts(kind);
}

static bool disk_is_blind(const char *kind)
{
    return disk.counts_looks && disk_counts(kind);
}

static sqlite3_file *disk_beneath(sqlite3_file *file)
{
    return ((struct disk_file *)(void *)file)->beneath;
}

static int disk_close(sqlite3_file *file)
{
    sqlite3_file *real = disk_beneath(file);
    return real->pMethods->xClose(real);
}

static int disk_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 at)
{
    sqlite3_file *real = disk_beneath(file);
    return disk_is_blind("read") ? SQLITE_IOERR_READ
                                 : real->pMethods->xRead(real, bytes, count, at);
}

static int disk_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at)
{
    sqlite3_file *real = disk_beneath(file);
    if (!disk_fails("write"))
        return real->pMethods->xWrite(real, bytes, count, at);
    if (!disk.is_lasting)
        real->pMethods->xWrite(real, bytes, count / 2, at);
    return disk.is_full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

static int disk_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    sqlite3_file *real = disk_beneath(file);
    return disk_fails("truncate") ? SQLITE_IOERR_TRUNCATE : real->pMethods->xTruncate(real, size);
}

static int disk_sync(sqlite3_file *file, int flags)
{
    (void)file;
    (void)flags;
    disk.synced++;
    return disk_fails("sync") ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

static int disk_size(sqlite3_file *file, sqlite3_int64 *size)
{
    sqlite3_file *real = disk_beneath(file);
    return disk_is_blind("size") ? SQLITE_IOERR_FSTAT : real->pMethods->xFileSize(real, size);
}

static int disk_lock(sqlite3_file *file, int level)
{
    sqlite3_file *real = disk_beneath(file);
    return disk_fails("lock") ? SQLITE_IOERR_LOCK : real->pMethods->xLock(real, level);
}

/* What is given back is given back. */
static int disk_unlock(sqlite3_file *file, int level)
{
    sqlite3_file *real = disk_beneath(file);
    return real->pMethods->xUnlock(real, level);
}

static int disk_is_reserved(sqlite3_file *file, int *out)
{
    sqlite3_file *real = disk_beneath(file);
    return disk_is_blind("look at a lock") ? SQLITE_IOERR_CHECKRESERVEDLOCK
                                           : real->pMethods->xCheckReservedLock(real, out);
}

static int disk_control(sqlite3_file *file, int what, void *argument)
{
    sqlite3_file *real = disk_beneath(file);
    return real->pMethods->xFileControl(real, what, argument);
}

static int disk_sector(sqlite3_file *file)
{
    sqlite3_file *real = disk_beneath(file);
    return real->pMethods->xSectorSize(real);
}

static int disk_character(sqlite3_file *file)
{
    sqlite3_file *real = disk_beneath(file);
    return real->pMethods->xDeviceCharacteristics(real);
}

static int disk_map(sqlite3_file *file, int region, int size, int extends, void volatile **out)
{
    sqlite3_file *real = disk_beneath(file);
    if (disk_fails("map")) {
        *out = NULL;
        return SQLITE_IOERR_SHMMAP;
    }
    return real->pMethods->xShmMap(real, region, size, extends, out);
}

/* What is given back is given back, here too. */
static int disk_lock_map(sqlite3_file *file, int first, int count, int flags)
{
    sqlite3_file *real = disk_beneath(file);
    bool fails = (flags & SQLITE_SHM_LOCK) != 0 && disk_fails("lock the map");
    return fails ? SQLITE_IOERR_SHMLOCK : real->pMethods->xShmLock(real, first, count, flags);
}

static void disk_barrier(sqlite3_file *file)
{
    sqlite3_file *real = disk_beneath(file);
    real->pMethods->xShmBarrier(real);
}

static int disk_unmap(sqlite3_file *file, int deletes)
{
    sqlite3_file *real = disk_beneath(file);
    return real->pMethods->xShmUnmap(real, deletes);
}

static int disk_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *out, int flags, int *got)
{
    static const sqlite3_io_methods methods = {.iVersion = 2,
                                               .xClose = disk_close,
                                               .xRead = disk_read,
                                               .xWrite = disk_write,
                                               .xTruncate = disk_truncate,
                                               .xSync = disk_sync,
                                               .xFileSize = disk_size,
                                               .xLock = disk_lock,
                                               .xUnlock = disk_unlock,
                                               .xCheckReservedLock = disk_is_reserved,
                                               .xFileControl = disk_control,
                                               .xSectorSize = disk_sector,
                                               .xDeviceCharacteristics = disk_character,
                                               .xShmMap = disk_map,
                                               .xShmLock = disk_lock_map,
                                               .xShmBarrier = disk_barrier,
                                               .xShmUnmap = disk_unmap};
    struct disk_file *file = (struct disk_file *)(void *)out;
    (void)vfs;
    file->base.pMethods = NULL;
    file->beneath = (sqlite3_file *)(void *)(file + 1);
    if (disk_fails("open"))
        return SQLITE_CANTOPEN;
    int result = disk.beneath->xOpen(disk.beneath, name, file->beneath, flags, got);
    if (file->beneath->pMethods != NULL)
        file->base.pMethods = &methods;
    return result;
}

static int disk_delete(sqlite3_vfs *vfs, const char *name, int syncs)
{
    (void)vfs;
    (void)syncs;
    return disk_fails("delete") ? SQLITE_IOERR_DELETE
                                : disk.beneath->xDelete(disk.beneath, name, 0);
}

static int disk_access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
    (void)vfs;
    return disk_is_blind("access") ? SQLITE_IOERR_ACCESS
                                   : disk.beneath->xAccess(disk.beneath, name, flags, out);
}

/* Takes the place of the VFS that connections get by default. */
static int disk_install(void)
{
    static sqlite3_vfs vfs;
    int result = sqlite3_initialize();
    if (result != SQLITE_OK)
        return result;
    disk.beneath = sqlite3_vfs_find(NULL);
    vfs = *disk.beneath;
    vfs.zName = "failing";
    vfs.szOsFile = (int)sizeof(struct disk_file) + disk.beneath->szOsFile;
    vfs.xOpen = disk_open;
    vfs.xDelete = disk_delete;
    vfs.xAccess = disk_access;
    return sqlite3_vfs_register(&vfs, 1);
}

/* From here on operations count, of which the `fails_at`-th fails; 0: none. */
static void disk_start(uint64_t fails_at, bool is_lasting, bool is_full)
{
    disk.made = 0;
    disk.failed = NULL;
    disk.fails_at = fails_at;
    disk.is_lasting = is_lasting;
    disk.is_full = is_full;
    disk.is_counting = true;
}

#endif
