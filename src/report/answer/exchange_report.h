/* What an exchange between sites did, for a person or as JSON. */
#ifndef OPTIBOM_REPORT_EXCHANGE_REPORT_H
#define OPTIBOM_REPORT_EXCHANGE_REPORT_H

#include "base/buf.h"
#include "catalog/exchange.h"

void exchange_report_export(struct buf *out, const struct catalog_exchange_counts *counts,
                            const char *path, const struct optibom_output *style);

void exchange_report_apply(struct buf *out, const struct catalog_exchange_report *report,
                           const struct catalog_exchange_request *request,
                           const struct optibom_output *style);

#endif
