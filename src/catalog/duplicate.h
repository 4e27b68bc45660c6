/*
 * Parts that stand in the catalog twice: found, and merged so that nothing that was known of
 * either is lost. Statements in duplicate.c.
 */
#ifndef OPTIBOM_CATALOG_DUPLICATE_H
#define OPTIBOM_CATALOG_DUPLICATE_H

#include "base/table.h"
#include "catalog/change.h"

/* Pairs that may be one part, the likelier first, with the reason. */
enum optibom_status catalog_duplicate_list(struct table *out, struct arena *arena,
                                           struct store *store, struct error *err);

/* What a merge did. */
struct catalog_merge {
    const char *duplicate, *part; /* "NVIDIA Q3450-LD" */
    int64_t figures, prices;      /* that are the part's now */
    int64_t dropped;              /* figures that the part has of the same document */
};

/* One change. OPTIBOM_NOT_FOUND and OPTIBOM_CONFLICT as catalog_part_resolve; OPTIBOM_USAGE for a
 * part and itself; OPTIBOM_BAD_INPUT for parts of two classes, of which neither is 'other', and
 * where one contains the other. */
enum optibom_status catalog_duplicate_merge(struct catalog_merge *out, struct arena *arena,
                                            struct catalog *catalog, const char *duplicate,
                                            const char *part, struct catalog_who who,
                                            struct error *err);

#endif
