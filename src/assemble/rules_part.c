/* Rules about a line for itself: what is not known of its part, and what is not bought so. */
#include "assemble/approvals.h"
#include "assemble/rules_run.h"

#include "base/id_map.h"

#include <string.h>

/* Classes whose pieces draw power themselves; the others are passive or part of something. */
static bool draws_power(const struct bom_line *line)
{
    static const char *const CLASSES[] = {"transceiver", "accelerator", "enclosure",
                                          "nic",         "els",         "optical_engine"};
    for (size_t i = 0; i < sizeof CLASSES / sizeof *CLASSES; i++)
        if (rules_is_class(line, CLASSES[i]))
            return true;
    return false;
}

static bool has_power(const struct catalog_part *part)
{
    return !range_is_none(catalog_part_range(part, "power")) ||
           !range_is_none(catalog_part_range(part, "energy"));
}

/* A bought line without a figure is covered when something inside it has one. */
static bool check_power(struct bom *bom, long at)
{
    const struct bom_line *line = &bom->lines[at];
    if (!line->is_bought || !draws_power(line) || has_power(line->part))
        return true;
    for (long below = at + 1;
         below < (long)bom->line_count && bom->lines[below].level > line->level; below++)
        if (!bom->lines[below].is_bought && has_power(bom->lines[below].part))
            return true;
    return bom_find(bom, "power-unknown", at, "%s has no power figure", line->part->name);
}

static bool has_rate(const struct bom *bom, const struct catalog_part *part)
{
    for (size_t i = 0; i < part->offer_count; i++) {
        if (strcmp(part->offers[i].currency, bom->spec->program.currency) == 0)
            return true;
        for (size_t k = 0; k < bom->rate_count; k++)
            if (strcmp(part->offers[i].currency, bom->rates[k].currency) == 0)
                return true;
    }
    return false;
}

static bool check_trade(struct bom *bom, long at)
{
    const struct bom_line *line = &bom->lines[at];
    const char *lifecycle = catalog_part_text(line->part, "lifecycle");
    bool ok = true;
    if (!line->is_bought)
        return true;
    if (line->part->offer_count == 0)
        ok = bom_find(bom, "price-unknown", at, "%s has no offer", line->part->name);
    if (ok && line->part->offer_count > 0 && !has_rate(bom, line->part))
        ok =
            bom_find(bom, "rate-unknown", at, "%s is offered in %s, which has no rate to %s",
                     line->part->name, line->part->offers[0].currency, bom->spec->program.currency);
    if (ok && catalog_part_is_ending(lifecycle))
        ok = bom_find(bom, "lifecycle", at, "%s is %s", line->part->name, lifecycle);
    if (ok && rules_is_class(line, "switch_asic"))
        ok = bom_find(bom, "bare-chip", at, "%s: %s is a chip; no system of the build contains it",
                      line->role, line->part->name);
    return ok;
}

/* What was decided about makers is said of a part once, at the first line on which it holds. */
static bool check_makers(struct bom *bom, enum approval about, const char *code, const char *what)
{
    size_t first = bom->finding_count;
    bool ok = true;
    for (long i = 0; ok && i < (long)bom->line_count; i++) {
        const struct bom_line *line = &bom->lines[i];
        const char *reason;
        if (line->is_bought && approval_of_maker(&reason, bom, line, line->part) == about &&
            !rules_is_said(bom, first, line->part))
            ok = bom_find(bom, code, i, "%s: %s %s%s%s", line->part->name, line->part->vendor, what,
                          reason[0] != '\0' ? ": " : "", reason);
    }
    return ok;
}

/* What is not known of a part is said once, at its first line unless an earlier one buys it. */
bool rules_check_parts(struct bom *bom)
{
    struct id_map bought;
    bool ok = true;
    id_map_init(&bought);
    for (long i = 0; ok && i < (long)bom->line_count; i++) {
        const struct bom_line *line = &bom->lines[i];
        uint32_t number;
        if (id_map_get(&number, &bought, (int64_t)(intptr_t)line->part))
            continue;
        ok = (!line->is_bought || id_map_put(&number, &bought, (int64_t)(intptr_t)line->part)) &&
             check_trade(bom, i) && check_power(bom, i);
    }
    id_map_fini(&bought);
    return ok && check_makers(bom, APPROVAL_REJECTED, "maker-rejected", "is rejected") &&
           check_makers(bom, APPROVAL_UNLISTED, "maker-unlisted", "is not an approved maker");
}
