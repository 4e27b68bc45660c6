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

/* True when engines stand around a chip: in one system with it, or bought for the chip itself. */
bool shoreline_is_beside(const struct bom *bom, size_t engines, size_t chips);

#endif
