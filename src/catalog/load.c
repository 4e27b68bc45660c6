#include "catalog/load.h"

#include "catalog/batch.h"
#include "catalog/load_bom.h"
#include "catalog/load_run.h"
#include "import/csv/csv.h"
#include "store/changes.h"

#include <string.h>

/* True when neither --sheet nor the map asks for other tables. */
static bool is_wanted(const struct load_run *run, const struct import_table *table)
{
    const struct import_map named = {.sheet = run->request->sheet};
    return import_map_takes(&named, table) &&
           (run->request->map == NULL || import_map_takes(run->request->map, table));
}

static bool is_named(const struct load_run *run)
{
    return run->request->sheet != NULL ||
           (run->request->map != NULL && run->request->map->sheet != NULL);
}

/* What its program does not show is old or for its maker only, unless somebody names it. */
static enum optibom_status leave_hidden(struct load_run *run, const char *name,
                                        const struct import_table *table, struct error *err)
{
    const char *why = arena_printf(
        run->arena, "%s: the sheet \"%s\" is hidden; read it with --sheet", name, table->name);
    return why != NULL ? load_leave(run, name, why, err) : error_no_memory(err);
}

/* The tables of a file, one by one. One that cannot be read is left like one not understood. */
static enum optibom_status load_tables(struct load_run *run, const struct import_format *format,
                                       struct import_reader *reader, const char *name,
                                       struct error *err)
{
    struct import_table table;
    struct buf others;
    enum optibom_status status = OPTIBOM_OK;
    size_t before = run->report->file_count;
    bool is_any = false;
    buf_init(&others);
    while (status == OPTIBOM_OK) {
        struct error why = {0};
        status = format->next_table(reader, &table, &why);
        if (status == OPTIBOM_OK && !is_wanted(run, &table)) {
            buf_puts(&others, others.length > 0 ? ", " : "");
            buf_printf(&others, *table.name != '\0' ? "\"%s\"" : "one without a name%s",
                       table.name);
            continue;
        }
        if (status == OPTIBOM_OK && table.is_hidden && !is_named(run)) {
            status = leave_hidden(run, name, &table, err);
            continue;
        }
        is_any |= status != OPTIBOM_NOT_FOUND;
        if (status == OPTIBOM_OK)
            status = load_table(run, &(struct import_map_input){format, reader, &table, name}, err);
        else if (status == OPTIBOM_BAD_INPUT)
            status = load_leave(run, name, why.text, err);
        else if (status != OPTIBOM_NOT_FOUND)
            status = error_set(err, status, "%s", why.text);
    }
    if (status == OPTIBOM_NOT_FOUND && !is_any && others.length > 0)
        status = error_set(err, OPTIBOM_BAD_INPUT,
                           "%s: none of its tables is the one asked for; it has %s; correct "
                           "--sheet or 'sheet' of the map",
                           name, buf_text(&others));
    buf_fini(&others);
    return status == OPTIBOM_NOT_FOUND
               ? load_settle(run, name, run->report->file_count > before, err)
               : status;
}

/* As the map says that the list is written. */
static enum optibom_status open_csv(struct import_reader **out, const struct import_input *input,
                                    const struct import_map *map, struct error *err)
{
    const struct import_csv_dialect dialect = {.delimiter =
                                                   map->delimiter != NULL ? *map->delimiter : '\0',
                                               .quote = map->quote != NULL ? *map->quote : '\0',
                                               .encoding = map->encoding};
    return import_csv_open_as(out, input, &dialect, err);
}

/* By what the map says, else by content. */
static enum optibom_status choose_format(const struct import_format **out,
                                         const struct import_input *input,
                                         const struct import_map *map, struct error *err)
{
    *out = map != NULL && map->format != NULL ? import_format_find(map->format) : NULL;
    return *out != NULL ? OPTIBOM_OK : import_format_tell(out, input, err);
}

static enum optibom_status open_source(struct load_open *out, const struct load_run *run,
                                       const struct catalog_source *source, struct error *err)
{
    const struct import_input input = {source->file, source->name};
    const struct import_map *map = run->request->map;
    enum optibom_status status = choose_format(&out->format, &input, map, err);
    if (status != OPTIBOM_OK)
        return status;
    return map != NULL && out->format == &import_format_csv
               ? open_csv(&out->reader, &input, map, err)
               : out->format->open(&out->reader, &input, err);
}

static size_t size_of(FILE *file)
{
    long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    rewind(file);
    return size > 0 ? (size_t)size : 0;
}

/* What takes long before the first row of a file (a process that reads a document, the texts of a
 * workbook, a tree) is done while others may still write. */
static enum optibom_status open_ahead(struct load_run *run, struct error *err)
{
    size_t count = run->request->source_count;
    enum optibom_status status = OPTIBOM_OK;
    run->open = arena_alloc(run->arena, (count + 1) * sizeof *run->open);
    if (run->open == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < count; i++)
        run->open[i] = (struct load_open){.format = NULL};
    size_t bytes = 0;
    for (size_t i = 0; i < count && i < LOAD_OPEN_FILES && status == OPTIBOM_OK; i++) {
        const struct catalog_source *source = &run->request->sources[i];
        if (source->reader != NULL)
            continue;
        bytes += size_of(source->file);
        if (i > 0 && bytes > LOAD_OPEN_BYTES)
            break;
        status = open_source(&run->open[i], run, source, err);
    }
    return status;
}

static void close_source(struct load_open *open)
{
    if (open->reader != NULL)
        open->format->close(open->reader);
    open->reader = NULL;
}

static void close_all(struct load_run *run)
{
    for (size_t i = 0; run->open != NULL && i < run->request->source_count; i++)
        close_source(&run->open[i]);
}

static enum optibom_status load_file(struct load_run *run, const struct catalog_source *source,
                                     struct load_open *open, struct error *err)
{
    const struct import_map *map = run->request->map;
    /* The same list from another folder is the same document. */
    const char *slash = strrchr(source->name, '/');
    run->put.default_source = slash != NULL ? slash + 1 : source->name;
    run->class_name = map != NULL                  ? map->class_name
                      : source->class_name != NULL ? source->class_name
                                                   : run->request->class_name;
    if (source->reader != NULL)
        return load_tables(run, source->format, source->reader, source->name, err);
    enum optibom_status status =
        open->reader != NULL ? OPTIBOM_OK : open_source(open, run, source, err);
    if (status != OPTIBOM_OK)
        return status;
    size_t before = run->report->file_count;
    struct file_hash *hash = NULL;
    status = file_hash_start(&hash, source->file, err);
    if (status == OPTIBOM_OK)
        status = load_tables(run, open->format, open->reader, source->name, err);
    char text[FILE_HASH_SIZE];
    file_hash_end(text, hash);
    for (size_t i = before; i < run->report->file_count; i++)
        memcpy(run->report->files[i].hash, text, sizeof text);
    close_source(open);
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
        status = load_file(run, &run->request->sources[i], &run->open[i], err);
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

enum optibom_status catalog_load(struct catalog_load_report *out, struct arena *arena,
                                 struct catalog *catalog,
                                 const struct catalog_load_request *request, struct error *err)
{
    struct load_run run = {
        .catalog = catalog, .request = request, .report = out, .arena = arena, .err = err};
    *out = (struct catalog_load_report){0};
    run.put.catalog = catalog;
    enum optibom_status status = open_ahead(&run, err);
    if (status == OPTIBOM_OK)
        status = load_locked(&run, err);
    close_all(&run);
    return status;
}
