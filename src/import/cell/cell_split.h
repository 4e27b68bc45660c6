/*
 * A cell's text taken apart: alternatives, and what hangs on each of them.
 *
 * 1. Alternatives stand between lines, ";", "|", "," (but between digits), and before a figure
 *    between "/", "or", "and", "&": "1310nm/1550nm", "300m (OM3), 400m (OM4)". Nothing inside
 *    brackets divides.
 * 2. Footnote marks are taken off: superscript digits, "^1", stars, daggers, "1)", "(1)", "[1]".
 * 3. A bracket becomes a condition, but a word of side or a unit where none is written stays with
 *    the value: "15 W (max)", "5 (W)". So does what a colon names: "OM3: 70 m".
 * 4. A count in front is taken off: "4x 1311nm".
 *
 * What remains is a value, perhaps with words behind it, for import/cell/cell_meaning.h.
 */
#ifndef OPTIBOM_IMPORT_CELL_SPLIT_H
#define OPTIBOM_IMPORT_CELL_SPLIT_H

#include "base/arena.h"
#include "base/error.h"
#include "import/attribute.h"

#include <stdint.h>

struct import_alternative {
    const char *value;     /* in plain form; may hold no figure at all */
    const char *condition; /* NULL for none */
    const char *marks;     /* of footnotes, blanks between; NULL for none */
    const char *doubt;     /* why the value is not sure; NULL when it is */
    int64_t count;         /* "4 x": 4; 0 when none stands in front */
};

/* Texts live in `arena`. A text that is too long for a value, or no alternative at all, gives a
 * count of 0. Only a failed allocation is an error. */
enum optibom_status import_cell_split(struct import_alternative **out, size_t *count,
                                      struct arena *arena, const struct import_attribute *attribute,
                                      const char *text, struct error *err);

/* True when a figure stands at the start of a plain text, behind a word of side or a sign. */
bool import_starts_figure(const char *text);

#endif
