/*
 * Finding parts of a class by predicates on their attributes.
 *
 * Predicates: ATTRIBUTE OPERATOR VALUE with = != < <= > >= ~ (contains), and ATTRIBUTE known or
 * unknown; names may be synonyms, values carry units ("power <= 15 W", "rate >= 800G",
 * "mpn ~ DR8", "power = 8..15 W"). A range attribute is held to its safe end: <= and < test the
 * maximum, >= and > the minimum, = asks whether the range and the value meet; .min, .typ and .max
 * after the name pick one end. A value that is not known never satisfies a comparison.
 */
#ifndef OPTIBOM_CATALOG_FIND_H
#define OPTIBOM_CATALOG_FIND_H

#include "base/buf.h"
#include "base/table.h"
#include "catalog/catalog.h"

struct catalog_find_request {
    const char *class_name;
    const char *const *predicates;
    size_t predicate_count;
    const char *sort; /* attribute, '-' before it for descending; NULL: vendor and part number */
    int64_t limit;    /* 0: no limit */
};

/* OPTIBOM_USAGE for an unknown class or attribute (with the nearest known one) or a value that does
 * not read. Columns: vendor, mpn, description, then every attribute that some row has. */
enum optibom_status catalog_find(struct table *out, struct arena *arena, struct catalog *catalog,
                                 const struct catalog_find_request *request, struct error *err);

/* The ids of the parts that satisfy the predicates, by vendor and part number. */
enum optibom_status catalog_find_ids(int64_t **ids, size_t *count, struct arena *arena,
                                     struct catalog *catalog,
                                     const struct catalog_find_request *request, struct error *err);

#endif
