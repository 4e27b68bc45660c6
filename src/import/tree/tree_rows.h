/* The rows of a table: each record's cells, with those of the records around it. */
#ifndef OPTIBOM_IMPORT_TREE_ROWS_H
#define OPTIBOM_IMPORT_TREE_ROWS_H

#include "base/arena.h"
#include "base/buf.h"
#include "import/reader.h"
#include "import/tree/tree_tables.h"

/* Where the records at the top come from. */
struct import_tree_source {
    /* The next record, valid until the next call; OPTIBOM_NOT_FOUND past the last. After
     * OPTIBOM_BAD_INPUT the next call goes on behind what could not be read. */
    enum optibom_status (*next)(struct import_tree_source *source,
                                const struct import_tree_node **record, struct error *err);
    enum optibom_status (*rewind)(struct import_tree_source *source, struct error *err);
    bool is_keyed;    /* the records are the values of one map */
    bool is_alone;    /* there is one record, and no list around it */
    bool is_one_line; /* lines of records are of no use: they are numbered */
};

/* A table of the chain from the top, at one of its rows. */
struct import_tree_level {
    const struct import_tree_table *table;
    const struct import_tree_node *record, *next;
    bool is_keyed, is_one; /* one record stands where a list is expected */
    size_t cell_from;      /* its cells in the row */
    struct arena arena;    /* of texts that were put together */
    size_t arena_used;     /* bytes of them */
};

struct import_tree_rows {
    struct import_tree_source *source;
    const struct import_tree_table *table;
    struct import_tree_level levels[IMPORT_TREE_DEPTH_MAX];
    size_t depth; /* levels that stand at a record */
    const char **cells, **doubts;
    size_t doubt_count;
    size_t row_count;
    bool names_given;
    struct arena arena; /* of the row */
    struct buf raw;
};

/* Starts at the names of the table. */
enum optibom_status import_tree_rows_open(struct import_tree_rows *rows,
                                          struct import_tree_source *source,
                                          const struct import_tree_table *table, struct error *err);

/* As next_row of import/reader.h. */
enum optibom_status import_tree_rows_next(struct import_tree_rows *rows, struct import_row *row,
                                          struct error *err);

/* Also for one that is all zero. */
void import_tree_rows_close(struct import_tree_rows *rows);

#endif
