/* Order statistics without sorting everything. Statements in order.c. */
#ifndef OPTIBOM_EVALUATE_ORDER_H
#define OPTIBOM_EVALUATE_ORDER_H

#include "base/error.h"

#include <stddef.h>

/* Quantiles of `count` >= 1 finite values at `levels` in [0,1], in any order; the values are left
 * as they are. */
enum optibom_status order_quantiles(double *out, const double *values, size_t count,
                                    const double *levels, size_t level_count, struct error *err);

#endif
