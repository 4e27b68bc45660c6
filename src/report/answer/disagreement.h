/* Where the documents about a part do not agree: rows of disagreement_view. */
#ifndef OPTIBOM_REPORT_DISAGREEMENT_H
#define OPTIBOM_REPORT_DISAGREEMENT_H

#include "base/table.h"
#include "store/store.h"

/* A line a figure that disagrees with the one in force; `shorter` is for a terminal. */
enum optibom_status disagreement_tables(struct table *out, struct table *shorter,
                                        struct arena *arena, struct store *store, int64_t part_id,
                                        struct error *err);

#endif
