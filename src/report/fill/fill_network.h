/* Tiers of switches and the terms of link budgets into the result tables. */
#ifndef OPTIBOM_REPORT_FILL_NETWORK_H
#define OPTIBOM_REPORT_FILL_NETWORK_H

#include "evaluate/evaluation.h"
#include "store/store.h"

enum optibom_status fill_network(struct store *store, const struct evaluation *evaluation,
                                 struct error *err);

#endif
