#include "assemble/figure.h"

#include <math.h>
#include <string.h>

struct range figure_range(const struct catalog_part *part, const char *attribute, bool *is_assumed)
{
    const struct catalog_figure *figure = catalog_part_figure(part, attribute);
    if (figure == NULL)
        return range_none();
    if (is_assumed != NULL && strcmp(figure->confidence, "assumption") == 0)
        *is_assumed = true;
    return range_filled(figure->range);
}

double figure_number(const struct catalog_part *part, const char *attribute, bool *is_assumed)
{
    return figure_range(part, attribute, is_assumed).typ;
}

struct range figure_less(struct range a, struct range b)
{
    return (struct range){a.min - b.max, a.typ - b.typ, a.max - b.min};
}

struct range figure_ratio(struct range a, struct range b)
{
    return (struct range){a.min / b.max, a.typ / b.typ, a.max / b.min};
}

bool figure_is_class(const struct bom_line *line, const char *class_name)
{
    return strcmp(line->part->class_name, class_name) == 0;
}
