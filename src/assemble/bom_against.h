/* Whether a bill of materials from elsewhere has what a build needs. */
#ifndef OPTIBOM_ASSEMBLE_BOM_AGAINST_H
#define OPTIBOM_ASSEMBLE_BOM_AGAINST_H

#include "assemble/bom.h"
#include "catalog/bom_pieces.h"

/* Holds the list against the lines of a finished BOM, part by part over all of them; with
 * `bought_only` what comes inside bought systems need not stand in the list. Finds list-lacks and
 * list-exceeds; false when memory is exhausted. */
bool bom_against_list(struct bom *bom, const struct bom_piece *items, size_t count,
                      bool bought_only);

#endif
