/* BLAKE2b of a file as b2sum prints it, made by a thread of its own while the file is imported. */
#ifndef OPTIBOM_CATALOG_FILE_HASH_H
#define OPTIBOM_CATALOG_FILE_HASH_H

#include "base/error.h"

#include <stdio.h>

enum { FILE_HASH_SIZE = 129 }; /* of the text */

struct file_hash;

/* Reads the file by itself; its position stays. `*out` is NULL for what is no file on a disk. */
enum optibom_status file_hash_start(struct file_hash **out, FILE *file, struct error *err);

/* Waits for it. "" for NULL, and for a file that cannot be read to its end. */
void file_hash_end(char out[FILE_HASH_SIZE], struct file_hash *hash);

#endif
