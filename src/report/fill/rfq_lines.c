#include "report/fill/rfq_lines.h"

#include "base/day.h"
#include "base/nearest.h"
#include "base/scan.h"
#include "evaluate/purchase.h"

#include <math.h>
#include <string.h>

enum { ANSWER_DAYS = 14 };

static bool is_known_for(const struct catalog_part *part, const char *supplier)
{
    bool known = scan_same(part->vendor, supplier);
    for (size_t i = 0; !known && i < part->offer_count; i++)
        known = scan_same(part->offers[i].supplier, supplier);
    return known;
}

bool rfq_knows_supplier(const struct evaluation *evaluation, const char *supplier)
{
    bool knows = false;
    for (size_t i = 0; !knows && i < evaluation->purchase_count; i++)
        knows = evaluation->purchases[i].quantity > 0 &&
                is_known_for(evaluation->purchases[i].part, supplier);
    return knows;
}

enum optibom_status rfq_nearest_supplier(const char **out, struct arena *arena,
                                         const struct evaluation *evaluation, const char *supplier,
                                         struct error *err)
{
    size_t count = 0;
    for (size_t i = 0; i < evaluation->purchase_count; i++)
        count += 1 + evaluation->purchases[i].part->offer_count;
    const char **names = arena_alloc(arena, (count + 1) * sizeof *names);
    if (names == NULL)
        return error_no_memory(err);
    count = 0;
    for (size_t i = 0; i < evaluation->purchase_count; i++) {
        const struct catalog_part *part = evaluation->purchases[i].part;
        if (evaluation->purchases[i].quantity == 0)
            continue;
        names[count++] = part->vendor;
        for (size_t j = 0; j < part->offer_count; j++)
            names[count++] = part->offers[j].supplier;
    }
    *out = nearest_word(supplier, names, count);
    return OPTIBOM_OK;
}

static bool is_of_class(const struct catalog_part *part, const struct rfq_pick *pick)
{
    for (size_t i = 0; i < pick->class_count; i++)
        if (scan_same(part->class_name, pick->classes[i]))
            return true;
    return pick->class_count == 0;
}

const char *rfq_respond_by(struct arena *arena, const char *date)
{
    char day[DAY_SIZE];
    return arena_strdup(arena, day_add(day, date, ANSWER_DAYS) ? day : date);
}

struct catalog_rfq_line *rfq_line_add(struct catalog_rfq *rfq, struct arena *arena,
                                      const struct catalog_part *part)
{
    struct catalog_rfq_line *lines = arena_grow(arena, rfq->lines, rfq->line_count, sizeof *lines);
    if (lines == NULL)
        return NULL;
    rfq->lines = lines;
    struct catalog_rfq_line *line = &lines[rfq->line_count++];
    *line = (struct catalog_rfq_line){.line = (int64_t)rfq->line_count,
                                      .part_id = part->part_id,
                                      .vendor = part->vendor,
                                      .mpn = part->mpn,
                                      .class_name = part->class_name,
                                      .description = catalog_part_text(part, "description"),
                                      .target = NAN};
    return line;
}

static void set_quantities(struct catalog_rfq_line *line, const struct rfq_pick *pick)
{
    line->quantity_count = pick->quantity_count > 0 ? pick->quantity_count : 1;
    line->quantities[0] = line->need > 0 ? line->need : 1;
    for (size_t i = 0; i < pick->quantity_count; i++)
        line->quantities[i] = pick->quantities[i];
}

enum optibom_status rfq_lines(struct catalog_rfq *rfq, struct arena *arena,
                              const struct evaluation *evaluation, const struct rfq_pick *pick,
                              struct error *err)
{
    rfq->lines = NULL;
    rfq->line_count = 0;
    for (size_t i = 0; i < evaluation->purchase_count; i++) {
        const struct purchase *purchase = &evaluation->purchases[i];
        if (purchase->quantity == 0 || !is_of_class(purchase->part, pick) ||
            !(pick->is_all || is_known_for(purchase->part, pick->supplier)))
            continue;
        struct catalog_rfq_line *line = rfq_line_add(rfq, arena, purchase->part);
        if (line == NULL)
            return error_no_memory(err);
        line->need = purchase->need;
        if (pick->has_target)
            line->target = purchase_unit_price(purchase, 0);
        set_quantities(line, pick);
    }
    return OPTIBOM_OK;
}
