#include "base/id_map.h"

#include <stdlib.h>

enum { FIRST_CAPACITY = 64 };

void id_map_init(struct id_map *map)
{
    *map = (struct id_map){.ids = NULL};
}

void id_map_fini(struct id_map *map)
{
    free(map->ids);
    free(map->slots);
    id_map_init(map);
}

/* Ids that follow each other fall into slots that do. */
static size_t find(const struct id_map *map, int64_t id)
{
    uint64_t bits = (uint64_t)id ^ (uint64_t)id >> 16 ^ (uint64_t)id >> 32 ^ (uint64_t)id >> 48;
    size_t at = (size_t)bits & (map->capacity - 1);
    while (map->slots[at] != 0 && map->ids[map->slots[at] - 1] != id)
        at = (at + 1) & (map->capacity - 1);
    return at;
}

static bool grow(struct id_map *map)
{
    size_t capacity = map->capacity > 0 ? map->capacity * 2 : FIRST_CAPACITY;
    if (capacity > UINT32_MAX)
        return false;
    uint32_t *slots = calloc(capacity, sizeof *slots);
    int64_t *ids = realloc(map->ids, capacity / 2 * sizeof *ids);
    map->ids = ids != NULL ? ids : map->ids;
    if (slots == NULL || ids == NULL) {
        free(slots);
        return false;
    }
    free(map->slots);
    map->slots = slots;
    map->capacity = capacity;
    for (size_t i = 0; i < map->count; i++)
        map->slots[find(map, map->ids[i])] = (uint32_t)i + 1;
    return true;
}

bool id_map_put(uint32_t *number, struct id_map *map, int64_t id)
{
    if (map->count * 2 >= map->capacity && !grow(map))
        return false;
    size_t at = find(map, id);
    if (map->slots[at] == 0) {
        map->ids[map->count] = id;
        map->slots[at] = (uint32_t)++map->count;
    }
    *number = map->slots[at] - 1;
    return true;
}

bool id_map_get(uint32_t *number, const struct id_map *map, int64_t id)
{
    size_t at = map->count > 0 ? find(map, id) : 0;
    if (map->count == 0 || map->slots[at] == 0)
        return false;
    *number = map->slots[at] - 1;
    return true;
}
