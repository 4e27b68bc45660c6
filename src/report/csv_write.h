/* Tables as CSV (RFC 4180), safe to open in a spreadsheet. */
#ifndef OPTIBOM_REPORT_CSV_WRITE_H
#define OPTIBOM_REPORT_CSV_WRITE_H

#include "base/buf.h"
#include "base/table.h"

/* Column names, then one line a row; a range is three columns. Numbers have all their digits. A
 * text that a spreadsheet would take for a formula (it starts with = + - @, tab or CR) gets an
 * apostrophe before it, unless it is a number. */
void csv_write_table(struct buf *out, const struct table *table);

#endif
