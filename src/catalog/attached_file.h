/* A file on its way into the catalog, or what a reference to one is to remember of it. */
#ifndef OPTIBOM_CATALOG_ATTACHED_FILE_H
#define OPTIBOM_CATALOG_ATTACHED_FILE_H

#include "base/arena.h"
#include "catalog/file_hash.h"

#include <stdbool.h>
#include <stdint.h>

/* Bytes of one file, and of the files that one change takes in. SQLite holds a value of 1e9 bytes;
 * the record of the change is one value, and has every file of it. */
enum { ATTACHED_FILE_MAX = 64 * 1024 * 1024, ATTACHED_FILES_MAX = 256 * 1024 * 1024 };

struct attached_file {
    const char *path; /* as it was given */
    const char *name; /* the last part of it, fit for a file in any folder */
    bool is_address;  /* of the web: nothing of it is read */
    int64_t size, mode, mtime;
    char hash[FILE_HASH_SIZE];
    void *data; /* deflated where `data_size` is less than `size`; NULL: by reference */
    size_t data_size;
    const char *text; /* for the search; or NULL, and why not, or NULL for an address */
    const char *no_text;
};

/* Reads the file, its bytes too unless it is kept by reference. `room` is what is left of
 * ATTACHED_FILES_MAX. To be freed whatever it returns. */
enum optibom_status attached_file_read(struct attached_file *out, struct arena *arena,
                                       const char *path, bool is_reference, int64_t room,
                                       struct error *err);
void attached_file_free(struct attached_file *file);

/* Size and hash of a file now; OPTIBOM_NOT_FOUND where there is none that can be read. */
enum optibom_status attached_file_look(int64_t *size, char hash[FILE_HASH_SIZE], const char *path,
                                       struct error *err);

/* True for an address, such as https://example.org/x.pdf. */
bool attached_file_is_address(const char *path);

/* True for a name that names a file in a folder and nothing else. */
bool attached_file_is_name(const char *name);

/* The bytes of a file of `size` bytes as it was deflated, freed by the caller. OPTIBOM_BAD_INPUT
 * where they are not those. */
enum optibom_status attached_file_inflate(void **out, const void *data, size_t data_size,
                                          int64_t size, const char *name, struct error *err);

#endif
