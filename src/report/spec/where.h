/* Rows of a result that WHERE of a report picks; grammar in spec.h. */
#ifndef OPTIBOM_REPORT_WHERE_H
#define OPTIBOM_REPORT_WHERE_H

#include "report/spec/spec.h"

/* True when every COLUMN = VALUE holds; "each" terms always do. */
bool where_holds(const struct table *table, const struct report_spec *spec, size_t row,
                 const struct report_where *where);

/* The first row that it holds for; OPTIBOM_NOT_FOUND without a sentence when there is none. */
enum optibom_status where_first(size_t *row, const struct table *table,
                                const struct report_spec *spec, const struct report_where *where);

/* Rows of equal values, one after the other. */
struct where_run {
    size_t first, last;
};

/* The rows that it holds for, a run for each set of values of the "each" columns. False, with
 * `runs` NULL, when memory is exhausted; `is_apart` tells that rows of one set do not stand
 * together. */
bool where_runs(struct where_run **runs, size_t *count, bool *is_apart, struct arena *arena,
                const struct table *table, const struct report_spec *spec,
                const struct report_where *where);

/* The same within one run, by the values of one column. */
bool where_runs_by(struct where_run **runs, size_t *count, bool *is_apart, struct arena *arena,
                   const struct table *table, struct where_run within, size_t column);

/* The text of a cell as WHERE compares it: "" for null. `text` holds 32 bytes, for numbers. */
const char *where_text(char text[32], const struct table_cell *cell);

#endif
