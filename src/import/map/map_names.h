/*
 * The columns of one table by what a map calls them: a header, "Header#2" for its second
 * occurrence, a letter or a number. A header that is exactly so comes first, then one that differs
 * in punctuation, then letter and number.
 */
#ifndef OPTIBOM_IMPORT_MAP_NAMES_H
#define OPTIBOM_IMPORT_MAP_NAMES_H

#include "base/arena.h"
#include "base/error.h"
#include "import/reader.h"

#include <stdbool.h>
#include <stddef.h>

enum { IMPORT_MAP_COLUMNS_MAX = 16384 };

struct import_map_names {
    const char **headers; /* blanks made plain; of two rows: "upper lower" */
    const char **own;     /* of two rows the lower alone, else `headers` */
    size_t count;         /* 0 for a table without header: letters and numbers only */
};

/* Of one header row, or of two: the upper one holds on to the right until its next text, as over
 * joined cells. Everything in `out` lives in `arena`. */
enum optibom_status import_map_names_make(struct import_map_names *out, struct arena *arena,
                                          const struct import_row *upper,
                                          const struct import_row *lower, struct error *err);

/* Position from 0; false when the table has no such column. */
bool import_map_names_find(size_t *position, const struct import_map_names *names,
                           const char *column);

/* The header nearest to what was asked for, NULL for none. */
const char *import_map_names_nearest(const struct import_map_names *names, const char *column);

/* "A" to "XFD" and on, in 8 bytes. */
void import_map_names_letter(char out[8], size_t position);

#endif
