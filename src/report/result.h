/* Running a report: the rows of its SELECT as a table with the columns that the report describes.
 */
#ifndef OPTIBOM_REPORT_RESULT_H
#define OPTIBOM_REPORT_RESULT_H

#include "base/table.h"
#include "report/spec/spec.h"
#include "store/store.h"

/* Everything lives in the arena. Columns stand in the order of the report; without `column` lines
 * they are those of the SELECT. A column that one side lacks is OPTIBOM_BAD_INPUT. The SELECT is a
 * statement of a person: it only reads, in bounded time and memory. */
enum optibom_status report_result(struct table *out, struct arena *arena, struct store *store,
                                  const struct report_spec *spec, struct error *err);

/* Sets which columns of a result, or of a part of its rows, are hidden: those that the report
 * hides, and those `with` a column that has no value in any row. */
void report_result_hide(struct table *table, const struct report_spec *spec);

/* The currency of the amounts in the result tables; "" when the run has none. */
enum optibom_status report_result_currency(const char **out, struct arena *arena,
                                           struct store *store, struct error *err);

#endif
