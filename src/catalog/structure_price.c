/*
 * One price a part, as a build prices one piece that it does not order (src/evaluate/purchase.c):
 * of an offer the lowest break; of the offers quotes and press before estimates, which those are
 * that do not hold on the day, before assumptions, among these the lowest; a currency without a
 * rate has none. Rounded once, to micro-units.
 */
#include "catalog/structure_load.h"

#include "base/money.h"

#include <stdio.h>
#include <string.h>

/* What one supplier asks for a part in one currency, of what was read so far. Later rows have
 * greater ids and take the place of earlier ones. */
struct offer {
    struct offer *next; /* of the same part */
    int64_t supplier_id;
    const char *number; /* of the supplier; "" for none */
    int64_t quantity, micros, micros_from;
    int64_t basis, basis_from;
    int64_t trust, trust_from;
    bool is_early, is_late; /* the day of the prices is not within its validity */
    int64_t early_from, late_from;
    char currency[4];
};

enum { TRUST_ESTIMATE = 1, TRUST_QUOTE };

enum column { PART, SUPPLIER, NUMBER, CURRENCY, ID, QUANTITY, MICROS, BASIS, TRUST, FROM, UNTIL };

#define COLUMNS                                                                                    \
    "SELECT p.part_id, r.supplier_id, coalesce(r.supplier_part_number, ''), r.currency,"           \
    " r.price_id, r.quantity, r.price_micros, r.price_basis,"                                      \
    " CASE WHEN r.confidence = 'assumption' THEN 0"                                                \
    " WHEN r.confidence = 'estimate' OR r.confidence = 'seed' THEN 1"                              \
    " WHEN r.confidence IS NOT NULL THEN 2 END, r.valid_from, r.valid_until "

static enum optibom_status load_rates(struct structure_load *load, struct error *err)
{
    struct store_query query;
    bool has_memory = true;
    store_query_start(&query, load->store,
                      "SELECT currency, rate_micros, max(date) FROM ("
                      " SELECT currency, rate_micros, date FROM exchange_rate WHERE base = ?1"
                      " UNION ALL SELECT base, CAST(round(1e12 / rate_micros) AS INTEGER), date"
                      " FROM exchange_rate WHERE currency = ?1) GROUP BY currency",
                      "t", load->out->currency);
    while (has_memory && store_query_next(&query)) {
        struct structure_rate *rates =
            arena_grow(load->arena, load->rates.rates, load->rates.count, sizeof *rates);
        if ((has_memory = rates != NULL)) {
            load->rates.rates = rates;
            struct structure_rate *rate = &rates[load->rates.count++];
            snprintf(rate->currency, sizeof rate->currency, "%s", store_text(&query, 0));
            rate->rate_micros = store_int(&query, 1);
        }
    }
    enum optibom_status status = store_query_end(&query, err);
    return status == OPTIBOM_OK && !has_memory ? error_no_memory(err) : status;
}

bool structure_convert(int64_t *out, const struct structure_load *load, const char *currency,
                       int64_t micros, int64_t basis)
{
    int64_t rate = strcmp(currency, load->out->currency) == 0 ? MONEY_MICROS : 0, denominator;
    if (rate != 0 && basis == 1) {
        *out = micros;
        return true;
    }
    for (size_t i = 0; rate == 0 && i < load->rates.count; i++)
        if (strcmp(load->rates.rates[i].currency, currency) == 0)
            rate = load->rates.rates[i].rate_micros;
    return rate != 0 && money_multiply(&denominator, MONEY_MICROS, basis) &&
           money_ratio(out, micros, rate, denominator);
}

/* The offer of the row, a new one where there is none yet; NULL when memory is exhausted. */
static struct offer *offer_of(struct offer **first, struct arena *arena,
                              const struct store_query *query)
{
    int64_t supplier = store_int(query, SUPPLIER);
    const char *number = store_text(query, NUMBER), *currency = store_text(query, CURRENCY);
    for (struct offer *offer = *first; offer != NULL; offer = offer->next)
        if (offer->supplier_id == supplier && strcmp(offer->currency, currency) == 0 &&
            strcmp(offer->number, number) == 0)
            return offer;
    struct offer *offer = arena_take(arena, sizeof *offer);
    if (offer == NULL)
        return NULL;
    *offer = (struct offer){.next = *first,
                            .supplier_id = supplier,
                            .number = number[0] != '\0' ? arena_strdup(arena, number) : "",
                            .quantity = INT64_MAX,
                            .basis = 1,
                            .trust = TRUST_QUOTE};
    snprintf(offer->currency, sizeof offer->currency, "%s", currency);
    if (offer->number == NULL)
        return NULL;
    *first = offer;
    return offer;
}

static void take_later(int64_t *value, int64_t *from, const struct store_query *query, int column)
{
    int64_t id = store_int(query, ID);
    if (id < *from || store_column_type(query, column) == STORE_NULL)
        return;
    *value = store_int(query, column);
    *from = id;
}

/* How a later end of the validity stands to the day. */
static void take_side(bool *is_outside, int64_t *from, const struct store_query *query, int column,
                      const char *day)
{
    int64_t id = store_int(query, ID);
    if (id < *from || store_column_type(query, column) == STORE_NULL)
        return;
    int order = strcmp(store_text(query, column), day);
    *is_outside = day[0] != '\0' && (column == FROM ? order > 0 : order < 0);
    *from = id;
}

static bool take_row(struct offer **first, struct arena *arena, const char *day,
                     const struct store_query *query)
{
    struct offer *offer = offer_of(first, arena, query);
    if (offer == NULL)
        return false;
    int64_t quantity = store_int(query, QUANTITY);
    if (quantity < offer->quantity) {
        offer->quantity = quantity;
        offer->micros_from = 0;
    }
    if (quantity == offer->quantity)
        take_later(&offer->micros, &offer->micros_from, query, MICROS);
    take_later(&offer->basis, &offer->basis_from, query, BASIS);
    take_later(&offer->trust, &offer->trust_from, query, TRUST);
    take_side(&offer->is_early, &offer->early_from, query, FROM, day);
    take_side(&offer->is_late, &offer->late_from, query, UNTIL, day);
    return true;
}

static int64_t choose(const struct structure_load *load, const struct offer *offer)
{
    int64_t best = CATALOG_STRUCTURE_UNKNOWN, trust = -1;
    for (; offer != NULL; offer = offer->next) {
        int64_t micros, own = offer->trust;
        if ((offer->is_early || offer->is_late) && own > TRUST_ESTIMATE)
            own = TRUST_ESTIMATE;
        if (own < trust ||
            !structure_convert(&micros, load, offer->currency, offer->micros, offer->basis))
            continue;
        if (own > trust || micros < best)
            best = micros;
        trust = own;
    }
    return best;
}

/* The rows of a part come in any order. */
static enum optibom_status load_offers(struct offer **offers, struct structure_load *load,
                                       struct arena *arena, struct error *err)
{
    struct store_query query;
    uint32_t part;
    bool has_memory = true;
    structure_query(&query, load, "SELECT max(price_id) FROM price",
                    COLUMNS "FROM json_each(?1) AS i CROSS JOIN part AS p ON p.part_id = i.value"
                            " CROSS JOIN price AS r ON upper(r.mpn) = upper(p.mpn)"
                            " AND r.vendor_id = p.vendor_id",
                    COLUMNS "FROM price AS r CROSS JOIN part AS p ON p.vendor_id = r.vendor_id"
                            " AND p.mpn = r.mpn");
    while (has_memory && store_query_next(&query))
        if (id_map_get(&part, &load->parts, store_int(&query, PART)))
            has_memory = take_row(&offers[part], arena, load->day, &query);
    enum optibom_status status = store_query_end(&query, err);
    return status == OPTIBOM_OK && !has_memory ? error_no_memory(err) : status;
}

enum optibom_status structure_load_prices(struct structure_load *load, struct error *err)
{
    struct catalog_structure *out = load->out;
    struct arena arena;
    arena_init(&arena);
    enum optibom_status status = load_rates(load, err);
    struct offer **offers = arena_alloc(&arena, (out->part_count + 1) * sizeof *offers);
    if (status == OPTIBOM_OK && offers == NULL)
        status = error_no_memory(err);
    if (status == OPTIBOM_OK)
        status = load_offers(offers, load, &arena, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < out->part_count; i++)
        out->cost_micros[i] = choose(load, offers[i]);
    arena_fini(&arena);
    return status;
}
