/*
 * The data dictionary in memory: what each class of record consists of, read once from the table
 * `dictionary`. Import, find, show and reports all speak of attributes through it.
 */
#ifndef OPTIBOM_CATALOG_DICTIONARY_H
#define OPTIBOM_CATALOG_DICTIONARY_H

#include "import/attribute.h"
#include "store/store.h"

/* Which table an attribute's value stands in. */
enum catalog_scope {
    CATALOG_IDENTITY,
    CATALOG_PART,
    CATALOG_CLASS,
    CATALOG_PROVENANCE,
    CATALOG_DERIVED /* of no table: found, but not imported */
};

struct catalog_attribute {
    const struct import_attribute *import; /* name, kind, unit, ranged, choices, synonyms */
    const char *column;                    /* column or stem of _min, _typ, _max; "" for identity */
    const char *quantity;
    const char *description;
    enum catalog_scope scope;
};

struct catalog_class {
    const char *name;
    bool is_part; /* a class of part; else offer, composition ... */
    struct catalog_attribute
        *attributes; /* identity, part, class, provenance, derived, in this order */
    size_t attribute_count;
    struct import_class import; /* the same attributes but for derived ones, for mapping */
    const char *insert_part, *insert_own; /* of a class of part: in_force.h */
};

struct catalog_dictionary {
    struct catalog_class *classes;
    size_t class_count;
};

enum optibom_status catalog_dictionary_load(struct catalog_dictionary *out, struct arena *arena,
                                            struct store *store, struct error *err);

/* What import knows as `attribute`, which is of the class. */
const struct catalog_attribute *catalog_attribute_of(const struct catalog_class *of,
                                                     const struct import_attribute *attribute);

/* NULL when there is no such class. */
const struct catalog_class *catalog_class_find(const struct catalog_dictionary *dictionary,
                                               const char *name);

/* OPTIBOM_USAGE with the nearest known class in the sentence; only classes of parts are accepted.
 */
enum optibom_status catalog_class_require(const struct catalog_class **out,
                                          const struct catalog_dictionary *dictionary,
                                          const char *name, struct error *err);

struct catalog;

/* Every column that the dictionary names exists in its table; each problem is one call. */
enum optibom_status catalog_dictionary_check(struct catalog *catalog,
                                             void (*report)(void *context, const char *text),
                                             void *context, struct error *err);

/* By name or synonym, '-' and ' ' read as '_'; NULL when there is none. */
const struct catalog_attribute *catalog_attribute_find(const struct catalog_class *of,
                                                       const char *name);

#endif
