/* A table as Markdown (the pipe tables of GitHub and others). */
#ifndef OPTIBOM_REPORT_MARKDOWN_H
#define OPTIBOM_REPORT_MARKDOWN_H

#include "base/buf.h"
#include "base/table.h"

/* Numbers to the right, with thousands separators; texts escaped; addresses as links. A title, when
 * not NULL, becomes a heading above. Failure stays in `out`. */
void markdown_write(struct buf *out, const struct table *table, const char *title);

#endif
