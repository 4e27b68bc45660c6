#include "facade.h"

#include "catalog/batch.h"
#include "catalog/find.h"
#include "catalog/load.h"
#include "catalog/query_table.h"
#include "optibom_map.h"
#include "report/answer/import_report.h"
#include "report/answer/part_tables.h"
#include "report/answer/rule_table.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { FILES_MAX = 1024 };

static bool copy_stream(FILE *to, FILE *from)
{
    char chunk[16 * 1024];
    size_t count;
    while ((count = fread(chunk, 1, sizeof chunk, from)) > 0)
        if (fwrite(chunk, 1, count, to) < count)
            return false;
    return !ferror(from) && fflush(to) == 0 && fseek(to, 0, SEEK_SET) == 0;
}

/* Readers go back in what they read, which a pipe does not let them: it is copied first, before
 * others have to wait for the import. NULL with errno. */
static FILE *open_file(const char *name)
{
    bool is_stdin = strcmp(name, "-") == 0;
    FILE *file = is_stdin ? stdin : fopen(name, "rb");
    struct stat about;
    if (file == NULL || (!is_stdin && fstat(fileno(file), &about) == 0 && !S_ISFIFO(about.st_mode)))
        return file;
    FILE *copy = tmpfile();
    if (copy != NULL && !copy_stream(copy, file)) {
        fclose(copy);
        copy = NULL;
    }
    if (!is_stdin)
        fclose(file);
    return copy;
}

static bool is_folder(FILE *file)
{
    struct stat about;
    return fstat(fileno(file), &about) == 0 && S_ISDIR(about.st_mode);
}

static enum optibom_status open_sources(struct catalog_source *sources,
                                        const struct optibom_import_request *request,
                                        struct error *err)
{
    for (size_t i = 0; i < request->file_count; i++) {
        const char *name = request->files[i];
        FILE *file = open_file(name);
        if (file == NULL)
            return error_set(err, OPTIBOM_NOT_FOUND, "%s: %s; nothing was imported", name,
                             strerror(errno));
        if (is_folder(file)) {
            fclose(file);
            return error_set(err, OPTIBOM_BAD_INPUT,
                             "%s: is a folder; name the files in it; nothing was imported", name);
        }
        sources[i] = (struct catalog_source){
            .name = strcmp(name, "-") == 0 ? "standard input" : name, .file = file};
    }
    return OPTIBOM_OK;
}

enum optibom_status optibom_import(struct optibom *optibom,
                                   const struct optibom_import_request *request, bool *findings,
                                   const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct catalog_load_report report;
    struct arena arena;
    struct buf text;
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    if (request->map != NULL && request->class_name != NULL)
        return error_set(err, OPTIBOM_USAGE, "a map names the class; leave --class out");
    if (request->file_count == 0 || request->file_count > FILES_MAX)
        return error_set(err, OPTIBOM_USAGE, "name between 1 and %d files to import", FILES_MAX);
    arena_init(&arena);
    buf_init(&text);
    struct catalog_source *sources = arena_alloc(&arena, request->file_count * sizeof *sources);
    status = sources != NULL ? open_sources(sources, request, err) : error_no_memory(err);
    const struct import_map *map = NULL;
    char *map_path = request->write_map != NULL ? arena_strdup(&arena, request->write_map) : NULL;
    if (status == OPTIBOM_OK && request->write_map != NULL && map_path == NULL)
        status = error_no_memory(err);
    if (status == OPTIBOM_OK && request->map != NULL)
        status = optibom_map_read(&map, &arena, request->map, err);
    if (status == OPTIBOM_OK) {
        struct catalog_load_request load = {.sources = sources,
                                            .source_count = request->file_count,
                                            .class_name = request->class_name,
                                            .map = map,
                                            .sheet = request->sheet,
                                            .who = optibom->user,
                                            .now = optibom->now,
                                            .dry_run = request->dry_run,
                                            .strict = request->strict,
                                            .read = map_path != NULL ? optibom_map_write : NULL,
                                            .read_context = map_path,
                                            .progress = request->progress,
                                            .progress_context = request->progress_context};
        status = catalog_load(&report, &arena, &optibom->catalog, &load, err);
    }
    if (status == OPTIBOM_OK) {
        *findings = report.any_error;
        import_report(&text, &report, request->dry_run, output);
        status = handle_send(optibom, &text, output);
    }
    for (size_t i = 0; sources != NULL && i < request->file_count; i++)
        if (sources[i].file != NULL)
            fclose(sources[i].file);
    buf_fini(&text);
    arena_fini(&arena);
    return status;
}

static enum optibom_status list_batches(struct table *out, struct arena *arena,
                                        struct optibom *optibom, const void *request,
                                        struct error *err)
{
    (void)request;
    return catalog_batch_list(out, arena, optibom->catalog.store, err);
}

static enum optibom_status show_batch(struct table *out, struct arena *arena,
                                      struct optibom *optibom, const void *request,
                                      struct error *err)
{
    return catalog_batch_show(out, arena, optibom->catalog.store, *(const int64_t *)request, err);
}

static enum optibom_status list_rejects(struct table *out, struct arena *arena,
                                        struct optibom *optibom, const void *request,
                                        struct error *err)
{
    return catalog_batch_rejects(out, arena, optibom->catalog.store, *(const int64_t *)request,
                                 err);
}

enum optibom_status optibom_import_list(struct optibom *optibom,
                                        const struct optibom_output *output)
{
    return handle_table(optibom, list_batches, NULL, "optibom.import.list/1", "batches", output);
}

enum optibom_status optibom_import_show(struct optibom *optibom, int64_t batch,
                                        const struct optibom_output *output)
{
    return handle_table(optibom, show_batch, &batch, "optibom.import.show/1", "files", output);
}

enum optibom_status optibom_import_rejects(struct optibom *optibom, int64_t batch,
                                           const struct optibom_output *output)
{
    return handle_table(optibom, list_rejects, &batch, "optibom.import.rejects/1", "rejects",
                        output);
}

enum optibom_status optibom_import_undo(struct optibom *optibom, int64_t batch)
{
    struct error *err = handle_begin(optibom);
    enum optibom_status status = handle_require(optibom);
    return status == OPTIBOM_OK
               ? catalog_batch_undo(&optibom->catalog, batch, handle_who(optibom), err)
               : status;
}

/* Whether a predicate or the order speaks of the attribute. */
static bool is_asked_for(const char *name, const struct catalog_find_request *request)
{
    for (size_t i = 0; i < request->predicate_count; i++)
        if (strncmp(request->predicates[i], name, strlen(name)) == 0)
            return true;
    const char *sort = request->sort != NULL ? request->sort : "";
    return strcmp(sort + (*sort == '-'), name) == 0;
}

/* What a person looks for first. */
static void mark_keys(struct table *table, const struct catalog_find_request *request)
{
    static const char *const KEYS[] = {"vendor", "mpn", "data_rate", "reach", "power", "price"};
    for (size_t i = 0; i < table->column_count; i++) {
        struct table_column *column = &table->columns[i];
        const char *name = column->heading != NULL ? column->heading : column->name;
        column->is_key = is_asked_for(name, request);
        for (size_t k = 0; k < sizeof KEYS / sizeof *KEYS; k++)
            column->is_key |= strcmp(name, KEYS[k]) == 0;
    }
}

enum optibom_status optibom_find(struct optibom *optibom, const char *class_name,
                                 const char *const *predicates, size_t count, const char *sort,
                                 int64_t limit, const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct arena arena;
    struct table table;
    struct catalog_find_request request = {class_name, predicates, count, sort, limit};
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    arena_init(&arena);
    status = catalog_find(&table, &arena, &optibom->catalog, &request, err);
    if (status == OPTIBOM_OK) {
        mark_keys(&table, &request);
        status = handle_emit(optibom,
                             &(struct emit_document){.schema = "optibom.find/1",
                                                     .keys = {"class"},
                                                     .values = {class_name},
                                                     .sections = {{"rows", NULL, &table, NULL}},
                                                     .section_count = 1},
                             output);
    }

    arena_fini(&arena);
    return status;
}

enum optibom_status optibom_show(struct optibom *optibom, const char *name,
                                 const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct arena arena;
    struct part_tables tables;
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    arena_init(&arena);
    status = part_tables_make(&tables, &arena, &optibom->catalog, name, err);
    if (status == OPTIBOM_OK)
        status = handle_emit(optibom, &tables.document, output);
    arena_fini(&arena);
    return status;
}

static enum optibom_status list_attributes(struct table *out, struct arena *arena,
                                           struct optibom *optibom, const void *request,
                                           struct error *err)
{
    return part_table_attributes(out, arena, &optibom->catalog, request, err);
}

enum optibom_status optibom_attributes(struct optibom *optibom, const char *class_name,
                                       const struct optibom_output *output)
{
    return handle_table(optibom, list_attributes, class_name, "optibom.attributes/1", "rows",
                        output);
}

enum optibom_status optibom_rules(struct optibom *optibom, const struct optibom_output *output)
{
    struct arena arena;
    struct table table;
    handle_begin(optibom);
    arena_init(&arena);
    rule_table_make(&table, &arena);
    enum optibom_status status =
        handle_emit(optibom,
                    &(struct emit_document){.schema = "optibom.rules/1",
                                            .sections = {{"rows", NULL, &table, NULL}},
                                            .section_count = 1},
                    output);
    arena_fini(&arena);
    return status;
}

static enum optibom_status run_query(struct table *out, struct arena *arena,
                                     struct optibom *optibom, const void *request,
                                     struct error *err)
{
    struct store *store = optibom->catalog.store;
    store_restrict(store);
    enum optibom_status status = catalog_query_table(out, arena, store, err, request, "");
    store_release(store);
    return status;
}

enum optibom_status optibom_sql(struct optibom *optibom, const char *query,
                                const struct optibom_output *output)
{
    return handle_table(optibom, run_query, query, "optibom.sql/1", NULL, output);
}
