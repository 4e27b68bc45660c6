#include "catalog/price.h"

#include "base/buf.h"
#include "catalog/names.h"
#include "catalog/part_alias.h"
#include "catalog/pinned.h"
#include "catalog/price_seen.h"
#include "store/insert_rows.h"

#include <stdlib.h>
#include <string.h>

struct ids {
    int64_t vendor, supplier, document;
};

struct catalog_price_writer {
    struct store *store;
    struct store_recording *recording; /* paused but while new names are written */
    struct arena arena;
    struct catalog_names vendors, suppliers, documents;
    struct catalog_part_aliases aliases;
    int64_t batch_id, list_id, row_count, expired_count;
    const char *today; /* YYYY-MM-DD, in UTC */
    struct ids ids;    /* of the price that is being written */
    const char *title;
    char *list_file;        /* as the first row that is written says; or NULL */
    struct price_seen seen; /* those of the file that were written */
    bool is_first_load;     /* there were no prices: nothing to compare with, no index yet */
};

enum optibom_status catalog_price_writer_open(struct catalog_price_writer **out,
                                              struct store *store,
                                              struct store_recording *recording, int64_t batch_id,
                                              struct error *err)
{
    int64_t any = 0;
    struct catalog_price_writer *writer = calloc(1, sizeof *writer);
    if (writer == NULL)
        return error_no_memory(err);
    writer->store = store;
    writer->recording = recording;
    writer->batch_id = batch_id;
    arena_init(&writer->arena);
    catalog_names_init(&writer->vendors, &catalog_vendors, store, &writer->arena);
    catalog_names_init(&writer->suppliers, &catalog_suppliers, store, &writer->arena);
    catalog_names_init(&writer->documents, &catalog_documents, store, &writer->arena);
    enum optibom_status status = store_one_int(&any, store, err, "SELECT 1 FROM price LIMIT 1", "");
    writer->is_first_load = status == OPTIBOM_NOT_FOUND;
    if (status == OPTIBOM_OK || writer->is_first_load) {
        enum optibom_status dated =
            store_one_text(&writer->today, &writer->arena, store, err, "SELECT date('now')", "");
        status = dated != OPTIBOM_OK ? dated : status;
    }
    if (status == OPTIBOM_NOT_FOUND)
        status = store_run(store, err, "DROP INDEX price_part", "");
    if (status == OPTIBOM_OK)
        status = catalog_part_aliases_load(&writer->aliases, &writer->arena, store, err);
    if (status != OPTIBOM_OK)
        catalog_price_writer_close(writer);
    else
        *out = writer;
    return status;
}

static enum optibom_status end_list(struct catalog_price_writer *writer, struct error *err)
{
    return store_run(writer->store, err,
                     "UPDATE price_list SET row_count = ?1, file = coalesce(?2, file)"
                     " WHERE price_list_id = ?3",
                     "iti", writer->row_count, writer->list_file, writer->list_id);
}

enum optibom_status catalog_price_writer_end(struct catalog_price_writer *writer, struct error *err)
{
    enum optibom_status status = end_list(writer, err);
    if (status != OPTIBOM_OK)
        return status;
    if (!writer->is_first_load)
        return OPTIBOM_OK;
    struct catalog_pinned pinned;
    catalog_pin(&pinned, writer->store);
    status = store_make_index(writer->store,
                              "CREATE INDEX price_part ON price (upper(mpn), vendor_id)", err);
    struct error why = {0};
    enum optibom_status ended = catalog_unpin(&pinned, &why);
    return status == OPTIBOM_OK && ended != OPTIBOM_OK ? error_set(err, ended, "%s", why.text)
                                                       : status;
}

void catalog_price_writer_close(struct catalog_price_writer *writer)
{
    if (writer == NULL)
        return;
    catalog_names_fini(&writer->vendors);
    catalog_names_fini(&writer->suppliers);
    catalog_names_fini(&writer->documents);
    catalog_part_aliases_fini(&writer->aliases);
    price_seen_clear(&writer->seen);
    arena_fini(&writer->arena);
    free(writer);
}

enum optibom_status catalog_price_writer_file(struct catalog_price_writer *writer, const char *file,
                                              const char *title, struct error *err)
{
    writer->title = title;
    price_seen_clear(&writer->seen);
    enum optibom_status status = end_list(writer, err);
    writer->row_count = writer->expired_count = 0;
    writer->list_file = NULL;
    if (status == OPTIBOM_OK)
        status =
            store_run(writer->store, err, "INSERT INTO price_list (batch_id, file) VALUES (?, ?)",
                      "it", writer->batch_id, file);
    writer->list_id = store_last_id(writer->store);
    return status;
}

static enum optibom_status find_ids(struct ids *ids, struct catalog_price_writer *writer,
                                    const struct catalog_price *price, struct error *err)
{
    enum optibom_status status =
        catalog_names_id(&ids->vendor, &writer->vendors, price->vendor, NULL, err);
    if (status == OPTIBOM_OK)
        status = catalog_names_id(&ids->supplier, &writer->suppliers, price->supplier, NULL, err);
    return status == OPTIBOM_OK
               ? catalog_names_id(&ids->document, &writer->documents,
                                  price->source != NULL ? price->source : writer->title,
                                  price->source_url != NULL ? price->source_url : "", err)
               : status;
}

void catalog_price_expect(const struct catalog_price_writer *writer,
                          const struct catalog_price *price)
{
    price_seen_expect(&writer->seen, price->key);
}

/* Whether the latest row for the same thing says the same. */
static enum optibom_status is_known(bool *out, struct catalog_price_writer *writer,
                                    const struct catalog_price *p, const struct ids *ids,
                                    struct error *err)
{
    int64_t found = 0;
    enum optibom_status status = store_one_int(
        &found, writer->store, err,
        "SELECT (price_micros, price_low_micros, price_high_micros, document_id) IS"
        " (?6, nullif(?7, -1), nullif(?8, -1), ?9)"
        " AND coalesce(nullif(?10, -1) = price_basis, ?10 = -1)"
        " AND coalesce(nullif(?11, -1) = minimum_order, ?11 = -1)"
        " AND coalesce(nullif(?12, -1) = order_multiple, ?12 = -1)"
        " AND coalesce(nullif(?13, -1) = lead_time_days, ?13 = -1)"
        " AND coalesce(nullif(?14, -1) = stock, ?14 = -1)"
        " AND coalesce(?15 = valid_from, ?15 IS NULL) AND coalesce(?16 = valid_until, ?16 IS NULL)"
        " AND coalesce(?17 = incoterm, ?17 IS NULL) AND coalesce(?18 = condition, ?18 IS NULL)"
        " AND coalesce(?19 = confidence, ?19 IS NULL) AND coalesce(?20 = reason, ?20 IS NULL)"
        " FROM price WHERE upper(mpn) = upper(?1) AND vendor_id = ?2 AND supplier_id = ?3 AND "
        "currency = ?4"
        " AND quantity = ?5 AND supplier_part_number IS ?21 ORDER BY price_id DESC LIMIT 1",
        "tiitiiiiiiiiiittttttt", p->mpn, ids->vendor, ids->supplier, p->currency, p->quantity,
        p->price_micros, p->low_micros, p->high_micros, ids->document, p->price_basis,
        p->minimum_order, p->order_multiple, p->lead_time_days, p->stock, p->valid_from,
        p->valid_until, p->incoterm, p->condition, p->confidence, p->reason,
        p->supplier_part_number);
    *out = status == OPTIBOM_OK && found != 0;
    return status == OPTIBOM_NOT_FOUND ? OPTIBOM_OK : status;
}

/* What is to become of a price. */
static enum optibom_status judge(enum catalog_price_outcome *outcome, size_t *earlier,
                                 struct catalog_price_writer *writer,
                                 const struct catalog_price *price, struct error *err)
{
    bool known = false, is_new = false;
    enum optibom_status status = OPTIBOM_OK;
    struct price_seen_row *seen = price_seen_find(&is_new, &writer->seen, price->key);
    if (seen == NULL)
        return error_no_memory(err);
    const struct price_seen_row before = *seen;
    seen->price_micros = price->price_micros;
    seen->line = price->line;
    *earlier = before.line;
    if (!is_new)
        known = before.price_micros == price->price_micros;
    else if (!writer->is_first_load)
        status = is_known(&known, writer, price, &writer->ids, err);
    *outcome = known ? CATALOG_PRICE_KNOWN : is_new ? CATALOG_PRICE_NEW : CATALOG_PRICE_OTHER;
    return status;
}

/* Prices on their way into the table. */
struct writing {
    struct catalog_price_writer *writer;
    const struct catalog_price_source *source;
    const struct catalog_price *price; /* the row that is being written */
    struct catalog_price renamed;      /* the row, by the number of the part that it is about */
};

/* A row about a part that was merged with another is about that one. */
static void follow_alias(struct writing *writing)
{
    struct catalog_price_writer *writer = writing->writer;
    const struct catalog_part_number *part =
        catalog_part_of_alias(&writer->aliases, writer->ids.vendor, writing->price->mpn);
    if (part == NULL)
        return;
    writing->renamed = *writing->price;
    writing->renamed.mpn = part->mpn;
    writing->price = &writing->renamed;
    writer->ids.vendor = part->vendor_id;
}

/* Goes on to the next price that is to be written. */
static enum optibom_status next_row(void *context, struct error *err)
{
    struct writing *writing = context;
    struct catalog_price_writer *writer = writing->writer;
    const struct catalog_price_source *source = writing->source;
    enum optibom_status status = OPTIBOM_OK;
    enum catalog_price_outcome outcome = CATALOG_PRICE_KNOWN;
    while (status == OPTIBOM_OK && outcome == CATALOG_PRICE_KNOWN) {
        size_t earlier = 0;
        status = source->next(&writing->price, source->context, err);
        if (status == OPTIBOM_OK)
            status = find_ids(&writer->ids, writer, writing->price, err);
        if (status == OPTIBOM_OK)
            follow_alias(writing);
        if (status == OPTIBOM_OK)
            status = judge(&outcome, &earlier, writer, writing->price, err);
        if (status == OPTIBOM_OK)
            status = source->written(source->context, outcome, earlier, err);
    }
    if (status != OPTIBOM_OK)
        return status;
    writer->row_count++;
    writer->expired_count += writing->price->valid_until != NULL &&
                             strcmp(writing->price->valid_until, writer->today) < 0;
    if (writer->list_file == NULL && writing->price->list_file != NULL)
        writer->list_file = arena_strdup(&writer->arena, writing->price->list_file);
    return writer->list_file != NULL || writing->price->list_file == NULL ? OPTIBOM_OK
                                                                          : error_no_memory(err);
}

static struct store_value integer_value(int64_t integer)
{
    return (struct store_value){.type = STORE_INT, .integer = integer};
}

static struct store_value said_value(int64_t integer)
{
    return (struct store_value){.type = integer != CATALOG_PRICE_UNSAID ? STORE_INT : STORE_NULL,
                                .integer = integer};
}

static struct store_value text_value(const char *text)
{
    return (struct store_value){.type = text != NULL ? STORE_TEXT : STORE_NULL, .text = text};
}

/* What is no member of the price, in the order of INSERT; the columns of the plan follow. */
enum { LIST, LINE, VENDOR, SUPPLIER, DOCUMENT, OWN_COLUMNS };

static struct store_value column(const void *context, int number)
{
    const struct writing *writing = context;
    const struct catalog_price *price = writing->price;
    const struct ids *ids = &writing->writer->ids;
    switch (number) {
    case LIST:
        return integer_value(writing->writer->list_id);
    case LINE:
        return integer_value(price->list_line != CATALOG_PRICE_UNSAID ? price->list_line
                                                                      : (int64_t)price->line);
    case VENDOR:
        return integer_value(ids->vendor);
    case SUPPLIER:
        return integer_value(ids->supplier);
    case DOCUMENT:
        return integer_value(ids->document);
    default:
        break;
    }
    const struct catalog_price_field *field = writing->source->plan->columns[number - OWN_COLUMNS];
    const void *member = (const char *)price + field->offset;
    return field->is_text ? text_value(*(const char *const *)member)
                          : said_value(*(const int64_t *)member);
}

/* Only the columns of the plan are named: each costs time in each of a million rows. */
static void write_insert(struct buf *sql, const struct catalog_price_plan *plan)
{
    buf_puts(sql, "INSERT INTO price (price_list_id, line, vendor_id, supplier_id, document_id");
    for (size_t i = 0; i < plan->column_count; i++)
        buf_printf(sql, ", %s", plan->columns[i]->column);
    buf_puts(sql, ") SELECT c0");
    for (size_t i = 1; i < OWN_COLUMNS + plan->column_count; i++)
        buf_printf(sql, ", c%zu", i);
    buf_puts(sql, " FROM store_rows");
}

int64_t catalog_price_expired(const struct catalog_price_writer *writer)
{
    return writer->expired_count;
}

/* New names are recorded, for the undo of the batch. */
static enum optibom_status write_names(struct catalog_price_writer *writer, struct error *err)
{
    struct catalog_names *const tables[] = {&writer->vendors, &writer->suppliers,
                                            &writer->documents};
    enum optibom_status status = store_recording_resume(writer->recording, err);
    for (size_t i = 0; i < sizeof tables / sizeof *tables && status == OPTIBOM_OK; i++)
        status = catalog_names_write(tables[i], err);
    return status == OPTIBOM_OK ? store_recording_pause(writer->recording, err) : status;
}

enum optibom_status catalog_price_write(struct catalog_price_writer *writer,
                                        const struct catalog_price_source *source,
                                        struct error *err)
{
    struct writing writing = {.writer = writer, .source = source};
    const struct store_rows rows = {&writing, next_row, column};
    struct buf sql;
    buf_init(&sql);
    write_insert(&sql, source->plan);
    enum optibom_status status = buf_ok(&sql)
                                     ? store_insert_rows(writer->store, buf_text(&sql), &rows, err)
                                     : error_no_memory(err);
    buf_fini(&sql);
    return status == OPTIBOM_OK ? write_names(writer, err) : status;
}

enum optibom_status
catalog_price_unlisted(void (*report)(void *context, const char *file, int64_t rows), void *context,
                       struct store *store, int64_t batch_id, struct error *err)
{
    struct store_query query;
    store_query_start(
        &query, store,
        "WITH listed AS MATERIALIZED (SELECT r.price_list_id, count(*) AS rows FROM part AS p"
        " JOIN price AS r ON upper(r.mpn) = upper(p.mpn) AND r.vendor_id = p.vendor_id"
        " WHERE r.price_list_id IN (SELECT price_list_id FROM price_list WHERE batch_id = ?1)"
        " GROUP BY r.price_list_id)"
        " SELECT l.file, l.row_count - coalesce((SELECT rows FROM listed AS k WHERE "
        "k.price_list_id = l.price_list_id), 0)"
        " FROM price_list AS l WHERE l.batch_id = ?1 ORDER BY l.price_list_id",
        "i", batch_id);
    while (store_query_next(&query))
        if (store_int(&query, 1) > 0)
            report(context, store_text(&query, 0), store_int(&query, 1));
    return store_query_end(&query, err);
}

enum optibom_status catalog_price_check(int64_t *rows, struct store *store, struct error *err)
{
    return store_one_int(rows, store, err,
                         "SELECT count(*) FROM price AS r"
                         " LEFT JOIN price_list AS l USING (price_list_id)"
                         " LEFT JOIN vendor AS v USING (vendor_id)"
                         " LEFT JOIN supplier AS s USING (supplier_id)"
                         " LEFT JOIN document AS d USING (document_id)"
                         " WHERE l.batch_id IS NULL OR v.name IS NULL OR s.name IS NULL"
                         " OR d.title IS NULL",
                         "");
}

enum optibom_status catalog_price_stranded(int64_t *batch_id, struct store *store,
                                           struct error *err)
{
    return store_one_int(batch_id, store, err,
                         "SELECT coalesce(max(l.batch_id), 0) FROM price AS r"
                         " JOIN price_list AS l USING (price_list_id)"
                         " LEFT JOIN vendor AS v USING (vendor_id)"
                         " LEFT JOIN supplier AS s USING (supplier_id)"
                         " LEFT JOIN document AS d USING (document_id)"
                         " WHERE v.name IS NULL OR s.name IS NULL OR d.title IS NULL",
                         "");
}

enum optibom_status catalog_price_undo(struct store *store, int64_t batch_id, struct error *err)
{
    enum optibom_status status =
        store_run(store, err,
                  "DELETE FROM price WHERE price_list_id IN"
                  " (SELECT price_list_id FROM price_list WHERE batch_id = ?)",
                  "i", batch_id);
    return status == OPTIBOM_OK
               ? store_run(store, err, "DELETE FROM price_list WHERE batch_id = ?", "i", batch_id)
               : status;
}
