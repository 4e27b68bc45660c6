/*
 * Further numbers of parts, in memory: what a price list says of a part that was merged with
 * another is said of that one.
 */
#ifndef OPTIBOM_CATALOG_PART_ALIAS_H
#define OPTIBOM_CATALOG_PART_ALIAS_H

#include "base/text_map.h"
#include "store/store.h"

struct catalog_part_number {
    int64_t vendor_id;
    const char *mpn;
};

struct catalog_part_aliases {
    struct catalog_part_number *parts; /* own numbers, one for each alias */
    size_t count;
    struct text_map places; /* in `parts`, by the alias */
};

enum optibom_status catalog_part_aliases_load(struct catalog_part_aliases *out, struct arena *arena,
                                              struct store *store, struct error *err);
void catalog_part_aliases_fini(struct catalog_part_aliases *aliases);

/* The part's own number where this is another one of it; else NULL. */
const struct catalog_part_number *catalog_part_of_alias(const struct catalog_part_aliases *aliases,
                                                        int64_t vendor_id, const char *mpn);

#endif
