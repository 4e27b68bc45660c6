/* Small numbers for ids: the first id that is put is 0, the next 1, and so on. */
#ifndef OPTIBOM_BASE_ID_MAP_H
#define OPTIBOM_BASE_ID_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct id_map {
    int64_t *ids; /* by number; owned */
    size_t count;
    uint32_t *slots; /* number + 1; 0: free */
    size_t capacity; /* of slots, a power of two; of ids half of it */
};

void id_map_init(struct id_map *map);
void id_map_fini(struct id_map *map);

/* The number of the id, a new one where it has none. False when memory is exhausted. */
bool id_map_put(uint32_t *number, struct id_map *map, int64_t id);

/* False when the id has no number. */
bool id_map_get(uint32_t *number, const struct id_map *map, int64_t id);

#endif
