/*
 * Statements:
 *
 *  1. Files are read before the transaction begins: others need not wait for a long PDF.
 *  2. Content is known by its hash: what the catalog holds under any name is held once. A reference
 *     is known by its path or address, and given again takes what the file is now.
 *  3. A name is that of the file; where another file has it, with a number before its ending.
 */
#include "catalog/attachment.h"

#include "base/buf.h"
#include "catalog/attached_file.h"
#include "catalog/builds.h"
#include "catalog/part.h"

#include <inttypes.h>
#include <string.h>

/* What files are attached to. */
struct target {
    int64_t part_id, build_id; /* one of them 0 */
    const char *name;
};

struct attaching {
    struct table *out;
    struct arena *arena;
    struct store *store;
    const struct catalog_attach_request *request;
    struct target target;
    struct attached_file *files;
};

static enum optibom_status find_target(struct target *out, struct arena *arena,
                                       struct catalog *catalog,
                                       const struct catalog_attach_request *request,
                                       struct error *err)
{
    struct catalog_build build;
    enum optibom_status status;
    if (request->part != NULL) {
        status = catalog_part_resolve(&out->part_id, arena, catalog->store, request->part, err);
        return status == OPTIBOM_OK
                   ? store_one_text(&out->name, arena, catalog->store, err,
                                    "SELECT vendor || ' ' || mpn FROM part_view WHERE part_id = ?",
                                    "i", out->part_id)
                   : status;
    }
    status = catalog_build_get(&build, arena, catalog, request->build, err);
    if (status != OPTIBOM_OK)
        return status;
    out->name = build.name;
    return store_one_int(&out->build_id, catalog->store, err,
                         "SELECT build_id FROM build WHERE name = ?", "t", build.name);
}

/* Statement 2: the attachment that the file is already; 0: none. */
static enum optibom_status find_same(int64_t *id, const char **name,
                                     const struct attaching *attaching,
                                     const struct attached_file *file, struct error *err)
{
    struct store_query query;
    bool copied = true;
    bool by_place = attaching->request->is_reference;
    store_query_start(&query, attaching->store,
                      by_place ? "SELECT attachment_id, name FROM attachment WHERE place = ?"
                               : "SELECT attachment_id, name FROM attachment WHERE place IS NULL"
                                 " AND hash = ?",
                      "t", by_place ? file->path : file->hash);
    *id = 0;
    if (store_query_next(&query)) {
        *id = store_int(&query, 0);
        copied = store_copy_text(name, attaching->arena, &query, 1);
    }
    enum optibom_status status = store_query_end(&query, err);
    return status == OPTIBOM_OK && !copied ? error_no_memory(err) : status;
}

/* Statement 3. */
static enum optibom_status free_name(const char **out, const struct attaching *attaching,
                                     const char *name, struct error *err)
{
    const char *dot = strrchr(name, '.');
    int stem = (int)(dot != NULL && dot > name ? (size_t)(dot - name) : strlen(name));
    int64_t taken = 1;
    enum optibom_status status = OPTIBOM_OK;
    *out = name;
    for (int number = 2; status == OPTIBOM_OK; number++) {
        status = store_one_int(&taken, attaching->store, err,
                               "SELECT count(*) FROM attachment WHERE name = ?", "t", *out);
        if (status != OPTIBOM_OK || taken == 0)
            break;
        *out = arena_printf(attaching->arena, "%.*s-%d%s", stem, name, number, name + stem);
        if (*out == NULL)
            status = error_no_memory(err);
    }
    return status;
}

static enum optibom_status put_new(int64_t *id, const char **name,
                                   const struct attaching *attaching,
                                   const struct attached_file *file, struct error *err)
{
    const struct catalog_attach_request *request = attaching->request;
    enum optibom_status status = free_name(name, attaching, file->name, err);
    if (status == OPTIBOM_OK)
        status =
            store_run(attaching->store, err,
                      "INSERT INTO attachment (name, title, place, size, hash, text)"
                      " VALUES (?, ?, ?, ?, ?, ?)",
                      "tttnts", *name, request->title, request->is_reference ? file->path : NULL,
                      file->is_address ? INT64_C(-1) : file->size,
                      file->is_address ? NULL : file->hash, file->text);
    *id = store_last_id(attaching->store);
    if (status == OPTIBOM_OK && file->data != NULL)
        status = store_run(attaching->store, err,
                           "INSERT INTO sqlar (name, mode, mtime, sz, data)"
                           " VALUES (?, ?, ?, ?, ?)",
                           "tiiib", *name, file->mode, file->mtime, file->size, file->data,
                           file->data_size);
    return status;
}

/* A title that is given again counts; a reference takes what the file is now. */
static enum optibom_status renew(const struct attaching *attaching, int64_t id,
                                 const struct attached_file *file, struct error *err)
{
    const struct catalog_attach_request *request = attaching->request;
    enum optibom_status status =
        request->title == NULL
            ? OPTIBOM_OK
            : store_run(attaching->store, err,
                        "UPDATE attachment SET title = ?1 WHERE attachment_id = ?2 AND title IS NOT"
                        " ?1",
                        "ti", request->title, id);
    if (status == OPTIBOM_OK && request->is_reference && !file->is_address)
        status = store_run(attaching->store, err,
                           "UPDATE attachment SET size = ?, hash = ?2, text = ? WHERE"
                           " attachment_id = ? AND hash IS NOT ?2",
                           "itsi", file->size, file->hash, file->text, id);
    return status;
}

static void tell(const struct attaching *attaching, const struct attached_file *file,
                 const char *name, bool is_known, bool is_linked)
{
    table_text(attaching->out, name);
    table_text(attaching->out, attaching->target.name);
    table_text(attaching->out, attaching->request->is_reference ? file->path : NULL);
    if (file->is_address)
        table_null(attaching->out);
    else
        table_integer(attaching->out, file->size);
    table_text(attaching->out, !is_linked ? "was attached already"
                               : is_known ? "attached; its content was here already"
                                          : "attached");
    table_text(attaching->out, file->no_text);
}

static enum optibom_status put_file(const struct attaching *attaching,
                                    const struct attached_file *file, struct error *err)
{
    int64_t id = 0;
    const char *name = NULL;
    enum optibom_status status = find_same(&id, &name, attaching, file, err);
    bool is_known = id != 0;
    if (status == OPTIBOM_OK)
        status =
            is_known ? renew(attaching, id, file, err) : put_new(&id, &name, attaching, file, err);
    if (status == OPTIBOM_OK)
        status = store_run(attaching->store, err,
                           "INSERT INTO attachment_link (attachment_id, part_id, build_id)"
                           " SELECT ?1, nullif(?2, 0), nullif(?3, 0) WHERE NOT EXISTS (SELECT 1"
                           " FROM attachment_link WHERE attachment_id = ?1"
                           " AND (part_id = ?2 OR build_id = ?3))",
                           "iii", id, attaching->target.part_id, attaching->target.build_id);
    if (status == OPTIBOM_OK)
        tell(attaching, file, name, is_known, store_changed_rows(attaching->store) > 0);
    return status;
}

static void make_columns(struct table *out, struct arena *arena)
{
    table_init(out, arena);
    table_column(out, "name", NULL, TABLE_TEXT, "");
    table_key(out);
    table_column(out, "to", NULL, TABLE_TEXT, "");
    table_column(out, "reference", NULL, TABLE_TEXT, "");
    table_column(out, "size", NULL, TABLE_INTEGER, "B");
    table_column(out, "state", NULL, TABLE_TEXT, "");
    table_column(out, "no_text", "not searched", TABLE_TEXT, "");
    table_wrap(out);
}

/* Statement 1. */
static enum optibom_status read_files(struct attaching *attaching, struct error *err)
{
    const struct catalog_attach_request *request = attaching->request;
    int64_t room = ATTACHED_FILES_MAX;
    enum optibom_status status = OPTIBOM_OK;
    attaching->files =
        arena_alloc(attaching->arena, request->file_count * sizeof *attaching->files);
    if (attaching->files == NULL)
        return error_no_memory(err);
    for (size_t i = 0; status == OPTIBOM_OK && i < request->file_count; i++) {
        status = attached_file_read(&attaching->files[i], attaching->arena, request->files[i],
                                    request->is_reference, room, err);
        room -= attaching->files[i].data != NULL ? attaching->files[i].size : 0;
    }
    return status;
}

/* As `log` finds it: names, then what they are attached to. */
static enum optibom_status end_change(struct catalog_change *change,
                                      const struct attaching *attaching, enum optibom_status status,
                                      struct error *err)
{
    struct buf subject;
    buf_init(&subject);
    for (size_t row = 0; row < table_row_count(attaching->out); row++)
        buf_printf(&subject, "%s, ", table_at(attaching->out, row, 0)->text);
    buf_puts(&subject, attaching->target.name != NULL ? attaching->target.name : "");
    if (status == OPTIBOM_OK && !(buf_ok(&subject) && table_ok(attaching->out)))
        status = error_no_memory(err);
    status = catalog_change_end(change, buf_text(&subject), status, err);
    buf_fini(&subject);
    return status;
}

enum optibom_status catalog_attach(struct table *out, struct arena *arena, struct catalog *catalog,
                                   const struct catalog_attach_request *request,
                                   struct catalog_who who, struct error *err)
{
    struct attaching attaching = {
        .out = out, .arena = arena, .store = catalog->store, .request = request};
    struct catalog_change change;
    make_columns(out, arena);
    enum optibom_status status = find_target(&attaching.target, arena, catalog, request, err);
    if (status == OPTIBOM_OK)
        status = read_files(&attaching, err);
    if (status == OPTIBOM_OK)
        status = catalog_change_begin(&change, catalog, who, "attach", err);
    if (status == OPTIBOM_OK) {
        /* It may be another one since: others may have written. */
        status = find_target(&attaching.target, arena, catalog, request, err);
        for (size_t i = 0; status == OPTIBOM_OK && i < request->file_count; i++)
            status = put_file(&attaching, &attaching.files[i], err);
        status = end_change(&change, &attaching, status, err);
    }
    for (size_t i = 0; attaching.files != NULL && i < request->file_count; i++)
        attached_file_free(&attaching.files[i]);
    return status;
}
