/* Which figure of several is in force, and the class table that repeats its value. */
#ifndef OPTIBOM_CATALOG_IN_FORCE_H
#define OPTIBOM_CATALOG_IN_FORCE_H

#include "catalog/dictionary.h"

/* SQL: how much a figure is trusted, of its column confidence; more is better. */
#define CATALOG_TRUST                                                                              \
    "CASE confidence WHEN 'vendor' THEN 5 WHEN 'standard' THEN 4 WHEN 'press' THEN 3"              \
    " WHEN 'estimate' THEN 2 WHEN 'seed' THEN 1 ELSE 0 END"

/* Of the figures of one attribute the more trusted is in force, among equals the later. */
enum optibom_status catalog_in_force_choose(struct store *store, const struct catalog_class *of,
                                            const struct catalog_attribute *attribute,
                                            int64_t part_id, struct error *err);

/* This one is in force; 0: none, and the class table has no value. */
enum optibom_status catalog_in_force_set(struct store *store, const struct catalog_class *of,
                                         const struct catalog_attribute *attribute, int64_t part_id,
                                         int64_t figure_id, struct error *err);

#endif
