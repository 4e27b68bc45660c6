/*
 * An allocator of which one allocation, or all from one on, can be made to fail, in whatever
 * library it is asked for. Included by one file of a program, with _GNU_SOURCE.
 */
#ifndef OPTIBOM_TESTS_FAILING_HEAP_H
#define OPTIBOM_TESTS_FAILING_HEAP_H

#include <dlfcn.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static struct {
    volatile bool is_counting; /* compilers take it that no allocation looks at it */
    bool is_lasting;           /* all that follow fail, too */
    uint64_t made, fails_at;   /* 0: none */
    int64_t live;
    const void *refused;          /* who asked for the one that failed last */
    void (*noted)(uint64_t made); /* sees each, by its number; NULL: nobody does */
} heap;

/* Sanitizers bring allocators of their own. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HAS_HEAP 0
#else
#define HAS_HEAP 1
#pragma GCC visibility push(default) /* libraries take these too */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *at, size_t size);
void __libc_free(void *at);

static bool fails(const void *caller)
{
    if (!heap.is_counting)
        return false;
    heap.made++;
    if (heap.noted != NULL) {
        heap.is_counting = false;
        heap.noted(heap.made);
        heap.is_counting = true;
    }
    bool is_it = heap.fails_at > 0 &&
                 (heap.made == heap.fails_at || (heap.is_lasting && heap.made > heap.fails_at));
    if (is_it) {
        errno = ENOMEM;
        heap.refused = caller;
    }
    return is_it;
}

void *malloc(size_t size)
{
    if (fails(__builtin_return_address(0)))
        return NULL;
    void *at = __libc_malloc(size);
    heap.live += at != NULL;
    return at;
}

void *calloc(size_t count, size_t size)
{
    if (fails(__builtin_return_address(0)))
        return NULL;
    void *at = __libc_calloc(count, size);
    heap.live += at != NULL;
    return at;
}

void *realloc(void *old, size_t size)
{
    if (fails(__builtin_return_address(0)))
        return NULL;
    void *at = __libc_realloc(old, size);
    heap.live += (old == NULL && at != NULL) - (old != NULL && size == 0 && at == NULL);
    return at;
}

void free(void *at)
{
    heap.live -= at != NULL;
    __libc_free(at);
}
#pragma GCC visibility pop
#endif

static bool is_refused_to(const char *library)
{
    Dl_info info;
    return heap.refused != NULL && dladdr(heap.refused, &info) != 0 && info.dli_fname != NULL &&
           strstr(info.dli_fname, library) != NULL;
}

#endif
