/*
 * What link.c adds up, typical, one term after the other. Statements of link.c and loss_budget.c.
 */
#include "evaluate/link_budget.h"

#include "assemble/loss_budget.h"

#include <inttypes.h>
#include <math.h>

enum { COUPLINGS = 2 };

struct budget {
    struct link_term *terms;
    size_t count;
    struct arena *arena;
    double left; /* of what was sent */
};

static void add(struct budget *budget, const char *name, enum link_step step, double value)
{
    budget->terms[budget->count++] = (struct link_term){name, step, value};
    budget->left += step == LINK_START ? value : step == LINK_LOSS ? -value : 0;
}

static void add_source(struct budget *budget, const struct bom *bom, long line)
{
    const struct bom_line *engine = &bom->lines[line];
    const struct catalog_part *source = link_source(bom, line);
    int64_t lanes = link_lanes_per_laser(engine);
    if (source == NULL)
        return;
    add(budget, "laser, each output", LINK_START, figure_range(source, "optical_power", NULL).typ);
    add(budget, arena_printf(budget->arena, "shared by %" PRId64 " lanes", lanes), LINK_LOSS,
        10 * log10((double)lanes));
    add(budget, "modulator", LINK_LOSS, figure_range(engine->part, "modulator_loss", NULL).typ);
    add(budget, "couplings into and out of the chip", LINK_LOSS,
        COUPLINGS * figure_range(engine->part, "coupling_loss", NULL).typ);
}

/* True when the start is a budget in dB, which the receiver is part of. */
static bool add_sender(struct budget *budget, const struct bom *bom, long line)
{
    const struct catalog_part *part = bom->lines[line].part;
    double stated = figure_range(part, "loss_budget", NULL).typ;
    if (loss_is_engine(part)) {
        add_source(budget, bom, line);
        return false;
    }
    if (!isnan(stated)) {
        add(budget, "loss budget, as stated", LINK_START, stated);
        return true;
    }
    add(budget, "launch power", LINK_START, figure_range(part, "tx_power", NULL).typ);
    return false;
}

/* Terms of one direction; false when one is not known. */
static bool take_direction(struct budget *budget, const struct bom *bom,
                           const struct bom_link *link, long from, long to)
{
    const struct catalog_part *fiber = bom->lines[link->carrier_line].part;
    budget->count = 0;
    budget->left = 0;
    bool is_stated = add_sender(budget, bom, from);
    if (budget->count == 0)
        return false;
    add(budget, arena_printf(budget->arena, "%d connectors", LOSS_MATED_PAIRS), LINK_LOSS,
        LOSS_MATED_PAIRS * figure_range(fiber, "connector_loss", NULL).typ);
    add(budget, arena_printf(budget->arena, "fiber, %g m", link->length_m), LINK_LOSS,
        figure_range(fiber, "attenuation", NULL).typ * link->length_m / 1000);
    double floor = is_stated ? 0 : loss_sensitivity(bom->lines[to].part, NULL).typ;
    add(budget, "margin", LINK_MARGIN, budget->left - floor);
    if (!is_stated)
        add(budget, "receiver needs", LINK_FLOOR, floor);
    for (size_t i = 0; i < budget->count; i++)
        if (isnan(budget->terms[i].value))
            return false;
    return true;
}

size_t link_budget(struct link_term terms[LINK_TERMS], struct arena *arena, const struct bom *bom,
                   const struct bom_link *link, bool is_upwards)
{
    struct budget budget = {.terms = terms, .arena = arena};
    long from = is_upwards ? link->far_line : link->near_line;
    long to = is_upwards ? link->near_line : link->far_line;
    bool is_whole = from != BOM_TOP && to != BOM_TOP && link->carrier_line != BOM_TOP;
    return is_whole && take_direction(&budget, bom, link, from, to) ? budget.count : 0;
}
