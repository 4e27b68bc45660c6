#include "base/text_map.h"

#include "base/scan.h"

#include <stdlib.h>
#include <string.h>

struct text_map_entry {
    uint64_t hash;
    const char *text; /* NULL: free */
    int64_t value;
};

/* FNV-1a, whose low bits are mixed at the end. */
uint64_t text_map_hash(uint64_t seed, const char *text)
{
    uint64_t hash = seed ^ 0xcbf29ce484222325u;
    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)scan_lower(*text)) * 0x100000001b3u;
    hash ^= hash >> 32;
    return hash * 0x9e3779b97f4a7c15u;
}

static bool is_same(const char *a, const char *b, bool is_exact)
{
    if (is_exact)
        return strcmp(a, b) == 0;
    while (*a != '\0' && scan_lower(*a) == scan_lower(*b)) {
        a++;
        b++;
    }
    return *a == *b;
}

/* The entry of the text, or the free one where it belongs. */
static struct text_map_entry *find(const struct text_map *map, const char *text, uint64_t hash)
{
    size_t at = (size_t)hash & (map->capacity - 1);
    while (map->entries[at].text != NULL &&
           (map->entries[at].hash != hash || !is_same(map->entries[at].text, text, map->is_exact)))
        at = (at + 1) & (map->capacity - 1);
    return &map->entries[at];
}

void text_map_init(struct text_map *map, struct arena *arena, bool is_exact)
{
    *map = (struct text_map){.arena = arena, .is_exact = is_exact};
}

void text_map_fini(struct text_map *map)
{
    free(map->entries);
    *map = (struct text_map){.arena = map->arena, .is_exact = map->is_exact};
}

bool text_map_get(int64_t *value, const struct text_map *map, const char *text)
{
    if (map->count == 0)
        return false;
    const struct text_map_entry *entry = find(map, text, text_map_hash(0, text));
    if (entry->text == NULL)
        return false;
    *value = entry->value;
    return true;
}

static bool grow(struct text_map *map)
{
    struct text_map larger = {.arena = map->arena,
                              .is_exact = map->is_exact,
                              .capacity = map->capacity > 0 ? map->capacity * 2 : 64};
    larger.entries = calloc(larger.capacity, sizeof *larger.entries);
    if (larger.entries == NULL)
        return false;
    for (size_t i = 0; i < map->capacity; i++)
        if (map->entries[i].text != NULL)
            *find(&larger, map->entries[i].text, map->entries[i].hash) = map->entries[i];
    free(map->entries);
    map->entries = larger.entries;
    map->capacity = larger.capacity;
    return true;
}

bool text_map_put(struct text_map *map, const char *text, int64_t value)
{
    if (map->count * 2 >= map->capacity && !grow(map))
        return false;
    const char *copy = arena_strdup(map->arena, text);
    uint64_t hash = text_map_hash(0, text);
    if (copy == NULL)
        return false;
    *find(map, text, hash) = (struct text_map_entry){hash, copy, value};
    map->count++;
    return true;
}
