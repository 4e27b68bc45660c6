/* The loss budget of one link, term by term, for those who want to see it. */
#ifndef OPTIBOM_EVALUATE_LINK_BUDGET_H
#define OPTIBOM_EVALUATE_LINK_BUDGET_H

#include "evaluate/link.h"

enum link_step { LINK_START, LINK_LOSS, LINK_MARGIN, LINK_FLOOR };

struct link_term {
    const char *name;
    enum link_step step;
    double value; /* typical; dBm at start and floor, or dB where a budget is stated; losses are
                     positive */
};

enum { LINK_TERMS = 8 };

/* Terms of one direction in the order that light takes: start - losses = floor + margin. 0 when a
 * figure that it needs is not known; names live in the arena, NULL when memory is exhausted. */
size_t link_budget(struct link_term terms[LINK_TERMS], struct arena *arena, const struct bom *bom,
                   const struct bom_link *link, bool is_upwards);

#endif
