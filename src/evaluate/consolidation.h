/* One buy for several builds; statements in consolidation.c. */
#ifndef OPTIBOM_EVALUATE_CONSOLIDATION_H
#define OPTIBOM_EVALUATE_CONSOLIDATION_H

#include "evaluate/evaluation.h"

/* A part that at least one build buys. */
struct consolidation_line {
    const struct catalog_part *part;
    int64_t *needs; /* pieces, by build, spares included */
    int64_t need;   /* of all builds */
    struct purchase together;
    int64_t *alone_each;  /* by build, when it orders its own need; 0 without an offer */
    int64_t alone_micros; /* of all builds */
};

struct consolidation_build {
    const struct evaluation *evaluation;
    int64_t alone_micros; /* when it orders alone */
    int64_t share_micros; /* of what is ordered together */
};

/* Amounts are in the currency that the builds have in common. */
struct consolidation {
    const char *currency;
    struct consolidation_line *lines; /* by first appearance */
    size_t line_count;
    struct consolidation_build *builds;
    size_t build_count;
    int64_t alone_micros, together_micros;
    int64_t unpriced; /* parts without an offer: their cost is in no sum */
};

/* The evaluations have one program currency. OPTIBOM_BAD_INPUT when a number does not fit.
 * Everything lives in `arena` and points into the evaluations. */
enum optibom_status consolidation_make(struct consolidation **out, struct arena *arena,
                                       struct evaluation *const *evaluations, size_t count,
                                       struct error *err);

#endif
