#include "catalog/file_hash.h"

#include <blake2.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

enum { CHUNK_SIZE = 128 * 1024 };

struct file_hash {
    pthread_t thread;
    int file;
    bool is_whole;
    unsigned char digest[BLAKE2B_OUTBYTES];
    unsigned char chunk[CHUNK_SIZE];
};

static void *run(void *context)
{
    struct file_hash *hash = context;
    blake2b_state state;
    ssize_t count;
    off_t at = 0;
    blake2b_init(&state, sizeof hash->digest);
    while ((count = pread(hash->file, hash->chunk, CHUNK_SIZE, at)) > 0) {
        blake2b_update(&state, hash->chunk, (size_t)count);
        at += count;
    }
    blake2b_final(&state, hash->digest, sizeof hash->digest);
    hash->is_whole = count == 0;
    return NULL;
}

enum optibom_status file_hash_start(struct file_hash **out, FILE *file, struct error *err)
{
    int number = file != NULL ? fileno(file) : -1;
    *out = NULL;
    if (number < 0)
        return OPTIBOM_OK;
    struct file_hash *hash = malloc(sizeof *hash);
    if (hash == NULL)
        return error_no_memory(err);
    hash->file = number;
    hash->is_whole = false;
    if (pthread_create(&hash->thread, NULL, run, hash) != 0) {
        free(hash);
        return error_set(err, OPTIBOM_FAILED, "no thread could be started to read with");
    }
    *out = hash;
    return OPTIBOM_OK;
}

void file_hash_end(char out[FILE_HASH_SIZE], struct file_hash *hash)
{
    out[0] = '\0';
    if (hash == NULL)
        return;
    pthread_join(hash->thread, NULL);
    for (size_t i = 0; hash->is_whole && i < sizeof hash->digest; i++)
        snprintf(out + 2 * i, 3, "%02x", (unsigned)hash->digest[i]);
    free(hash);
}
