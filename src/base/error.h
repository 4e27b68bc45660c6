/*
 * What went wrong, in one sentence a user can act on: what, where, what to do.
 *
 * Every fallible function takes a `struct error *` last and returns enum optibom_status; zero is
 * success. The innermost function that knows the place writes the sentence; callers pass it on.
 */
#ifndef OPTIBOM_BASE_ERROR_H
#define OPTIBOM_BASE_ERROR_H

#include "optibom.h"

struct error {
    enum optibom_status status;
    char text[1024];
};

/* Sets the error unless one is already set, and returns the status: `return error_set(...)`. */
enum optibom_status error_set(struct error *err, enum optibom_status status, const char *format,
                              ...) __attribute__((format(printf, 3, 4)));

/* The one sentence for a failed allocation. */
enum optibom_status error_no_memory(struct error *err);

/* Bytes of a sentence that say where: "rack.yaml:3:8" of "rack.yaml:3:8: what"; 0: it has no place.
 */
size_t error_place(const char *text);

/* Passes an error on, and says what it is about behind its place: "PLACE: ABOUT: sentence". One
 * that has no place takes `place`, or none where that is NULL. Returns the status of `from`. */
enum optibom_status error_pass(struct error *err, const struct error *from, const char *place,
                               const char *about);

void error_clear(struct error *err);

#endif
