#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A test gives each thing a block of its own, to see what comes of it when there is none. */
#ifndef ARENA_BLOCK_SIZE
#define ARENA_BLOCK_SIZE (64 * 1024)
#endif
enum { BLOCK_SIZE = ARENA_BLOCK_SIZE };

struct arena_block {
    struct arena_block *older;
    size_t used, size;
    alignas(max_align_t) unsigned char bytes[];
};

void arena_init(struct arena *arena)
{
    arena->newest = arena->spare = NULL;
}

static void free_blocks(struct arena_block *block)
{
    while (block != NULL) {
        struct arena_block *older = block->older;
        free(block);
        block = older;
    }
}

void arena_fini(struct arena *arena)
{
    free_blocks(arena->newest);
    free_blocks(arena->spare);
    arena_init(arena);
}

void arena_reset(struct arena *arena)
{
    while (arena->newest != NULL) {
        struct arena_block *block = arena->newest;
        arena->newest = block->older;
        if (block->size > BLOCK_SIZE) {
            free(block);
            continue;
        }
        block->older = arena->spare;
        arena->spare = block;
    }
}

size_t arena_held(const struct arena *arena)
{
    size_t held = 0;
    for (const struct arena_block *block = arena->newest; block != NULL; block = block->older)
        held += block->size;
    return held;
}

/* An empty block with room for `size`, NULL when memory is exhausted. */
static struct arena_block *new_block(struct arena *arena, size_t size)
{
    struct arena_block *block = arena->spare;
    size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;
    if (size <= BLOCK_SIZE && block != NULL)
        arena->spare = block->older;
    else
        block = malloc(sizeof *block + room);
    if (block == NULL)
        return NULL;
    block->size = room;
    block->used = 0;
    block->older = arena->newest;
    arena->newest = block;
    return block;
}

void *arena_take(struct arena *arena, size_t size)
{
    const size_t unit = alignof(max_align_t);
    if (size > SIZE_MAX / 2)
        return NULL;
    size = (size + unit - 1) / unit * unit;
    struct arena_block *block = arena->newest;
    if (block == NULL || block->size - block->used < size)
        block = new_block(arena, size);
    if (block == NULL)
        return NULL;
    void *memory = block->bytes + block->used;
    block->used += size;
    return memory;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    void *memory = arena_take(arena, size);
    return memory != NULL ? memset(memory, 0, size) : NULL;
}

void *arena_grow(struct arena *arena, void *items, size_t count, size_t item_size)
{
    /* Capacities are 8, 16, 32 ...: a full one is a count that is 0 or such a power. */
    if (count != 0 && (count < 8 || (count & (count - 1)) != 0))
        return items;
    size_t capacity = count == 0 ? 8 : count * 2;
    if (capacity > SIZE_MAX / 2 / item_size)
        return NULL;
    unsigned char *moved = arena_take(arena, capacity * item_size);
    if (moved == NULL)
        return NULL;
    if (count != 0)
        memcpy(moved, items, count * item_size);
    memset(moved + count * item_size, 0, (capacity - count) * item_size);
    return moved;
}

char *arena_strndup(struct arena *arena, const char *text, size_t length)
{
    char *copy = length < SIZE_MAX ? arena_take(arena, length + 1) : NULL;
    if (copy == NULL)
        return NULL;
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
    return arena_strndup(arena, text, strlen(text));
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    char *text = length < 0 ? NULL : arena_take(arena, (size_t)length + 1);
    if (text != NULL)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    va_end(arguments);
    return text;
}
