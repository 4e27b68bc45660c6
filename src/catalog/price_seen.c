#include "catalog/price_seen.h"

#include <stdlib.h>

/* The row of the key, or the free one where it belongs. */
static struct price_seen_row *find(struct price_seen_row *rows, size_t capacity, uint64_t key)
{
    size_t at = (size_t)key & (capacity - 1);
    while (rows[at].key != 0 && rows[at].key != key)
        at = (at + 1) & (capacity - 1);
    return &rows[at];
}

static bool grow(struct price_seen *seen)
{
    size_t capacity = seen->capacity > 0 ? seen->capacity * 2 : 1024;
    struct price_seen_row *larger = calloc(capacity, sizeof *larger);
    if (larger == NULL)
        return false;
    for (size_t i = 0; i < seen->capacity; i++)
        if (seen->rows[i].key != 0)
            *find(larger, capacity, seen->rows[i].key) = seen->rows[i];
    free(seen->rows);
    seen->rows = larger;
    seen->capacity = capacity;
    return true;
}

struct price_seen_row *price_seen_find(bool *is_new, struct price_seen *seen, uint64_t key)
{
    if (seen->count * 2 >= seen->capacity && !grow(seen))
        return NULL;
    struct price_seen_row *row = find(seen->rows, seen->capacity, key);
    *is_new = row->key == 0;
    row->key = key;
    seen->count += *is_new;
    return row;
}

void price_seen_expect(const struct price_seen *seen, uint64_t key)
{
    if (seen->capacity > 0)
        __builtin_prefetch(&seen->rows[(size_t)key & (seen->capacity - 1)], 1);
}

void price_seen_clear(struct price_seen *seen)
{
    free(seen->rows);
    *seen = (struct price_seen){.rows = NULL};
}
