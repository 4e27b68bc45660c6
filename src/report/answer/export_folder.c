#include "report/answer/export_folder.h"

#include "report/text/csv_write.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DOUBTS_MAX = 1000 };

struct written {
    const char *path; /* within the folder */
    int64_t rows;     /* below the header; -1: text */
    bool is_folder;
};

struct export_folder {
    struct arena arena;
    const char *path, *part; /* the folder, and where it is until it is complete */
    struct written *written; /* in the order in which they were made */
    size_t written_count;
    const char **doubts;
    size_t doubt_count;
    bool is_made, is_finished, is_out_of_memory;
    FILE *file; /* being written; NULL between files */
    struct buf line;
};

/* "out/" is "out". */
static const char *without_slashes(struct arena *arena, const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    return arena_strndup(arena, path, length);
}

static bool is_empty(const char *path)
{
    size_t entries = 0;
    DIR *folder = opendir(path);
    if (folder == NULL)
        return false;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        entries += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(folder);
    return entries == 0;
}

static enum optibom_status make(struct export_folder *folder, struct error *err)
{
    struct stat found;
    if (stat(folder->path, &found) == 0 && !(S_ISDIR(found.st_mode) && is_empty(folder->path)))
        return error_set(err, OPTIBOM_CONFLICT,
                         "%s: is there already and is no empty folder; name a new one",
                         folder->path);
    if (mkdir(folder->part, 0777) != 0)
        return errno == EEXIST
                   ? error_set(err, OPTIBOM_CONFLICT,
                               "%s: left by an export that was broken off, or that is on its way; "
                               "remove it",
                               folder->part)
                   : error_set(err, OPTIBOM_FAILED, "%s: %s", folder->part, strerror(errno));
    folder->is_made = true;
    return OPTIBOM_OK;
}

enum optibom_status export_folder_open(struct export_folder **out, const char *path,
                                       struct error *err)
{
    struct export_folder *folder = calloc(1, sizeof *folder);
    if (folder == NULL)
        return error_no_memory(err);
    arena_init(&folder->arena);
    buf_init(&folder->line);
    folder->path = without_slashes(&folder->arena, path);
    if (folder->path != NULL)
        folder->part = arena_printf(&folder->arena, "%s.part", folder->path);
    enum optibom_status status = folder->part != NULL ? make(folder, err) : error_no_memory(err);
    if (status == OPTIBOM_OK)
        *out = folder;
    else
        export_folder_close(folder);
    return status;
}

static const char *full_path(struct export_folder *folder, const char *path)
{
    return arena_printf(&folder->arena, "%s/%s", folder->part, path);
}

static enum optibom_status fail(const struct export_folder *folder, const char *path,
                                struct error *err)
{
    return error_set(err, OPTIBOM_FAILED, "%s/%s: %s; nothing is exported", folder->part, path,
                     strerror(errno));
}

static enum optibom_status note(struct export_folder *folder, struct written written,
                                struct error *err)
{
    struct written *grown =
        arena_grow(&folder->arena, folder->written, folder->written_count, sizeof *grown);
    written.path = arena_strdup(&folder->arena, written.path);
    if (grown == NULL || written.path == NULL)
        return error_no_memory(err);
    folder->written = grown;
    grown[folder->written_count++] = written;
    return OPTIBOM_OK;
}

/* The folder that the path names, made when it is the first file in it. */
static enum optibom_status make_folder(struct export_folder *folder, const char *path,
                                       struct error *err)
{
    const char *slash = strchr(path, '/');
    if (slash == NULL)
        return OPTIBOM_OK;
    const char *name = arena_strndup(&folder->arena, path, (size_t)(slash - path));
    const char *full = name != NULL ? full_path(folder, name) : NULL;
    if (full == NULL)
        return error_no_memory(err);
    if (mkdir(full, 0777) == 0)
        return note(folder, (struct written){.path = name, .is_folder = true}, err);
    return errno == EEXIST ? OPTIBOM_OK : fail(folder, name, err);
}

static enum optibom_status begin_file(struct export_folder *folder, const char *path,
                                      struct error *err)
{
    enum optibom_status status = make_folder(folder, path, err);
    const char *full = full_path(folder, path);
    if (status == OPTIBOM_OK && full == NULL)
        status = error_no_memory(err);
    if (status != OPTIBOM_OK)
        return status;
    status = note(folder, (struct written){.path = path, .rows = -1}, err);
    if (status == OPTIBOM_OK && (folder->file = fopen(full, "wbx")) == NULL)
        status = fail(folder, path, err);
    return status;
}

static enum optibom_status end_file(struct export_folder *folder, struct error *err)
{
    const char *path = folder->written[folder->written_count - 1].path;
    bool is_kept = fflush(folder->file) == 0 && fsync(fileno(folder->file)) == 0;
    int why = errno;
    is_kept = fclose(folder->file) == 0 && is_kept;
    folder->file = NULL;
    if (is_kept)
        return OPTIBOM_OK;
    errno = why;
    return fail(folder, path, err);
}

static enum optibom_status put(struct export_folder *folder, const char *bytes, size_t length,
                               struct error *err)
{
    return fwrite(bytes, 1, length, folder->file) == length
               ? OPTIBOM_OK
               : fail(folder, folder->written[folder->written_count - 1].path, err);
}

static enum optibom_status sink_begin(void *context, const char *path, struct error *err)
{
    return begin_file(context, path, err);
}

static enum optibom_status sink_row(void *context, const char *const *cells, size_t count,
                                    struct error *err)
{
    struct export_folder *folder = context;
    buf_clear(&folder->line);
    for (size_t i = 0; i < count; i++) {
        buf_puts(&folder->line, i > 0 ? "," : "");
        if (cells[i] != NULL)
            csv_write_text(&folder->line, cells[i]);
    }
    buf_puts(&folder->line, "\r\n");
    folder->written[folder->written_count - 1].rows++;
    return buf_ok(&folder->line) ? put(folder, buf_text(&folder->line), folder->line.length, err)
                                 : error_no_memory(err);
}

static enum optibom_status sink_end(void *context, struct error *err)
{
    return end_file(context, err);
}

static enum optibom_status sink_text(void *context, const char *path, const char *text,
                                     struct error *err)
{
    struct export_folder *folder = context;
    enum optibom_status status = begin_file(folder, path, err);
    if (status == OPTIBOM_OK)
        status = put(folder, text, strlen(text), err);
    return status == OPTIBOM_OK ? end_file(folder, err) : status;
}

static void sink_doubt(void *context, const char *sentence)
{
    struct export_folder *folder = context;
    if (folder->doubt_count == DOUBTS_MAX)
        return;
    const char **grown =
        arena_grow(&folder->arena, folder->doubts, folder->doubt_count, sizeof *grown);
    const char *copy = arena_strdup(&folder->arena, sentence);
    folder->is_out_of_memory |= grown == NULL || copy == NULL;
    if (folder->is_out_of_memory)
        return;
    folder->doubts = grown;
    grown[folder->doubt_count++] = copy;
}

struct catalog_export_sink export_folder_sink(struct export_folder *folder)
{
    return (struct catalog_export_sink){folder,   sink_begin, sink_row,
                                        sink_end, sink_text,  sink_doubt};
}

enum optibom_status export_folder_finish(struct export_folder *folder, struct error *err)
{
    if (folder->is_out_of_memory)
        return error_no_memory(err);
    /* An empty folder of that name gives way. */
    if (rename(folder->part, folder->path) != 0)
        return error_set(err, OPTIBOM_FAILED, "%s: %s; nothing is exported", folder->path,
                         strerror(errno));
    folder->is_finished = true;
    return OPTIBOM_OK;
}

static void remove_all(struct export_folder *folder)
{
    for (size_t i = folder->written_count; i-- > 0;) {
        const char *full = full_path(folder, folder->written[i].path);
        if (full != NULL)
            remove(full);
    }
    remove(folder->part);
}

void export_folder_close(struct export_folder *folder)
{
    if (folder == NULL)
        return;
    if (folder->file != NULL)
        fclose(folder->file);
    if (folder->is_made && !folder->is_finished)
        remove_all(folder);
    buf_fini(&folder->line);
    arena_fini(&folder->arena);
    free(folder);
}

bool export_folder_has_doubts(const struct export_folder *folder)
{
    return folder->doubt_count > 0;
}

void export_folder_tables(struct table *files, struct table *doubts, struct arena *arena,
                          const struct export_folder *folder)
{
    table_init(files, arena);
    table_column(files, "file", NULL, TABLE_TEXT, "");
    table_column(files, "rows", NULL, TABLE_INTEGER, "");
    for (size_t i = 0; i < folder->written_count; i++) {
        const struct written *written = &folder->written[i];
        if (written->is_folder)
            continue;
        table_text(files, written->path);
        if (written->rows >= 0)
            table_integer(files, written->rows);
        else
            table_null(files);
    }
    table_init(doubts, arena);
    table_column(doubts, "text", NULL, TABLE_TEXT, "");
    for (size_t i = 0; i < folder->doubt_count; i++)
        table_text(doubts, folder->doubts[i]);
}
