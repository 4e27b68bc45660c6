#include "catalog/load_run.h"

#include "catalog/batch.h"
#include "catalog/load_bom.h"
#include "catalog/load_rfq.h"
#include "catalog/pinned.h"
#include "catalog/question.h"
#include "catalog/read_ahead.h"

#include <stdlib.h>
#include <string.h>

enum { SEEN_EVERY = 1000, EXPECT_AHEAD = 8 };

/* A table on its way into the catalog. */
struct loading {
    struct load_run *run;
    struct catalog_load_file *file; /* of the report */
    const struct catalog_class *of;
    struct load_table *table;
    struct read_ahead *ahead;
    struct read_ahead_batch *batch; /* being written; NULL between batches */
    size_t at;                      /* of the next item in it */
    const struct read_ahead_item *item;
};

/* Stored builds may hold a part that reaches its end. */
static enum optibom_status tell_ending(struct loading *loading, const struct import_record *record)
{
    const char *lifecycle = catalog_put_text(record, "lifecycle", "");
    return catalog_part_is_ending(lifecycle)
               ? load_say(loading->run, loading->file->label, record, "end-of-life", "lifecycle",
                          "%s %s is %s; optibom check --builds tells which stored builds hold it",
                          catalog_put_text(record, "vendor", ""),
                          catalog_put_text(record, "mpn", ""), lifecycle)
               : OPTIBOM_OK;
}

/* Writes a record of any class but an offer. */
static enum optibom_status put_record(struct loading *loading, const struct import_record *record,
                                      struct error *err)
{
    struct load_run *run = loading->run;
    enum optibom_status status = catalog_put_record(&run->put, loading->of, record, err);
    if (status != OPTIBOM_OK)
        return status;
    if (run->put.issue.code != NULL) {
        run->put.issue.line = record->line;
        loading->file->rejected++;
        return load_issue(run, loading->file->label, record->raw, &run->put.issue, err);
    }
    loading->file->accepted += run->put.changed;
    loading->file->unchanged += !run->put.changed;
    if (run->put.replaced != NULL)
        status = load_say(run, loading->file->label, record, "other-figure", run->put.replaced,
                          "an earlier row gives another %s for the same part; the later row is "
                          "in force",
                          run->put.replaced);
    return status == OPTIBOM_OK && run->put.changed && loading->of->is_part
               ? tell_ending(loading, record)
               : status;
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
    return load_issue(loading->run, file->label, "", &issue, err);
}

/* The rows of an answered request wait as a whole: what is asked about one cell of them cannot be
 * told without the others. */
static bool is_answer(const struct loading *loading)
{
    return strcmp(loading->of->name, "rfq_answer") == 0;
}

static enum optibom_status tell_seen(struct load_run *run, struct error *err)
{
    if (run->request->progress != NULL)
        run->request->progress(run->request->progress_context, run->rows_seen);
    struct catalog_pinned pinned;
    catalog_pin(&pinned, run->catalog->store);
    return catalog_unpin(&pinned, err);
}

/* What a row has to say for itself; *is_record is set when it is to be written. */
static enum optibom_status look_at(bool *is_record, struct loading *loading,
                                   const struct read_ahead_item *item, struct error *err)
{
    struct load_run *run = loading->run;
    struct import_record waiting = item->record;
    const struct import_record *record = &waiting;
    enum optibom_status status = OPTIBOM_OK;
    *is_record = false;
    loading->file->rows++;
    if (++run->rows_seen % SEEN_EVERY == 0)
        status = tell_seen(run, err);
    if (status != OPTIBOM_OK)
        return status;
    if (item->unreadable != NULL)
        return add_unreadable(loading, item->unreadable, err);
    bool has_question = false;
    for (size_t i = 0; i < record->issue_count && is_answer(loading); i++)
        waiting.is_rejected |= record->issues[i].severity == IMPORT_QUESTION;
    for (size_t i = 0; status == OPTIBOM_OK && i < record->issue_count; i++) {
        has_question |= record->issues[i].severity == IMPORT_QUESTION;
        status = load_issue(run, loading->file->label, record->raw, &record->issues[i], err);
        if (status == OPTIBOM_OK && record->issues[i].severity == IMPORT_QUESTION)
            status = catalog_question_add(run->catalog->store, run->put.batch_id,
                                          run->issues_stored, loading->file,
                                          run->put.default_source, record, &record->issues[i], err);
    }
    loading->file->questions += has_question;
    loading->file->rejected += record->is_rejected;
    *is_record = !record->is_rejected;
    if (status == OPTIBOM_OK && *is_record && run->request->dry_run &&
        loading->file->sample == NULL)
        status = load_sample(loading->file, run->arena, record, err);
    return status;
}

/* A price some rows ahead. */
static void expect(const struct loading *loading)
{
    size_t at = loading->at + EXPECT_AHEAD;
    if (at < loading->batch->count && loading->batch->items[at].made != NULL)
        catalog_price_expect(loading->run->prices, loading->batch->items[at].made);
}

/* The next item of the table that is to be written; it holds until the next call. */
static enum optibom_status next_item(struct loading *loading, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    bool is_record = false;
    while (status == OPTIBOM_OK && !is_record) {
        if (loading->batch != NULL && loading->at == loading->batch->count) {
            status = catalog_put_waiting(&loading->run->put, err);
            read_ahead_give_back(loading->ahead);
            loading->batch = NULL;
        }
        if (status == OPTIBOM_OK && loading->batch == NULL) {
            status = read_ahead_next(&loading->batch, loading->ahead, err);
            loading->at = 0;
        }
        if (status != OPTIBOM_OK)
            return status;
        loading->item = &loading->batch->items[loading->at++];
        expect(loading);
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
        if ((*price)->issue == NULL)
            return OPTIBOM_OK;
        struct import_issue issue = *(*price)->issue;
        issue.line = item->record.line;
        loading->file->rejected++;
        status = load_issue(loading->run, loading->file->label, item->record.raw, &issue, err);
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
               ? load_say(loading->run, loading->file->label, &loading->item->record, "other-price",
                          "price",
                          "line %zu gives another price for the same part, supplier, currency and "
                          "quantity; the later row is in force",
                          earlier)
               : OPTIBOM_OK;
}

static enum optibom_status load_prices(struct loading *loading, struct error *err)
{
    const struct catalog_price_source source = {loading, &loading->table->plan, next_price,
                                                price_written};
    enum optibom_status status = catalog_price_write(loading->run->prices, &source, err);
    int64_t expired = catalog_price_expired(loading->run->prices);
    return status == OPTIBOM_OK && expired > 0
               ? load_say(loading->run, loading->file->label, NULL, "expired-price", "valid_until",
                          "%lld price%s no longer valid; kept, but the lowest price of a part "
                          "leaves such prices out",
                          (long long)expired, expired == 1 ? " is" : "s are")
               : status;
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

/* The lines of a bill of materials are written when all of it is known. */
static enum optibom_status load_lines(struct loading *loading, struct error *err)
{
    struct load_run *run = loading->run;
    const struct load_bom_table table = {loading->file, run->report->file_count - 1};
    const struct import_row *total = NULL;
    enum optibom_status status = OPTIBOM_OK;
    while (status == OPTIBOM_OK && (status = next_item(loading, err)) == OPTIBOM_OK) {
        const struct import_record *record = &loading->item->record;
        run->put.arena = &loading->batch->arena;
        status = load_bom_record(run, &table, record, err);
        if (status != OPTIBOM_OK || run->put.issue.code == NULL)
            continue;
        run->put.issue.line = record->line;
        loading->file->rejected++;
        status = load_issue(run, loading->file->label, record->raw, &run->put.issue, err);
    }
    run->put.arena = NULL;
    if (status != OPTIBOM_NOT_FOUND)
        return status;
    total = import_table_rows_total(loading->table->rows);
    return total != NULL ? load_bom_total(run, &table, total, err) : OPTIBOM_OK;
}

static enum optibom_status load_answers(struct loading *loading, struct error *err)
{
    struct load_rfq *rfq = NULL;
    enum optibom_status status = load_rfq_open(&rfq, loading->run, loading->file, err);
    while (status == OPTIBOM_OK && (status = next_item(loading, err)) == OPTIBOM_OK)
        status = load_rfq_record(rfq, &loading->item->record, err);
    return status == OPTIBOM_NOT_FOUND ? load_rfq_end(rfq, err) : status;
}

/* Rows that were left out, by reason: nothing goes without a word. */
static enum optibom_status note_drops(struct loading *loading)
{
    const struct import_drop *drops;
    enum optibom_status status = OPTIBOM_OK;
    size_t count = import_table_rows_drops(&drops, loading->table->rows);
    for (size_t i = 0; i < count && status == OPTIBOM_OK; i++)
        if (drops[i].count > 0)
            status =
                load_say(loading->run, loading->file->label, NULL, "skipped-row", "",
                         "%zu row%s left out: %s; the first in line %zu", drops[i].count,
                         drops[i].count == 1 ? "" : "s", drops[i].because, drops[i].first_line);
    return status;
}

static enum optibom_status start_prices(struct loading *loading, struct error *err)
{
    struct load_run *run = loading->run;
    enum optibom_status status = OPTIBOM_OK;
    if (run->prices == NULL)
        status = catalog_price_writer_open(&run->prices, run->catalog->store, run->recording,
                                           run->put.batch_id, err);
    return status == OPTIBOM_OK ? catalog_price_writer_file(run->prices, loading->file->label,
                                                            run->put.default_source, err)
                                : status;
}

/* What there is to say about the header. */
static enum optibom_status tell_header(struct loading *loading, struct error *err)
{
    const struct load_table *table = loading->table;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < table->issue_count; i++)
        status = load_issue(loading->run, loading->file->label, table->raw, &table->issues[i], err);
    return status;
}

static enum optibom_status load_rows(struct loading *loading, struct error *err)
{
    bool is_bom = strcmp(loading->of->name, "bom") == 0;
    return load_is_prices(loading->of) ? load_prices(loading, err)
           : is_bom                    ? load_lines(loading, err)
           : is_answer(loading)        ? load_answers(loading, err)
                                       : load_records(loading, err);
}

enum optibom_status load_table_write(struct load_run *run, struct load_table *table,
                                     struct error *err)
{
    struct loading loading = {.run = run, .of = table->of, .table = table, .ahead = table->ahead};
    bool is_price_list = load_is_prices(table->of);
    enum optibom_status status = load_report_file(run, &table->file, err);
    if (status != OPTIBOM_OK)
        return status;
    loading.file = &run->report->files[run->report->file_count - 1];
    status = tell_header(&loading, err);
    if (status == OPTIBOM_OK && is_price_list)
        status = start_prices(&loading, err);
    if (status == OPTIBOM_OK)
        status = is_price_list ? store_recording_pause(run->recording, err)
                               : store_recording_resume(run->recording, err);
    if (status == OPTIBOM_OK)
        status = load_rows(&loading, err);
    return status == OPTIBOM_OK ? note_drops(&loading) : status;
}
