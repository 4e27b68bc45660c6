/* Figures of parts as arithmetic takes them: every side filled, and whether they are assumed. */
#ifndef OPTIBOM_ASSEMBLE_FIGURE_H
#define OPTIBOM_ASSEMBLE_FIGURE_H

#include "assemble/bom.h"

/* The figure in force with its absent sides filled, none when the catalog has none. Sets
 * `*is_assumed` when its confidence is assumption, and leaves it else; NULL: nobody asks. */
struct range figure_range(const struct catalog_part *part, const char *attribute, bool *is_assumed);

/* One number: typ, else max, else min; NaN when the catalog has none. */
double figure_number(const struct catalog_part *part, const char *attribute, bool *is_assumed);

/* a - b with the sides that make the least and the most of it. */
struct range figure_less(struct range a, struct range b);

/* Each side of `a` over the side of `b` that makes the least and the most of it. */
struct range figure_ratio(struct range a, struct range b);

bool figure_is_class(const struct bom_line *line, const char *class_name);

#endif
