/* One cell as a person reads it, by the kind of its column. */
#ifndef OPTIBOM_REPORT_CELL_TEXT_H
#define OPTIBOM_REPORT_CELL_TEXT_H

#include "base/buf.h"
#include "base/table.h"

/* Numbers with thousands separators and the digits that their kind deserves; ranges as "8..9..10"
 * with absent sides left out ("max 15"); texts without control characters, so that data can send
 * nothing to a terminal. */
void cell_text(struct buf *out, const struct table_cell *cell, enum table_kind kind);

/* Heading of a column with its unit: "power (W)". */
void cell_heading(struct buf *out, const struct table_column *column);

/* True when cells of the column stand at the right. */
bool cell_is_number(enum table_kind kind);

#endif
