/* Which figure of several is in force, and the class table that repeats its value. */
#ifndef OPTIBOM_CATALOG_IN_FORCE_H
#define OPTIBOM_CATALOG_IN_FORCE_H

#include "catalog/dictionary.h"

/* SQL: how much a figure of a confidence is trusted; more is better. */
#define CATALOG_TRUST(confidence)                                                                  \
    "CASE " confidence " WHEN 'vendor' THEN 5 WHEN 'standard' THEN 4 WHEN 'press' THEN 3"          \
    " WHEN 'estimate' THEN 2 WHEN 'seed' THEN 1 ELSE 0 END"

/* What a figure gives, in the canonical unit; NaN and NULL where it does not say. */
struct catalog_value {
    double min, typ, max;
    const char *text;
};

/* Of the figures of one attribute the more trusted is in force, among equals the later. */
enum optibom_status catalog_in_force_choose(struct store *store, const struct catalog_class *of,
                                            const struct catalog_attribute *attribute,
                                            int64_t part_id, struct error *err);

/* This one is in force; 0: none, and the class table has no value. */
enum optibom_status catalog_in_force_set(struct store *store, const struct catalog_class *of,
                                         const struct catalog_attribute *attribute, int64_t part_id,
                                         int64_t figure_id, struct error *err);

/* The class table repeats the figure in force. */
enum optibom_status catalog_in_force_copy(struct store *store, const struct catalog_class *of,
                                          const struct catalog_attribute *attribute,
                                          int64_t part_id, struct error *err);

/*
 * The statements that insert a new part together with the figures in force: of->insert_part, whose
 * first parameters are vendor_id, mpn and class, and of->insert_own, with part_id. The figures are
 * bound by their attributes.
 */
enum optibom_status catalog_in_force_prepare(struct catalog_class *of, struct arena *arena,
                                             struct error *err);
void catalog_in_force_bind(struct store_query *query, const struct catalog_class *of,
                           const struct catalog_attribute *attribute,
                           const struct catalog_value *figure);

#endif
