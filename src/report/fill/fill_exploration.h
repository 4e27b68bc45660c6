/* An exploration into the tables of schema/result_explore.sql. */
#ifndef OPTIBOM_REPORT_FILL_EXPLORATION_H
#define OPTIBOM_REPORT_FILL_EXPLORATION_H

#include "explore/verdict.h"
#include "store/store.h"

/* `date`: of the report, YYYY-MM-DD. What is needed on the way lives in `arena`. */
enum optibom_status fill_exploration(struct store *store, struct arena *arena,
                                     const struct exploration *exploration,
                                     const struct verdict *verdict, const char *date,
                                     struct error *err);

#endif
