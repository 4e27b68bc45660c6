/* Texts of a report that is taken apart by a column (`each` in spec.h). */
#ifndef OPTIBOM_REPORT_EACH_H
#define OPTIBOM_REPORT_EACH_H

#include "report/spec/spec.h"

/* The text with each {COLUMN} replaced by the value in the first row of the table, by nothing when
 * it has no rows, and without blanks at its end; in `arena`, NULL without memory. */
const char *each_text(struct arena *arena, const char *text, const struct report_spec *spec,
                      const struct table *table);

/* Checks that the braces in sheet, title and purpose hold columns. */
enum optibom_status each_check(const struct report_spec *spec, struct error *err);

/* The report as one table of all values, for a writer without sheets: the braces hold nothing. In
 * `arena`, NULL without memory; the report itself when it is not taken apart. */
const struct report_spec *each_whole(struct arena *arena, const struct report_spec *spec);

#endif
