/* Material of a build and of a program; statements in cost.c. */
#ifndef OPTIBOM_EVALUATE_COST_H
#define OPTIBOM_EVALUATE_COST_H

#include "evaluate/distribution.h"
#include "evaluate/evaluation.h"

/* Fills the cost fields of every line. OPTIBOM_BAD_INPUT when an amount does not fit. */
enum optibom_status cost_lines(struct evaluation *evaluation, int64_t program_racks,
                               struct error *err);

struct cost_total {
    int64_t micros, low_micros, high_micros; /* of the build */
    int64_t order_micros;                    /* of the program */
    int64_t assumed_micros;                  /* of the build, at assumed prices */
    int64_t unpriced;                        /* bought lines without an offer */
    /* Exact, in units of the currency: of the build when the price of each part is triangular and
     * independent of the others. */
    struct moments moments;
};

/* OPTIBOM_BAD_INPUT when a sum does not fit. */
enum optibom_status cost_total(struct cost_total *out, const struct evaluation *evaluation,
                               struct error *err);

/* The unit price of a line's offer in the program's currency, for printing: which 0 typical,
 * -1 low, +1 high. */
double cost_unit_price(const struct evaluation_line *line, int which);

/* The same for a piece that is bought alone: at the first break. */
double cost_single_price(const struct evaluation_line *line);

/* One order of a part. */
struct cost_order {
    const struct catalog_offer *offer; /* NULL: none */
    const struct catalog_break *price;
    int64_t rate_micros; /* of the offer's currency */
    int64_t orderable;   /* need by minimum order and multiple; the need itself without an offer */
    int64_t micros;      /* of all of it; 0 without an offer */
};

/* Statements 2 to 5 for `need` pieces. False when an amount does not fit. */
bool cost_order(struct cost_order *out, const struct bom *bom, const struct catalog_part *part,
                int64_t need);

/* Its unit price in the program's currency, for printing; NaN without an offer. */
double cost_order_price(const struct cost_order *order);

/* Bought price, in micro-units of the program's currency, of one piece of a part at the given
 * quantity; false when it has no offer. */
bool cost_of_part(int64_t *micros, const struct bom *bom, const struct catalog_part *part,
                  int64_t quantity);

#endif
