/* What a build needs of one supplier, as the lines of a request for quotation, and by when it is
 * answered. */
#ifndef OPTIBOM_REPORT_RFQ_LINES_H
#define OPTIBOM_REPORT_RFQ_LINES_H

#include "catalog/rfq.h"
#include "evaluate/evaluation.h"

struct rfq_pick {
    const char *supplier;
    const char *const *classes; /* of parts; none: any */
    size_t class_count;
    bool is_all;               /* every part; else those that the supplier makes or offers */
    bool has_target;           /* tells what is paid now */
    const int64_t *quantities; /* to quote for, ascending; none: the need of each line */
    size_t quantity_count;
};

/* Two weeks after the day of the request; that day itself at the end of the calendar. In `arena`,
 * NULL without memory. */
const char *rfq_respond_by(struct arena *arena, const char *date);

/* Adds a line for the part, without need and quantities; NULL without memory. */
struct catalog_rfq_line *rfq_line_add(struct catalog_rfq *rfq, struct arena *arena,
                                      const struct catalog_part *part);

/* True when the supplier makes or offers a part that the build buys. */
bool rfq_knows_supplier(const struct evaluation *evaluation, const char *supplier);

/* The one that does and whose name comes nearest; NULL: none comes near. Lives as the parts. */
enum optibom_status rfq_nearest_supplier(const char **out, struct arena *arena,
                                         const struct evaluation *evaluation, const char *supplier,
                                         struct error *err);

/* Fills the lines of `rfq`: one a part that the build buys and `pick` takes, its need summed, in
 * the order of the bill of materials. There may be none. */
enum optibom_status rfq_lines(struct catalog_rfq *rfq, struct arena *arena,
                              const struct evaluation *evaluation, const struct rfq_pick *pick,
                              struct error *err);

#endif
