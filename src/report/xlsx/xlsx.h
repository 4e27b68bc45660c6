/* Reports as an Excel workbook: a sheet each, with live formulas, input cells and native charts. */
#ifndef OPTIBOM_REPORT_XLSX_H
#define OPTIBOM_REPORT_XLSX_H

#include "report/spec/spec.h"
#include "store/store.h"

struct xlsx_request {
    const char *path;
    const struct report_spec *const *specs; /* sheets in this order */
    size_t count;
    const char
        *date; /* YYYY-MM-DD, the one date in the file: the same results give the same bytes */
    /* Rows written of all; may be NULL. */
    void (*progress)(void *context, size_t done, size_t expected);
    void *progress_context;
    /* Called when the file is whole and about to appear; after a failure it does not. May be NULL.
     */
    enum optibom_status (*ready)(void *context, struct error *err);
    void *ready_context;
};

/* Runs the reports and writes their sheets. The file appears under its name only when it is
 * complete. A formula that speaks of a sheet left out is written as its value. OPTIBOM_BAD_INPUT
 * names the report that is wrong, OPTIBOM_FAILED the file. */
enum optibom_status report_xlsx_write(const struct xlsx_request *request, struct store *store,
                                      struct error *err);

#endif
