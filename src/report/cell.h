/* Cells as texts: for a person, and plain for a machine. */
#ifndef OPTIBOM_REPORT_CELL_H
#define OPTIBOM_REPORT_CELL_H

#include "base/buf.h"
#include "base/table.h"

/* The heading with its unit: "Power, W". */
void cell_heading(struct buf *out, const struct table_column *column);

/* For a person: thousands separators, the digits that table.h states for the kind, percentages with
 * their sign, ranges as "8 .. 9 .. 10". Nothing for null. Texts as they are. */
void cell_person(struct buf *out, const struct table_column *column, const struct table_cell *cell);

/* A figure for a person, with its unit: "8 .. 9 .. 10 W"; `text` NULL: it is the range. */
void cell_figure(struct buf *out, struct range range, const char *text, const char *unit);

/* One side of a range, or a number, with all its digits; nothing when it is absent. */
void cell_number(struct buf *out, double value);

bool cell_is_number(const struct table_column *column);

#endif
