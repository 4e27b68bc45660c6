/*
 * Two rows that are one header: group names or names over units and sides.
 *
 *     Part info,,Arrow,,Mouser,          Part,Power,,Price
 *     Manf#,Qty,Price,Stock,Price,Stock  ,typ,max,USD
 *
 * A column is called as its lower cell says when that is understood and no other column is called
 * so; else "upper lower", where an empty upper cell continues the one to its left; and as the upper
 * cell says when the lower is empty.
 */
#ifndef OPTIBOM_IMPORT_HEADER_PAIR_H
#define OPTIBOM_IMPORT_HEADER_PAIR_H

#include "base/arena.h"
#include "import/attribute.h"
#include "import/reader.h"

/* Rows with more columns are not compared and joined. */
enum { IMPORT_HEADER_COLUMNS_MAX = 256 };

/* How many different attributes and sides of the class (NULL: none) the cells name. */
size_t import_header_understood(const struct import_class *of, const struct import_row *row);

/* Cells that an earlier cell of the row says too. */
size_t import_header_repeats(const struct import_row *row);

/* True when every cell of `lower` is the unit or the side of the name above it. */
bool import_header_is_units(const struct import_class *of, const struct import_row *upper,
                            const struct import_row *lower);

struct import_header_pair {
    const struct import_row *upper, *lower;
    bool joins_runs; /* neighbouring cells of the upper row are one group name */
};

struct import_header_pair import_header_pair(const struct import_row *upper,
                                             const struct import_row *lower);

/* The names of both rows together, as the class (NULL: none) understands them; line and raw are
 * the lower row's. A cell of SCAN_TEXT_SIZE bytes or more is no part of a name. False when memory
 * is exhausted. */
bool import_header_join(struct import_row *out, struct arena *arena,
                        const struct import_header_pair *pair, const struct import_class *of);

#endif
