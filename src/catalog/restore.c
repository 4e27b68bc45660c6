#include "catalog/restore.h"

#include "base/buf.h"
#include "catalog/builds.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { FILES_MAX = 1000, TEXT_MAX = 16 << 20 };

struct restore {
    struct catalog *catalog;
    struct arena *arena;
    const char *folder, *who, *now;
    struct error *err;
};

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool ends_with(const char *name, const char *suffix)
{
    size_t length = strlen(name), end = strlen(suffix);
    return length > end && strcmp(name + length - end, suffix) == 0;
}

/* The files with that suffix in a folder, by name; none where there is no such folder. */
static enum optibom_status list_files(const char ***out, size_t *count, struct restore *restore,
                                      const char *path, const char *suffix)
{
    enum optibom_status status = OPTIBOM_OK;
    *out = NULL;
    *count = 0;
    DIR *folder = opendir(path);
    if (folder == NULL)
        return errno == ENOENT
                   ? OPTIBOM_OK
                   : error_set(restore->err, OPTIBOM_FAILED, "%s: %s", path, strerror(errno));
    for (struct dirent *entry; status == OPTIBOM_OK && (entry = readdir(folder)) != NULL;) {
        if (entry->d_name[0] == '.' || !ends_with(entry->d_name, suffix))
            continue;
        const char **grown = arena_grow(restore->arena, *out, *count, sizeof *grown);
        const char *name = arena_strdup(restore->arena, entry->d_name);
        if (grown == NULL || name == NULL) {
            status = error_no_memory(restore->err);
        } else {
            *out = grown;
            grown[(*count)++] = name;
        }
    }
    closedir(folder);
    if (*count > 0)
        qsort(*out, *count, sizeof **out, by_name);
    return status;
}

static enum optibom_status open_file(FILE **out, const char **path, struct restore *restore,
                                     const char *folder, const char *name)
{
    *path = arena_printf(restore->arena, "%s/%s", folder, name);
    if (*path == NULL)
        return error_no_memory(restore->err);
    *out = fopen(*path, "rb");
    return *out != NULL ? OPTIBOM_OK
                        : error_set(restore->err, OPTIBOM_FAILED, "%s: %s", *path, strerror(errno));
}

/* A row that is refused is one too few. */
static enum optibom_status check_report(const struct catalog_load_report *report, struct error *err)
{
    for (size_t i = 0; i < report->issue_count; i++) {
        const struct import_issue *issue = &report->issues[i].issue;
        if (issue->severity == IMPORT_ERROR)
            return error_set(err, OPTIBOM_BAD_INPUT, "%s:%zu: %s%s%s", report->issues[i].file,
                             issue->line, issue->column, issue->column[0] != '\0' ? ": " : "",
                             issue->text);
    }
    /* Past the issues that a report keeps. */
    return report->any_error ? error_set(err, OPTIBOM_BAD_INPUT,
                                         "rows of the export are refused; import its files into an "
                                         "empty catalog to see which")
                             : OPTIBOM_OK;
}

static enum optibom_status restore_rows(struct catalog_load_report *out, struct restore *restore)
{
    const char **names;
    size_t count, opened = 0;
    enum optibom_status status = list_files(&names, &count, restore, restore->folder, ".csv");
    if (status != OPTIBOM_OK)
        return status;
    if (count == 0 || count > FILES_MAX)
        return error_set(restore->err, count == 0 ? OPTIBOM_NOT_FOUND : OPTIBOM_BAD_INPUT,
                         count == 0 ? "%s: has no .csv file; name a folder of optibom export"
                                    : "%s: has more than 1000 .csv files; make an empty catalog, "
                                      "and import them in several goes",
                         restore->folder);
    struct catalog_source *sources = arena_alloc(restore->arena, count * sizeof *sources);
    if (sources == NULL)
        return error_no_memory(restore->err);
    while (status == OPTIBOM_OK && opened < count) {
        struct catalog_source *source = &sources[opened];
        status = open_file(&source->file, &source->name, restore, restore->folder, names[opened]);
        opened += status == OPTIBOM_OK;
    }
    const struct catalog_load_request request = {
        .sources = sources, .source_count = count, .who = restore->who, .now = restore->now};
    if (status == OPTIBOM_OK)
        status = catalog_load(out, restore->arena, restore->catalog, &request, restore->err);
    for (size_t i = 0; i < opened; i++)
        fclose(sources[i].file);
    return status == OPTIBOM_OK ? check_report(out, restore->err) : status;
}

static enum optibom_status read_text(const char **out, struct restore *restore, const char *folder,
                                     const char *name)
{
    FILE *file = NULL;
    const char *path;
    struct buf text;
    char block[4096];
    size_t got;
    enum optibom_status status = open_file(&file, &path, restore, folder, name);
    if (status != OPTIBOM_OK)
        return status;
    buf_init(&text);
    while ((got = fread(block, 1, sizeof block, file)) > 0 && text.length <= TEXT_MAX)
        buf_add(&text, block, got);
    if (ferror(file))
        status = error_set(restore->err, OPTIBOM_FAILED, "%s: %s", path, strerror(errno));
    else if (text.length > TEXT_MAX || strlen(buf_text(&text)) != text.length)
        status = error_set(restore->err, OPTIBOM_BAD_INPUT,
                           "%s: no text file, or larger than 16 MiB", path);
    *out = buf_ok(&text) ? arena_strdup(restore->arena, buf_text(&text)) : NULL;
    if (status == OPTIBOM_OK && *out == NULL)
        status = error_no_memory(restore->err);
    buf_fini(&text);
    fclose(file);
    return status;
}

static int hex_value(char c)
{
    const char *digit = strchr("0123456789ABCDEF", c);
    return c != '\0' && digit != NULL ? (int)(digit - "0123456789ABCDEF") : -1;
}

/* "rack%2F1+00002.yaml" is of "rack/1"; NULL when memory is exhausted. */
static const char *name_of(struct arena *arena, const char *file)
{
    size_t length = strcspn(file, "+"), used = 0;
    if (file[length] == '\0')
        length -= strlen(".yaml");
    char *name = arena_strndup(arena, file, length);
    for (size_t i = 0; name != NULL && i < length; i++) {
        int high = name[i] == '%' ? hex_value(name[i + 1]) : -1;
        int low = high >= 0 ? hex_value(name[i + 2]) : -1;
        name[used++] = low >= 0 ? (char)(high * 16 + low) : name[i];
        i += low >= 0 ? 2 : 0;
    }
    if (name != NULL)
        name[used] = '\0';
    return name;
}

static enum optibom_status put_flow(struct restore *restore, const char *name, const char *text)
{
    return store_run(restore->catalog->store, restore->err,
                     "INSERT INTO flow (name, yaml) VALUES (?, ?)", "tt", name, text);
}

static enum optibom_status put_build(struct restore *restore, const char *name, const char *text)
{
    int64_t revision;
    return catalog_build_put(&revision, restore->catalog, name, text,
                             (struct catalog_who){restore->who, restore->now}, restore->err);
}

static enum optibom_status restore_texts(struct restore *restore, const char *folder,
                                         enum optibom_status (*put)(struct restore *restore,
                                                                    const char *name,
                                                                    const char *text))
{
    const char **files = NULL, *text = NULL;
    size_t count = 0;
    const char *path = arena_printf(restore->arena, "%s/%s", restore->folder, folder);
    enum optibom_status status = path != NULL ? list_files(&files, &count, restore, path, ".yaml")
                                              : error_no_memory(restore->err);
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++) {
        const char *name = name_of(restore->arena, files[i]);
        status = name != NULL ? read_text(&text, restore, path, files[i])
                              : error_no_memory(restore->err);
        if (status == OPTIBOM_OK)
            status = put(restore, name, text);
    }
    return status;
}

enum optibom_status catalog_restore(struct catalog_load_report *out, struct arena *arena,
                                    struct catalog *catalog, const char *folder, const char *who,
                                    const char *now, struct error *err)
{
    struct restore restore = {catalog, arena, folder, who, now, err};
    enum optibom_status status = restore_rows(out, &restore);
    if (status == OPTIBOM_OK)
        status = restore_texts(&restore, "flows", put_flow);
    return status == OPTIBOM_OK ? restore_texts(&restore, "builds", put_build) : status;
}
