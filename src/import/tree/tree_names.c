#include "import/tree/tree_names.h"

#include <string.h>

/* The place among the sorted names: the first that is not before it. */
static size_t place_of(const struct import_tree_names *names, const char *name)
{
    size_t from = 0, to = names->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (strcmp(names->sorted[middle], name) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

bool import_tree_names_have(const struct import_tree_names *names, const char *name)
{
    size_t place = place_of(names, name);
    return place < names->count && strcmp(names->sorted[place], name) == 0;
}

bool import_tree_names_add(struct import_tree_names *names, const char *name)
{
    const char *wanted = name;
    /* One count for all names, so that many that are alike do not cost their square. */
    while (name != NULL && import_tree_names_have(names, name))
        name = arena_printf(names->arena, "%s (%zu)", wanted, ++names->alike_count + 1);
    const char **in_order =
        arena_grow(names->arena, names->names, names->count, sizeof *names->names);
    if (in_order != NULL)
        names->names = in_order;
    const char **sorted =
        arena_grow(names->arena, names->sorted, names->count, sizeof *names->sorted);
    if (sorted != NULL)
        names->sorted = sorted;
    if (name == NULL || in_order == NULL || sorted == NULL)
        return false;
    size_t place = place_of(names, name);
    memmove(sorted + place + 1, sorted + place, (names->count - place) * sizeof *sorted);
    sorted[place] = name;
    in_order[names->count++] = name;
    return true;
}
