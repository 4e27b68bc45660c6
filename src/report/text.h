/* Tables for a terminal. */
#ifndef OPTIBOM_REPORT_TEXT_H
#define OPTIBOM_REPORT_TEXT_H

#include "base/buf.h"
#include "base/table.h"

/* Aligned columns, numbers at the right. With `width` above 0 the widest texts are cut, with an
 * ellipsis, until a line fits; empty columns are left out. `colour` marks headings and severities. */
void text_table(struct buf *out, const struct table *table, int width, bool colour);

#endif
