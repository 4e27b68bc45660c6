/* What rows of text cells look like before anybody knows what they mean. */
#ifndef OPTIBOM_IMPORT_ROW_SHAPE_H
#define OPTIBOM_IMPORT_ROW_SHAPE_H

#include "base/arena.h"
#include "import/reader.h"

/* Nothing but blanks. */
bool import_cell_is_empty(const char *cell);

/* A bare number, an amount, a percentage or a date in digits: a digit, and no letters but those of
 * an exponent. */
bool import_cell_is_figure(const char *cell);

/* The same text but for outer blanks and the case of letters. */
bool import_cell_is_same(const char *a, const char *b);

/* The cell, or "" past the last. */
const char *import_row_cell(const struct import_row *row, size_t column);

size_t import_row_filled(const struct import_row *row);  /* cells that are not empty */
size_t import_row_figures(const struct import_row *row); /* cells that are figures */

/* A copy that lives as long as the arena, for a row of a reader lives until the next only. False
 * when memory is exhausted. */
bool import_row_copy(struct import_row *out, struct arena *arena, const struct import_row *row);

#endif
