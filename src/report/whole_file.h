/* A file that is written as a stream and appears under its name only when it is whole. */
#ifndef OPTIBOM_REPORT_WHOLE_FILE_H
#define OPTIBOM_REPORT_WHOLE_FILE_H

#include "store/part_file.h"

#include <stdio.h>

struct whole_file {
    const char *path, *part;
    FILE *stream;
};

/* `path` lives as long as the file is open. To be closed when it is OPTIBOM_OK. */
enum optibom_status whole_file_open(struct whole_file *out, struct arena *arena, const char *path,
                                    struct error *err);

/* A write function of struct optibom_output, with the stream as its context. */
void whole_file_write(void *stream, const char *bytes, size_t length);

/* Puts the file in its place when `status` and its writing are fine, else removes it. */
enum optibom_status whole_file_close(struct whole_file *file, enum optibom_status status,
                                     struct error *err);

#endif
