/* The words that lists use for what a column of a better list would say. */
#ifndef OPTIBOM_CATALOG_BOM_WORDS_H
#define OPTIBOM_CATALOG_BOM_WORDS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* "DNP", "do not place", "yes" ... in a column of flags; false when the word is neither that nor
 * its opposite. */
bool bom_words_flag(bool *dnp, const char *text);

/* True when the text says that the line is not placed: "DNP", "R5 (DNI)", "do not place". */
bool bom_words_dnp(const char *text);

/* True when the text begins with a word for an alternate: "or", "alternate for R5". */
bool bom_words_alternate(const char *text);

/* True when it says that the quantity is left to the builder: "A/R", "as required". */
bool bom_words_open_quantity(const char *text);

/* True for units that are pieces: "pcs", "EA". */
bool bom_words_pieces(const char *text);

/* The part numbers of a cell that holds several: "A123; B456", "A123 / B456", "A123 or B456"; with
 * `commas` also "A123, B456". An address is one. NULL when memory is exhausted. */
const char **bom_words_split(size_t *count, struct arena *arena, const char *text, bool commas);

#endif
