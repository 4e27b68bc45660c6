/*
 * Files of a fuzzer's corpus as they are, and mangled: what the fuzzer asserts of any bytes holds
 * for some thousands that are nearly good, the same ones in every run. Included by one file of a
 * program, before the fuzz target. MUTATED=5 tries five times as many; MUTATED_SEED=7 others.
 */
#ifndef OPTIBOM_TESTS_MUTATED_H
#define OPTIBOM_TESTS_MUTATED_H

#include "check.h"

#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MUTATED_FILES = 48, MUTATED_SIZE = 64 * 1024 };

struct mutated_bytes {
    char bytes[MUTATED_SIZE];
    size_t size;
};

static struct {
    struct mutated_bytes files[MUTATED_FILES], made;
    size_t file_count;
    const char *const *words; /* to put in */
    size_t word_count;
    uint64_t state; /* of the draws */
    unsigned long long at;
} mutated;

/* Uniform enough below `limit`, which is not 0. */
static size_t mutated_draw(size_t limit)
{
    mutated.state = mutated.state * 6364136223846793005U + 1442695040888963407U;
    return (size_t)((mutated.state >> 33) % limit);
}

static void mutated_load(const char *folder)
{
    struct dirent **names = NULL;
    int count = scandir(folder, &names, NULL, alphasort);
    if (count < 0)
        fail_msg("%s", folder);
    for (int i = 0; i < count; i++) {
        char path[512];
        struct mutated_bytes *into = &mutated.files[mutated.file_count];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
        FILE *file = names[i]->d_name[0] != '.' ? fopen(path, "r") : NULL;
        free(names[i]);
        if (file == NULL)
            continue;
        assert_true(mutated.file_count < MUTATED_FILES - 1);
        into->size = fread(into->bytes, 1, MUTATED_SIZE / 4, file);
        mutated.file_count++;
        fclose(file);
    }
    free(names);
    assert_true(mutated.file_count > 0);
}

/* Puts `size` bytes in place of those from `from` to `to`. */
static void mutated_splice(size_t from, size_t to, const char *bytes, size_t size)
{
    struct mutated_bytes *made = &mutated.made;
    if (made->size - (to - from) + size > MUTATED_SIZE)
        return;
    memmove(made->bytes + from + size, made->bytes + to, made->size - to);
    memcpy(made->bytes + from, bytes, size);
    made->size += size - (to - from);
}

/* From behind a mark to before the next one, around `from`. */
static void mutated_bounds(size_t *from, size_t *to, const char *ends,
                           const struct mutated_bytes *in)
{
    *to = *from;
    while (*from > 0 && strchr(ends, in->bytes[*from - 1]) == NULL)
        (*from)--;
    while (*to < in->size && strchr(ends, in->bytes[*to]) == NULL)
        (*to)++;
}

/* A stretch of the file: some bytes, what stands between marks, or a line. */
static void mutated_stretch(size_t *from, size_t *to, const struct mutated_bytes *in)
{
    static const char *const ends[] = {"\n", "\n", ",;\n\t |", "<>\"' =\n", " \n:{}[]"};
    size_t kind = mutated_draw(CHECK_COUNT(ends) + 1);
    *from = *to = mutated_draw(in->size + 1);
    if (kind == CHECK_COUNT(ends)) {
        *to = *from + mutated_draw(8);
        *to = *to < in->size ? *to : in->size;
        return;
    }
    mutated_bounds(from, to, ends[kind], in);
    *to += kind < 2 && *to < in->size;
}

static void mutated_change(void)
{
    static struct mutated_bytes kept;
    size_t from, to, other_from, other_to;
    mutated_stretch(&from, &to, &mutated.made);
    switch (mutated_draw(6)) {
    case 0: /* away */
        mutated_splice(from, to, "", 0);
        break;
    case 1: /* twice */
        kept = mutated.made;
        mutated_splice(to, to, kept.bytes + from, to - from);
        break;
    case 2: { /* what stands elsewhere, in this file or another one */
        const struct mutated_bytes *of = &mutated.files[mutated_draw(mutated.file_count)];
        mutated_stretch(&other_from, &other_to, of);
        mutated_splice(from, to, of->bytes + other_from, other_to - other_from);
        break;
    }
    case 3: { /* one byte */
        static const char bytes[] =
            "\0\x01\t\n\r \"'(),-./0159:;<=>@EINT[\\]_aceimnux|~\x80\xc3\xff";
        if (mutated.made.size > 0)
            mutated.made.bytes[mutated_draw(mutated.made.size)] =
                bytes[mutated_draw(sizeof bytes - 1)];
        break;
    }
    default: { /* a word in its place, or before it; "key: value" beside or for another */
        const char *word = mutated.words[mutated_draw(mutated.word_count)];
        bool is_pair = strstr(word, ": ") != NULL && strchr(" -", *word) == NULL;
        bool is_more = mutated_draw(is_pair ? 2 : 3) == 0;
        if (is_pair)
            mutated_bounds(&from, &to, "{},\n", &mutated.made);
        if (is_pair && is_more)
            mutated_splice(from, from, ", ", 2);
        mutated_splice(from, is_more ? from : to, word, strlen(word));
        break;
    }
    }
}

static void mutated_say(int number)
{
    fprintf(stderr,
            "mangled file %llu fails an assertion of the fuzz target; it is /tmp/optibom-mangled\n",
            mutated.at);
    FILE *file = fopen("/tmp/optibom-mangled", "w");
    if (file != NULL) {
        fwrite(mutated.made.bytes, 1, mutated.made.size, file);
        fclose(file);
    }
    signal(number, SIG_DFL);
    raise(number);
}

static void mutated_run(const char *folder, const char *const *words, size_t word_count,
                        unsigned long count)
{
    const char *times = getenv("MUTATED"), *seed = getenv("MUTATED_SEED");
    count *= times != NULL ? strtoul(times, NULL, 10) : 1;
    mutated.words = words;
    mutated.word_count = word_count;
    mutated_load(folder);
    signal(SIGABRT, mutated_say);
    for (mutated.at = 0; mutated.at < mutated.file_count + count; mutated.at++) {
        bool is_plain = mutated.at < mutated.file_count;
        mutated.state = mutated.at * 2654435761U + (seed != NULL ? strtoul(seed, NULL, 10) : 1);
        mutated_draw(2);
        mutated.made = mutated.files[is_plain ? mutated.at : mutated_draw(mutated.file_count)];
        for (size_t i = is_plain ? 0 : 1 + mutated_draw(1 + mutated_draw(6)); i > 0; i--)
            mutated_change();
        assert_int_equal(
            LLVMFuzzerTestOneInput((const uint8_t *)mutated.made.bytes, mutated.made.size), 0);
    }
    signal(SIGABRT, SIG_DFL);
}

#endif
