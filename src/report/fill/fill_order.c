#include "report/fill/fill_put.h"

#include "assemble/approvals.h"
#include "base/money.h"
#include "catalog/part.h"

#include <math.h>
#include <string.h>

enum { NO_FURTHER_BREAK = 1000000000 };

static double units(int64_t micros)
{
    return (double)micros / MONEY_MICROS;
}

/* Offers stand sorted by supplier. */
static int64_t count_suppliers(const struct catalog_part *part)
{
    int64_t count = 0;
    for (size_t i = 0; i < part->offer_count; i++)
        count += i == 0 || strcmp(part->offers[i].supplier, part->offers[i - 1].supplier) != 0;
    return count;
}

static void put_order(struct fill *fill, const struct evaluation *evaluation,
                      const struct purchase *purchase)
{
    const struct bom *bom = evaluation->bom;
    const struct catalog_part *part = purchase->part;
    const struct catalog_offer *offer = purchase->offer;
    FILL_PUT(fill,
             "INSERT INTO result_order VALUES"
             " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
             "itsitiiidddtttiitt", ++fill->orders, bom->spec->name, part->name, part->part_id,
             bom->lines[purchase->line].id, purchase->quantity, purchase->need, purchase->orderable,
             purchase_unit_price(purchase, 0), offer != NULL ? units(purchase->cost_micros) : NAN,
             offer != NULL ? units(purchase->order_micros) : NAN,
             offer != NULL ? offer->supplier : NULL, offer != NULL ? offer->currency : NULL,
             offer != NULL ? offer->supplier_part_number : NULL, count_suppliers(part),
             purchase->approved_alternates, catalog_part_text(part, "country_of_origin"),
             catalog_part_text(part, "datasheet_url"));
}

static bool counts(const struct bom *bom, const struct catalog_offer *offer)
{
    return offer->break_count > 0 && purchase_rate(bom, offer->currency) != 0;
}

int fill_most_trust(const struct bom *bom, const struct catalog_part *part)
{
    int most = -1;
    for (size_t i = 0; i < part->offer_count; i++) {
        int trust = catalog_offer_trust(&part->offers[i], bom->day);
        if (counts(bom, &part->offers[i]) && trust > most)
            most = trust;
    }
    return most;
}

bool fill_is_candidate(const struct bom *bom, const struct catalog_offer *offer, int most_trust)
{
    return counts(bom, offer) && catalog_offer_trust(offer, bom->day) == most_trust;
}

const char *fill_rate_date(const struct bom *bom, const char *currency)
{
    for (size_t i = 0; i < bom->rate_count; i++)
        if (strcmp(bom->rates[i].currency, currency) == 0)
            return bom->rates[i].date;
    return NULL;
}

static void put_offer(struct fill *fill, const struct bom *bom, const struct purchase *purchase,
                      const struct catalog_offer *offer, bool is_candidate, int64_t *position)
{
    int64_t rate = purchase_rate(bom, offer->currency);
    for (size_t i = 0; i < offer->break_count; i++) {
        int64_t from = i == 0 ? 0 : offer->breaks[i].quantity;
        int64_t to =
            i + 1 < offer->break_count ? offer->breaks[i + 1].quantity - 1 : NO_FURTHER_BREAK;
        FILL_PUT(fill,
                 "INSERT INTO result_price VALUES"
                 " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                 "iittiiditdtiiiinntttttt", fill->orders, ++*position, offer->supplier,
                 offer->supplier_part_number, from, to, units(offer->breaks[i].price_micros),
                 offer->price_basis, offer->currency, rate != 0 ? units(rate) : NAN,
                 fill_rate_date(bom, offer->currency), (int64_t)is_candidate,
                 (int64_t)(purchase->price == &offer->breaks[i]), purchase_minimum(offer),
                 offer->order_multiple, offer->lead_time_days, offer->stock, offer->valid_until,
                 offer->incoterm, offer->confidence, offer->reason, offer->source,
                 offer->source_url);
    }
}

static void put_offers(struct fill *fill, const struct bom *bom, const struct purchase *purchase)
{
    const struct catalog_part *part = purchase->part;
    int trust = fill_most_trust(bom, part);
    int64_t position = 0;
    for (size_t i = 0; i < part->offer_count; i++)
        put_offer(fill, bom, purchase, &part->offers[i],
                  fill_is_candidate(bom, &part->offers[i], trust), &position);
}

/* Where a decision holds, in words. */
static const char *scope_of(struct arena *arena, const struct catalog_decision *decision)
{
    if (decision->line[0] != '\0')
        return arena_printf(arena, "line %s", decision->line);
    return decision->build[0] != '\0' ? "this build" : "everywhere";
}

static void put_alternate(struct fill *fill, const struct bom *bom,
                          const struct catalog_alternate *entry, int64_t need, int64_t position)
{
    const struct catalog_decision *decision = &entry->decision;
    const char *scope = scope_of(fill->arena, decision);
    struct catalog_part *part = NULL;
    if (scope == NULL)
        fill->status = error_no_memory(fill->err);
    if (fill->status == OPTIBOM_OK)
        fill->status =
            catalog_part_load(&part, fill->arena, fill->store, entry->part_id, fill->err);
    if (fill->status != OPTIBOM_OK)
        return;
    struct purchase purchase = {.part = part, .need = need};
    purchase_choose(&purchase, bom, need);
    if (!purchase_order(&purchase)) {
        fill->status = error_set(fill->err, OPTIBOM_BAD_INPUT,
                                 "%s: its price is too large to compute with", part->name);
        return;
    }
    const struct catalog_offer *offer = purchase.offer;
    FILL_PUT(fill,
             "INSERT INTO result_alternate VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
             "iitttttttdtddnt", fill->orders, position, part->name, part->vendor, part->mpn,
             decision->state, scope, decision->reason, catalog_part_text(part, "lifecycle"),
             catalog_part_number(part, "power", NAN), offer != NULL ? offer->supplier : NULL,
             purchase_unit_price(&purchase, 0), offer != NULL ? units(purchase.order_micros) : NAN,
             offer != NULL ? offer->lead_time_days : (int64_t)-1,
             offer != NULL ? offer->confidence : NULL);
}

/* What holds everywhere says nothing where the whole build has a decision of its own. */
static bool is_overruled(const struct bom *bom, const struct catalog_part *part,
                         const struct catalog_alternate *entry)
{
    bool is = false;
    for (size_t i = 0; i < part->alternate_count && entry->decision.build[0] == '\0'; i++) {
        const struct catalog_decision *other = &part->alternates[i].decision;
        is = is || (part->alternates[i].part_id == entry->part_id && other->build[0] != '\0' &&
                    other->line[0] == '\0' && approval_is_in_build(bom, other));
    }
    return is;
}

static void put_alternates(struct fill *fill, const struct bom *bom,
                           const struct purchase *purchase)
{
    const struct catalog_part *part = purchase->part;
    int64_t position = 0;
    for (size_t i = 0; i < part->alternate_count && fill->status == OPTIBOM_OK; i++)
        if (approval_is_in_build(bom, &part->alternates[i].decision) &&
            !is_overruled(bom, part, &part->alternates[i]))
            put_alternate(fill, bom, &part->alternates[i], purchase->need, ++position);
}

const int64_t *fill_orders(struct fill *fill, const struct evaluation *evaluation)
{
    int64_t *numbers = arena_alloc(fill->arena, (evaluation->purchase_count + 1) * sizeof *numbers);
    if (numbers == NULL)
        fill->status = error_no_memory(fill->err);
    for (size_t i = 0; i < evaluation->purchase_count && fill->status == OPTIBOM_OK; i++) {
        const struct purchase *purchase = &evaluation->purchases[i];
        if (purchase->quantity == 0)
            continue;
        put_order(fill, evaluation, purchase);
        put_offers(fill, evaluation->bom, purchase);
        put_alternates(fill, evaluation->bom, purchase);
        numbers[i] = fill->orders;
    }
    return fill->status == OPTIBOM_OK ? numbers : NULL;
}
