/*
 * What is not known of a piece that the build buys, and without which no rule can say whether it
 * fits. Where both sides are silent nobody can say it, and that is no finding. Of each part it is
 * said once.
 */
#include "assemble/rules_run.h"

#include <string.h>

static bool is_bought(const struct bom *bom, long line, const char *class_name)
{
    return line != BOM_TOP && bom->lines[line].is_bought &&
           rules_is_class(&bom->lines[line], class_name);
}

/* ---- reach of copper ---- */

static bool check_reach(struct bom *bom, size_t first, const struct bom_link *link)
{
    const struct catalog_part *cable = rules_part(bom, link->carrier_line);
    if (!is_bought(bom, link->carrier_line, "cable") ||
        catalog_part_figure(cable, "length") != NULL ||
        catalog_part_figure(cable, "reach") != NULL || rules_is_said(bom, first, cable))
        return true;
    return bom_find(bom, "reach-unknown", link->carrier_line,
                    "%s: %g m, but %s states neither length nor reach", link->network,
                    link->length_m, cable->name);
}

static bool check_reaches(struct bom *bom)
{
    size_t first = bom->finding_count;
    for (size_t i = 0; i < bom->link_count; i++)
        if (!check_reach(bom, first, &bom->links[i]))
            return false;
    return true;
}

/* ---- form factors ---- */

/* A piece in the cages of a host. */
static bool check_form_factor(struct bom *bom, size_t first, long line, long host)
{
    const struct catalog_part *part = bom->lines[line].part;
    const char *cage = host != BOM_TOP ? rules_cage_of(bom->lines[host].part) : NULL;
    return cage == NULL || catalog_part_text(part, "form_factor") != NULL ||
           rules_is_said(bom, first, part) ||
           bom_find(bom, "ends-unknown", line, "%s states no form factor, the cages of %s are %s",
                    part->name, bom->lines[host].part->name, cage);
}

static bool check_form_factors(struct bom *bom)
{
    size_t first = bom->finding_count;
    for (long i = 0; i < (long)bom->line_count; i++)
        if (is_bought(bom, i, "transceiver") &&
            !check_form_factor(bom, first, i, bom->lines[i].parent))
            return false;
    for (size_t i = 0; i < bom->link_count; i++) {
        const struct bom_link *link = &bom->links[i];
        if (is_bought(bom, link->carrier_line, "cable") &&
            (!check_form_factor(bom, first, link->carrier_line, link->upper_line) ||
             !check_form_factor(bom, first, link->carrier_line, link->lower_line)))
            return false;
    }
    return true;
}

/* ---- connectors ---- */

/* A fiber and the module at one of its ends; engines end in arrays, which state none. */
static bool check_connector(struct bom *bom, size_t first, long fiber, long module)
{
    if (module == BOM_TOP || !rules_is_class(&bom->lines[module], "transceiver"))
        return true;
    const char *of_fiber = catalog_part_text(bom->lines[fiber].part, "connector");
    const char *of_module = catalog_part_text(bom->lines[module].part, "connector");
    long silent = of_fiber == NULL ? fiber : module;
    long other = of_fiber == NULL ? module : fiber;
    if ((of_fiber == NULL) == (of_module == NULL) || !bom->lines[silent].is_bought ||
        rules_is_said(bom, first, bom->lines[silent].part))
        return true;
    return bom_find(bom, "ends-unknown", silent, "%s states no connector, %s has %s",
                    bom->lines[silent].part->name, bom->lines[other].part->name,
                    of_fiber == NULL ? of_module : of_fiber);
}

static bool check_connectors(struct bom *bom)
{
    size_t first = bom->finding_count;
    for (size_t i = 0; i < bom->link_count; i++) {
        const struct bom_link *link = &bom->links[i];
        long fiber = link->carrier_line;
        if (fiber != BOM_TOP && rules_is_class(&bom->lines[fiber], "fiber") &&
            (!check_connector(bom, first, fiber, link->near_line) ||
             !check_connector(bom, first, fiber, rules_far_line(bom, link))))
            return false;
    }
    return true;
}

bool rules_check_unknown(struct bom *bom)
{
    return check_reaches(bom) && check_form_factors(bom) && check_connectors(bom);
}
