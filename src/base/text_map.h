/* Numbers by text, exact or without regard to the case of ASCII letters. Texts are copied. */
#ifndef OPTIBOM_BASE_TEXT_MAP_H
#define OPTIBOM_BASE_TEXT_MAP_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text_map_entry;

struct text_map {
    struct arena *arena; /* holds the texts */
    struct text_map_entry *entries;
    size_t count, capacity;
    bool is_exact;
};

void text_map_init(struct text_map *map, struct arena *arena, bool is_exact);
void text_map_fini(struct text_map *map);

/* False when the text is not there. */
bool text_map_get(int64_t *value, const struct text_map *map, const char *text);

/* False when memory is exhausted; the text is not there yet. */
bool text_map_put(struct text_map *map, const char *text, int64_t value);

/* A hash of the text, of ASCII letters in either case the same; `seed` chains several texts. */
uint64_t text_map_hash(uint64_t seed, const char *text);

#endif
