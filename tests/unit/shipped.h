/* Specs and what they include as the program ships them. */
#ifndef OPTIBOM_TESTS_SHIPPED_H
#define OPTIBOM_TESTS_SHIPPED_H

#include "base/arena.h"
#include "base/embed.h"
#include "base/error.h"

/* For struct spec_files. */
static inline enum optibom_status read_shipped(const char **text, size_t *size, struct arena *arena,
                                               const char *path, struct error *err)
{
    const struct embed_file *file = embed_find(path);
    (void)arena;
    if (file == NULL)
        return error_set(err, OPTIBOM_NOT_FOUND, "%s is not shipped", path);
    *text = file->data;
    *size = file->size;
    return OPTIBOM_OK;
}

#endif
