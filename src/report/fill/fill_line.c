#include "report/fill/fill_put.h"

#include "base/money.h"
#include "evaluate/power.h"

#include <math.h>

static void put_line(struct fill *fill, const struct evaluation *evaluation, size_t at,
                     int64_t order)
{
    const struct bom *bom = evaluation->bom;
    const struct bom_line *line = &bom->lines[at];
    const struct catalog_part *part = line->part;
    const struct evaluation_line *result = &evaluation->lines[at];
    const struct purchase *bought = line->is_bought ? result->purchase : NULL;
    bool is_priced = bought != NULL && bought->offer != NULL;
    struct range watts = result->unit_power_w;
    FILL_PUT(fill,
             "INSERT INTO result_line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
             " ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0), ?, ?, ?, ?, ?, ?, ?)",
             "sississssssiidsdddsssidsddiiiddddss", bom->spec->name, (int64_t)at + 1, line->id,
             line->parent == BOM_TOP ? NULL : bom->lines[line->parent].id, (int64_t)line->level,
             line->role, part->class_name, part->vendor, part->mpn, part->name,
             catalog_part_text(part, "description"), part->part_id, line->quantity,
             line->quantity_per_parent, line->derivation, watts.min, watts.typ, watts.max,
             result->power_basis, power_function_name(result->function), result->power_confidence,
             (int64_t)result->is_optics, line->lit_share, catalog_part_text(part, "lifecycle"),
             catalog_part_number(part, "weight", NAN), catalog_part_number(part, "rack_units", NAN),
             (int64_t)line->is_bought, order, result->need,
             is_priced ? purchase_unit_price(bought, 0) : NAN,
             is_priced ? purchase_unit_price(bought, -1) : NAN,
             is_priced ? purchase_unit_price(bought, 1) : NAN,
             is_priced ? (double)result->cost_micros / MONEY_MICROS : NAN,
             is_priced ? bought->offer->supplier : NULL,
             !is_priced                                     ? NULL
             : catalog_offer_holds(bought->offer, bom->day) ? bought->offer->confidence
                                                            : "estimate");
}

static void put_figures(struct fill *fill, const struct bom *bom, const struct bom_line *line)
{
    const struct catalog_figure *figures = line->part->figures;
    for (size_t i = 0; i < line->part->figure_count; i++)
        if (figures[i].chosen)
            FILL_PUT(
                fill,
                "INSERT INTO result_figure VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                "sisssdddsssssss", bom->spec->name, figures[i].figure_id, line->id,
                line->part->name, figures[i].attribute, figures[i].range.min, figures[i].range.typ,
                figures[i].range.max, figures[i].unit, figures[i].text, figures[i].confidence,
                figures[i].reason, figures[i].source, figures[i].place, figures[i].source_url);
}

void fill_lines(struct fill *fill, const struct evaluation *evaluation, const int64_t *orders)
{
    const struct bom *bom = evaluation->bom;
    for (size_t i = 0; fill->status == OPTIBOM_OK && i < bom->line_count; i++) {
        const struct purchase *purchase = evaluation->lines[i].purchase;
        put_line(fill, evaluation, i,
                 bom->lines[i].is_bought ? orders[purchase - evaluation->purchases] : 0);
        if (bom->lines[purchase->line].part == bom->lines[i].part)
            put_figures(fill, bom, &bom->lines[i]);
    }
}
