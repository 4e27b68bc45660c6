/* A table for a terminal: aligned columns under their headings. */
#ifndef OPTIBOM_REPORT_TEXT_H
#define OPTIBOM_REPORT_TEXT_H

#include "base/buf.h"
#include "base/table.h"
#include "report/spec/spec.h"

struct text_style {
    size_t width;     /* columns of the terminal to fit into; 0: no terminal, as wide as it needs */
    bool is_wrapped;  /* all long texts go on in further lines, not only in columns that say so */
    bool is_coloured; /* by the highlights of the report, or those that hold for all tables */
    bool is_utf8;     /* bars of block characters, an ellipsis of one; else ASCII */
};

/* Headings, a rule, one line a row; numbers to the right; a column without any value is left out.
 * Too wide a table is made to fit: columns that say the same in every row go below it, headings
 * take several lines, texts are cut or wrapped, and what then finds no room is named below; its key
 * columns (those that `spec` freezes, sums or draws as bars, else the first) stay longest. Numbers
 * are never cut. `spec` is NULL for a table that is no report.
 * Data cannot reach the terminal as control characters. Failure stays in `out`. */
void text_write(struct buf *out, const struct table *table, const struct report_spec *spec,
                const struct text_style *style);

#endif
