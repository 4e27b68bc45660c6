#include "report/fill/rfq_draft.h"

#include "base/scan.h"
#include "evaluate/cost.h"
#include "report/fill/rfq_lines.h"

#include <stdlib.h>
#include <string.h>

enum { TIMES = 10 /* as large a program */ };

/* A part that is ordered, and who is asked for it. */
struct asked {
    const char *supplier;
    const struct purchase *purchase;
};

/* Suppliers of prices that somebody has seen, but nobody quotes: "not quoted, investor post". */
static bool is_nobody(const char *supplier)
{
    static const char *const WORDS[] = {"not quoted", "unnamed"};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        size_t length = 0;
        while (WORDS[i][length] != '\0' && scan_lower(supplier[length]) == WORDS[i][length])
            length++;
        if (WORDS[i][length] == '\0' && !scan_is_letter(supplier[length]))
            return true;
    }
    return false;
}

static const char *whom_to_ask(const struct purchase *purchase)
{
    const struct catalog_part *part = purchase->part;
    if (purchase->offer != NULL && !is_nobody(purchase->offer->supplier))
        return purchase->offer->supplier;
    return part->is_representative ? RFQ_DRAFT_OPEN : part->vendor;
}

static int compare_names(const char *a, const char *b)
{
    while (*a != '\0' && scan_lower(*a) == scan_lower(*b)) {
        a++;
        b++;
    }
    return (unsigned char)scan_lower(*a) - (unsigned char)scan_lower(*b);
}

/* The open request last; parts as the bill has them. */
static int by_supplier(const void *one, const void *two)
{
    const struct asked *a = one, *b = two;
    bool is_a_open = strcmp(a->supplier, RFQ_DRAFT_OPEN) == 0;
    bool is_b_open = strcmp(b->supplier, RFQ_DRAFT_OPEN) == 0;
    if (is_a_open != is_b_open)
        return is_a_open - is_b_open;
    int order = compare_names(a->supplier, b->supplier);
    return order != 0 ? order : (a->purchase > b->purchase) - (a->purchase < b->purchase);
}

/* The need of each purchase of a program so many times as large; 0 where it does not fit. */
static int64_t *larger_needs(struct arena *arena, const struct evaluation *evaluation,
                             int64_t racks)
{
    const struct bom *bom = evaluation->bom;
    int64_t *needs = arena_alloc(arena, (evaluation->purchase_count + 1) * sizeof *needs);
    bool fits = needs != NULL && !__builtin_mul_overflow(racks, (int64_t)TIMES, &racks);
    if (needs != NULL)
        memset(needs, 0, (evaluation->purchase_count + 1) * sizeof *needs);
    for (size_t i = 0; fits && i < bom->line_count; i++) {
        int64_t *need = &needs[evaluation->lines[i].purchase - evaluation->purchases], more;
        if (!bom->lines[i].is_bought || *need < 0)
            continue;
        if (!cost_need(&more, bom->spec, bom->lines[i].quantity, racks) ||
            __builtin_add_overflow(*need, more, need))
            *need = -1;
    }
    return needs;
}

static bool add_line(struct catalog_rfq *rfq, struct arena *arena, const struct purchase *purchase,
                     int64_t larger)
{
    struct catalog_rfq_line *line = rfq_line_add(rfq, arena, purchase->part);
    if (line == NULL)
        return false;
    line->need = purchase->need;
    line->quantities[line->quantity_count++] = purchase->need > 0 ? purchase->need : 1;
    if (larger > line->quantities[0])
        line->quantities[line->quantity_count++] = larger;
    return true;
}

/* Numbers of suppliers of like names differ in what is appended. */
static enum optibom_status give_number(struct rfq_drafts *drafts, struct arena *arena,
                                       struct catalog_rfq *rfq, struct error *err)
{
    enum optibom_status status = catalog_rfq_number(rfq, arena, err);
    const char *plain = rfq->number;
    for (size_t i = 0, again = 1; status == OPTIBOM_OK && &drafts->items[i] < rfq; i++) {
        if (strcmp(drafts->items[i].number, rfq->number) != 0)
            continue;
        rfq->number = arena_printf(arena, "%s-%zu", plain, ++again);
        if (rfq->number == NULL)
            return error_no_memory(err);
        i = (size_t)-1; /* from the first on */
    }
    return status;
}

static enum optibom_status add_draft(struct rfq_drafts *drafts, struct arena *arena,
                                     const struct catalog_rfq *like, const char *supplier,
                                     struct error *err)
{
    struct catalog_rfq *items = arena_grow(arena, drafts->items, drafts->count, sizeof *items);
    if (items == NULL)
        return error_no_memory(err);
    drafts->items = items;
    struct catalog_rfq *rfq = &items[drafts->count++];
    *rfq = *like;
    rfq->supplier = supplier;
    return give_number(drafts, arena, rfq, err);
}

enum optibom_status rfq_drafts(struct rfq_drafts *out, struct arena *arena,
                               const struct evaluation *evaluation, int64_t program_racks,
                               const char *date, struct error *err)
{
    const struct spec *spec = evaluation->bom->spec;
    int64_t racks = program_racks > 0         ? program_racks
                    : spec->program.racks > 0 ? spec->program.racks
                                              : spec->racks;
    const struct catalog_rfq like = {.is_draft = true,
                                     .build = spec->name,
                                     .racks = racks,
                                     .currency = spec->program.currency,
                                     .created_on = date,
                                     .respond_by = rfq_respond_by(arena, date),
                                     .required_by = spec->program.target_date};
    struct asked *asked = arena_alloc(arena, (evaluation->purchase_count + 1) * sizeof *asked);
    const int64_t *larger = larger_needs(arena, evaluation, racks);
    size_t count = 0;
    *out = (struct rfq_drafts){0};
    if (asked == NULL || larger == NULL || like.respond_by == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < evaluation->purchase_count; i++)
        if (evaluation->purchases[i].quantity > 0)
            asked[count++] =
                (struct asked){whom_to_ask(&evaluation->purchases[i]), &evaluation->purchases[i]};
    qsort(asked, count, sizeof *asked, by_supplier);
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++) {
        if (i == 0 || !scan_same(asked[i - 1].supplier, asked[i].supplier))
            status = add_draft(out, arena, &like, asked[i].supplier, err);
        const struct purchase *purchase = asked[i].purchase;
        if (status == OPTIBOM_OK && !add_line(&out->items[out->count - 1], arena, purchase,
                                              larger[purchase - evaluation->purchases]))
            status = error_no_memory(err);
    }
    return status;
}
