/* Adding the prices of a file of changes (statement 4 of exchange.h). */
#include "base/text_map.h"
#include "catalog/exchange_run.h"

#include <string.h>

/* A price of the file. */
struct arriving {
    int64_t number, change, list, line;
    const char *file, *thing, *says, *before, *source;
};

/* Prices here for the thing of ?1. */
#define HERE                                                                                       \
    " FROM price AS r WHERE upper(r.mpn) = upper(json_extract(?1, '$[1]'))"                        \
    " AND r.vendor_id = (SELECT vendor_id FROM vendor WHERE name = json_extract(?1, '$[0]'))"      \
    " AND r.supplier_id = (SELECT supplier_id FROM supplier"                                       \
    " WHERE name = json_extract(?1, '$[2]')) AND r.currency = json_extract(?1, '$[3]')"            \
    " AND r.supplier_part_number IS json_extract(?1, '$[4]')"                                      \
    " AND r.quantity = json_extract(?1, '$[5]')"

/* What is done with the prices for one thing is decided at the first of them: those up to a number
 * are known, those after it are added; or all are in conflict. */
enum { ALL_IN_CONFLICT = -1 };

/* 1. What counts here is the price that the file gives last, or one before it: those after that one
 *    are added. So a file that was applied is known, and one that tells more of the same goes on.
 * 2. What counted there before counts here, or none does at both: all are added.
 * 3. The last one is here, and another one followed it here: all are known.
 * 4. Else what counts here is another one. */
static enum optibom_status decide(int64_t *known_to, const char **ours, struct exchange *exchange,
                                  const struct arriving *first, struct error *err)
{
    struct store *store = exchange->catalog->store, *file = exchange->file;
    int64_t followed = 0;
    const char *last = NULL;
    *known_to = 0;
    *ours = NULL;
    enum optibom_status status = store_one_text(
        ours, &exchange->scratch, store, err,
        "SELECT " EXCHANGE_SAYS HERE " ORDER BY r.price_id DESC LIMIT 1", "t", first->thing);
    if (status == OPTIBOM_NOT_FOUND)
        status = OPTIBOM_OK;
    if (status == OPTIBOM_OK)
        status = store_one_int(known_to, file, err,
                               "SELECT coalesce(max(price), 0) FROM price WHERE thing = ?"
                               " AND says = ?",
                               "tt", first->thing, *ours);
    bool is_before = *ours == NULL || (first->before != NULL && strcmp(*ours, first->before) == 0);
    if (status != OPTIBOM_OK || *known_to > 0 || is_before)
        return status;
    status = store_one_text(&last, &exchange->scratch, file, err,
                            "SELECT says FROM price WHERE thing = ? ORDER BY price DESC LIMIT 1",
                            "t", first->thing);
    if (status == OPTIBOM_OK)
        status = store_one_int(&followed, store, err,
                               "SELECT EXISTS (SELECT 1" HERE " AND " EXCHANGE_SAYS " = ?2)", "tt",
                               first->thing, last);
    *known_to = followed != 0 ? INT64_MAX : ALL_IN_CONFLICT;
    return status;
}

static enum optibom_status start_list(int64_t *list_id, struct exchange *exchange,
                                      const struct arriving *price, struct error *err)
{
    enum optibom_status status = store_run(exchange->catalog->store, err,
                                           "INSERT INTO price_list (batch_id, file) VALUES (?, ?)",
                                           "it", exchange->batch_id, price->file);
    *list_id = store_last_id(exchange->catalog->store);
    return status;
}

#define OF_SAYS(place) ", json_extract(?2, '$[" #place "]')"

static enum optibom_status put(struct exchange *exchange, const struct arriving *price,
                               int64_t list_id, struct error *err)
{
    return store_run(
        exchange->catalog->store, err,
        "INSERT INTO price (vendor_id, mpn, supplier_id, currency, supplier_part_number, quantity,"
        " price_micros, price_low_micros, price_high_micros, price_basis, minimum_order,"
        " order_multiple, lead_time_days, stock, valid_from, valid_until, incoterm, condition,"
        " confidence, reason, document_id, price_list_id, line)"
        " VALUES ((SELECT vendor_id FROM vendor WHERE name = json_extract(?1, '$[0]')),"
        " json_extract(?1, '$[1]'),"
        " (SELECT supplier_id FROM supplier WHERE name = json_extract(?1, '$[2]')),"
        " json_extract(?1, '$[3]'), json_extract(?1, '$[4]'), json_extract(?1, '$[5]')" OF_SAYS(0)
            OF_SAYS(1) OF_SAYS(2) OF_SAYS(3) OF_SAYS(4) OF_SAYS(5) OF_SAYS(6) OF_SAYS(7) OF_SAYS(8)
                OF_SAYS(9) OF_SAYS(10) OF_SAYS(11) OF_SAYS(12) OF_SAYS(
                    13) ", (SELECT document_id FROM document WHERE title = json_extract(?3, '$[0]')"
                        " AND url = json_extract(?3, '$[1]')), ?4, ?5)",
        "tttii", price->thing, price->says, price->source, list_id, price->line);
}

/* The amount of a price, or NULL for none. */
static enum optibom_status amount(const char **out, struct exchange *exchange, const char *says,
                                  struct error *err)
{
    *out = NULL;
    return says == NULL
               ? OPTIBOM_OK
               : store_one_text(out, exchange->arena, exchange->file, err,
                                "SELECT format('%.2f', json_extract(?, '$[0]') / 1e6)", "t", says);
}

static enum optibom_status refuse(struct exchange *exchange, const struct arriving *price,
                                  const char *why, const char *ours, struct error *err)
{
    struct exchange_conflict conflict = {.number = price->change,
                                         .what = "price",
                                         .name = price->thing,
                                         .column = "price",
                                         .why = why,
                                         .ours = ours};
    enum optibom_status status = amount(&conflict.before, exchange, price->before, err);
    if (status == OPTIBOM_OK)
        status = amount(&conflict.after, exchange, price->says, err);
    exchange->report->conflicted++;
    return status == OPTIBOM_OK ? exchange_conflict(exchange, &conflict, err) : status;
}

/* `*list_id` is 0 until a price of its list was written. */
static enum optibom_status add(int64_t *list_id, struct exchange *exchange,
                               const struct arriving *price, struct error *err)
{
    struct error refusal = {0};
    enum optibom_status status =
        *list_id == 0 ? start_list(list_id, exchange, price, err) : OPTIBOM_OK;
    if (status != OPTIBOM_OK)
        return status;
    status = put(exchange, price, *list_id, &refusal);
    if (status == OPTIBOM_CONFLICT)
        return strncmp(refusal.text, "NOT NULL", 8) == 0
                   ? refuse(exchange, price, "reference not here", NULL, err)
                   : refuse(exchange, price, "refused", refusal.text, err);
    if (status != OPTIBOM_OK)
        return error_set(err, status, "%s", refusal.text);
    exchange->has_written = true;
    exchange->report->written++;
    return OPTIBOM_OK;
}

/* `things` has what was decided of each. */
static enum optibom_status apply_price(struct text_map *things, int64_t *list_id,
                                       struct exchange *exchange, const struct arriving *price,
                                       struct error *err)
{
    int64_t known_to = 0;
    const char *ours = NULL, *our_amount = NULL;
    enum optibom_status status = OPTIBOM_OK;
    if (!text_map_get(&known_to, things, price->thing)) {
        status = decide(&known_to, &ours, exchange, price, err);
        if (status == OPTIBOM_OK && !text_map_put(things, price->thing, known_to))
            status = error_no_memory(err);
    }
    if (status == OPTIBOM_OK && known_to == ALL_IN_CONFLICT) {
        status = amount(&our_amount, exchange, ours, err);
        return status == OPTIBOM_OK ? refuse(exchange, price, "another value", our_amount, err)
                                    : status;
    }
    if (status == OPTIBOM_OK && price->number <= known_to)
        exchange->report->unchanged++;
    else if (status == OPTIBOM_OK)
        status = add(list_id, exchange, price, err);
    return status;
}

static enum optibom_status take_price(struct arriving *out, struct exchange *exchange,
                                      const struct store_query *query, struct error *err)
{
    *out = (struct arriving){.number = store_int(query, 0),
                             .change = store_int(query, 1),
                             .list = store_int(query, 2),
                             .line = store_int(query, 3)};
    const char **const texts[] = {&out->file, &out->thing, &out->says, &out->before, &out->source};
    for (int i = 0; i < 5; i++)
        if (!store_copy_text(texts[i], &exchange->scratch, query, i + 4))
            return error_no_memory(err);
    return OPTIBOM_OK;
}

enum optibom_status exchange_prices(struct exchange *exchange, struct error *err)
{
    struct store_query query;
    struct text_map things;
    struct arena arena;
    int64_t list = 0, list_id = 0;
    enum optibom_status status = OPTIBOM_OK;
    arena_init(&arena);
    text_map_init(&things, &arena, true);
    store_query_start(
        &query, exchange->file,
        "SELECT price, number, list, line, file, thing, says, before, source FROM price"
        " ORDER BY price",
        "");
    while (status == OPTIBOM_OK && store_query_next(&query)) {
        struct arriving price;
        arena_reset(&exchange->scratch);
        status = take_price(&price, exchange, &query, err);
        if (price.list != list)
            list_id = 0;
        list = price.list;
        if (status == OPTIBOM_OK)
            status = apply_price(&things, &list_id, exchange, &price, err);
    }
    enum optibom_status ended = store_query_end(&query, err);
    text_map_fini(&things);
    arena_fini(&arena);
    if (status == OPTIBOM_OK && ended == OPTIBOM_OK)
        ended = store_run(exchange->catalog->store, err,
                          "UPDATE price_list AS l SET row_count = (SELECT count(*) FROM price AS r"
                          " WHERE r.price_list_id = l.price_list_id) WHERE batch_id = ?",
                          "i", exchange->batch_id);
    return status != OPTIBOM_OK ? status : ended;
}
