#include "catalog/load_run.h"

#include "catalog/batch.h"
#include "catalog/put_codes.h"
#include "catalog/read_ahead.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PROGRESS_EVERY = 1000, ISSUES_REPORTED = 1000 };

enum optibom_status load_issue(struct load_run *run, const char *file, const char *raw,
                               const struct import_issue *issue, struct error *err)
{
    struct catalog_load_report *report = run->report;
    report->any_error |= issue->severity == IMPORT_ERROR;
    enum optibom_status status = catalog_batch_issue(run->put.batch_id, ++run->issues_stored,
                                                     run->catalog->store, file, raw, issue, err);
    if (status != OPTIBOM_OK)
        return status;
    if (report->issue_count == ISSUES_REPORTED) {
        report->issues_left_out++;
        return OPTIBOM_OK;
    }
    struct catalog_load_issue *issues =
        arena_grow(run->arena, report->issues, report->issue_count, sizeof *issues);
    if (issues == NULL)
        return error_no_memory(err);
    report->issues = issues;
    struct catalog_load_issue *added = &issues[report->issue_count++];
    *added = (struct catalog_load_issue){file, *issue};
    /* The record's own memory goes with its batch. */
    added->issue.column = arena_strdup(run->arena, issue->column);
    added->issue.text = arena_strdup(run->arena, issue->text);
    return added->issue.column != NULL && added->issue.text != NULL ? OPTIBOM_OK
                                                                    : error_no_memory(err);
}

/* A table on its way. */
struct loading {
    struct load_run *run;
    struct catalog_load_file *file;
    const struct catalog_class *of;
    struct read_ahead *ahead;
    struct read_ahead_batch *batch; /* being written; NULL between batches */
    size_t at;                      /* of the next item in it */
    const struct read_ahead_item *item;
};

/* Writes a record of any class but an offer; one that breaks a rule leaves no trace. */
static enum optibom_status put_record(struct loading *loading, const struct import_record *record,
                                      struct error *err)
{
    struct load_run *run = loading->run;
    struct store *store = run->catalog->store;
    enum optibom_status status = store_run(store, err, "SAVEPOINT record", "");
    if (status != OPTIBOM_OK)
        return status;
    status = catalog_put_record(&run->put, loading->of, record, err);
    if (status == OPTIBOM_OK && run->put.issue.code != NULL) {
        status = store_run(store, err, "ROLLBACK TO record", "");
        run->put.issue.line = record->line;
        if (status == OPTIBOM_OK)
            status = load_issue(run, loading->file->file, record->raw, &run->put.issue, err);
        loading->file->rejected++;
    } else if (run->put.changed) {
        loading->file->accepted++;
    } else {
        loading->file->unchanged++;
    }
    return status == OPTIBOM_OK ? store_run(store, err, "RELEASE record", "") : status;
}

/* Says something that only the catalog knows; its severity stands in the table of codes. */
__attribute__((format(printf, 6, 7))) static enum optibom_status
say(struct load_run *run, const char *file, const struct import_record *record /* or NULL */,
    const char *code, const char *column, const char *format, ...)
{
    char text[256];
    struct import_issue issue = {.code = code, .column = column, .text = text};
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    for (size_t i = 0; i < catalog_put_code_count; i++)
        if (strcmp(catalog_put_codes[i].code, code) == 0)
            issue.severity = catalog_put_codes[i].severity;
    issue.line = record != NULL ? record->line : 0;
    return load_issue(run, file, record != NULL ? record->raw : "", &issue, run->err);
}

static void *make_price(const struct import_record *record, const void *context,
                        struct arena *arena)
{
    return catalog_price_of(record, context, arena);
}

/* A row that the reader cannot make sense of: the others go on. */
static enum optibom_status add_unreadable(struct loading *loading, const char *sentence,
                                          struct error *err)
{
    /* The reader's sentence begins with "file:line: "; the issue has both as fields. */
    struct catalog_load_file *file = loading->file;
    const char *place =
        strncmp(sentence, file->file, strlen(file->file)) == 0 ? sentence + strlen(file->file) : "";
    const char *rest = place[0] == ':' ? strstr(place, ": ") : NULL;
    struct import_issue issue = {.severity = IMPORT_ERROR,
                                 .code = "unreadable-row",
                                 .line = place[0] == ':' ? strtoul(place + 1, NULL, 10) : 0,
                                 .column = "",
                                 .text = rest != NULL ? rest + 2 : sentence};
    file->rejected++;
    return load_issue(loading->run, file->file, "", &issue, err);
}

/* What a row has to say for itself; *is_record is set when it is to be written. */
static enum optibom_status look_at(bool *is_record, struct loading *loading,
                                   const struct read_ahead_item *item, struct error *err)
{
    struct load_run *run = loading->run;
    const struct import_record *record = &item->record;
    enum optibom_status status = OPTIBOM_OK;
    *is_record = false;
    loading->file->rows++;
    if (run->request->progress != NULL && ++run->rows_seen % PROGRESS_EVERY == 0)
        run->request->progress(run->request->progress_context, run->rows_seen);
    if (item->unreadable != NULL)
        return add_unreadable(loading, item->unreadable, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < record->issue_count; i++)
        status = load_issue(run, loading->file->file, record->raw, &record->issues[i], err);
    loading->file->rejected += record->is_rejected;
    *is_record = !record->is_rejected;
    return status;
}

/* The next item of the table that is to be written; it holds until the next call. */
static enum optibom_status next_item(struct loading *loading, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    bool is_record = false;
    while (status == OPTIBOM_OK && !is_record) {
        if (loading->batch != NULL && loading->at == loading->batch->count) {
            read_ahead_give_back(loading->ahead);
            loading->batch = NULL;
        }
        if (loading->batch == NULL) {
            status = read_ahead_next(&loading->batch, loading->ahead, err);
            loading->at = 0;
        }
        if (status != OPTIBOM_OK)
            return status;
        loading->item = &loading->batch->items[loading->at++];
        status = look_at(&is_record, loading, loading->item, err);
    }
    return status;
}

static enum optibom_status next_price(const struct catalog_price **price, void *context,
                                      struct error *err)
{
    struct loading *loading = context;
    enum optibom_status status = next_item(loading, err);
    while (status == OPTIBOM_OK) {
        const struct read_ahead_item *item = loading->item;
        *price = item->made;
        if ((*price)->issue.code == NULL)
            return OPTIBOM_OK;
        struct import_issue issue = (*price)->issue;
        issue.line = item->record.line;
        loading->file->rejected++;
        status = load_issue(loading->run, loading->file->file, item->record.raw, &issue, err);
        if (status == OPTIBOM_OK)
            status = next_item(loading, err);
    }
    return status;
}

static enum optibom_status price_written(void *context, enum catalog_price_outcome outcome,
                                         size_t earlier, struct error *err)
{
    struct loading *loading = context;
    loading->file->unchanged += outcome == CATALOG_PRICE_KNOWN;
    loading->file->accepted += outcome != CATALOG_PRICE_KNOWN;
    (void)err;
    return outcome == CATALOG_PRICE_OTHER
               ? say(loading->run, loading->file->file, &loading->item->record, "other-price",
                     "price",
                     "line %zu gives another price for the same part, supplier, currency and "
                     "quantity; the later row is in force",
                     earlier)
               : OPTIBOM_OK;
}

static enum optibom_status load_prices(struct loading *loading, struct error *err)
{
    const struct catalog_price_source source = {loading, next_price, price_written};
    return catalog_price_write(loading->run->prices, &source, err);
}

static enum optibom_status load_records(struct loading *loading, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    while (status == OPTIBOM_OK && (status = next_item(loading, err)) == OPTIBOM_OK) {
        loading->run->put.arena = &loading->batch->arena;
        status = put_record(loading, &loading->item->record, err);
    }
    loading->run->put.arena = NULL;
    return status == OPTIBOM_NOT_FOUND ? OPTIBOM_OK : status;
}

static enum optibom_status load_rows(struct loading *loading, const struct import_format *format,
                                     struct import_reader *reader, bool is_price_list,
                                     struct error *err)
{
    struct catalog_price_fields fields;
    catalog_price_fields_init(&fields, &loading->of->import);
    enum optibom_status status =
        read_ahead_open(&loading->ahead, format, reader, &loading->file->mapping,
                        is_price_list ? make_price : NULL, &fields, err);
    if (status == OPTIBOM_OK)
        status = is_price_list ? load_prices(loading, err) : load_records(loading, err);
    read_ahead_close(loading->ahead);
    return status;
}

struct noting {
    struct load_run *run;
    enum optibom_status status;
};

static void note_unlisted(void *context, const char *file, int64_t rows)
{
    struct noting *noting = context;
    const char *name = arena_strdup(noting->run->arena, file);
    if (noting->status == OPTIBOM_OK)
        noting->status = name == NULL ? error_no_memory(noting->run->err)
                                      : say(noting->run, name, NULL, "unlisted-part", "mpn",
                                            "%lld of the rows are about parts that the catalog "
                                            "does not have; their prices are kept and count as "
                                            "soon as the parts are imported",
                                            (long long)rows);
}

enum optibom_status load_unlisted(struct load_run *run, struct error *err)
{
    struct noting noting = {run, OPTIBOM_OK};
    enum optibom_status status =
        catalog_price_unlisted(note_unlisted, &noting, run->catalog->store, run->put.batch_id, err);
    return status == OPTIBOM_OK ? noting.status : status;
}

static enum optibom_status choose_class(const struct catalog_class **out, struct load_run *run,
                                        const char *file, const struct import_row *header,
                                        struct error *err)
{
    const struct catalog_dictionary *dictionary = &run->catalog->dictionary;
    if (run->request->class_name != NULL) {
        *out = catalog_class_find(dictionary, run->request->class_name);
        return *out != NULL ? OPTIBOM_OK
                            : catalog_class_require(out, dictionary, run->request->class_name, err);
    }
    struct import_class *classes =
        arena_alloc(run->arena, dictionary->class_count * sizeof *classes);
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

/* Header, class and mapping; *is_usable is false when the table cannot be read as that class. */
static enum optibom_status understand(struct loading *loading, bool *is_usable,
                                      const struct import_format *format,
                                      struct import_reader *reader, struct error *err)
{
    struct load_run *run = loading->run;
    struct catalog_load_file *file = loading->file;
    struct import_issue *issues = NULL;
    struct import_row row;
    size_t count = 0;
    enum optibom_status status = format->next_row(reader, &row, err);
    if (status == OPTIBOM_NOT_FOUND)
        status = error_set(err, OPTIBOM_BAD_INPUT,
                           "%s: the file is empty; give one with a header row", file->file);
    if (status == OPTIBOM_OK)
        status = choose_class(&loading->of, run, file->file, &row, err);
    if (status != OPTIBOM_OK)
        return status;
    file->class_name = loading->of->name;
    status = import_mapping_make(&file->mapping, run->arena, &loading->of->import, &row, &issues,
                                 &count, err);
    *is_usable = true;
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++) {
        *is_usable &= issues[i].severity != IMPORT_ERROR;
        status = load_issue(run, file->file, row.raw, &issues[i], err);
    }
    return status;
}

static enum optibom_status start_prices(struct loading *loading, struct error *err)
{
    struct load_run *run = loading->run;
    enum optibom_status status = OPTIBOM_OK;
    if (run->prices == NULL)
        status = catalog_price_writer_open(&run->prices, run->catalog->store, run->recording,
                                           run->put.batch_id, err);
    return status == OPTIBOM_OK ? catalog_price_writer_file(run->prices, loading->file->file,
                                                            run->put.default_source, err)
                                : status;
}

enum optibom_status load_table(struct load_run *run, const char *name,
                               const struct import_format *format, struct import_reader *reader,
                               const struct import_table *table, struct error *err)
{
    (void)table;
    struct loading loading = {.run = run};
    struct catalog_load_file *files =
        arena_grow(run->arena, run->report->files, run->report->file_count, sizeof *files);
    if (files == NULL)
        return error_no_memory(err);
    run->report->files = files;
    loading.file = &files[run->report->file_count++];
    *loading.file =
        (struct catalog_load_file){.file = name, .format = format->name, .class_name = ""};
    bool is_usable = false;
    enum optibom_status status = understand(&loading, &is_usable, format, reader, err);
    if (status != OPTIBOM_OK || !is_usable)
        return status;
    bool is_price_list = strcmp(loading.of->name, "offer") == 0;
    if (is_price_list)
        status = start_prices(&loading, err);
    if (status == OPTIBOM_OK)
        status = is_price_list ? store_recording_pause(run->recording, err)
                               : store_recording_resume(run->recording, err);
    return status == OPTIBOM_OK ? load_rows(&loading, format, reader, is_price_list, err) : status;
}
