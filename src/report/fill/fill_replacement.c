/*
 * What is swapped when something fails, by part (statement L1 of replacement.c).
 *
 * The price of a part that is ordered is that of the first break of the offer that is taken, which
 * result_price has. The other parts, which come inside something that is ordered, stand nowhere
 * else: each has a row for every offer that competes, so that a workbook can choose with other
 * rates as purchase.c does.
 */
#include "report/fill/fill_put.h"

#include "evaluate/metrics.h"
#include "evaluate/replacement.h"

#include "base/money.h"

#include <math.h>

/* All lines of one part together. */
struct swapped_part {
    double failures; /* a year */
    double spares;   /* pieces on hand */
};

struct replacements {
    struct fill *fill;
    const struct evaluation *evaluation;
    struct swapped_part *parts; /* as the purchases of the evaluation */
    bool has_spares;
    int64_t position;
};

static double units(int64_t micros)
{
    return (double)micros / MONEY_MICROS;
}

static struct swapped_part *part_of(struct replacements *replacements, long line)
{
    const struct evaluation *evaluation = replacements->evaluation;
    return &replacements->parts[evaluation->lines[line].purchase - evaluation->purchases];
}

static void add_failures(struct replacements *replacements)
{
    const struct bom *bom = replacements->evaluation->bom;
    for (size_t i = 0; i < bom->line_count; i++) {
        struct replacement_line line = replacement_line(bom, i);
        if (line.swapped != BOM_TOP && !isnan(line.failures_per_hour.typ))
            part_of(replacements, line.swapped)->failures +=
                line.failures_per_hour.typ * METRICS_HOURS_PER_YEAR;
    }
}

static void add_spares(struct replacements *replacements)
{
    size_t count = replacements->evaluation->bom->line_count;
    double *pieces = arena_alloc(replacements->fill->arena, (count + 1) * sizeof *pieces);
    if (pieces == NULL) {
        replacements->fill->status = error_no_memory(replacements->fill->err);
        return;
    }
    replacements->has_spares = replacement_spares(replacements->evaluation, pieces).reason == NULL;
    for (size_t i = 0; replacements->has_spares && i < count; i++)
        part_of(replacements, (long)i)->spares += pieces[i];
}

static void put_row(struct replacements *replacements, const struct purchase *purchase,
                    int64_t order, const struct catalog_offer *offer)
{
    struct fill *fill = replacements->fill;
    const struct bom *bom = replacements->evaluation->bom;
    const struct swapped_part *part =
        &replacements->parts[purchase - replacements->evaluation->purchases];
    double single = NAN, compared = NAN, rate = NAN;
    if (offer != NULL) {
        single = units(offer->breaks[0].price_micros);
        compared = units(purchase_break(offer, purchase->compared)->price_micros);
        rate = units(purchase_rate(bom, offer->currency));
    }
    FILL_PUT(fill,
             "INSERT INTO result_replacement VALUES"
             " (?, ?, ?, nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
             "titiddttddidti", bom->spec->name, ++replacements->position, purchase->part->name,
             order, part->failures, replacements->has_spares ? part->spares : NAN,
             offer != NULL ? offer->supplier : NULL, offer != NULL ? offer->currency : NULL, single,
             compared, offer != NULL ? offer->price_basis : (int64_t)1, rate,
             offer != NULL ? fill_rate_date(bom, offer->currency) : NULL,
             (int64_t)(offer == purchase->offer));
}

static void put_part(struct replacements *replacements, const struct purchase *purchase,
                     int64_t order)
{
    const struct bom *bom = replacements->evaluation->bom;
    int trust = fill_most_trust(bom, purchase->part);
    if (order != 0 || purchase->offer == NULL) {
        put_row(replacements, purchase, order, purchase->offer);
        return;
    }
    for (size_t i = 0; i < purchase->part->offer_count; i++)
        if (fill_is_candidate(bom, &purchase->part->offers[i], trust))
            put_row(replacements, purchase, order, &purchase->part->offers[i]);
}

void fill_replacements(struct fill *fill, const struct evaluation *evaluation,
                       const int64_t *orders)
{
    size_t count = evaluation->purchase_count;
    struct replacements replacements = {.fill = fill, .evaluation = evaluation};
    replacements.parts = arena_alloc(fill->arena, (count + 1) * sizeof *replacements.parts);
    if (replacements.parts == NULL) {
        fill->status = error_no_memory(fill->err);
        return;
    }
    add_failures(&replacements);
    add_spares(&replacements);
    for (size_t i = 0; i < count && fill->status == OPTIBOM_OK; i++)
        if (replacements.parts[i].failures > 0)
            put_part(&replacements, &evaluation->purchases[i], orders[i]);
}
