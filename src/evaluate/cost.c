/*
 * Material cost.
 *
 * 1. Need of a bought line for the program: n = ceil(quantity x program racks / racks of the
 * build), plus ceil(round(n x spares, 6 decimals)) spares. Contents of a bought system are not
 * bought.
 * 2. Order: at least the minimum, in whole multiples.
 * 3. Price break: the highest break not above the need of all lines of the part; below the first
 *    break the first holds.
 * 4. Offer: quotes and press before estimates before assumptions; among these the lowest price at
 *    the need; then by supplier's name. Offers in a currency without a rate are left out.
 * 5. Cost of a line = quantity x price x rate / (basis x 1e6), rounded half to even once, to
 *    micro-units. Money is exact: sums are of integers.
 * 6. Mean and variance of the sum: one price a part, shared by all its lines, each triangular.
 * Source: workbook conventions for buyers; domain model, cost.
 */
#include "evaluate/cost.h"

#include "base/money.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* Statement 1. */
static bool program_need(int64_t *need, const struct spec *spec, int64_t quantity,
                         int64_t program_racks)
{
    int64_t product;
    if (__builtin_mul_overflow(quantity, program_racks, &product) || product > INT64_MAX / 4)
        return false;
    int64_t whole = product / spec->racks + (product % spec->racks > 0);
    double spares = nearbyint((double)whole * spec->program.spares * 1e6) / 1e6;
    *need = whole + (int64_t)ceil(spares);
    return true;
}

/* Statement 2. */
static int64_t order_quantity(const struct catalog_offer *offer, int64_t need)
{
    int64_t least = need > offer->minimum_order ? need : offer->minimum_order;
    int64_t rest = least % offer->order_multiple;
    return need == 0 ? 0 : rest == 0 ? least : least + offer->order_multiple - rest;
}

/* Statement 3. */
static const struct catalog_break *break_at(const struct catalog_offer *offer, int64_t quantity)
{
    const struct catalog_break *found = offer->breaks;
    for (size_t i = 1; i < offer->break_count && offer->breaks[i].quantity <= quantity; i++)
        found = &offer->breaks[i];
    return found;
}

static int64_t rate_of(const struct bom *bom, const char *currency)
{
    if (strcmp(currency, bom->spec->program.currency) == 0)
        return MONEY_MICROS;
    for (size_t i = 0; i < bom->rate_count; i++)
        if (strcmp(bom->rates[i].currency, currency) == 0)
            return bom->rates[i].rate_micros;
    return 0;
}

/* Statement 5; false when the amount does not fit. */
static bool amount(int64_t *out, int64_t quantity, int64_t price_micros, int64_t rate_micros,
                   int64_t basis)
{
    int64_t product, denominator;
    return money_multiply(&product, price_micros, quantity) &&
           money_multiply(&denominator, MONEY_MICROS, basis) &&
           money_ratio(out, product, rate_micros, denominator);
}

static double unit_price(const struct catalog_offer *offer, int64_t price_micros,
                         int64_t rate_micros)
{
    return (double)price_micros / (double)offer->price_basis *
           ((double)rate_micros / MONEY_MICROS) / MONEY_MICROS;
}

double cost_single_price(const struct evaluation_line *line)
{
    return line->price == NULL
               ? NAN
               : unit_price(line->offer, line->offer->breaks[0].price_micros, line->rate_micros);
}

double cost_unit_price(const struct evaluation_line *line, int which)
{
    if (line->price == NULL)
        return NAN;
    int64_t micros = which < 0   ? line->price->low_micros
                     : which > 0 ? line->price->high_micros
                                 : line->price->price_micros;
    return unit_price(line->offer, micros, line->rate_micros);
}

static int trust(const char *confidence)
{
    return strcmp(confidence, "assumption") == 0                                    ? 0
           : strcmp(confidence, "estimate") == 0 || strcmp(confidence, "seed") == 0 ? 1
                                                                                    : 2;
}

/* Statement 4. */
static const struct catalog_offer *choose_offer(const struct bom *bom,
                                                const struct catalog_part *part, int64_t quantity)
{
    const struct catalog_offer *best = NULL;
    double best_price = 0;
    for (size_t i = 0; i < part->offer_count; i++) {
        const struct catalog_offer *offer = &part->offers[i];
        int64_t rate = rate_of(bom, offer->currency);
        if (rate == 0 || offer->break_count == 0)
            continue;
        double price = unit_price(offer, break_at(offer, quantity)->price_micros, rate);
        int gain = best == NULL ? 1 : trust(offer->confidence) - trust(best->confidence);
        if (gain > 0 || (gain == 0 && price < best_price)) {
            best = offer;
            best_price = price;
        }
    }
    return best;
}

bool cost_of_part(int64_t *micros, const struct bom *bom, const struct catalog_part *part,
                  int64_t quantity)
{
    const struct catalog_offer *offer = choose_offer(bom, part, quantity);
    return offer != NULL && amount(micros, 1, break_at(offer, quantity)->price_micros,
                                   rate_of(bom, offer->currency), offer->price_basis);
}

bool cost_order(struct cost_order *out, const struct bom *bom, const struct catalog_part *part,
                int64_t need)
{
    const struct catalog_offer *offer = choose_offer(bom, part, need);
    *out = (struct cost_order){.offer = offer, .orderable = need};
    if (offer == NULL)
        return true;
    out->price = break_at(offer, need);
    out->rate_micros = rate_of(bom, offer->currency);
    out->orderable = order_quantity(offer, need);
    return amount(&out->micros, out->orderable, out->price->price_micros, out->rate_micros,
                  offer->price_basis);
}

double cost_order_price(const struct cost_order *order)
{
    return order->offer == NULL
               ? NAN
               : unit_price(order->offer, order->price->price_micros, order->rate_micros);
}

static bool cost_line(struct evaluation *evaluation, size_t at, int64_t part_need)
{
    const struct bom *bom = evaluation->bom;
    const struct bom_line *line = &bom->lines[at];
    struct evaluation_line *result = &evaluation->lines[at];
    result->offer = choose_offer(bom, line->part, part_need);
    result->orderable = result->need;
    if (result->offer == NULL)
        return true;
    result->price = break_at(result->offer, part_need);
    result->rate_micros = rate_of(bom, result->offer->currency);
    if (!line->is_bought)
        return true;
    result->orderable = order_quantity(result->offer, result->need);
    int64_t basis = result->offer->price_basis, rate = result->rate_micros;
    return amount(&result->cost_micros, line->quantity, result->price->price_micros, rate, basis) &&
           amount(&result->cost_low_micros, line->quantity, result->price->low_micros, rate,
                  basis) &&
           amount(&result->cost_high_micros, line->quantity, result->price->high_micros, rate,
                  basis) &&
           amount(&result->order_micros, result->orderable, result->price->price_micros, rate,
                  basis);
}

/* False when it does not fit. */
static bool need_of_part(int64_t *need, const struct evaluation *evaluation,
                         const struct catalog_part *part)
{
    bool fits = true;
    *need = 0;
    for (size_t i = 0; fits && i < evaluation->bom->line_count; i++)
        if (evaluation->bom->lines[i].part == part)
            fits = !__builtin_add_overflow(*need, evaluation->lines[i].need, need);
    return fits;
}

enum optibom_status cost_lines(struct evaluation *evaluation, int64_t program_racks,
                               struct error *err)
{
    const struct bom *bom = evaluation->bom;
    bool fits = true;
    for (size_t i = 0; fits && i < bom->line_count; i++)
        if (bom->lines[i].is_bought)
            fits = program_need(&evaluation->lines[i].need, bom->spec, bom->lines[i].quantity,
                                program_racks);
    for (size_t i = 0; fits && i < bom->line_count; i++) {
        int64_t need = 0;
        fits = need_of_part(&need, evaluation, bom->lines[i].part) &&
               cost_line(evaluation, i, need > 0 ? need : bom->lines[i].quantity);
    }
    return fits ? OPTIBOM_OK
                : error_set(err, OPTIBOM_BAD_INPUT,
                            "%s: quantity or price is too large to compute with", bom->spec->file);
}

/* Statement 6. */
static struct moments moments_of(const struct evaluation *evaluation)
{
    const struct bom *bom = evaluation->bom;
    struct moments sum = {0, 0};
    for (size_t i = 0; i < bom->line_count; i++) {
        struct range part = range_exact(0);
        bool is_first = true;
        for (size_t j = 0; j < bom->line_count; j++) {
            const struct evaluation_line *line = &evaluation->lines[j];
            if (bom->lines[j].part != bom->lines[i].part || !bom->lines[j].is_bought)
                continue;
            is_first = is_first && j >= i;
            part = range_add(part, (struct range){(double)line->cost_low_micros / MONEY_MICROS,
                                                  (double)line->cost_micros / MONEY_MICROS,
                                                  (double)line->cost_high_micros / MONEY_MICROS});
        }
        struct moments one = distribution_triangular(part);
        if (!bom->lines[i].is_bought || !is_first)
            continue;
        sum.mean += one.mean;
        sum.variance += one.variance;
    }
    return sum;
}

enum optibom_status cost_total(struct cost_total *out, const struct evaluation *evaluation,
                               struct error *err)
{
    *out = (struct cost_total){0};
    bool fits = true;
    for (size_t i = 0; fits && i < evaluation->bom->line_count; i++) {
        const struct evaluation_line *line = &evaluation->lines[i];
        if (!evaluation->bom->lines[i].is_bought)
            continue;
        out->unpriced += line->price == NULL;
        fits = money_add(&out->micros, out->micros, line->cost_micros) &&
               money_add(&out->low_micros, out->low_micros, line->cost_low_micros) &&
               money_add(&out->high_micros, out->high_micros, line->cost_high_micros) &&
               money_add(&out->order_micros, out->order_micros, line->order_micros);
        if (line->offer != NULL && strcmp(line->offer->confidence, "assumption") == 0)
            out->assumed_micros += line->cost_micros;
    }
    out->moments = moments_of(evaluation);
    return fits ? OPTIBOM_OK
                : error_set(err, OPTIBOM_BAD_INPUT, "%s: the total is too large to compute with",
                            evaluation->bom->spec->file);
}
