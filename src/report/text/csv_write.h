/* A table as CSV after RFC 4180, safe to open in a spreadsheet. */
#ifndef OPTIBOM_REPORT_CSV_WRITE_H
#define OPTIBOM_REPORT_CSV_WRITE_H

#include "base/buf.h"
#include "base/table.h"

/* A header of column names, then the rows; lines end with CR LF, UTF-8. Numbers with all their
 * digits; a range becomes three columns NAME_min, NAME_typ and NAME_max. A text that a spreadsheet
 * would run as a formula (it starts with = + - @ tab or CR and is no number) gets a leading
 * apostrophe, which import takes away again. Failure stays in `out`. */
void csv_write(struct buf *out, const struct table *table);

/* One cell of text, by the same rules. */
void csv_write_text(struct buf *out, const char *text);

#endif
