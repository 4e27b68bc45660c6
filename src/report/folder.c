#include "report/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BYTES = 1 << 20 };

static bool is_report(const char *name)
{
    size_t length = strlen(name);
    return name[0] != '.' && length > 4 && strcmp(name + length - 4, ".sql") == 0;
}

static int by_path(const void *a, const void *b)
{
    const struct embed_file *one = a, *two = b;
    return strcmp(one->path, two->path);
}

static enum optibom_status read_file(struct embed_file *file, struct arena *arena, struct error *err)
{
    FILE *stream = fopen(file->path, "rb");
    if (stream == NULL)
        return error_set(err, OPTIBOM_FAILED, "%s: %s", file->path, strerror(errno));
    enum optibom_status status = OPTIBOM_OK;
    char *data = arena_alloc(arena, MOST_BYTES + 1);
    if (data == NULL) {
        status = error_no_memory(err);
        goto done;
    }
    file->size = fread(data, 1, MOST_BYTES + 1, stream);
    if (ferror(stream))
        status = error_set(err, OPTIBOM_FAILED, "%s: cannot be read", file->path);
    else if (file->size > MOST_BYTES)
        status = error_set(err, OPTIBOM_BAD_INPUT, "%s: larger than 1 MiB, which no report is",
                           file->path);
    else if (memchr(data, '\0', file->size) != NULL)
        status = error_set(err, OPTIBOM_BAD_INPUT, "%s: not a text file", file->path);
    if (status == OPTIBOM_OK)
        file->data = arena_strndup(arena, data, file->size);
    if (status == OPTIBOM_OK && file->data == NULL)
        status = error_no_memory(err);
done:
    fclose(stream);
    return status;
}

enum optibom_status report_folder_read(struct embed_file **out, size_t *count, struct arena *arena,
                                       const char *path, struct error *err)
{
    DIR *folder = opendir(path);
    if (folder == NULL)
        return error_set(err, errno == ENOENT ? OPTIBOM_NOT_FOUND : OPTIBOM_FAILED,
                         "%s: cannot be opened as a folder of reports: %s", path, strerror(errno));
    enum optibom_status status = OPTIBOM_OK;
    struct embed_file *files = NULL;
    size_t found = 0;
    for (struct dirent *entry; status == OPTIBOM_OK && (entry = readdir(folder)) != NULL;) {
        if (!is_report(entry->d_name))
            continue;
        struct embed_file *grown = arena_grow(arena, files, found, sizeof *files);
        char *name = arena_printf(arena, "%s/%s", path, entry->d_name);
        if (grown == NULL || name == NULL) {
            status = error_no_memory(err);
            break;
        }
        files = grown;
        files[found].path = name;
        status = read_file(&files[found++], arena, err);
    }
    closedir(folder);
    if (status != OPTIBOM_OK)
        return status;
    if (found > 0)
        qsort(files, found, sizeof *files, by_path);
    *out = files;
    *count = found;
    return OPTIBOM_OK;
}
