/* The tables of a tree: made from its shape, after all of it was learned. */
#ifndef OPTIBOM_IMPORT_TREE_TABLES_H
#define OPTIBOM_IMPORT_TREE_TABLES_H

#include "base/arena.h"
#include "base/error.h"
#include "import/tree/tree_shape.h"

struct import_tree_table {
    const char *name; /* "" for the one at the top */
    struct import_tree_table *parent, *next;
    struct import_tree_shape *list;    /* where its rows are */
    struct import_tree_shape *element; /* one of them */
    const char **path;                 /* keys from a row of the parent to the list */
    size_t path_count;
    const char **columns; /* the names: its own, then those of its parent and so on */
    size_t own_count, column_count;
    bool has_key;   /* its first column is the key of the record */
    bool has_names; /* false for lists of lists at the top */
    size_t level;   /* 0 at the top */
};

struct import_tree_tables {
    struct arena *arena;
    const char *name; /* of the file, for messages */
    struct import_tree_table *first, *last;
    size_t count;
    size_t names_size; /* bytes that all names take */
};

/* Finds the tables and numbers the columns in the shapes. Tables without columns of their own are
 * in the list too, for they may be parents. Everything lives in the arena. */
enum optibom_status import_tree_tables_make(struct import_tree_tables *out, struct arena *arena,
                                            struct import_tree_shapes *shapes, struct error *err);

#endif
