#include "store/part_file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_PARTS = 100 };

enum optibom_status part_file_create(const char **part, struct arena *arena, const char *path,
                                     struct error *err)
{
    for (int i = 0; i < MOST_PARTS; i++) {
        *part = arena_printf(arena, "%s.part%d", path, i);
        if (*part == NULL)
            return error_no_memory(err);
        int file = open(*part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (file >= 0) {
            close(file);
            return OPTIBOM_OK;
        }
        if (errno != EEXIST)
            break;
    }
    *part = NULL;
    return error_set(err, OPTIBOM_FAILED, "%s: cannot be created: %s", path, strerror(errno));
}

/* What has got its name keeps it through a loss of power; where a folder cannot be brought to the
 * disk, that is the file system's own business. */
static void sync_folder(const char *path)
{
    char *copy = strdup(path);
    int folder = copy != NULL ? open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (folder >= 0) {
        fsync(folder);
        close(folder);
    }
    free(copy);
}

enum optibom_status part_file_publish(const char *part, const char *path, struct error *err)
{
    int file = open(part, O_RDONLY | O_CLOEXEC);
    bool is_done = file >= 0 && fsync(file) == 0;
    if (file >= 0)
        close(file);
    if (!is_done || rename(part, path) != 0)
        return error_set(err, OPTIBOM_FAILED, "%s: cannot be written: %s", path, strerror(errno));
    sync_folder(path);
    return OPTIBOM_OK;
}
