#include "catalog/attached_file.h"

#include "base/utf8.h"
#include "catalog/attached_text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <zlib.h>

enum { MIB = 1024 * 1024 };

bool attached_file_is_address(const char *path)
{
    const char *at = strstr(path, "://");
    return at != NULL && at > path && strcspn(path, "/. ") >= (size_t)(at - path);
}

bool attached_file_is_name(const char *name)
{
    if (name[0] == '\0' || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        return false;
    for (const char *c = name; *c != '\0'; c++)
        if (*c == '/' || (unsigned char)*c < ' ' || *c == 0x7f)
            return false;
    return utf8_is_valid(name, strlen(name));
}

/* The last part of a path or address, with "_" for what is no character or a control. */
static const char *name_of(struct arena *arena, const char *path)
{
    bool is_address = attached_file_is_address(path);
    size_t length = is_address ? strcspn(path, "?#") : strlen(path), start;
    while (length > 1 && path[length - 1] == '/')
        length--;
    for (start = length; start > 0 && path[start - 1] != '/';)
        start--;
    char *name = arena_strndup(arena, path + start, length - start);
    for (char *c = name; c != NULL && *c != '\0';) {
        size_t step = utf8_length(c);
        if (step == 0 || (unsigned char)*c < ' ' || *c == 0x7f)
            *c = '_';
        c += step > 0 ? step : 1;
    }
    return name == NULL || attached_file_is_name(name) ? name : arena_strdup(arena, "file");
}

/* Open for reading; a folder and a pipe are no files that can be attached. */
static enum optibom_status open_file(FILE **out, struct stat *about, const char *path,
                                     struct error *err)
{
    *out = NULL;
    if (stat(path, about) != 0)
        return error_set(err, OPTIBOM_NOT_FOUND, "%s: %s", path, strerror(errno));
    if (!S_ISREG(about->st_mode))
        return error_set(err, OPTIBOM_BAD_INPUT, "%s: is %s, not a file", path,
                         S_ISDIR(about->st_mode) ? "a folder" : "a device or pipe");
    *out = fopen(path, "rb");
    return *out != NULL ? OPTIBOM_OK
                        : error_set(err, OPTIBOM_NOT_FOUND, "%s: %s", path, strerror(errno));
}

/* Keeps the shorter of the two: deflated, or as it is. */
static enum optibom_status deflate_data(struct attached_file *file, struct error *err)
{
    uLongf size = compressBound(file->data_size);
    void *deflated = malloc(size);
    if (deflated == NULL ||
        compress2(deflated, &size, file->data, file->data_size, Z_BEST_COMPRESSION) != Z_OK) {
        free(deflated);
        return error_no_memory(err);
    }
    bool is_shorter = size < file->data_size;
    free(is_shorter ? file->data : deflated);
    if (is_shorter) {
        file->data = deflated;
        file->data_size = size;
    }
    return OPTIBOM_OK;
}

static enum optibom_status read_data(struct attached_file *out, FILE *file, int64_t room,
                                     struct error *err)
{
    if (out->size > ATTACHED_FILE_MAX)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: is larger than %d MiB, which the catalog does not take in; attach it "
                         "with --reference",
                         out->path, (int)(ATTACHED_FILE_MAX / MIB));
    if (out->size > room)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: with it these files are larger than %d MiB; attach them in turns",
                         out->path, (int)(ATTACHED_FILES_MAX / MIB));
    out->data = malloc((size_t)out->size + 1);
    if (out->data == NULL)
        return error_no_memory(err);
    out->data_size = fread(out->data, 1, (size_t)out->size + 1, file);
    if (ferror(file))
        return error_set(err, OPTIBOM_FAILED, "%s: %s", out->path, strerror(errno));
    if ((int64_t)out->data_size != out->size)
        return error_set(err, OPTIBOM_CONFLICT, "%s: is being written to; try again", out->path);
    return deflate_data(out, err);
}

enum optibom_status attached_file_read(struct attached_file *out, struct arena *arena,
                                       const char *path, bool is_reference, int64_t room,
                                       struct error *err)
{
    struct stat about;
    FILE *file = NULL;
    struct file_hash *hash = NULL;
    *out = (struct attached_file){.path = path,
                                  .name = name_of(arena, path),
                                  .is_address = is_reference && attached_file_is_address(path)};
    if (out->name == NULL)
        return error_no_memory(err);
    if (out->is_address)
        return OPTIBOM_OK;
    enum optibom_status status = open_file(&file, &about, path, err);
    if (status != OPTIBOM_OK)
        return status;
    out->size = about.st_size;
    out->mode = about.st_mode;
    out->mtime = about.st_mtime;
    if (!is_reference)
        status = read_data(out, file, room, err);
    if (status == OPTIBOM_OK)
        status = file_hash_start(&hash, file, err);
    file_hash_end(out->hash, hash);
    if (status == OPTIBOM_OK && out->hash[0] == '\0')
        status = error_set(err, OPTIBOM_FAILED, "%s: cannot be read to its end", path);
    rewind(file);
    if (status == OPTIBOM_OK)
        status = attached_text_read(&out->text, &out->no_text, arena, file, path, err);
    fclose(file);
    return status;
}

void attached_file_free(struct attached_file *file)
{
    free(file->data);
    file->data = NULL;
}

enum optibom_status attached_file_look(int64_t *size, char hash[FILE_HASH_SIZE], const char *path,
                                       struct error *err)
{
    struct stat about;
    struct file_hash *reading = NULL;
    FILE *file;
    struct error why = {0};
    hash[0] = '\0';
    if (open_file(&file, &about, path, &why) != OPTIBOM_OK)
        return OPTIBOM_NOT_FOUND;
    *size = about.st_size;
    enum optibom_status status = file_hash_start(&reading, file, err);
    file_hash_end(hash, reading);
    fclose(file);
    return status == OPTIBOM_OK && hash[0] == '\0' ? OPTIBOM_NOT_FOUND : status;
}

enum optibom_status attached_file_inflate(void **out, const void *data, size_t data_size,
                                          int64_t size, const char *name, struct error *err)
{
    bool is_sane = size >= 0 && size <= ATTACHED_FILE_MAX;
    uLongf inflated = is_sane ? (uLongf)size : 0;
    *out = is_sane ? malloc((size_t)size + 1) : NULL;
    if (is_sane && *out == NULL)
        return error_no_memory(err);
    int result = !is_sane                    ? Z_DATA_ERROR
                 : data_size == (size_t)size ? Z_OK
                                             : uncompress(*out, &inflated, data, data_size);
    if (result == Z_OK && inflated == (uLongf)size) {
        if (data_size == (size_t)size && size > 0)
            memcpy(*out, data, data_size);
        return OPTIBOM_OK;
    }
    free(*out);
    *out = NULL;
    return result == Z_MEM_ERROR
               ? error_no_memory(err)
               : error_set(err, OPTIBOM_BAD_INPUT,
                           "%s: is damaged in the catalog; restore a backup", name);
}
