#include "report/spec/folder.h"

#include "base/buf.h"

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

static enum optibom_status read_file(struct embed_file *file, struct arena *arena,
                                     struct error *err)
{
    FILE *stream = fopen(file->path, "rb");
    if (stream == NULL)
        return error_set(err, OPTIBOM_FAILED, "%s: %s", file->path, strerror(errno));
    enum optibom_status status = OPTIBOM_OK;
    struct buf text;
    buf_init(&text);
    char chunk[4096];
    size_t length;
    while (text.length <= MOST_BYTES && (length = fread(chunk, 1, sizeof chunk, stream)) > 0)
        buf_add(&text, chunk, length);
    if (ferror(stream))
        status = error_set(err, OPTIBOM_FAILED, "%s: cannot be read", file->path);
    else if (text.length > MOST_BYTES)
        status = error_set(err, OPTIBOM_BAD_INPUT, "%s: larger than 1 MiB, which no report is",
                           file->path);
    else if (strlen(buf_text(&text)) != text.length)
        status = error_set(err, OPTIBOM_BAD_INPUT, "%s: not a text file", file->path);
    file->size = text.length;
    file->data = arena_strdup(arena, buf_text(&text));
    if (status == OPTIBOM_OK && (!buf_ok(&text) || file->data == NULL))
        status = error_no_memory(err);
    buf_fini(&text);
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
