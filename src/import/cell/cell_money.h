/* From the text of a cell to an amount of money. */
#ifndef OPTIBOM_IMPORT_CELL_MONEY_H
#define OPTIBOM_IMPORT_CELL_MONEY_H

#include "import/cell/cell_value.h"

/* As import_cell_read, for IMPORT_MONEY. "$12", "12.00 EUR" and "12.00 each" are amounts. "Call",
 * "on request" and amounts below zero mean that there is no price: "price-on-request". "12.00 per
 * 1000" asks whether the price is for one or for all: "ambiguous-value" with both. */
enum optibom_status import_cell_money(struct import_value *value,
                                      struct import_cell_problem *problem, struct arena *arena,
                                      const struct import_column *column, const char *text,
                                      struct error *err);

#endif
