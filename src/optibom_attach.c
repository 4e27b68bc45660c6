/* Files attached to parts and builds. */
#include "catalog/attached_file.h"
#include "catalog/attachment.h"
#include "facade.h"
#include "report/whole_file.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static enum optibom_status make_attached(struct table *out, struct arena *arena,
                                         struct optibom *optibom, const void *request,
                                         struct error *err)
{
    return catalog_attach(out, arena, &optibom->catalog, request, handle_who(optibom), err);
}

enum optibom_status optibom_attach(struct optibom *optibom,
                                   const struct optibom_attach_request *request,
                                   const struct optibom_output *output)
{
    const struct catalog_attach_request attach = {.files = request->files,
                                                  .file_count = request->file_count,
                                                  .part = request->part,
                                                  .build = request->build,
                                                  .title = request->title,
                                                  .is_reference = request->is_reference};
    struct error *err = handle_begin(optibom);
    if (request->file_count == 0 || (request->part == NULL) == (request->build == NULL))
        return error_set(err, OPTIBOM_USAGE, "name files, and one part or one build");
    return handle_table(optibom, make_attached, &attach, "optibom.attach/1", "rows", output);
}

static enum optibom_status make_list(struct table *out, struct arena *arena,
                                     struct optibom *optibom, const void *request,
                                     struct error *err)
{
    return catalog_attachment_list(out, arena, optibom->catalog.store, request, err);
}

enum optibom_status optibom_attach_list(struct optibom *optibom, const char *of,
                                        const struct optibom_output *output)
{
    return handle_table(optibom, make_list, of, "optibom.attach.list/1", "rows", output);
}

/* Writes bytes to a file that appears when it is whole. */
static enum optibom_status write_bytes(struct arena *arena, const char *path, const void *bytes,
                                       size_t size, struct error *err)
{
    struct whole_file file;
    enum optibom_status status = whole_file_open(&file, arena, path, err);
    if (status != OPTIBOM_OK)
        return status;
    whole_file_write(file.stream, bytes, size);
    return whole_file_close(&file, status, err);
}

enum optibom_status optibom_attach_get(struct optibom *optibom, const char *name, const char *path)
{
    struct error *err = handle_begin(optibom);
    struct arena arena;
    void *bytes = NULL;
    size_t size = 0;
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    arena_init(&arena);
    status = catalog_attachment_get(&bytes, &size, &arena, optibom->catalog.store, name, err);
    if (status == OPTIBOM_OK && path == NULL && !attached_file_is_name(name))
        status = error_set(err, OPTIBOM_BAD_INPUT,
                           "'%s' is no name of a file in this folder; give one with -o", name);
    if (status == OPTIBOM_OK && path == NULL && access(name, F_OK) == 0)
        status =
            error_set(err, OPTIBOM_CONFLICT, "%s: exists already; give another file with -o", name);
    if (status == OPTIBOM_OK)
        status = write_bytes(&arena, path != NULL ? path : name, bytes, size, err);
    free(bytes);
    arena_fini(&arena);
    return status;
}

enum optibom_status optibom_attach_remove(struct optibom *optibom, const char *name)
{
    struct error *err = handle_begin(optibom);
    enum optibom_status status = handle_require(optibom);
    return status == OPTIBOM_OK
               ? catalog_attachment_remove(&optibom->catalog, name, handle_who(optibom), err)
               : status;
}

static enum optibom_status make_check(struct table *out, struct arena *arena,
                                      struct optibom *optibom, const void *findings,
                                      struct error *err)
{
    return catalog_attachment_check(out, *(bool *const *)findings, arena, optibom->catalog.store,
                                    err);
}

enum optibom_status optibom_attach_check(struct optibom *optibom, bool *findings,
                                         const struct optibom_output *output)
{
    return handle_table(optibom, make_check, &findings, "optibom.attach.check/1", "rows", output);
}
