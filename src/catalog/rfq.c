#include "catalog/rfq.h"

#include "base/money.h"

#include <math.h>
#include <string.h>

enum { MOST_OF_A_NUMBER = 1000 };

static bool is_same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool is_same_target(double a, double b)
{
    return isnan(a) || isnan(b) ? isnan(a) && isnan(b)
                                : llround(a * MONEY_MICROS) == llround(b * MONEY_MICROS);
}

static bool is_same_line(const struct catalog_rfq_line *a, const struct catalog_rfq_line *b)
{
    return strcmp(a->vendor, b->vendor) == 0 && strcmp(a->mpn, b->mpn) == 0 && a->need == b->need &&
           is_same_target(a->target, b->target) && a->quantity_count == b->quantity_count &&
           memcmp(a->quantities, b->quantities, a->quantity_count * sizeof *a->quantities) == 0;
}

/* True when both ask for the same in the same words. */
static bool is_same(const struct catalog_rfq *a, const struct catalog_rfq *b)
{
    bool same =
        is_same_text(a->supplier, b->supplier) && is_same_text(a->build, b->build) &&
        a->revision == b->revision && a->racks == b->racks &&
        is_same_text(a->currency, b->currency) && is_same_text(a->created_on, b->created_on) &&
        is_same_text(a->respond_by, b->respond_by) &&
        is_same_text(a->required_by, b->required_by) && is_same_text(a->incoterm, b->incoterm) &&
        is_same_text(a->comment, b->comment) && a->line_count == b->line_count;
    for (size_t i = 0; same && i < a->line_count; i++)
        same = is_same_line(&a->lines[i], &b->lines[i]);
    return same;
}

/* -1 stands for NULL. */
static int64_t quantity_at(const struct catalog_rfq_line *line, size_t at)
{
    return at < line->quantity_count ? line->quantities[at] : -1;
}

static enum optibom_status put_line(struct store *store, int64_t rfq_id,
                                    const struct catalog_rfq_line *line, struct error *err)
{
    return store_run(store, err,
                     "INSERT INTO rfq_line (rfq_id, line, vendor, mpn, need, quantity_1,"
                     " quantity_2, quantity_3, quantity_4, quantity_5, quantity_6, target_micros)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                     "iittiinnnnnn", rfq_id, line->line, line->vendor, line->mpn, line->need,
                     line->quantities[0], quantity_at(line, 1), quantity_at(line, 2),
                     quantity_at(line, 3), quantity_at(line, 4), quantity_at(line, 5),
                     isnan(line->target) ? -1 : (int64_t)llround(line->target * MONEY_MICROS));
}

static enum optibom_status insert(struct catalog_rfq *rfq, struct store *store, struct error *err)
{
    enum optibom_status status = store_run(
        store, err,
        "INSERT INTO rfq (number, supplier, build, revision, racks, currency, created_on,"
        " respond_by, required_by, incoterm, comment) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "tttnitttttt", rfq->number, rfq->supplier, rfq->build,
        rfq->revision > 0 ? rfq->revision : -1, rfq->racks, rfq->currency, rfq->created_on,
        rfq->respond_by, rfq->required_by, rfq->incoterm, rfq->comment);
    rfq->rfq_id = store_last_id(store);
    for (size_t i = 0; status == OPTIBOM_OK && i < rfq->line_count; i++)
        status = put_line(store, rfq->rfq_id, &rfq->lines[i], err);
    return status;
}

enum optibom_status catalog_rfq_put(struct catalog_rfq *rfq, struct arena *arena,
                                    struct store *store, struct error *err)
{
    const char *first = rfq->number;
    for (int i = 2; i < MOST_OF_A_NUMBER; i++) {
        struct catalog_rfq *earlier = NULL;
        enum optibom_status status = catalog_rfq_get(&earlier, arena, store, rfq->number, err);
        if (status == OPTIBOM_NOT_FOUND)
            return insert(rfq, store, err);
        if (status != OPTIBOM_OK)
            return status;
        if (is_same(rfq, earlier)) {
            rfq->rfq_id = earlier->rfq_id;
            return OPTIBOM_OK;
        }
        rfq->number = arena_printf(arena, "%s-%d", first, i);
        if (rfq->number == NULL)
            return error_no_memory(err);
    }
    return error_set(err, OPTIBOM_CONFLICT,
                     "%s: there are too many requests of this number; give "
                     "another --date",
                     first);
}

static void take_quantity(struct catalog_rfq_line *line, const struct store_query *query,
                          int column)
{
    if (store_column_type(query, column) != STORE_NULL)
        line->quantities[line->quantity_count++] = store_int(query, column);
}

static enum optibom_status read_lines(struct catalog_rfq *rfq, struct arena *arena,
                                      struct store *store, struct error *err)
{
    enum { FIRST_QUANTITY = 4 };
    struct store_query query;
    bool copied = true;
    store_query_start(&query, store,
                      "SELECT line, vendor, mpn, need, quantity_1, quantity_2, quantity_3,"
                      " quantity_4, quantity_5, quantity_6, target_micros / 1e6, answer,"
                      " coalesce(answer_batch_id, 0) FROM rfq_line WHERE rfq_id = ? ORDER BY line",
                      "i", rfq->rfq_id);
    while (copied && store_query_next(&query)) {
        struct catalog_rfq_line *lines =
            arena_grow(arena, rfq->lines, rfq->line_count, sizeof *lines);
        if (!(copied = lines != NULL))
            break;
        rfq->lines = lines;
        struct catalog_rfq_line *line = &lines[rfq->line_count++];
        *line = (struct catalog_rfq_line){.line = store_int(&query, 0),
                                          .need = store_int(&query, 3),
                                          .target = store_real(&query, 10),
                                          .batch_id = store_int(&query, 12)};
        for (int i = 0; i < CATALOG_RFQ_QUANTITIES; i++)
            take_quantity(line, &query, FIRST_QUANTITY + i);
        copied = store_copy_text(&line->vendor, arena, &query, 1) &&
                 store_copy_text(&line->mpn, arena, &query, 2) &&
                 store_copy_text(&line->answer, arena, &query, 11);
    }
    enum optibom_status status = store_query_end(&query, err);
    return status == OPTIBOM_OK && !copied ? error_no_memory(err) : status;
}

enum optibom_status catalog_rfq_get(struct catalog_rfq **out, struct arena *arena,
                                    struct store *store, const char *number, struct error *err)
{
    struct store_query query;
    bool copied = true;
    struct catalog_rfq *rfq = arena_alloc(arena, sizeof *rfq);
    if (rfq == NULL)
        return error_no_memory(err);
    store_query_start(&query, store,
                      "SELECT rfq_id, coalesce(revision, 0), racks, number, supplier, build,"
                      " currency, created_on, respond_by, required_by, incoterm, comment FROM rfq"
                      " WHERE number = ?",
                      "t", number);
    bool found = store_query_next(&query);
    if (found) {
        const char **const texts[] = {&rfq->number,      &rfq->supplier,   &rfq->build,
                                      &rfq->currency,    &rfq->created_on, &rfq->respond_by,
                                      &rfq->required_by, &rfq->incoterm,   &rfq->comment};
        *rfq = (struct catalog_rfq){.rfq_id = store_int(&query, 0),
                                    .revision = store_int(&query, 1),
                                    .racks = store_int(&query, 2)};
        for (int i = 0; copied && i < (int)(sizeof texts / sizeof *texts); i++)
            copied = store_copy_text(texts[i], arena, &query, 3 + i);
    }
    enum optibom_status status = store_query_end(&query, err);
    if (status == OPTIBOM_OK && !copied)
        status = error_no_memory(err);
    if (status == OPTIBOM_OK && !found)
        status = OPTIBOM_NOT_FOUND;
    if (status == OPTIBOM_OK)
        status = read_lines(rfq, arena, store, err);
    *out = rfq;
    return status;
}

enum optibom_status catalog_rfq_take(struct store *store, int64_t rfq_id, int64_t line,
                                     const struct catalog_rfq_answer *answer, int64_t batch_id,
                                     const char *now, struct error *err)
{
    return store_run(store, err,
                     "UPDATE rfq_line SET answer = ?3, answered_at = ?4, answer_batch_id = ?5,"
                     " alternate_vendor = ?6, alternate_mpn = ?7, one_time_micros = ?8,"
                     " one_time_currency = ?9, country_of_origin = ?10, remark = ?11"
                     " WHERE rfq_id = ?1 AND line = ?2",
                     "iittittnttt", rfq_id, line, answer->answer, now, batch_id,
                     answer->alternate_vendor, answer->alternate_mpn, answer->one_time_micros,
                     answer->one_time_currency, answer->country_of_origin, answer->remark);
}

enum optibom_status catalog_rfq_differs(bool *out, struct store *store, int64_t rfq_id,
                                        int64_t line, const struct catalog_rfq_answer *answer,
                                        struct error *err)
{
    int64_t differs = 0;
    enum optibom_status status = store_one_int(
        &differs, store, err,
        "SELECT (answer, alternate_vendor, alternate_mpn, one_time_micros, one_time_currency,"
        " country_of_origin, remark) IS NOT (?3, ?4, ?5, ?6, ?7, ?8, ?9)"
        " FROM rfq_line WHERE rfq_id = ?1 AND line = ?2",
        "iitttnttt", rfq_id, line, answer->answer, answer->alternate_vendor, answer->alternate_mpn,
        answer->one_time_micros, answer->one_time_currency, answer->country_of_origin,
        answer->remark);
    *out = differs != 0;
    return status;
}
