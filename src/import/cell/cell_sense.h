/* One alternative of a cell, read: inside of import/cell_meaning only. */
#ifndef OPTIBOM_IMPORT_CELL_SENSE_H
#define OPTIBOM_IMPORT_CELL_SENSE_H

#include "base/quantity.h"
#include "import/cell/cell_split.h"
#include "import/cell/cell_value.h"

struct import_sense {
    bool is_read; /* the alternative is a value; else the rest but `unit` is of no use */
    struct import_value value;        /* range or integer */
    const char *text;                 /* of the value alone */
    const char *condition;            /* NULL for none */
    const char *doubt;                /* NULL for none */
    const struct quantity_unit *unit; /* that is written; NULL for a bare number */
    int64_t count;
};

/* A bare number takes the unit `inherited`, NULL for that of the column. */
enum optibom_status import_sense_read(struct import_sense *out, struct arena *arena,
                                      const struct import_column *column,
                                      const struct import_alternative *alternative,
                                      const struct quantity_unit *inherited, struct error *err);

/* Finds a figure with a unit of the column's quantity in `condition`, the whole or the first one in
 * it: it is written to `out`, and `*at` points to it, in the condition or a copy of it in plain
 * form. `*at` is NULL when there is none. */
enum optibom_status import_sense_inside(struct import_sense *out, const char **at,
                                        struct arena *arena, const struct import_column *column,
                                        const char *condition, struct error *err);

/* The largest side without its sign, 0 of a range that has none. */
double import_range_size(struct range range);

/* True when each side of both is the same within `tolerance`, a share of the larger range. */
bool import_range_same(struct range a, struct range b, double tolerance);

/* The same of the values, whole numbers exactly. */
bool import_sense_same(const struct import_sense *a, const struct import_sense *b,
                       double tolerance);

/* Two conditions as one, either NULL; NULL too when memory is exhausted, then `*is_lost` is set. */
const char *import_sense_join(struct arena *arena, const char *a, const char *b, bool *is_lost);

#endif
