/* Files that appear under their name only when they are whole: written beside it first. */
#ifndef OPTIBOM_STORE_PART_FILE_H
#define OPTIBOM_STORE_PART_FILE_H

#include "base/arena.h"
#include "base/error.h"

/* Makes an empty file beside `path`, whose own name lives in the arena. The caller writes it, then
 * publishes or unlinks it. */
enum optibom_status part_file_create(const char **part, struct arena *arena, const char *path,
                                     struct error *err);

/* Puts what was written under `path`; the part stays when that fails. */
enum optibom_status part_file_publish(const char *part, const char *path, struct error *err);

#endif
