/*
 * Material cost.
 *
 * 1. Need of a bought line for the program: n = ceil(quantity x program racks / racks of the
 * build), plus ceil(round(n x spares, 6 decimals)) spares. Contents of a bought system are not
 * bought.
 * 2. A part is ordered once: offer, price break, minimum and multiple at the need of all its lines
 *    (purchase.c). A part that only comes inside others is priced at its quantity in the build.
 * 3. Cost of a line = its quantity x the price of the part, rounded once; of the build: the sum of
 *    the lines; of the program: the sum of the orders. Money is exact: sums are of integers.
 * 4. Mean and variance of the sum: one price a part, shared by all its lines, each triangular.
 * Source: workbook conventions for buyers; domain model, cost.
 */
#include "evaluate/cost.h"

#include "assemble/approvals.h"
#include "base/id_map.h"
#include "base/money.h"

#include <math.h>
#include <string.h>

/* Statement 1. */
bool cost_need(int64_t *need, const struct spec *spec, int64_t quantity, int64_t program_racks)
{
    int64_t product;
    if (__builtin_mul_overflow(quantity, program_racks, &product) || product > INT64_MAX / 4)
        return false;
    int64_t whole = product / spec->racks + (product % spec->racks > 0);
    double spares = nearbyint((double)whole * spec->program.spares * 1e6) / 1e6;
    *need = whole + (int64_t)ceil(spares);
    return true;
}

bool cost_of_part(int64_t *micros, const struct bom *bom, const struct catalog_part *part,
                  int64_t quantity)
{
    struct purchase purchase = {.part = part};
    purchase_choose(&purchase, bom, quantity);
    return purchase.offer != NULL &&
           purchase_amount(micros, &purchase, 1, purchase.price->price_micros);
}

/* One purchase for each part of the BOM, lines pointing to theirs. */
static enum optibom_status make_purchases(struct evaluation *evaluation, struct arena *arena,
                                          struct error *err)
{
    const struct bom *bom = evaluation->bom;
    struct id_map parts;
    bool is_ok = true;
    id_map_init(&parts);
    evaluation->purchases =
        arena_alloc(arena, (bom->line_count + 1) * sizeof *evaluation->purchases);
    is_ok = evaluation->purchases != NULL;
    for (size_t i = 0; is_ok && i < bom->line_count; i++) {
        uint32_t number;
        is_ok = id_map_put(&number, &parts, (int64_t)(intptr_t)bom->lines[i].part);
        if (!is_ok)
            break;
        struct purchase *purchase = &evaluation->purchases[number];
        if (number == evaluation->purchase_count) {
            *purchase = (struct purchase){.part = bom->lines[i].part, .line = (long)i};
            evaluation->purchase_count++;
        }
        if (bom->lines[i].is_bought && !bom->lines[purchase->line].is_bought)
            purchase->line = (long)i;
        evaluation->lines[i].purchase = purchase;
    }
    id_map_fini(&parts);
    return is_ok ? OPTIBOM_OK : error_no_memory(err);
}

static bool add_needs(struct evaluation *evaluation, int64_t program_racks)
{
    const struct bom *bom = evaluation->bom;
    for (size_t i = 0; i < bom->line_count; i++) {
        struct evaluation_line *line = &evaluation->lines[i];
        struct purchase *purchase = line->purchase;
        if (!bom->lines[i].is_bought)
            continue;
        int64_t alternates = approval_alternates(bom, &bom->lines[i]);
        if (purchase->need == 0 || alternates < purchase->approved_alternates)
            purchase->approved_alternates = alternates;
        if (!cost_need(&line->need, bom->spec, bom->lines[i].quantity, program_racks) ||
            __builtin_add_overflow(purchase->need, line->need, &purchase->need) ||
            __builtin_add_overflow(purchase->quantity, bom->lines[i].quantity, &purchase->quantity))
            return false;
    }
    return true;
}

static bool price_line(struct evaluation *evaluation, size_t at)
{
    const struct bom_line *line = &evaluation->bom->lines[at];
    struct evaluation_line *result = &evaluation->lines[at];
    struct purchase *purchase = result->purchase;
    if (!line->is_bought || purchase->offer == NULL)
        return true;
    const struct catalog_break *price = purchase->price;
    return purchase_amount(&result->cost_micros, purchase, line->quantity, price->price_micros) &&
           purchase_amount(&result->cost_low_micros, purchase, line->quantity, price->low_micros) &&
           purchase_amount(&result->cost_high_micros, purchase, line->quantity,
                           price->high_micros) &&
           money_add(&purchase->cost_micros, purchase->cost_micros, result->cost_micros) &&
           money_add(&purchase->cost_low_micros, purchase->cost_low_micros,
                     result->cost_low_micros) &&
           money_add(&purchase->cost_high_micros, purchase->cost_high_micros,
                     result->cost_high_micros);
}

enum optibom_status cost_lines(struct evaluation *evaluation, struct arena *arena,
                               int64_t program_racks, struct error *err)
{
    enum optibom_status status = make_purchases(evaluation, arena, err);
    if (status != OPTIBOM_OK)
        return status;
    bool fits = add_needs(evaluation, program_racks);
    for (size_t i = 0; fits && i < evaluation->purchase_count; i++) {
        struct purchase *purchase = &evaluation->purchases[i];
        int64_t quantity =
            purchase->need > 0 ? purchase->need : evaluation->bom->lines[purchase->line].quantity;
        purchase_choose(purchase, evaluation->bom, quantity);
        fits = purchase_order(purchase);
    }
    for (size_t i = 0; fits && i < evaluation->bom->line_count; i++)
        fits = price_line(evaluation, i);
    return fits ? OPTIBOM_OK
                : error_set(err, OPTIBOM_BAD_INPUT,
                            "%s: quantity or price is too large to compute with",
                            evaluation->bom->spec->file);
}

/* Statement 4. */
static void add_moments(struct moments *sum, const struct purchase *purchase)
{
    struct moments one =
        distribution_triangular((struct range){(double)purchase->cost_low_micros / MONEY_MICROS,
                                               (double)purchase->cost_micros / MONEY_MICROS,
                                               (double)purchase->cost_high_micros / MONEY_MICROS});
    sum->mean += one.mean;
    sum->variance += one.variance;
}

enum optibom_status cost_total(struct cost_total *out, const struct evaluation *evaluation,
                               struct error *err)
{
    *out = (struct cost_total){0};
    bool fits = true;
    for (size_t i = 0; i < evaluation->bom->line_count; i++)
        out->priced +=
            evaluation->bom->lines[i].is_bought && evaluation->lines[i].purchase->price != NULL;
    for (size_t i = 0; fits && i < evaluation->purchase_count; i++) {
        const struct purchase *purchase = &evaluation->purchases[i];
        if (purchase->quantity == 0)
            continue;
        fits = money_add(&out->micros, out->micros, purchase->cost_micros) &&
               money_add(&out->low_micros, out->low_micros, purchase->cost_low_micros) &&
               money_add(&out->high_micros, out->high_micros, purchase->cost_high_micros) &&
               money_add(&out->order_micros, out->order_micros, purchase->order_micros);
        if (purchase->offer != NULL && strcmp(purchase->offer->confidence, "assumption") == 0)
            out->assumed_micros += purchase->cost_micros;
        add_moments(&out->moments, purchase);
    }
    return fits ? OPTIBOM_OK
                : error_set(err, OPTIBOM_BAD_INPUT, "%s: the total is too large to compute with",
                            evaluation->bom->spec->file);
}
