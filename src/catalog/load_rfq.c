#include "catalog/load_rfq.h"

#include "base/scan.h"
#include "catalog/bom_index.h"
#include "catalog/rfq_answer.h"

#include <string.h>

/* A request that rows of the table answer. */
struct asked {
    struct catalog_rfq *rfq;
    struct bom_index parts; /* lines, counted from 0, by part number */
    size_t *rows;           /* by line: row of the file that answers it, 0 for none */
    size_t again;           /* lines that were answered in an earlier import */
    int64_t again_batch;
};

struct load_rfq {
    struct load_run *run;
    struct catalog_load_file *file;
    struct rfq_pricing pricing;
    struct asked *asked;
    size_t asked_count;
    struct rfq_row *rows;
    size_t row_count;
    const char *draft; /* that was told about last; NULL: none */
    /* Where the prices are being written. */
    size_t row_at, price_at;
};

enum optibom_status load_rfq_open(struct load_rfq **out, struct load_run *run,
                                  struct catalog_load_file *file, struct error *err)
{
    const struct catalog_class *offer = catalog_class_find(&run->catalog->dictionary, "offer");
    struct import_column *columns = arena_alloc(run->arena, RFQ_PRICING_COLUMNS * sizeof *columns);
    struct load_rfq *rfq = arena_alloc(run->arena, sizeof *rfq);
    if (rfq == NULL || columns == NULL || offer == NULL)
        return error_no_memory(err);
    *rfq = (struct load_rfq){.run = run, .file = file};
    rfq_pricing_make(&rfq->pricing, columns, &offer->import);
    *out = rfq;
    return OPTIBOM_OK;
}

/* --- which line a row answers */

static bool index_lines(struct asked *asked, struct arena *arena)
{
    const struct catalog_rfq *rfq = asked->rfq;
    if (!bom_index_init(&asked->parts, arena, rfq->line_count))
        return false;
    for (size_t i = 0; i < rfq->line_count; i++)
        bom_index_add(&asked->parts, rfq->lines[i].mpn, i);
    bom_index_sort(&asked->parts);
    return true;
}

/* The request of that number; NULL when there is none. */
static enum optibom_status find_asked(struct asked **out, struct load_rfq *rfq, const char *number,
                                      struct error *err)
{
    struct arena *arena = rfq->run->arena;
    struct catalog_rfq *found = NULL;
    *out = NULL;
    for (size_t i = 0; i < rfq->asked_count; i++)
        if (scan_same(rfq->asked[i].rfq->number, number)) {
            *out = &rfq->asked[i];
            return OPTIBOM_OK;
        }
    enum optibom_status status =
        catalog_rfq_get(&found, arena, rfq->run->catalog->store, number, err);
    if (status != OPTIBOM_OK)
        return status == OPTIBOM_NOT_FOUND ? OPTIBOM_OK : status;
    struct asked *grown = arena_grow(arena, rfq->asked, rfq->asked_count, sizeof *grown);
    if (grown == NULL)
        return error_no_memory(err);
    rfq->asked = grown;
    *out = &grown[rfq->asked_count++];
    **out = (struct asked){.rfq = found};
    (*out)->rows = arena_alloc(arena, (found->line_count + 1) * sizeof *(*out)->rows);
    return (*out)->rows != NULL && index_lines(*out, arena) ? OPTIBOM_OK : error_no_memory(err);
}

static enum optibom_status refuse(struct load_rfq *rfq, const struct import_record *record,
                                  const char *code, const char *attribute, const char *text)
{
    rfq->file->rejected++;
    return load_say(rfq->run, rfq->file->label, record, code, rfq_header(rfq->file, attribute),
                    "%s", text);
}

static bool is_about(const struct catalog_rfq_line *line, const char *vendor, const char *mpn)
{
    return scan_same(line->mpn, mpn) && (vendor == NULL || scan_same(line->vendor, vendor));
}

/* The line of that number; NULL when the row names none, or one that there is not. */
static struct catalog_rfq_line *numbered_line(const struct catalog_rfq *rfq,
                                              const struct import_value *said)
{
    return said != NULL && said->integer > 0 && (uint64_t)said->integer <= rfq->line_count
               ? &rfq->lines[said->integer - 1]
               : NULL;
}

/* Why a row is refused whose part the request does not ask for. */
static const char *why_not_asked(struct arena *arena, const struct catalog_rfq *rfq,
                                 const struct catalog_rfq_line *meant, const char *mpn)
{
    return meant == NULL
               ? arena_printf(arena, "%s does not ask for '%s': the row is refused", rfq->number,
                              mpn)
               : arena_printf(arena,
                              "line %lld of %s asks for %s %s, and the row is about '%s': it is "
                              "refused; write what is offered instead as an alternate",
                              (long long)meant->line, rfq->number, meant->vendor, meant->mpn, mpn);
}

/* The line for the part that the row names; NULL, with the sentence why, when it answers none. */
static struct catalog_rfq_line *find_line(const char **why, const char **attribute,
                                          struct arena *arena, const struct asked *asked,
                                          const struct import_record *record)
{
    const struct catalog_rfq *rfq = asked->rfq;
    const struct import_value *said = import_record_value(record, "line");
    const char *vendor = catalog_put_text(record, "vendor", NULL);
    const char *mpn = catalog_put_text(record, "mpn", "");
    struct catalog_rfq_line *meant = numbered_line(rfq, said), *found = NULL;
    size_t several = 0, count = 0;
    *attribute = "mpn";
    if (meant != NULL && is_about(meant, vendor, mpn))
        return meant;
    const struct bom_entry *entries = bom_index_find(&count, &asked->parts, mpn);
    for (size_t i = 0; i < count; i++)
        if (is_about(&rfq->lines[entries[i].line], vendor, mpn)) {
            found = &rfq->lines[entries[i].line];
            several++;
        }
    if (found == NULL) {
        *why = why_not_asked(arena, rfq, meant, mpn);
    } else if (several > 1) {
        *why = arena_printf(arena,
                            "%s asks for '%s' of several makers: the row is refused; restore "
                            "maker and line",
                            rfq->number, mpn);
        found = NULL;
    } else if (said != NULL) {
        *attribute = "line";
        *why = arena_printf(arena,
                            "'%s' is line %lld of %s, and the row says %lld: it is refused, for "
                            "its cells may be those of another row",
                            mpn, (long long)found->line, rfq->number, (long long)said->integer);
        found = NULL;
    }
    return found;
}

/* --- taking a row */

static enum optibom_status keep_row(struct load_rfq *rfq, struct asked *asked,
                                    const struct rfq_row *row, struct error *err)
{
    struct rfq_row *rows = arena_grow(rfq->run->arena, rfq->rows, rfq->row_count, sizeof *rows);
    if (rows == NULL)
        return error_no_memory(err);
    rfq->rows = rows;
    rows[rfq->row_count++] = *row;
    asked->rows[row->line - asked->rfq->lines] = row->file_line;
    return OPTIBOM_OK;
}

static enum optibom_status take_row(struct load_rfq *rfq, struct asked *asked,
                                    struct catalog_rfq_line *line,
                                    const struct import_record *record, struct error *err)
{
    enum rfq_verdict verdict = RFQ_BLANK;
    struct rfq_row row = {.rfq = asked->rfq, .line = line};
    size_t earlier = asked->rows[line - asked->rfq->lines];
    enum optibom_status status =
        rfq_answer_read(&verdict, &row, rfq->run, rfq->file, &rfq->pricing, record, err);
    if (status != OPTIBOM_OK)
        return status;
    rfq->file->rejected += verdict == RFQ_REFUSED;
    rfq->file->unchanged += verdict == RFQ_BLANK;
    if (verdict != RFQ_ANSWERED)
        return OPTIBOM_OK;
    if (earlier == 0)
        return keep_row(rfq, asked, &row, err);
    const char *why = arena_printf(
        rfq->run->arena, "line %lld of %s is answered in row %zu already: the later row is refused",
        (long long)line->line, asked->rfq->number, earlier);
    return why != NULL ? refuse(rfq, record, "rfq-scope", "line", why) : error_no_memory(err);
}

/* Of a draft once for all its rows. */
static enum optibom_status refuse_unknown(struct load_rfq *rfq, const struct import_record *record,
                                          const char *number, struct error *err)
{
    struct arena *arena = rfq->run->arena;
    const char *why = NULL;
    if (rfq->draft != NULL && scan_same(rfq->draft, number)) {
        rfq->file->rejected++;
        return OPTIBOM_OK;
    }
    if (catalog_rfq_is_draft(number)) {
        rfq->draft = arena_strdup(arena, number);
        why = arena_printf(arena,
                           "%s is a draft out of a report, and this catalog has written no such "
                           "request: none of its rows is taken; optibom rfq BUILD --supplier S "
                           "-o FILE.xlsx writes the request that import reads back",
                           number);
    } else {
        why = arena_printf(arena, "this catalog has written no request '%s'", number);
    }
    return why != NULL ? refuse(rfq, record, "rfq-unknown", "rfq_number", why)
                       : error_no_memory(err);
}

enum optibom_status load_rfq_record(struct load_rfq *rfq, const struct import_record *record,
                                    struct error *err)
{
    struct asked *asked = NULL;
    const char *why = NULL, *attribute = NULL;
    const char *number = catalog_put_text(record, "rfq_number", "");
    enum optibom_status status = find_asked(&asked, rfq, number, err);
    if (status != OPTIBOM_OK)
        return status;
    if (asked == NULL)
        return refuse_unknown(rfq, record, number, err);
    struct catalog_rfq_line *line = find_line(&why, &attribute, rfq->run->arena, asked, record);
    if (line != NULL)
        return take_row(rfq, asked, line, record, err);
    return why != NULL ? refuse(rfq, record, "rfq-scope", attribute, why) : error_no_memory(err);
}

/* --- writing */

static enum optibom_status next_price(const struct catalog_price **price, void *context,
                                      struct error *err)
{
    struct load_rfq *rfq = context;
    (void)err;
    while (rfq->row_at < rfq->row_count && rfq->price_at == rfq->rows[rfq->row_at].price_count) {
        rfq->row_at++;
        rfq->price_at = 0;
    }
    if (rfq->row_at == rfq->row_count)
        return OPTIBOM_NOT_FOUND;
    *price = rfq->rows[rfq->row_at].prices[rfq->price_at++];
    return OPTIBOM_OK;
}

static enum optibom_status price_written(void *context, enum catalog_price_outcome outcome,
                                         size_t earlier, struct error *err)
{
    struct load_rfq *rfq = context;
    (void)earlier;
    (void)err;
    rfq->rows[rfq->row_at].is_new |= outcome != CATALOG_PRICE_KNOWN;
    return OPTIBOM_OK;
}

static enum optibom_status write_prices(struct load_rfq *rfq, struct error *err)
{
    struct load_run *run = rfq->run;
    const struct catalog_price_source source = {rfq, &rfq->pricing.plan, next_price, price_written};
    size_t prices = 0;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; i < rfq->row_count; i++)
        prices += rfq->rows[i].price_count;
    if (prices == 0)
        return OPTIBOM_OK;
    if (run->prices == NULL)
        status = catalog_price_writer_open(&run->prices, run->catalog->store, run->recording,
                                           run->put.batch_id, err);
    if (status == OPTIBOM_OK)
        status =
            catalog_price_writer_file(run->prices, rfq->file->label, run->put.default_source, err);
    if (status == OPTIBOM_OK)
        status = store_recording_pause(run->recording, err);
    return status == OPTIBOM_OK ? catalog_price_write(run->prices, &source, err) : status;
}

/* One that somebody decided about stays as it is. */
static enum optibom_status propose(struct load_rfq *rfq, const struct rfq_row *row, bool *is_new,
                                   struct error *err)
{
    struct store *store = rfq->run->catalog->store;
    const char *reason =
        arena_printf(rfq->run->arena, "offered by %s, %s", row->rfq->supplier, row->rfq->number);
    if (reason == NULL)
        return error_no_memory(err);
    enum optibom_status status = store_run(
        store, err,
        "INSERT INTO alternate (part_id, alternate_id, reason)"
        " SELECT p.part_id, ?1, ?2 FROM part_number AS p JOIN vendor AS v USING (vendor_id)"
        " WHERE v.name = ?3 AND p.mpn = ?4 AND p.part_id <> ?1 ON CONFLICT DO NOTHING",
        "ittt", row->alternate_id, reason, row->line->vendor, row->line->mpn);
    *is_new = status == OPTIBOM_OK && store_changed_rows(store) > 0;
    return status;
}

/* The same answer once more changes nothing. */
static enum optibom_status write_row(struct load_rfq *rfq, const struct rfq_row *row,
                                     struct asked *asked, struct error *err)
{
    struct load_run *run = rfq->run;
    bool is_proposed = false;
    const char *before = row->line->answer;
    enum optibom_status status = OPTIBOM_OK;
    if (row->alternate_id != 0)
        status = propose(rfq, row, &is_proposed, err);
    bool differs = false;
    if (status == OPTIBOM_OK)
        status = catalog_rfq_differs(&differs, run->catalog->store, row->rfq->rfq_id,
                                     row->line->line, &row->answer, err);
    bool is_new = row->is_new || is_proposed || differs;
    rfq->file->accepted += is_new;
    rfq->file->unchanged += !is_new;
    if (status != OPTIBOM_OK || !is_new)
        return status;
    if (before != NULL) {
        asked->again++;
        asked->again_batch = row->line->batch_id;
    }
    return catalog_rfq_take(run->catalog->store, row->rfq->rfq_id, row->line->line, &row->answer,
                            run->put.batch_id, run->request->now, err);
}

static struct asked *asked_of(struct load_rfq *rfq, const struct rfq_row *row)
{
    size_t i = 0;
    while (rfq->asked[i].rfq != row->rfq)
        i++;
    return &rfq->asked[i];
}

/* --- what is left to say */

static enum optibom_status say_open(const struct load_rfq *rfq, const struct asked *asked)
{
    size_t answered = 0, open = 0, count = asked->rfq->line_count;
    const char *first = "";
    for (size_t i = count; i-- > 0;) {
        answered += asked->rows[i] != 0;
        if (asked->rows[i] != 0 || asked->rfq->lines[i].answer != NULL)
            continue;
        open++;
        first = asked->rfq->lines[i].mpn;
    }
    if (answered == 0)
        return load_say(rfq->run, rfq->file->label, NULL, "rfq-unanswered", "",
                        "%s: nothing is answered here", asked->rfq->number);
    return open == 0 ? OPTIBOM_OK
                     : load_say(rfq->run, rfq->file->label, NULL, "rfq-unanswered", "",
                                "%s: %zu of %zu lines %s no answer yet; the first is %s",
                                asked->rfq->number, open, count, open == 1 ? "has" : "have", first);
}

static enum optibom_status say_again(const struct load_rfq *rfq, const struct asked *asked)
{
    return asked->again == 0
               ? OPTIBOM_OK
               : load_say(rfq->run, rfq->file->label, NULL, "rfq-again", "",
                          "%s: %zu line%s answered before, in batch %lld; this answer is in "
                          "force now, beside earlier prices at quantities that it leaves blank",
                          asked->rfq->number, asked->again, asked->again == 1 ? " was" : "s were",
                          (long long)asked->again_batch);
}

enum optibom_status load_rfq_end(struct load_rfq *rfq, struct error *err)
{
    enum optibom_status status = write_prices(rfq, err);
    if (status == OPTIBOM_OK)
        status = store_recording_resume(rfq->run->recording, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < rfq->row_count; i++)
        status = write_row(rfq, &rfq->rows[i], asked_of(rfq, &rfq->rows[i]), err);
    for (size_t i = 0; status == OPTIBOM_OK && i < rfq->asked_count; i++) {
        status = say_again(rfq, &rfq->asked[i]);
        if (status == OPTIBOM_OK)
            status = say_open(rfq, &rfq->asked[i]);
    }
    return status;
}
