/* What differs between two builds into the result tables. */
#ifndef OPTIBOM_REPORT_FILL_CHANGE_H
#define OPTIBOM_REPORT_FILL_CHANGE_H

#include "report/answer/build_diff.h"
#include "store/store.h"

/* `build` is the later one, as the tables call it. */
enum optibom_status fill_change(struct store *store, const char *build, const char *before,
                                const struct build_diff *diff, struct error *err);

/* A sentence in place of lines: there is nothing to compare with. */
enum optibom_status fill_change_none(struct store *store, const char *build, const char *sentence,
                                     struct error *err);

#endif
