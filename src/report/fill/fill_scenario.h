/* Builds under scenarios into the result tables. */
#ifndef OPTIBOM_REPORT_FILL_SCENARIO_H
#define OPTIBOM_REPORT_FILL_SCENARIO_H

#include "evaluate/evaluation.h"
#include "store/store.h"

struct fill_scenario {
    const char *name, *title;       /* title: what it asks; NULL: nothing */
    bool is_shipped;                /* else of the build itself */
    int64_t position;               /* from 1; 0: the build as it is */
    const struct evaluation *base;  /* the build as it is */
    const struct evaluation *under; /* NULL: the scenario cannot be asked of it */
    const char *misfit;             /* why not, else NULL */
};

/* One row a main metric. */
enum optibom_status fill_scenario(struct store *store, const struct fill_scenario *scenario,
                                  struct error *err);

#endif
