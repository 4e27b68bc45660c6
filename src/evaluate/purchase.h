/* What buying a part comes to: offer, price break, order. Statements in purchase.c. */
#ifndef OPTIBOM_EVALUATE_PURCHASE_H
#define OPTIBOM_EVALUATE_PURCHASE_H

#include "assemble/bom.h"

/* All lines of one part together. */
struct purchase {
    const struct catalog_part *part;
    long line;                         /* the first that buys it, else the first; BOM_TOP: none */
    int64_t quantity;                  /* bought, in the build */
    int64_t need;                      /* for the program, spares included; 0 when not bought */
    int64_t approved_alternates;       /* of the bought line that has the fewest */
    int64_t compared;                  /* quantity at which its offers were compared */
    const struct catalog_offer *offer; /* NULL: none */
    const struct catalog_break *price; /* of the offer, at the need; NULL without an offer */
    int64_t rate_micros;               /* of the offer's currency */
    int64_t orderable;                 /* need by minimum order and multiple; the need itself
                                          without an offer */
    int64_t order_micros;              /* of what is ordered; 0 without an offer */
    int64_t cost_micros, cost_low_micros, cost_high_micros; /* of the build, the sum of its lines */
};

/* The break that holds for a quantity, of an offer that has any. */
const struct catalog_break *purchase_break(const struct catalog_offer *offer, int64_t quantity);

/* Least pieces of an order: the minimum, or from where on the first price holds. */
int64_t purchase_minimum(const struct catalog_offer *offer);

/* True when a piece costs the same in any order: no breaks, no minimum, no multiple. */
bool purchase_is_flat(const struct catalog_part *part);

/* Offer, break and rate for the need of purchase->part, or of what is not needed for `quantity`
 * pieces. */
void purchase_choose(struct purchase *purchase, const struct bom *bom, int64_t quantity);

/* What the need of a chosen purchase takes to order; false when the amount does not fit. */
bool purchase_order(struct purchase *purchase);

/* Micro-units of the program's currency for `quantity` pieces at `price_micros` for the basis of
 * the offer; false when it does not fit. */
bool purchase_amount(int64_t *out, const struct purchase *purchase, int64_t quantity,
                     int64_t price_micros);

/* Unit price in the program's currency, for printing: which 0 typical, -1 low, +1 high. NaN without
 * an offer. */
double purchase_unit_price(const struct purchase *purchase, int which);

/* The same for a piece that is bought alone: at the first break. */
double purchase_single_price(const struct purchase *purchase);

/* Micro-units of the program's currency for one of `currency`; 0: no rate. */
int64_t purchase_rate(const struct bom *bom, const char *currency);

#endif
