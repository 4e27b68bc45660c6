#include "assemble/shoreline.h"

#include <math.h>
#include <string.h>

static const double GBPS_PER_TBPS = 1000, SIDES = 4;

double shoreline_of_engine(const struct catalog_part *engine, bool *is_assumed)
{
    const char *medium = catalog_part_text(engine, "medium");
    if (medium != NULL && (strcmp(medium, "obo") == 0 || strcmp(medium, "npo") == 0))
        return 0;
    double edge = figure_number(engine, "edge_length", is_assumed);
    if (!isnan(edge))
        return edge;
    double density = figure_range(engine, "edge_density", is_assumed).typ;
    return figure_number(engine, "bandwidth", is_assumed) / (GBPS_PER_TBPS * density);
}

struct range shoreline_usable(const struct catalog_part *chip, bool *is_assumed)
{
    double edge = SIDES * figure_number(chip, "package_edge", is_assumed);
    return range_scale(figure_range(chip, "usable_edge_share", is_assumed), edge / 100);
}

size_t shoreline_next(const struct bom *bom, size_t engines, size_t from)
{
    long above = bom->lines[engines].parent;
    if (!figure_is_class(&bom->lines[engines], "optical_engine"))
        return bom->line_count;
    while (from < bom->line_count && !((above == (long)from || above == bom->lines[from].parent) &&
                                       figure_is_class(&bom->lines[from], "switch_asic")))
        from++;
    return from;
}
