/*
 * Feeds bytes to the CSV reader, the mapping and the records of two small classes. A libFuzzer
 * entry; with FUZZ_REPLAY defined a program that runs the files given as arguments through it.
 */
#include "../unit/import_classes.h"
#include "import/mapping.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Touches every byte of a text, for the sanitizers. */
static size_t read_through(const char *text)
{
    return text != NULL ? strlen(text) : 0;
}

static size_t check_issues(const struct import_issue *issues, size_t count)
{
    size_t bytes = 0;
    for (size_t i = 0; i < count; i++)
        bytes += read_through(issues[i].column) + read_through(issues[i].text);
    return bytes;
}

static size_t check_record(const struct import_record *record)
{
    size_t bytes = read_through(record->raw) + check_issues(record->issues, record->issue_count);
    for (size_t i = 0; i < record->value_count; i++) {
        const struct import_value *value = &record->values[i];
        assert(record->is_rejected || value->attribute->kind != IMPORT_REAL ||
               (!range_is_none(value->range) && range_is_ordered(value->range)));
        bytes += read_through(value->text) + read_through(value->original);
    }
    return bytes;
}

static void read_class(const struct import_class *record_class, FILE *file)
{
    struct import_csv *csv = NULL;
    struct import_row row;
    struct import_mapping mapping;
    struct import_issue *issues;
    size_t issue_count;
    struct error err = {0};
    struct arena arena;
    arena_init(&arena);
    enum optibom_status status = import_csv_open(&csv, file, "fuzz", &err);
    if (status == OPTIBOM_OK)
        status = import_csv_next(csv, &row, &err);
    if (status == OPTIBOM_OK) {
        import_mapping_guess(import_test_classes, IMPORT_TEST_CLASSES, &row);
        status =
            import_mapping_make(&mapping, &arena, record_class, &row, &issues, &issue_count, &err);
        assert(status == OPTIBOM_OK);
        check_issues(issues, issue_count);
    }
    while (status == OPTIBOM_OK && import_csv_next(csv, &row, &err) == OPTIBOM_OK) {
        struct import_record record;
        struct arena row_arena;
        arena_init(&row_arena);
        status = import_record_read(&record, &row_arena, &mapping, &row, &err);
        assert(status == OPTIBOM_OK);
        check_record(&record);
        arena_fini(&row_arena);
    }
    import_csv_close(csv);
    arena_fini(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    for (size_t i = 0; i < IMPORT_TEST_CLASSES; i++) {
        FILE *file = fmemopen((void *)(uintptr_t)data, size, "r");
        if (file == NULL)
            return 0;
        read_class(&import_test_classes[i], file);
        fclose(file);
    }
    return 0;
}

#ifdef FUZZ_REPLAY
enum { REPLAY_MAX = 16 * 1024 * 1024 };

static int replay(const char *path)
{
    FILE *file = fopen(path, "rb");
    uint8_t *bytes = malloc(REPLAY_MAX);
    int status = EXIT_FAILURE;
    if (file == NULL || bytes == NULL) {
        fprintf(stderr, "%s: cannot be read\n", path);
    } else {
        LLVMFuzzerTestOneInput(bytes, fread(bytes, 1, REPLAY_MAX, file));
        status = EXIT_SUCCESS;
    }
    if (file != NULL)
        fclose(file);
    free(bytes);
    return status;
}

int main(int argc, char **argv)
{
    int status = EXIT_SUCCESS;
    for (int i = 1; i < argc && status == EXIT_SUCCESS; i++)
        status = replay(argv[i]);
    return status;
}
#endif
