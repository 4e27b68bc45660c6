/*
 * What is written of an import both first and last: its batch, its list of prices, its issues, what
 * the search index is to learn. SQLite writes pages to its log when memory is full, the oldest
 * first; one that is written twice has it sum up the whole log behind the first time once more.
 * Pages that are looked at, or were a moment ago, are not written.
 */
#ifndef OPTIBOM_CATALOG_PINNED_H
#define OPTIBOM_CATALOG_PINNED_H

#include "store/store.h"

enum { CATALOG_PINNED = 4 };

struct catalog_pinned {
    struct store_query queries[CATALOG_PINNED];
};

/* Looks at the latest of each; from then on they are pinned, until they are written to. */
void catalog_pin(struct catalog_pinned *pinned, struct store *store);

enum optibom_status catalog_unpin(struct catalog_pinned *pinned, struct error *err);

#endif
