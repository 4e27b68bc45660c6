/* The reports that a user keeps in a folder. */
#ifndef OPTIBOM_REPORT_FOLDER_H
#define OPTIBOM_REPORT_FOLDER_H

#include "base/arena.h"
#include "base/embed.h"
#include "base/error.h"

/* Reads every .sql file of the folder, in the order of their names. OPTIBOM_NOT_FOUND: no such
 * folder; OPTIBOM_BAD_INPUT: a file past 1 MiB or with zero bytes. */
enum optibom_status report_folder_read(struct embed_file **out, size_t *count, struct arena *arena,
                                       const char *path, struct error *err);

#endif
