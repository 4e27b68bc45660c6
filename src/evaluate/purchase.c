/*
 * Buying one part.
 *
 * 1. Order: at least the minimum and the quantity of the first break, in whole multiples.
 * 2. Price break: the highest break not above what is ordered; of a part that is not ordered, at
 * its quantity, the first break below that of the first.
 * 3. Offer: quotes and press before estimates before assumptions; among these the lowest value of
 *    the order, of a part that is not ordered the lowest unit price; then by supplier's name. An
 *    offer that has run out, or does not hold yet, is an estimate of what one would be.
 * Offers in a currency without a rate are left out.
 * 4. Amount = quantity x price x rate / (basis x 1e6), rounded half to even once, to micro-units.
 * Source: workbook conventions for buyers; domain model, cost.
 */
#include "evaluate/purchase.h"

#include "base/money.h"

#include <math.h>
#include <string.h>

int64_t purchase_minimum(const struct catalog_offer *offer)
{
    int64_t first = offer->break_count > 0 ? offer->breaks[0].quantity : 0;
    return offer->minimum_order > first ? offer->minimum_order : first;
}

bool purchase_is_flat(const struct catalog_part *part)
{
    for (size_t i = 0; i < part->offer_count; i++)
        if (part->offers[i].break_count > 1 || purchase_minimum(&part->offers[i]) > 1 ||
            part->offers[i].order_multiple > 1)
            return false;
    return true;
}

/* Statement 1. */
static int64_t order_quantity(const struct catalog_offer *offer, int64_t need)
{
    int64_t minimum = purchase_minimum(offer), least = need > minimum ? need : minimum;
    int64_t rest = least % offer->order_multiple;
    return need == 0 ? 0 : rest == 0 ? least : least + offer->order_multiple - rest;
}

/* Statement 2. */
const struct catalog_break *purchase_break(const struct catalog_offer *offer, int64_t quantity)
{
    const struct catalog_break *found = offer->breaks;
    for (size_t i = 1; i < offer->break_count && offer->breaks[i].quantity <= quantity; i++)
        found = &offer->breaks[i];
    return found;
}

int64_t purchase_rate(const struct bom *bom, const char *currency)
{
    if (strcmp(currency, bom->spec->program.currency) == 0)
        return MONEY_MICROS;
    for (size_t i = 0; i < bom->rate_count; i++)
        if (strcmp(bom->rates[i].currency, currency) == 0)
            return bom->rates[i].rate_micros;
    return 0;
}

bool purchase_amount(int64_t *out, const struct purchase *purchase, int64_t quantity,
                     int64_t price_micros)
{
    int64_t product, denominator;
    return money_multiply(&product, price_micros, quantity) &&
           money_multiply(&denominator, MONEY_MICROS, purchase->offer->price_basis) &&
           money_ratio(out, product, purchase->rate_micros, denominator);
}

static double unit_price(const struct catalog_offer *offer, int64_t price_micros,
                         int64_t rate_micros)
{
    return (double)price_micros / (double)offer->price_basis *
           ((double)rate_micros / MONEY_MICROS) / MONEY_MICROS;
}

double purchase_unit_price(const struct purchase *purchase, int which)
{
    const struct catalog_break *price = purchase->price;
    if (price == NULL)
        return NAN;
    int64_t micros = which < 0   ? price->low_micros
                     : which > 0 ? price->high_micros
                                 : price->price_micros;
    return unit_price(purchase->offer, micros, purchase->rate_micros);
}

double purchase_single_price(const struct purchase *purchase)
{
    return purchase->offer == NULL
               ? NAN
               : unit_price(purchase->offer, purchase->offer->breaks[0].price_micros,
                            purchase->rate_micros);
}

/* Statement 3. */
void purchase_choose(struct purchase *purchase, const struct bom *bom, int64_t quantity)
{
    const struct catalog_part *part = purchase->part;
    double least = 0;
    purchase->offer = NULL;
    purchase->price = NULL;
    purchase->compared = quantity;
    for (size_t i = 0; i < part->offer_count; i++) {
        const struct catalog_offer *offer = &part->offers[i], *best = purchase->offer;
        int64_t rate = purchase_rate(bom, offer->currency);
        if (rate == 0 || offer->break_count == 0)
            continue;
        int64_t ordered = purchase->need > 0 ? order_quantity(offer, purchase->need) : quantity;
        double price = unit_price(offer, purchase_break(offer, ordered)->price_micros, rate);
        double measure = purchase->need > 0 ? (double)ordered * price : price;
        int gain = best == NULL
                       ? 1
                       : catalog_offer_trust(offer, bom->day) - catalog_offer_trust(best, bom->day);
        if (gain < 0 || (gain == 0 && measure >= least))
            continue;
        purchase->offer = offer;
        purchase->price = purchase_break(offer, ordered);
        purchase->rate_micros = rate;
        least = measure;
    }
}

bool purchase_order(struct purchase *purchase)
{
    purchase->orderable = purchase->need;
    purchase->order_micros = 0;
    if (purchase->offer == NULL)
        return true;
    purchase->orderable = order_quantity(purchase->offer, purchase->need);
    return purchase_amount(&purchase->order_micros, purchase, purchase->orderable,
                           purchase->price->price_micros);
}
