#include "catalog/load.h"

#include "catalog/batch.h"
#include "catalog/put.h"
#include "import/csv.h"
#include "store/changes.h"

#include <stdlib.h>
#include <string.h>

enum { PROGRESS_EVERY = 1000 };

struct load {
    struct catalog *catalog;
    const struct catalog_load_request *request;
    struct catalog_load_report *report;
    struct arena *arena; /* of the report */
    struct catalog_put put;
    size_t rows_seen;
};

static enum optibom_status add_issue(struct load *load, const char *file, const char *raw,
                                     const struct import_issue *issue, struct error *err)
{
    struct catalog_load_report *report = load->report;
    struct catalog_load_issue *issues =
        arena_grow(load->arena, report->issues, report->issue_count, sizeof *issues);
    if (issues == NULL)
        return error_no_memory(err);
    report->issues = issues;
    struct catalog_load_issue *added = &issues[report->issue_count++];
    *added = (struct catalog_load_issue){file, arena_strdup(load->arena, raw), *issue};
    /* The record's own memory goes with its row. */
    added->issue.column = arena_strdup(load->arena, issue->column);
    added->issue.text = arena_strdup(load->arena, issue->text);
    report->any_error |= issue->severity == IMPORT_ERROR;
    return added->raw != NULL && added->issue.column != NULL && added->issue.text != NULL
               ? OPTIBOM_OK
               : error_no_memory(err);
}

static enum optibom_status put_row(struct load *load, struct catalog_load_file *file,
                                   const struct catalog_class *of,
                                   const struct import_record *record, struct error *err)
{
    struct store *store = load->catalog->store;
    enum optibom_status status = store_run(store, err, "SAVEPOINT record", "");
    if (status != OPTIBOM_OK)
        return status;
    status = catalog_put_record(&load->put, of, record, err);
    if (status == OPTIBOM_OK && load->put.issue.code != NULL) {
        status = store_run(store, err, "ROLLBACK TO record", "");
        load->put.issue.line = record->line;
        if (status == OPTIBOM_OK)
            status = add_issue(load, file->file, record->raw, &load->put.issue, err);
        file->rejected++;
    } else if (load->put.changed) {
        file->accepted++;
    } else {
        file->unchanged++;
    }
    if (status == OPTIBOM_OK)
        status = store_run(store, err, "RELEASE record", "");
    return status;
}

static enum optibom_status load_row(struct load *load, struct catalog_load_file *file,
                                    const struct catalog_class *of, const struct import_row *row,
                                    struct error *err)
{
    struct import_record record;
    struct arena arena;
    arena_init(&arena);
    enum optibom_status status = import_record_read(&record, &arena, &file->mapping, row, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < record.issue_count; i++)
        status = add_issue(load, file->file, record.raw, &record.issues[i], err);
    if (status == OPTIBOM_OK) {
        file->rows++;
        if (record.is_rejected) {
            file->rejected++;
        } else {
            load->put.arena = &arena;
            status = put_row(load, file, of, &record, err);
        }
    }
    load->put.arena = NULL;
    arena_fini(&arena);
    if (load->request->progress != NULL && ++load->rows_seen % PROGRESS_EVERY == 0)
        load->request->progress(load->request->progress_context, load->rows_seen);
    return status;
}

/* A record that the reader cannot make sense of: the others go on. */
static enum optibom_status add_unreadable(struct load *load, struct catalog_load_file *file,
                                          const struct error *reading, struct error *err)
{
    /* The reader's sentence begins with "file:line: "; the issue has both as fields. */
    const char *place = strncmp(reading->text, file->file, strlen(file->file)) == 0
                            ? reading->text + strlen(file->file)
                            : "";
    const char *sentence = place[0] == ':' ? strstr(place, ": ") : NULL;
    struct import_issue issue = {.severity = IMPORT_ERROR,
                                 .code = "unreadable-row",
                                 .line = place[0] == ':' ? strtoul(place + 1, NULL, 10) : 0,
                                 .column = "",
                                 .text = sentence != NULL ? sentence + 2 : reading->text};
    file->rows++;
    file->rejected++;
    return add_issue(load, file->file, "", &issue, err);
}

static enum optibom_status choose_class(const struct catalog_class **out, struct load *load,
                                        const char *file, const struct import_row *header,
                                        struct error *err)
{
    const struct catalog_dictionary *dictionary = &load->catalog->dictionary;
    if (load->request->class_name != NULL) {
        *out = catalog_class_find(dictionary, load->request->class_name);
        return *out != NULL
                   ? OPTIBOM_OK
                   : catalog_class_require(out, dictionary, load->request->class_name, err);
    }
    struct import_class *classes =
        arena_alloc(load->arena, dictionary->class_count * sizeof *classes);
    if (classes == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < dictionary->class_count; i++)
        classes[i] = dictionary->classes[i].import;
    const struct import_class *guess =
        import_mapping_guess(classes, dictionary->class_count, header);
    if (guess == NULL)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s:%zu: the headers do not tell what this lists; name it with --class, "
                         "for example --class transceiver or --class offer",
                         file, header->line);
    *out = &dictionary->classes[guess - classes];
    return OPTIBOM_OK;
}

static enum optibom_status load_file(struct load *load, const struct catalog_source *source,
                                     struct error *err)
{
    struct catalog_load_file *files =
        arena_grow(load->arena, load->report->files, load->report->file_count, sizeof *files);
    if (files == NULL)
        return error_no_memory(err);
    load->report->files = files;
    struct catalog_load_file *file = &files[load->report->file_count++];
    *file = (struct catalog_load_file){.file = source->name, .format = "csv", .class_name = ""};
    /* The same list from another folder is the same document. */
    const char *slash = strrchr(source->name, '/');
    load->put.default_source = slash != NULL ? slash + 1 : source->name;

    struct import_csv *csv = NULL;
    struct import_row row;
    const struct catalog_class *of = NULL;
    struct import_issue *issues = NULL;
    size_t issue_count = 0;
    enum optibom_status status = import_csv_open(&csv, source->file, source->name, err);
    if (status == OPTIBOM_OK)
        status = import_csv_next(csv, &row, err);
    if (status == OPTIBOM_NOT_FOUND)
        status = error_set(err, OPTIBOM_BAD_INPUT,
                           "%s: the file is empty; give one with a header row", source->name);
    if (status == OPTIBOM_OK)
        status = choose_class(&of, load, source->name, &row, err);
    if (status == OPTIBOM_OK) {
        file->class_name = of->name;
        status = import_mapping_make(&file->mapping, load->arena, &of->import, &row, &issues,
                                     &issue_count, err);
    }
    bool is_usable = true;
    for (size_t i = 0; status == OPTIBOM_OK && i < issue_count; i++) {
        is_usable &= issues[i].severity != IMPORT_ERROR;
        status = add_issue(load, file->file, row.raw, &issues[i], err);
    }
    while (status == OPTIBOM_OK && is_usable) {
        struct error reading = {0};
        status = import_csv_next(csv, &row, &reading);
        if (status == OPTIBOM_OK)
            status = load_row(load, file, of, &row, err);
        else if (status == OPTIBOM_BAD_INPUT)
            status = add_unreadable(load, file, &reading, err);
        else if (status != OPTIBOM_NOT_FOUND)
            status = error_set(err, status, "%s", reading.text);
    }
    import_csv_close(csv);
    return status == OPTIBOM_NOT_FOUND ? OPTIBOM_OK : status;
}

/* A batch is kept when it changed something or has something to say. */
static enum optibom_status keep(struct load *load, struct store_recording *recording,
                                struct error *err)
{
    void *changes = NULL;
    size_t size = 0;
    enum optibom_status status = store_recording_bytes(&changes, &size, recording, err);
    if (status == OPTIBOM_OK)
        status = catalog_batch_store(load->put.batch_id, load->catalog->store, load->request,
                                     load->report, changes, size, err);
    store_changes_free(changes);
    return status;
}

enum optibom_status catalog_load(struct catalog_load_report *out, struct arena *arena,
                                 struct catalog *catalog,
                                 const struct catalog_load_request *request, struct error *err)
{
    struct store_recording *recording = NULL;
    struct load load = {.catalog = catalog, .request = request, .report = out, .arena = arena};
    *out = (struct catalog_load_report){0};
    load.put.catalog = catalog;
    enum optibom_status status = store_begin(catalog->store, err);
    if (status != OPTIBOM_OK)
        return status;
    status = catalog_batch_next(&load.put.batch_id, catalog->store, err);
    if (status == OPTIBOM_OK)
        status = store_recording_start(&recording, catalog->store, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < request->source_count; i++)
        status = load_file(&load, &request->sources[i], err);
    bool is_kept =
        status == OPTIBOM_OK && !request->dry_run && !(request->strict && out->any_error);
    if (is_kept)
        status = keep(&load, recording, err);
    store_recording_stop(recording);
    if (is_kept && status == OPTIBOM_OK)
        status = store_commit(catalog->store, err);
    if (is_kept && status == OPTIBOM_OK)
        out->batch_id = load.put.batch_id;
    store_rollback(catalog->store);
    return status;
}
