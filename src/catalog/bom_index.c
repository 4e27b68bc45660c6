#include "catalog/bom_index.h"

#include <stdlib.h>
#include <strings.h>

bool bom_index_init(struct bom_index *index, struct arena *arena, size_t capacity)
{
    *index = (struct bom_index){.capacity = capacity};
    index->entries = arena_alloc(arena, (capacity + 1) * sizeof *index->entries);
    return index->entries != NULL;
}

void bom_index_add(struct bom_index *index, const char *key, size_t line)
{
    if (key != NULL && *key != '\0' && index->count < index->capacity)
        index->entries[index->count++] = (struct bom_entry){key, line};
}

static int compare(const void *a, const void *b)
{
    const struct bom_entry *left = a, *right = b;
    int order = strcasecmp(left->key, right->key);
    return order != 0 ? order : (left->line > right->line) - (left->line < right->line);
}

void bom_index_sort(struct bom_index *index)
{
    qsort(index->entries, index->count, sizeof *index->entries, compare);
}

const struct bom_entry *bom_index_find(size_t *count, const struct bom_index *index,
                                       const char *key)
{
    size_t low = 0, high = index->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcasecmp(index->entries[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *count = 0;
    while (low + *count < index->count && strcasecmp(index->entries[low + *count].key, key) == 0)
        ++*count;
    return *count > 0 ? &index->entries[low] : NULL;
}
