/*
 * Shapes: what all the records of a file have in common, learned record by record. A shape is one
 * path through the records and says what was met there. It is as large as the paths are many, not
 * the records.
 */
#ifndef OPTIBOM_IMPORT_TREE_SHAPE_H
#define OPTIBOM_IMPORT_TREE_SHAPE_H

#include "base/arena.h"
#include "base/error.h"
#include "import/tree/tree.h"

enum import_tree_form {
    IMPORT_TREE_CELLS,   /* scalars, lists of scalars, and maps whose members are columns */
    IMPORT_TREE_OF_LIST, /* lists with maps or lists in them: a table, or attributes */
    IMPORT_TREE_OF_MAP   /* maps of records: a table with keys */
};

struct import_tree_shape {
    const char *key;
    /* Of its members, in order of first appearance and by key. */
    struct import_tree_shape *first, *last, *next;
    struct import_tree_shape **sorted;
    size_t child_count;
    struct import_tree_shape *hint; /* the member that is likely to come next */

    enum import_tree_form form;
    struct import_tree_shape *element;    /* a row, where the form is not cells */
    struct import_tree_shape *attributes; /* its members are what was named; NULL: never */
    size_t scalar_count, list_count;      /* of cells */
    size_t map_count;                     /* whose members were learned */
    size_t row_count;                     /* of an element */
    size_t attribute_list_count, other_list_count;
    size_t list_number; /* of the list that named the attribute last */

    size_t column; /* given by import/tree/tree_tables.h */
    bool has_column;
};

struct import_tree_shapes {
    struct arena *arena;
    const char *name; /* of the file, for messages */
    struct import_tree_shape *root;
    size_t shape_count, value_count, list_number;
    bool is_changed; /* a path turned out to hold records after it was learned as columns */
};

/* Everything lives in the arena. `is_keyed`: the records are the values of one map. */
enum optibom_status import_tree_shapes_make(struct import_tree_shapes *out, struct arena *arena,
                                            const char *name, bool is_keyed, struct error *err);

/* Forgets what was met, but not which paths hold records: for learning all once more. */
void import_tree_shapes_again(struct import_tree_shapes *shapes);

/* Learns from one record. `is_alone`: it is the one at the top. */
enum optibom_status import_tree_learn(struct import_tree_shapes *shapes,
                                      const struct import_tree_node *record, bool is_alone,
                                      struct error *err);

/* The shape of the member, NULL when none was learned. */
struct import_tree_shape *import_tree_shape_child(struct import_tree_shape *shape, const char *key);

/* True when lists at this path are columns of their record, named by what they say. */
bool import_tree_is_attributes(const struct import_tree_shape *shape);
/* True when they are rows of a table. */
bool import_tree_is_table(const struct import_tree_shape *shape);

#endif
