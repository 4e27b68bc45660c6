/* Material of a build and of a program; statements in cost.c. */
#ifndef OPTIBOM_EVALUATE_COST_H
#define OPTIBOM_EVALUATE_COST_H

#include "evaluate/distribution.h"
#include "evaluate/evaluation.h"

/* Fills the purchases and the cost of every line. OPTIBOM_BAD_INPUT when an amount does not fit. */
enum optibom_status cost_lines(struct evaluation *evaluation, struct arena *arena,
                               int64_t program_racks, struct error *err);

struct cost_total {
    int64_t micros, low_micros, high_micros; /* of the build */
    int64_t order_micros;                    /* of the program */
    int64_t assumed_micros;                  /* of the build, at assumed prices */
    int64_t priced;                          /* bought lines with an offer */
    /* Exact, in units of the currency: of the build when the price of each part is triangular and
     * independent of the others. */
    struct moments moments;
};

/* OPTIBOM_BAD_INPUT when a sum does not fit. */
enum optibom_status cost_total(struct cost_total *out, const struct evaluation *evaluation,
                               struct error *err);

/* Bought price, in micro-units of the program's currency, of one piece of a part at the given
 * quantity; false when it has no offer. */
bool cost_of_part(int64_t *micros, const struct bom *bom, const struct catalog_part *part,
                  int64_t quantity);

/* Need of a line for so many racks, spares included (statement 1); false when it does not fit. */
bool cost_need(int64_t *need, const struct spec *spec, int64_t quantity, int64_t program_racks);

#endif
