/* A request for quotation into the tables result_rfq and result_rfq_line. */
#ifndef OPTIBOM_REPORT_FILL_RFQ_H
#define OPTIBOM_REPORT_FILL_RFQ_H

#include "catalog/rfq.h"

/* `position`: of the request among those of the run, from 1. */
enum optibom_status fill_rfq(struct store *store, const struct catalog_rfq *rfq, int64_t position,
                             struct error *err);

#endif
