#include "base/embed.h"

#include <string.h>

const struct embed_file *embed_find(const char *path)
{
    for (size_t i = 0; i < embed_file_count; i++)
        if (strcmp(embed_files[i].path, path) == 0)
            return &embed_files[i];
    return NULL;
}

const struct embed_file *embed_nth(const char *prefix, const char *suffix, size_t index)
{
    size_t prefix_length = strlen(prefix), suffix_length = strlen(suffix);
    for (size_t i = 0; i < embed_file_count; i++) {
        const char *path = embed_files[i].path;
        size_t length = strlen(path);
        if (length < prefix_length + suffix_length || strncmp(path, prefix, prefix_length) != 0 ||
            strcmp(path + length - suffix_length, suffix) != 0)
            continue;
        if (index-- == 0)
            return &embed_files[i];
    }
    return NULL;
}
