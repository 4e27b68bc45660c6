/*
 * Arena: memory for trees and results that die together. Nothing is freed singly.
 * Every allocator returns NULL when memory is exhausted; the arena stays usable.
 */
#ifndef OPTIBOM_BASE_ARENA_H
#define OPTIBOM_BASE_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *newest;
    struct arena_block *spare; /* emptied blocks of the usual size */
};

void arena_init(struct arena *arena);
void arena_fini(struct arena *arena);

/* Empties the arena but keeps its memory for what comes next. */
void arena_reset(struct arena *arena);

/* Bytes that it holds, used or not; spare ones do not count. */
size_t arena_held(const struct arena *arena);

/* Aligned for any type; as it comes, and zeroed. */
void *arena_take(struct arena *arena, size_t size);
void *arena_alloc(struct arena *arena, size_t size);

/* An array grown by doubling: returns `items` with room for one element more than `count`,
 * moved where needed, NULL when memory is exhausted. New elements are zeroed. Start with
 * items NULL and count 0. */
void *arena_grow(struct arena *arena, void *items, size_t count, size_t item_size);

char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t length);
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
