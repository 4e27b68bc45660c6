/* Reports as an Excel workbook: a sheet each, with live formulas, input cells and native charts. */
#ifndef OPTIBOM_REPORT_XLSX_H
#define OPTIBOM_REPORT_XLSX_H

#include "report/spec.h"
#include "store/store.h"

/* Runs the reports and writes their sheets in the order given. `date` (YYYY-MM-DD) is the one date
 * in the file, so that the same results give the same bytes. The file appears under its name only
 * when it is complete. A formula that speaks of a sheet left out is written as its value. */
enum optibom_status report_xlsx_write(const char *path, struct store *store,
                                      const struct report_spec *specs, size_t count,
                                      const char *date, struct error *err);

#endif
