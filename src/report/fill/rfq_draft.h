/* Drafts of requests for quotation: whom a build could ask for what it orders. Nothing of them is
 * remembered. */
#ifndef OPTIBOM_REPORT_RFQ_DRAFT_H
#define OPTIBOM_REPORT_RFQ_DRAFT_H

#include "catalog/rfq.h"
#include "evaluate/evaluation.h"

/* Whom a draft is addressed to that has neither supplier nor maker. */
#define RFQ_DRAFT_OPEN "open request"

struct rfq_drafts {
    struct catalog_rfq *items; /* by supplier without regard to case, the open one last */
    size_t count;
};

/* One draft for each supplier of an offer that is taken; where nobody who is named quotes, for the
 * maker; for parts that only stand for a standard class, whose makers are no companies, the open
 * one. Lines stand in the order of the bill of materials and ask for the need, and for the need of
 * ten times the program. `program_racks` 0: as the spec says; `date`: YYYY-MM-DD. Everything lives
 * in `arena` and points into the evaluation. */
enum optibom_status rfq_drafts(struct rfq_drafts *out, struct arena *arena,
                               const struct evaluation *evaluation, int64_t program_racks,
                               const char *date, struct error *err);

#endif
