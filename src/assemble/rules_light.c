/*
 * Rules about what lights engines: laser sources that the build buys, and the fiber from them.
 *
 * 1. A source lights the engines that stand where it stands, bought beside it or inside that
 *    system.
 * 2. Modulators take light of one polarisation, so only polarisation-maintaining fiber brings it.
 * 3. Source and engine of one wavelength each meet as the ends of a link do (rules_link.c); several
 *    wavelengths of a source or in a fiber are a plan of their own and left alone.
 */
#include "assemble/rules_run.h"

#include <string.h>

static bool is_bought_source(const struct bom_line *line)
{
    return line->is_bought && line->parent != BOM_TOP &&
           (rules_is_class(line, "els") || rules_is_class(line, "laser"));
}

/* Statement 1. */
static bool is_lit_from(const struct bom *bom, long engines, long host)
{
    long at = engines;
    while (bom->lines[at].parent != host) {
        if (bom->lines[at].is_bought || bom->lines[at].parent == BOM_TOP)
            return false;
        at = bom->lines[at].parent;
    }
    return true;
}

/* Statement 2, of the fibers bought beside a source. */
static bool check_fibers(struct bom *bom, size_t first, long source)
{
    long host = bom->lines[source].parent;
    for (long i = host + 1;
         i < (long)bom->line_count && bom->lines[i].level > bom->lines[host].level; i++) {
        const struct bom_line *line = &bom->lines[i];
        if (line->parent != host || !line->is_bought || !rules_is_class(line, "fiber"))
            continue;
        const char *mode = catalog_part_text(line->part, "fiber_mode");
        if (mode != NULL && strcmp(mode, "pm") != 0 && !rules_is_said(bom, first, line->part) &&
            !bom_find(bom, "laser-fiber", i, "%s brings the light of %s, and is %s, not pm",
                      line->part->name, bom->lines[source].part->name, mode))
            return false;
    }
    return true;
}

/* Statement 3. */
static bool do_bands_meet(const struct catalog_part *source, const struct catalog_part *engine)
{
    return catalog_part_number(source, "wavelengths", 1) > 1 ||
           rules_wavelengths_of(engine) > 1 + 1e-9 || rules_do_bands_meet(source, engine);
}

static bool check_engines(struct bom *bom, long source)
{
    long host = bom->lines[source].parent;
    const struct catalog_part *part = bom->lines[source].part;
    for (long i = host + 1;
         i < (long)bom->line_count && bom->lines[i].level > bom->lines[host].level; i++) {
        const struct catalog_part *engine = bom->lines[i].part;
        if (!rules_is_class(&bom->lines[i], "optical_engine") || !is_lit_from(bom, i, host) ||
            do_bands_meet(part, engine))
            continue;
        return bom_find(bom, "laser-wavelength", source, "%s sends light of %g nm, %s takes %g nm",
                        part->name, range_filled(catalog_part_range(part, "wavelength")).typ,
                        engine->name, range_filled(catalog_part_range(engine, "wavelength")).typ);
    }
    return true;
}

bool rules_check_light(struct bom *bom)
{
    size_t first = bom->finding_count;
    for (long i = 0; i < (long)bom->line_count; i++)
        if (is_bought_source(&bom->lines[i]) &&
            (!check_fibers(bom, first, i) || !check_engines(bom, i)))
            return false;
    return true;
}
