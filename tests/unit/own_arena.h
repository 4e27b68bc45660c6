/* An arena for each test of a program. */
#ifndef OPTIBOM_TESTS_OWN_ARENA_H
#define OPTIBOM_TESTS_OWN_ARENA_H

#include "check.h"

#include "base/arena.h"

static struct arena arena;

static int open_arena(void **state)
{
    (void)state;
    arena_init(&arena);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_fini(&arena);
    return 0;
}

#endif
