/* Tables as Markdown, for pasting. */
#ifndef OPTIBOM_REPORT_MARKDOWN_H
#define OPTIBOM_REPORT_MARKDOWN_H

#include "base/buf.h"
#include "base/table.h"

/* Characters of data that Markdown or HTML would obey are escaped. */
void markdown_table(struct buf *out, const struct table *table);

#endif
