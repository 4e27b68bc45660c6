/* The cells that one record fills of its row. */
#ifndef OPTIBOM_IMPORT_TREE_CELLS_H
#define OPTIBOM_IMPORT_TREE_CELLS_H

#include "base/arena.h"
#include "base/error.h"
#include "import/tree/tree_tables.h"

struct import_tree_cells {
    const struct import_tree_table *table;
    const char **cells, **doubts; /* own_count of each; a doubt is NULL where there is none */
    struct arena *arena;          /* for texts that are put together */
    size_t *used;                 /* bytes that they took are added here */
};

/* Sets all of them. `key` is that of the record, where the table has keys, else NULL. */
enum optibom_status import_tree_cells_fill(const struct import_tree_cells *cells,
                                           const struct import_tree_node *record, const char *key,
                                           struct error *err);

#endif
