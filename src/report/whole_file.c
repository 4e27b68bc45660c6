#include "report/whole_file.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

enum optibom_status whole_file_open(struct whole_file *out, struct arena *arena, const char *path,
                                    struct error *err)
{
    *out = (struct whole_file){.path = path};
    enum optibom_status status = part_file_create(&out->part, arena, path, err);
    if (status != OPTIBOM_OK)
        return status;
    out->stream = fopen(out->part, "wb");
    if (out->stream != NULL)
        return OPTIBOM_OK;
    status = error_set(err, OPTIBOM_FAILED, "%s: %s", path, strerror(errno));
    unlink(out->part);
    return status;
}

void whole_file_write(void *stream, const char *bytes, size_t length)
{
    fwrite(bytes, 1, length, stream);
}

enum optibom_status whole_file_close(struct whole_file *file, enum optibom_status status,
                                     struct error *err)
{
    bool is_whole = fflush(file->stream) == 0 && !ferror(file->stream);
    int problem = errno;
    is_whole = fclose(file->stream) == 0 && is_whole;
    if (status == OPTIBOM_OK && !is_whole)
        status = error_set(err, OPTIBOM_FAILED, "%s: cannot be written: %s", file->path,
                           strerror(problem != 0 ? problem : errno));
    if (status == OPTIBOM_OK)
        status = part_file_publish(file->part, file->path, err);
    if (status != OPTIBOM_OK)
        unlink(file->part);
    return status;
}
