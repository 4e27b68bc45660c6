/*
 * Every place that asks for memory fails once. A place is a chain of our own calls; what a library
 * asks for beneath the same chain is one place. An arena takes a block for each thing here, so that
 * all it is asked for can fail, and a path is one stage of the program without a file beneath it:
 * thousands of places take seconds. The call must then either say that memory is exhausted, or give
 * what it gives otherwise, and nothing stays allocated.
 *
 * Included by one file of a program, with _GNU_SOURCE, before everything else. EACH_PATH="a flow"
 * tries that path alone.
 */
#ifndef OPTIBOM_TESTS_EACH_ALLOCATION_H
#define OPTIBOM_TESTS_EACH_ALLOCATION_H

#define ARENA_BLOCK_SIZE 1
#include "base/arena.c" /* in place of that of the library */

#include "check.h"
#include "failing_heap.h"

#include "base/error.h"

#include <execinfo.h>
#include <stdlib.h>
#include <string.h>

/* What a path came to, as text; kept without asking for memory. */
static struct {
    char text[64 * 1024];
    size_t length;
} said;

__attribute__((format(printf, 1, 2))) static void say(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length =
        vsnprintf(said.text + said.length, sizeof said.text - said.length, format, arguments);
    va_end(arguments);
    assert_true(length >= 0);
    said.length += (size_t)length;
    if (said.length >= sizeof said.text)
        said.length = sizeof said.text - 1;
}

struct each_path {
    const char *name;
    enum optibom_status (*run)(struct error *err);
    int depth; /* calls below `run` that tell places apart; 0: all */
};

/* Chains of calls, by their hash, and the first allocation that each asked for. */
enum { PLACES = 1 << 15, FRAMES = 64 };
static struct {
    uint64_t chain[PLACES], made[PLACES];
    uint64_t first[PLACES]; /* the allocations, in order */
    size_t count;
    int depth, outer; /* calls below the frames that are always there */
} chains;

extern const char __executable_start, etext; /* what is ours, as the linker knows it */

static bool is_ours(const void *frame)
{
    uintptr_t at = (uintptr_t)frame;
    return at >= (uintptr_t)&__executable_start && at < (uintptr_t)&etext;
}

static int own_frames(void)
{
    void *frames[FRAMES];
    int count = backtrace(frames, FRAMES), own = 0;
    for (int i = 0; i < count; i++)
        own += is_ours(frames[i]);
    return own;
}

/* From the outermost call inwards, as deep as the path tells places apart. */
static uint64_t own_chain(void)
{
    void *frames[FRAMES];
    uint64_t chain = 14695981039346656037U;
    int count = backtrace(frames, FRAMES), own = 0;
    for (int i = count; i > 2 && (chains.depth == 0 || own < chains.outer + chains.depth); i--)
        if (is_ours(frames[i - 1])) {
            chain = (chain ^ (uintptr_t)frames[i - 1]) * 1099511628211U;
            own++;
        }
    return chain | 1;
}

static void note_place(uint64_t made)
{
    uint64_t chain = own_chain();
    size_t at = chain % PLACES;
    while (chains.chain[at] != 0 && chains.chain[at] != chain)
        at = (at + 1) % PLACES;
    if (chains.chain[at] == chain)
        return;
    assert_true(chains.count < PLACES - 1);
    chains.chain[at] = chain;
    chains.first[chains.count++] = made;
}

static enum optibom_status run_path(const struct each_path *path, uint64_t fails_at,
                                    bool is_lasting, struct error *err)
{
    said.length = 0;
    said.text[0] = '\0';
    error_clear(err);
    heap.made = 0;
    heap.fails_at = fails_at;
    heap.is_lasting = is_lasting;
    heap.is_counting = true;
    enum optibom_status status = path->run(err);
    heap.is_counting = false;
    return status;
}

static size_t try_each(const struct each_path *path)
{
    static char whole[sizeof said.text];
    struct error err = {0};
    size_t wrong = 0, refused = 0;
    memset(&chains, 0, sizeof chains);
    chains.depth = path->depth;
    chains.outer = own_frames();
    run_path(path, 0, false, &err); /* what libraries keep for good */
    heap.noted = note_place;
    if (run_path(path, 0, false, &err) != OPTIBOM_OK)
        fail_msg("%s: %s", path->name, err.text);
    heap.noted = NULL;
    memcpy(whole, said.text, said.length + 1);
    for (size_t i = 0; i < chains.count && wrong < 5; i++) {
        int64_t live = heap.live;
        bool is_lasting = i % 4 == 3;
        enum optibom_status status = run_path(path, chains.first[i], is_lasting, &err);
        /* libyaml loses a node when one of its own stacks cannot grow. */
        int64_t left = heap.live - live - is_refused_to("libyaml");
        bool is_refused = status == OPTIBOM_FAILED && strstr(err.text, "memory") != NULL;
        bool is_whole = status == OPTIBOM_OK && strcmp(said.text, whole) == 0;
        refused += is_refused;
        if ((is_refused || is_whole) && left <= 0)
            continue;
        wrong++;
        print_error("%s, allocation %llu%s: status %d, '%s', %lld left\n%s", path->name,
                    (unsigned long long)chains.first[i], is_lasting ? " and all that follow" : "",
                    status, err.text, (long long)left, status == OPTIBOM_OK ? said.text : "");
    }
    print_message("%s: %zu places, %zu times refused, %zu wrong\n", path->name, chains.count,
                  refused, wrong);
    return wrong;
}

static void try_paths(const struct each_path *paths, size_t count)
{
    const char *wanted = getenv("EACH_PATH");
    size_t wrong = 0;
    void *first_use[1];
    if (!HAS_HEAP)
        skip();
    backtrace(first_use, 1); /* loads what it needs */
    for (size_t i = 0; i < count; i++)
        if (wanted == NULL || strcmp(wanted, paths[i].name) == 0)
            wrong += try_each(&paths[i]);
    assert_int_equal(wrong, 0);
}

#endif
