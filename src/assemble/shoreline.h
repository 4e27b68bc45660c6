/* The edge of a package and what engines take of it; NaN where the catalog does not say. */
#ifndef OPTIBOM_ASSEMBLE_SHORELINE_H
#define OPTIBOM_ASSEMBLE_SHORELINE_H

#include "assemble/bom.h"
#include "assemble/figure.h"

/* mm of one engine: as stated, or its bandwidth / edge density; engines on boards and beside the
 * package (obo, npo) take none. */
double shoreline_of_engine(const struct catalog_part *engine, bool *is_assumed);

/* mm of one package: 4 x package edge x usable share. */
struct range shoreline_usable(const struct catalog_part *chip, bool *is_assumed);

/* The next line from `from` on of a chip that the engines stand around: in one system with it, or
 * bought for the chip itself; the number of lines when there is none. */
size_t shoreline_next(const struct bom *bom, size_t engines, size_t from);

#endif
