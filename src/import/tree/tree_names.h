/* Names of columns, each once. */
#ifndef OPTIBOM_IMPORT_TREE_NAMES_H
#define OPTIBOM_IMPORT_TREE_NAMES_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct import_tree_names {
    struct arena *arena;
    const char **names; /* in order of addition */
    const char **sorted;
    size_t count;
    size_t alike_count;
};

bool import_tree_names_have(const struct import_tree_names *names, const char *name);

/* Adds the name, which must live in the arena, with a number behind where it is taken. False when
 * memory is exhausted. */
bool import_tree_names_add(struct import_tree_names *names, const char *name);

#endif
