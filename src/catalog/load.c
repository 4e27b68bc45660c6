#include "catalog/load.h"

#include "catalog/batch.h"
#include "catalog/load_bom.h"
#include "catalog/load_run.h"
#include "store/changes.h"

#include <string.h>

/* The same list from another folder is the same document. */
static const char *document_of(const struct catalog_source *source)
{
    const char *slash = strrchr(source->name, '/');
    return slash != NULL ? slash + 1 : source->name;
}

static enum optibom_status load_file(struct load_run *run, struct load_file *file,
                                     struct error *err)
{
    size_t before = run->report->file_count;
    struct load_table *table = NULL;
    run->put.default_source = document_of(file->source);
    enum optibom_status status = load_file_next(&table, file, run, err);
    while (status == OPTIBOM_OK && table != NULL) {
        status = load_table_write(run, table, err);
        load_table_close(table);
        if (status == OPTIBOM_OK)
            status = load_file_next(&table, file, run, err);
    }
    if (status == OPTIBOM_OK)
        status = load_settle(run, file, err);
    for (size_t i = before; i < run->report->file_count; i++)
        memcpy(run->report->files[i].hash, file->hash_text, sizeof file->hash_text);
    load_file_close(file);
    return status;
}

/* A batch is kept when it changed something or has something to say. */
static enum optibom_status keep(struct load_run *run, struct error *err)
{
    void *changes = NULL;
    size_t size = 0;
    enum optibom_status status = store_recording_bytes(&changes, &size, run->recording, err);
    if (status == OPTIBOM_OK)
        status = catalog_batch_end(run->put.batch_id, run->catalog->store, run->request,
                                   run->report, changes, size, err);
    store_changes_free(changes);
    return status;
}

static enum optibom_status load_all(struct load_run *run, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < run->request->source_count; i++)
        status = load_file(run, &run->files[i], err);
    if (status == OPTIBOM_OK && run->prices != NULL)
        status = catalog_price_writer_end(run->prices, err);
    if (status == OPTIBOM_OK && run->prices != NULL)
        status = load_unlisted(run, err);
    if (status == OPTIBOM_OK)
        status = load_bom_end(run, err);
    catalog_price_writer_close(run->prices);
    run->prices = NULL;
    load_bom_close(run);
    return status;
}

/* Everything that is written, from the first row to the last. */
static enum optibom_status load_locked(struct load_run *run, struct error *err)
{
    const struct catalog_load_request *request = run->request;
    struct catalog_load_report *out = run->report;
    struct store *store = run->catalog->store;
    enum optibom_status status = store_begin(store, err);
    if (status != OPTIBOM_OK)
        return status;
    status = catalog_batch_begin(&run->put.batch_id, store, request, err);
    if (status == OPTIBOM_OK)
        status = store_recording_start(&run->recording, store, err);
    if (status == OPTIBOM_OK)
        status = load_all(run, err);
    out->batch_id = run->put.batch_id;
    if (status == OPTIBOM_OK && request->read != NULL)
        status = request->read(request->read_context, out, err);
    bool is_kept =
        status == OPTIBOM_OK && !request->dry_run && !(request->strict && out->any_error);
    if (is_kept)
        status = keep(run, err);
    store_recording_stop(run->recording);
    if (is_kept && status == OPTIBOM_OK)
        status = store_commit(store, err);
    if (!is_kept || status != OPTIBOM_OK)
        out->batch_id = 0;
    store_rollback(store);
    return status;
}

/* The files of the request, none open yet. */
static enum optibom_status take_files(struct load_run *run, struct error *err)
{
    const struct catalog_load_request *request = run->request;
    run->files = arena_alloc(run->arena, (request->source_count + 1) * sizeof *run->files);
    if (run->files == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < request->source_count; i++) {
        const struct catalog_source *source = &request->sources[i];
        struct load_file *file = &run->files[i];
        file->source = source;
        file->class_name = request->map != NULL         ? request->map->class_name
                           : source->class_name != NULL ? source->class_name
                                                        : request->class_name;
        buf_init(&file->others);
    }
    return OPTIBOM_OK;
}

enum optibom_status catalog_load(struct catalog_load_report *out, struct arena *arena,
                                 struct catalog *catalog,
                                 const struct catalog_load_request *request, struct error *err)
{
    struct load_run run = {
        .catalog = catalog, .request = request, .report = out, .arena = arena, .err = err};
    *out = (struct catalog_load_report){0};
    run.put.catalog = catalog;
    enum optibom_status status = take_files(&run, err);
    if (status == OPTIBOM_OK)
        status = load_stage(&run, err);
    if (status == OPTIBOM_OK)
        status = load_locked(&run, err);
    for (size_t i = 0; run.files != NULL && i < request->source_count; i++)
        load_file_close(&run.files[i]);
    return status;
}
