/* What a list or map of a tree is meant as, by its looks. */
#ifndef OPTIBOM_IMPORT_TREE_GUESS_H
#define OPTIBOM_IMPORT_TREE_GUESS_H

#include "import/tree/tree.h"

/* True when there are maps or lists in the list. */
bool import_tree_holds_records(const struct import_tree_node *list);

/* Sets `out` when the map is a map of records, by the rule of import/tree/tree.h. */
enum optibom_status import_tree_guess_map(bool *out, const struct import_tree_node *map,
                                          bool is_in_record, struct error *err);

/* One item of an attribute/value list. */
struct import_tree_attribute {
    const char *name;
    const struct import_tree_node *value; /* scalar, or list of scalars */
    const struct import_tree_node *unit;  /* or NULL */
};

/* Reads the item; false when it is none. Its further members are import_tree_is_further. */
bool import_tree_attribute_read(struct import_tree_attribute *out,
                                const struct import_tree_node *item);
bool import_tree_is_further(const struct import_tree_attribute *attribute,
                            const struct import_tree_node *member);

#endif
