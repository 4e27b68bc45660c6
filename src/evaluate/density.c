/*
 * Shoreline of one kind of package.
 *
 * 1. Used edge (mm) = engines of one chip x edge of an engine (assemble/shoreline.h). 2. Usable
 * edge (mm) = 4 x package edge x usable share. 3. Used share = 1 / 2; the low side takes the
 * largest usable share.
 */
#include "evaluate/density.h"

#include "assemble/shoreline.h"

static struct density_shoreline shoreline(const struct bom *bom, const struct bom_line *engines,
                                          const struct bom_line *asics)
{
    bool is_assumed = false;
    struct range usable = shoreline_usable(asics->part, &is_assumed);
    double each = (double)engines->quantity / (double)asics->quantity;
    double used = each * shoreline_of_engine(engines->part, &is_assumed);
    return (struct density_shoreline){
        .system = engines->parent == BOM_TOP ? NULL : &bom->lines[engines->parent],
        .asics = asics,
        .engines = engines,
        .engines_each = each,
        .edge_used_mm = used,
        .edge_usable_mm = usable,
        .used = {used / usable.max, used / usable.typ, used / usable.min},
        .is_assumed = is_assumed};
}

bool density_shorelines(struct density_shoreline **out, size_t *count, struct arena *arena,
                        const struct bom *bom)
{
    *out = NULL;
    *count = 0;
    for (size_t i = 0; i < bom->line_count; i++) {
        for (size_t j = shoreline_next(bom, i, 0); j < bom->line_count;
             j = shoreline_next(bom, i, j + 1)) {
            struct density_shoreline *list = arena_grow(arena, *out, *count, sizeof *list);
            if (list == NULL)
                return false;
            list[(*count)++] = shoreline(bom, &bom->lines[i], &bom->lines[j]);
            *out = list;
        }
    }
    return true;
}
