#include "catalog/price.h"

#include <stdio.h>
#include <string.h>

/* The offer that the row belongs to, the last one or a new one: rows come sorted. */
static struct catalog_offer *offer_of(struct catalog_part *part, struct arena *arena,
                                      const struct store_query *query)
{
    const char *supplier = store_text(query, 0), *number = store_text(query, 2);
    struct catalog_offer *last =
        part->offer_count > 0 ? &part->offers[part->offer_count - 1] : NULL;
    if (last != NULL && strcmp(last->supplier, supplier) == 0 &&
        strcmp(last->currency, store_text(query, 1)) == 0 &&
        strcmp(last->supplier_part_number, number) == 0)
        return last;
    struct catalog_offer *offers =
        arena_grow(arena, part->offers, part->offer_count, sizeof *offers);
    if (offers == NULL)
        return NULL;
    part->offers = offers;
    struct catalog_offer *offer = &offers[part->offer_count];
    *offer = (struct catalog_offer){.offer_id = store_int(query, 3),
                                    .price_basis = 1,
                                    .minimum_order = 1,
                                    .order_multiple = 1,
                                    .lead_time_days = -1,
                                    .stock = -1,
                                    .valid_from = "",
                                    .valid_until = "",
                                    .incoterm = "",
                                    .confidence = "vendor",
                                    .reason = ""};
    snprintf(offer->currency, sizeof offer->currency, "%s", store_text(query, 1));
    if (!store_copy_text(&offer->supplier, arena, query, 0) ||
        !store_copy_text(&offer->supplier_part_number, arena, query, 2))
        return NULL;
    part->offer_count++;
    return offer;
}

static void take_int(int64_t *target, const struct store_query *query, int column)
{
    if (store_column_type(query, column) != STORE_NULL)
        *target = store_int(query, column);
}

static bool take_text(const char **target, struct arena *arena, const struct store_query *query,
                      int column)
{
    return store_column_type(query, column) == STORE_NULL ||
           store_copy_text(target, arena, query, column);
}

/* The break in its place by quantity; of one quantity the later row. */
static bool add_break(struct catalog_offer *offer, struct arena *arena, struct catalog_break entry)
{
    size_t at = 0;
    while (at < offer->break_count && offer->breaks[at].quantity < entry.quantity)
        at++;
    if (at < offer->break_count && offer->breaks[at].quantity == entry.quantity) {
        offer->breaks[at] = entry;
        return true;
    }
    struct catalog_break *breaks =
        arena_grow(arena, offer->breaks, offer->break_count, sizeof *breaks);
    if (breaks == NULL)
        return false;
    memmove(&breaks[at + 1], &breaks[at], (offer->break_count - at) * sizeof *breaks);
    breaks[at] = entry;
    offer->breaks = breaks;
    offer->break_count++;
    return true;
}

/* A row takes the place of what earlier ones said, as far as it says anything. */
static bool take_row(struct catalog_part *part, struct arena *arena,
                     const struct store_query *query)
{
    struct catalog_offer *offer = offer_of(part, arena, query);
    if (offer == NULL)
        return false;
    const struct catalog_break entry = {store_int(query, 4), store_int(query, 5),
                                        store_int(query, 6), store_int(query, 7)};
    take_int(&offer->price_basis, query, 8);
    take_int(&offer->minimum_order, query, 9);
    take_int(&offer->order_multiple, query, 10);
    take_int(&offer->lead_time_days, query, 11);
    take_int(&offer->stock, query, 17);
    return take_text(&offer->valid_from, arena, query, 19) &&
           take_text(&offer->valid_until, arena, query, 12) &&
           take_text(&offer->incoterm, arena, query, 18) &&
           take_text(&offer->confidence, arena, query, 13) &&
           take_text(&offer->reason, arena, query, 14) &&
           store_copy_text(&offer->source, arena, query, 15) &&
           store_copy_text(&offer->source_url, arena, query, 16) && add_break(offer, arena, entry);
}

enum optibom_status catalog_price_load(struct catalog_part *part, struct arena *arena,
                                       struct store *store, struct error *err)
{
    bool copied = true;
    struct store_query query;
    store_query_start(
        &query, store,
        "SELECT s.name, r.currency, coalesce(r.supplier_part_number, ''), r.price_id, r.quantity,"
        " r.price_micros, coalesce(r.price_low_micros, r.price_micros),"
        " coalesce(r.price_high_micros, r.price_micros), r.price_basis, r.minimum_order,"
        " r.order_multiple, r.lead_time_days, r.valid_until, r.confidence, r.reason, d.title,"
        " d.url, r.stock, r.incoterm, r.valid_from FROM part AS p JOIN price AS r ON upper(r.mpn) "
        "= upper(p.mpn)"
        " AND r.vendor_id = p.vendor_id"
        " JOIN supplier AS s USING (supplier_id)"
        " JOIN document AS d ON d.document_id = r.document_id"
        " WHERE p.part_id = ? ORDER BY s.name, r.currency, 3, r.price_id",
        "i", part->part_id);
    while (copied && store_query_next(&query))
        copied = take_row(part, arena, &query);
    enum optibom_status status = store_query_end(&query, err);
    return status == OPTIBOM_OK && !copied ? error_no_memory(err) : status;
}
