/* What the files that fill the result tables share. */
#ifndef OPTIBOM_REPORT_FILL_PUT_H
#define OPTIBOM_REPORT_FILL_PUT_H

#include "report/fill/fill.h"

struct fill {
    const struct fill_run *run;
    struct store *store;
    struct error *err;
    enum optibom_status status; /* sticky: after the first failure nothing more is written */
    struct arena *arena;
    int64_t orders; /* rows of result_order so far */
};

#define FILL_PUT(fill, sql, format, ...)                                                           \
    do {                                                                                           \
        if ((fill)->status == OPTIBOM_OK)                                                          \
            (fill)->status = store_run((fill)->store, (fill)->err, sql, format, __VA_ARGS__);      \
    } while (0)

/* result_input. */
void fill_inputs(struct fill *fill);

/* result_order, result_price and result_alternate. Gives the number of the order of each purchase
 * of the evaluation, 0 where nothing is bought; NULL after a failure. */
const int64_t *fill_orders(struct fill *fill, const struct evaluation *evaluation);

/* result_line and result_figure. */
void fill_lines(struct fill *fill, const struct evaluation *evaluation, const int64_t *orders);

/* result_replacement. */
void fill_replacements(struct fill *fill, const struct evaluation *evaluation,
                       const int64_t *orders);

/* The most trust that an offer with a rate has; -1 when there is none. */
int fill_most_trust(const struct bom *bom, const struct catalog_part *part);

/* The offer has a rate, and no such offer of its part has more trust. */
bool fill_is_candidate(const struct bom *bom, const struct catalog_offer *offer, int most_trust);

/* NULL when there is no rate of the currency. */
const char *fill_rate_date(const struct bom *bom, const char *currency);

#endif
