/* Rules about a line for itself: what is not known of its part, and what is not bought so. */
#include "assemble/rules_run.h"

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

/* What is not known of a part is said once, at its first line. */
static bool is_first_of_part(const struct bom *bom, long at)
{
    for (long i = 0; i < at; i++)
        if (bom->lines[i].part == bom->lines[at].part && bom->lines[i].is_bought)
            return false;
    return true;
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
    if (ok && lifecycle != NULL &&
        (strcmp(lifecycle, "nrnd") == 0 || strcmp(lifecycle, "eol") == 0 ||
         strcmp(lifecycle, "obsolete") == 0))
        ok = bom_find(bom, "lifecycle", at, "%s is %s", line->part->name, lifecycle);
    if (ok && rules_is_class(line, "switch_asic"))
        ok = bom_find(bom, "bare-chip", at, "%s: %s is a chip; no system of the build contains it",
                      line->role, line->part->name);
    return ok;
}

bool rules_check_parts(struct bom *bom)
{
    for (long i = 0; i < (long)bom->line_count; i++)
        if (is_first_of_part(bom, i) && (!check_trade(bom, i) || !check_power(bom, i)))
            return false;
    return true;
}
