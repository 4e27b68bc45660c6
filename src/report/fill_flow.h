/* The flows of one package into the result tables: with and without the known-good test. */
#ifndef OPTIBOM_REPORT_FILL_FLOW_H
#define OPTIBOM_REPORT_FILL_FLOW_H

#include "evaluate/evaluation.h"
#include "store/store.h"

enum optibom_status fill_flow(struct store *store, const char *build,
                              const struct evaluation_package *package, struct error *err);

#endif
