/* A table for a terminal: aligned columns under their headings. */
#ifndef OPTIBOM_REPORT_TEXT_H
#define OPTIBOM_REPORT_TEXT_H

#include "base/buf.h"
#include "base/table.h"

struct text_style {
    size_t width;    /* columns to fit into, by shortening texts, then by leaving out columns from
                      * the right; 0: as wide as it needs */
    bool is_wrapped; /* long texts go on in further lines; else they are cut with an ellipsis */
    bool is_coloured;
};

/* Headings, a rule, one line a row; numbers to the right; a column without any value is left out.
 * Data cannot reach the terminal as control characters. Failure stays in `out`. */
void text_write(struct buf *out, const struct table *table, const struct text_style *style);

#endif
