/* What an import did, for a person or as JSON. */
#ifndef OPTIBOM_REPORT_IMPORT_REPORT_H
#define OPTIBOM_REPORT_IMPORT_REPORT_H

#include "base/buf.h"
#include "catalog/load.h"
#include "optibom.h"

void import_report(struct buf *out, const struct catalog_load_report *report, bool dry_run,
                   const struct optibom_output *style);

/* The same for a new catalog, in one line for a person; `folder` NULL: the starting catalog. */
void import_report_init(struct buf *out, const char *path, const char *folder,
                        const struct catalog_load_report *report,
                        const struct optibom_output *style);

#endif
