#include "catalog/load.h"

#include "catalog/batch.h"
#include "catalog/load_run.h"
#include "import/csv.h"
#include "store/changes.h"

#include <string.h>

static enum optibom_status load_file(struct load_run *run, const struct catalog_source *source,
                                     struct error *err)
{
    const struct import_format *format = &import_format_csv;
    const struct import_input input = {source->file, source->name};
    struct import_reader *reader = NULL;
    struct import_table table;
    /* The same list from another folder is the same document. */
    const char *slash = strrchr(source->name, '/');
    run->put.default_source = slash != NULL ? slash + 1 : source->name;
    enum optibom_status status = format->open(&reader, &input, err);
    if (status != OPTIBOM_OK)
        return status;
    while (status == OPTIBOM_OK && (status = format->next_table(reader, &table, err)) == OPTIBOM_OK)
        status = load_table(run, source->name, format, reader, &table, err);
    format->close(reader);
    return status == OPTIBOM_NOT_FOUND ? OPTIBOM_OK : status;
}

/* A batch is kept when it changed something or has something to say. */
static enum optibom_status keep(struct load_run *run, struct error *err)
{
    void *changes = NULL;
    size_t size = 0;
    enum optibom_status status = store_recording_bytes(&changes, &size, run->recording, err);
    if (status == OPTIBOM_OK)
        status = catalog_batch_end(run->put.batch_id, run->catalog->store, run->report, changes,
                                   size, err);
    store_changes_free(changes);
    return status;
}

static enum optibom_status load_all(struct load_run *run, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < run->request->source_count; i++)
        status = load_file(run, &run->request->sources[i], err);
    if (status == OPTIBOM_OK && run->prices != NULL)
        status = catalog_price_writer_end(run->prices, err);
    if (status == OPTIBOM_OK && run->prices != NULL)
        status = load_unlisted(run, err);
    catalog_price_writer_close(run->prices);
    run->prices = NULL;
    return status;
}

enum optibom_status catalog_load(struct catalog_load_report *out, struct arena *arena,
                                 struct catalog *catalog,
                                 const struct catalog_load_request *request, struct error *err)
{
    struct load_run run = {
        .catalog = catalog, .request = request, .report = out, .arena = arena, .err = err};
    *out = (struct catalog_load_report){0};
    run.put.catalog = catalog;
    enum optibom_status status = store_begin(catalog->store, err);
    if (status != OPTIBOM_OK)
        return status;
    status = catalog_batch_begin(&run.put.batch_id, catalog->store, request, err);
    if (status == OPTIBOM_OK)
        status = store_recording_start(&run.recording, catalog->store, err);
    if (status == OPTIBOM_OK)
        status = load_all(&run, err);
    bool is_kept =
        status == OPTIBOM_OK && !request->dry_run && !(request->strict && out->any_error);
    if (is_kept)
        status = keep(&run, err);
    store_recording_stop(run.recording);
    if (is_kept && status == OPTIBOM_OK)
        status = store_commit(catalog->store, err);
    if (is_kept && status == OPTIBOM_OK)
        out->batch_id = run.put.batch_id;
    store_rollback(catalog->store);
    return status;
}
