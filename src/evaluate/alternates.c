/*
 * Statements:
 *
 *  1. A slot of the spec has one part. An alternate of it may fill the slot where it is accepted
 *     on every line of the slot: approved, or proposed where the spec asks for these too; of the
 *     same class; its maker rejected on none of the lines.
 *  2. Part and alternate are compared by what a piece comes to: the order for all lines of the
 *     part, for the alternate for those on which it is accepted, divided by their need. So minimum
 *     orders, multiples and price breaks count.
 *  3. The cheapest is taken, of equals the part itself, then the first by name. An alternate whose
 *     offer is trusted less than that of the part is not. A part that has no offer, or whose maker
 *     is rejected, gives way to any alternate that has one.
 *  4. The build is assembled anew with what was taken, so that counts, light, contents, power and
 *     findings are those of the alternates. Alternates of alternates are not looked at.
 */
#include "evaluate/alternates.h"

#include "assemble/approvals.h"
#include "assemble/build_run.h"
#include "base/money.h"
#include "evaluate/cost.h"
#include "evaluate/purchase.h"

#include <math.h>
#include <string.h>

/* What buying a part comes to. */
struct bid {
    const struct catalog_part *part;
    double piece; /* in the program's currency; infinite: it has no offer */
    int trust;    /* -1: it has no offer */
    bool is_rejected;
};

struct swap {
    struct substitute substitute;
    struct bid before, after;
};

struct swapping {
    struct bom *bom;
    struct shelf *shelf;
    struct arena *arena;
    int64_t program_racks;
    struct swap *swaps;
    size_t swap_count;
    struct error *err;
};

static bool is_accepted(const struct swapping *swapping, const struct bom_line *line,
                        int64_t alternate_id)
{
    enum approval approval = approval_of_alternate(swapping->bom, line, alternate_id);
    return approval == APPROVAL_APPROVED ||
           (approval == APPROVAL_PROPOSED &&
            swapping->bom->spec->program.alternates == SPEC_PROPOSED_ALTERNATES);
}

static bool is_of_slot(const struct bom_line *line, const struct spec_slot *slot)
{
    return line->is_bought && line->slot == slot;
}

/* Statement 1, but for the class. */
static bool fits_everywhere(const struct swapping *swapping, const struct spec_slot *slot,
                            const struct catalog_part *alternate)
{
    const struct bom *bom = swapping->bom;
    const char *reason;
    for (size_t i = 0; i < bom->line_count; i++)
        if (is_of_slot(&bom->lines[i], slot) &&
            (!is_accepted(swapping, &bom->lines[i], alternate->part_id) ||
             approval_of_maker(&reason, bom, &bom->lines[i], alternate) == APPROVAL_REJECTED))
            return false;
    return true;
}

static bool is_rejected_on(const struct bom *bom, const struct bom_slot *slot)
{
    const char *reason;
    for (size_t i = 0; i < bom->line_count; i++)
        if (is_of_slot(&bom->lines[i], slot->slot) &&
            approval_of_maker(&reason, bom, &bom->lines[i], slot->part) == APPROVAL_REJECTED)
            return true;
    return false;
}

static enum optibom_status too_large(const struct swapping *swapping,
                                     const struct catalog_part *part)
{
    return error_set(swapping->err, OPTIBOM_BAD_INPUT,
                     "%s: quantity or price is too large to compute with", part->name);
}

/* Statement 2: `bidder` in place of `part`, which may be the same. */
static enum optibom_status make_bid(struct bid *out, const struct swapping *swapping,
                                    const struct catalog_part *part,
                                    const struct catalog_part *bidder)
{
    const struct bom *bom = swapping->bom;
    struct purchase purchase = {.part = bidder};
    *out = (struct bid){.part = bidder, .piece = INFINITY, .trust = -1};
    for (size_t i = 0; i < bom->line_count; i++) {
        const struct bom_line *line = &bom->lines[i];
        int64_t need;
        if (!line->is_bought || line->part != part ||
            (bidder != part && !is_accepted(swapping, line, bidder->part_id)))
            continue;
        if (!cost_need(&need, bom->spec, line->quantity, swapping->program_racks) ||
            __builtin_add_overflow(purchase.need, need, &purchase.need))
            return too_large(swapping, bidder);
    }
    if (purchase.need == 0)
        return OPTIBOM_OK;
    purchase_choose(&purchase, bom, purchase.need);
    if (!purchase_order(&purchase))
        return too_large(swapping, bidder);
    if (purchase.offer != NULL) {
        out->piece = (double)purchase.order_micros / (double)purchase.need / MONEY_MICROS;
        out->trust = catalog_offer_trust(purchase.offer, bom->day);
    }
    return OPTIBOM_OK;
}

/* Statement 3. */
static bool is_better(const struct bid *bid, const struct bid *best, const struct bid *own)
{
    bool gives_way = own->is_rejected || own->trust < 0;
    if (bid->trust < 0 || (!gives_way && bid->trust < own->trust))
        return false;
    if (best == own)
        return gives_way || bid->piece < own->piece;
    return bid->piece < best->piece ||
           (!(bid->piece > best->piece) && strcmp(bid->part->name, best->part->name) < 0);
}

static enum optibom_status add_swap(struct swapping *swapping, const struct bom_slot *slot,
                                    const struct bid *before, const struct bid *after)
{
    struct swap *swaps =
        arena_grow(swapping->arena, swapping->swaps, swapping->swap_count, sizeof *swaps);
    if (swaps == NULL)
        return error_no_memory(swapping->err);
    swapping->swaps = swaps;
    swaps[swapping->swap_count++] =
        (struct swap){{slot->slot, after->part->part_id}, *before, *after};
    return OPTIBOM_OK;
}

static enum optibom_status swap_slot(struct swapping *swapping, const struct bom_slot *slot)
{
    struct bid own, found;
    const struct bid *best = &own;
    enum optibom_status status = make_bid(&own, swapping, slot->part, slot->part);
    own.is_rejected = is_rejected_on(swapping->bom, slot);
    for (size_t i = 0; i < slot->part->alternate_count && status == OPTIBOM_OK; i++) {
        const struct catalog_part *part = NULL;
        struct bid bid;
        status =
            shelf_part(&part, swapping->shelf, slot->part->alternates[i].part_id, swapping->err);
        if (status != OPTIBOM_OK || strcmp(part->class_name, slot->part->class_name) != 0 ||
            !fits_everywhere(swapping, slot->slot, part))
            continue;
        status = make_bid(&bid, swapping, slot->part, part);
        if (status == OPTIBOM_OK && is_better(&bid, best, &own)) {
            found = bid;
            best = &found;
        }
    }
    return status == OPTIBOM_OK && best != &own ? add_swap(swapping, slot, &own, best) : status;
}

static bool has_line(const struct bom *bom, const struct spec_slot *slot)
{
    for (size_t i = 0; i < bom->line_count; i++)
        if (is_of_slot(&bom->lines[i], slot))
            return true;
    return false;
}

static bool say_swap(struct bom *bom, const struct swap *swap)
{
    const char *currency = bom->spec->program.currency;
    const char *before = swap->before.trust < 0
                             ? "no offer"
                             : arena_printf(bom->arena, "%.10g %s", swap->before.piece, currency);
    long line = BOM_TOP;
    for (size_t i = bom->line_count; i-- > 0;)
        if (is_of_slot(&bom->lines[i], swap->substitute.slot))
            line = (long)i;
    return before != NULL &&
           bom_find(bom, "alternate-taken", line,
                    "%s stands in for %s%s: a piece comes to %.10g %s in place of %s",
                    swap->after.part->name, swap->before.part->name,
                    swap->before.is_rejected ? ", whose maker is rejected" : "", swap->after.piece,
                    currency, before);
}

/* Statement 4. */
static enum optibom_status assemble_anew(struct swapping *swapping)
{
    struct substitute *substitutes =
        arena_alloc(swapping->arena, (swapping->swap_count + 1) * sizeof *substitutes);
    if (substitutes == NULL)
        return error_no_memory(swapping->err);
    for (size_t i = 0; i < swapping->swap_count; i++)
        substitutes[i] = swapping->swaps[i].substitute;
    enum optibom_status status =
        assemble_with(&swapping->bom, swapping->arena, swapping->shelf, swapping->bom->spec,
                      substitutes, swapping->swap_count, swapping->err);
    for (size_t i = 0; i < swapping->swap_count && status == OPTIBOM_OK; i++)
        if (!say_swap(swapping->bom, &swapping->swaps[i]))
            status = error_no_memory(swapping->err);
    return status;
}

static enum optibom_status swap_all(struct swapping *swapping)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; i < swapping->bom->slot_count && status == OPTIBOM_OK; i++) {
        const struct bom_slot *slot = &swapping->bom->slots[i];
        if (slot->part != NULL && has_line(swapping->bom, slot->slot))
            status = swap_slot(swapping, slot);
    }
    return status == OPTIBOM_OK && swapping->swap_count > 0 ? assemble_anew(swapping) : status;
}

enum optibom_status alternates_assemble(struct bom **out, struct arena *arena,
                                        struct catalog *catalog, const struct spec *spec,
                                        int64_t program_racks, struct error *err)
{
    struct shelf shelf;
    struct swapping swapping = {.shelf = &shelf, .arena = arena, .err = err};
    swapping.program_racks = program_racks > 0 ? program_racks : spec->program.racks;
    enum optibom_status status = shelf_open(&shelf, arena, catalog, err);
    if (status == OPTIBOM_OK)
        status = assemble_from(&swapping.bom, arena, &shelf, spec, err);
    if (status == OPTIBOM_OK && spec->program.alternates != SPEC_NO_ALTERNATES)
        status = swap_all(&swapping);
    shelf_close(&shelf);
    *out = swapping.bom;
    return status;
}
