/*
 * `include: FILE` or a list of files at the top of a spec: each is a spec that may lack keys. Keys
 * of the spec itself win over those that it includes, key by key; of several files the first wins.
 * A key without a value takes the included one away. Paths are relative to the file that names
 * them.
 */
#include "assemble/spec_reader.h"

#include <string.h>

enum { INCLUDE_DEPTH_MAX = 8, INCLUDES_MAX = 64 };

/* A walk through the files; one of them at a time is the one that includes. */
struct includes {
    struct arena *arena;
    const struct spec_files *files;
    struct error *err;
    int depth, count;
};

static enum optibom_status include_all(struct includes *includes, struct yaml_doc *doc);

static const char *path_beside(struct arena *arena, const char *file, const char *name)
{
    const char *slash = strrchr(file, '/');
    if (name[0] == '/' || slash == NULL)
        return arena_strdup(arena, name);
    return arena_printf(arena, "%.*s/%s", (int)(slash - file), file, name);
}

static enum optibom_status include_file(struct includes *includes, struct yaml_doc *doc,
                                        yaml_node node)
{
    struct yaml_doc *base = NULL;
    struct error reading = {0};
    const char *name = NULL, *text = NULL;
    size_t size = 0;
    enum optibom_status status = yaml_doc_text(&name, doc, node, includes->err);
    if (status != OPTIBOM_OK)
        return status;
    if (includes->depth > INCLUDE_DEPTH_MAX)
        return yaml_doc_error(doc, node, includes->err,
                              "files include each other deeper than %d levels", INCLUDE_DEPTH_MAX);
    if (++includes->count > INCLUDES_MAX)
        return yaml_doc_error(doc, node, includes->err, "more than %d files are included",
                              INCLUDES_MAX);
    const char *path = path_beside(includes->arena, yaml_doc_file(doc, node), name);
    if (path == NULL)
        return error_no_memory(includes->err);
    status = includes->files->read(&text, &size, includes->arena, path, &reading);
    if (status == OPTIBOM_FAILED)
        return error_set(includes->err, status, "%s", reading.text);
    if (status != OPTIBOM_OK)
        return yaml_doc_error(doc, node, includes->err, "%s", reading.text);
    status = yaml_doc_open(&base, includes->arena, path, text, size, includes->err);
    if (status == OPTIBOM_OK)
        status = include_all(includes, base);
    if (status == OPTIBOM_OK)
        status = yaml_doc_include(doc, base, "scenarios", includes->err);
    yaml_doc_close(base);
    return status;
}

enum optibom_status spec_find_key(yaml_node *out, struct yaml_doc *doc, yaml_node mapping,
                                  const char *wanted, struct error *err)
{
    size_t count = 0;
    *out = 0;
    if (mapping == 0 || yaml_doc_is_scalar(doc, mapping)) /* which reading the spec refuses */
        return OPTIBOM_OK;
    enum optibom_status status = yaml_doc_count(&count, doc, mapping, err);
    for (size_t i = 0; status == OPTIBOM_OK && *out == 0 && i < count; i++) {
        const char *key = NULL;
        yaml_node value = 0;
        status = yaml_doc_pair(&key, &value, doc, mapping, i, err);
        if (status == OPTIBOM_OK && strcmp(key, wanted) == 0)
            *out = value;
    }
    return status;
}

static enum optibom_status include_all(struct includes *includes, struct yaml_doc *doc)
{
    yaml_node node = 0;
    size_t count = 1;
    enum optibom_status status =
        spec_find_key(&node, doc, yaml_doc_root(doc), "include", includes->err);
    if (status != OPTIBOM_OK || node == 0 || yaml_doc_is_null(doc, node))
        return status;
    if (includes->files == NULL)
        return yaml_doc_error(doc, node, includes->err,
                              "a stored build includes no files; write what it needs out");
    bool is_single = yaml_doc_is_scalar(doc, node);
    if (!is_single)
        status = yaml_doc_count(&count, doc, node, includes->err);
    if (status == OPTIBOM_OK && !is_single && count > 0 && yaml_doc_item(doc, node, 0) == 0)
        status = yaml_doc_error(doc, node, includes->err, "'include' is a file or a list of files");
    includes->depth++;
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++)
        status = include_file(includes, doc, is_single ? node : yaml_doc_item(doc, node, i));
    includes->depth--;
    return status;
}

enum optibom_status spec_open(struct yaml_doc **out, struct arena *arena, const char *file,
                              const char *text, size_t size, const struct spec_files *files,
                              struct error *err)
{
    struct includes includes = {.arena = arena, .files = files, .err = err};
    struct yaml_doc *doc = NULL;
    enum optibom_status status = yaml_doc_open(&doc, arena, file, text, size, err);
    if (status == OPTIBOM_OK)
        status = include_all(&includes, doc);
    if (status == OPTIBOM_OK)
        *out = doc;
    else
        yaml_doc_close(doc);
    return status;
}

enum optibom_status spec_flatten(const char **out, struct arena *arena, const char *file,
                                 const char *text, size_t size, const struct spec_files *files,
                                 struct error *err)
{
    struct yaml_doc *doc = NULL;
    struct buf merged;
    yaml_node node = 0;
    *out = text;
    enum optibom_status status = spec_open(&doc, arena, file, text, size, files, err);
    if (status == OPTIBOM_OK)
        status = spec_find_key(&node, doc, yaml_doc_root(doc), "include", err);
    if (status == OPTIBOM_OK && node != 0) {
        buf_init(&merged);
        buf_printf(&merged, "# %s with what it includes, as it was when it was stored\n", file);
        status = yaml_doc_dump(&merged, doc, "include", err);
        if (merged.length > 0 && buf_text(&merged)[merged.length - 1] != '\n')
            buf_putc(&merged, '\n');
        *out = buf_ok(&merged) ? arena_strdup(arena, buf_text(&merged)) : NULL;
        if (status == OPTIBOM_OK && *out == NULL)
            status = error_no_memory(err);
        buf_fini(&merged);
    }
    yaml_doc_close(doc);
    return status;
}
