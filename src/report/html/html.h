/* Reports as one HTML page: self-contained, with pictures, readable on a phone and on paper. */
#ifndef OPTIBOM_REPORT_HTML_H
#define OPTIBOM_REPORT_HTML_H

#include "base/buf.h"
#include "report/spec/spec.h"
#include "store/store.h"

/* Whether the report is a section of the page of builds. */
bool report_html_shows(const struct report_spec *spec);

/* Runs the reports and appends the page: what is apart from the workbook (pictures) first, then
 * the others in the order given, the report `sources` last. `date` (YYYY-MM-DD) is the one date in
 * it, so that the same results give the same bytes. A chart of a report that is not among them is
 * left out, and so are reports without rows beside others. */
enum optibom_status report_html_write(struct buf *out, struct store *store,
                                      const struct report_spec *const *specs, size_t count,
                                      const char *date, struct error *err);

#endif
