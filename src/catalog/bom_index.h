/* Lines of a list by a text, letter case ignored. */
#ifndef OPTIBOM_CATALOG_BOM_INDEX_H
#define OPTIBOM_CATALOG_BOM_INDEX_H

#include "base/arena.h"

#include <stdbool.h>

struct bom_entry {
    const char *key;
    size_t line;
};

struct bom_index {
    struct bom_entry *entries; /* by key, then line */
    size_t count, capacity;
};

/* Room for `capacity` entries; false when memory is exhausted. */
bool bom_index_init(struct bom_index *index, struct arena *arena, size_t capacity);

/* `key` NULL or empty: nothing is added. */
void bom_index_add(struct bom_index *index, const char *key, size_t line);

/* After the last addition. */
void bom_index_sort(struct bom_index *index);

/* The entries of the key, NULL for none. */
const struct bom_entry *bom_index_find(size_t *count, const struct bom_index *index,
                                       const char *key);

#endif
