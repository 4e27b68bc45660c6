/*
 * One buy for several builds.
 *
 * 1. Need of a part: the sum over the builds of the need of its lines (cost.c, statement 1).
 * 2. Together: offer and price break at that sum, minimum order and multiple once on it
 *    (purchase.c).
 * 3. Alone: the same for each build with its own need, a part that stands on several lines of it
 *    ordered once. The saving of one build is therefore zero.
 * 4. Share of a build in what is ordered together: of each part by what it would cost alone, such
 *    that the shares sum to the whole to the micro-unit: shares of the running sum of these costs,
 *    each less the one before.
 */
#include "evaluate/consolidation.h"

#include "base/money.h"

#include <string.h>

struct consolidating {
    struct consolidation *buy;
    struct arena *arena;
    struct error *err;
};

static struct consolidation_line *line_of(const struct consolidation *buy,
                                          const struct catalog_part *part)
{
    for (size_t i = 0; i < buy->line_count; i++)
        if (buy->lines[i].part->part_id == part->part_id)
            return &buy->lines[i];
    return NULL;
}

static struct consolidation_line *add_line(struct consolidating *consolidating,
                                           const struct catalog_part *part)
{
    struct consolidation *buy = consolidating->buy;
    struct consolidation_line *lines =
        arena_grow(consolidating->arena, buy->lines, buy->line_count, sizeof *lines);
    int64_t *needs = arena_alloc(consolidating->arena, (buy->build_count + 1) * sizeof *needs);
    int64_t *alone = arena_alloc(consolidating->arena, (buy->build_count + 1) * sizeof *alone);
    if (lines == NULL || needs == NULL || alone == NULL)
        return NULL;
    buy->lines = lines;
    lines[buy->line_count] =
        (struct consolidation_line){.part = part, .needs = needs, .alone_each = alone};
    return &lines[buy->line_count++];
}

static enum optibom_status too_large(struct consolidating *consolidating, const char *what)
{
    return error_set(consolidating->err, OPTIBOM_BAD_INPUT,
                     "%s: quantity or price is too large to compute with", what);
}

/* Statement 1, of one build. */
static enum optibom_status add_needs(struct consolidating *consolidating, size_t build)
{
    const struct evaluation *evaluation = consolidating->buy->builds[build].evaluation;
    for (size_t i = 0; i < evaluation->bom->line_count; i++) {
        const struct bom_line *line = &evaluation->bom->lines[i];
        int64_t need = evaluation->lines[i].need;
        if (!line->is_bought || need == 0)
            continue;
        struct consolidation_line *sum = line_of(consolidating->buy, line->part);
        if (sum == NULL)
            sum = add_line(consolidating, line->part);
        if (sum == NULL)
            return error_no_memory(consolidating->err);
        if (__builtin_add_overflow(sum->needs[build], need, &sum->needs[build]) ||
            __builtin_add_overflow(sum->need, need, &sum->need))
            return too_large(consolidating, line->part->name);
    }
    return OPTIBOM_OK;
}

/* Statement 3. */
static bool price_alone(struct consolidation *buy, struct consolidation_line *line)
{
    bool fits = true;
    for (size_t b = 0; fits && b < buy->build_count; b++) {
        struct consolidation_build *build = &buy->builds[b];
        struct purchase order = {.part = line->part, .need = line->needs[b]};
        if (order.need == 0)
            continue;
        purchase_choose(&order, build->evaluation->bom, order.need);
        fits = purchase_order(&order) &&
               money_add(&line->alone_micros, line->alone_micros, order.order_micros) &&
               money_add(&build->alone_micros, build->alone_micros, order.order_micros);
        line->alone_each[b] = order.order_micros;
    }
    return fits && money_add(&buy->alone_micros, buy->alone_micros, line->alone_micros);
}

/* Statement 4. */
static bool share_out(struct consolidation *buy, const struct consolidation_line *line)
{
    int64_t alone = 0, before = 0;
    for (size_t b = 0; line->alone_micros > 0 && b < buy->build_count; b++) {
        int64_t upto = 0;
        alone += line->alone_each[b];
        if (!money_ratio(&upto, line->together.order_micros, alone, line->alone_micros) ||
            !money_add(&buy->builds[b].share_micros, buy->builds[b].share_micros, upto - before))
            return false;
        before = upto;
    }
    return true;
}

static enum optibom_status price_line(struct consolidating *consolidating,
                                      struct consolidation_line *line)
{
    struct consolidation *buy = consolidating->buy;
    const struct bom *bom = buy->builds[0].evaluation->bom;
    line->together = (struct purchase){.part = line->part, .need = line->need};
    purchase_choose(&line->together, bom, line->need);
    bool fits =
        purchase_order(&line->together) &&
        money_add(&buy->together_micros, buy->together_micros, line->together.order_micros) &&
        price_alone(buy, line) && share_out(buy, line);
    buy->unpriced += line->together.offer == NULL;
    return fits ? OPTIBOM_OK : too_large(consolidating, line->part->name);
}

enum optibom_status consolidation_make(struct consolidation **out, struct arena *arena,
                                       struct evaluation *const *evaluations, size_t count,
                                       struct error *err)
{
    struct consolidation *buy = arena_alloc(arena, sizeof *buy);
    struct consolidating consolidating = {buy, arena, err};
    if (buy == NULL ||
        (buy->builds = arena_alloc(arena, (count + 1) * sizeof *buy->builds)) == NULL)
        return error_no_memory(err);
    buy->build_count = count;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++) {
        buy->builds[i].evaluation = evaluations[i];
        buy->currency = evaluations[i]->bom->spec->program.currency;
        status = add_needs(&consolidating, i);
    }
    for (size_t i = 0; status == OPTIBOM_OK && i < buy->line_count; i++)
        status = price_line(&consolidating, &buy->lines[i]);
    *out = buy;
    return status;
}
