/*
 * What is done while others may still write: what takes long before the first row of a file (a
 * process that reads a document, the texts of a workbook, a tree), and reading and checking rows.
 */
#include "catalog/load_run.h"

static size_t size_of(FILE *file)
{
    long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    rewind(file);
    return size > 0 ? (size_t)size : 0;
}

/* The tables of a file, until the room is used up. */
static enum optibom_status stage_tables(struct load_file *file, struct load_run *run,
                                        struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    struct load_table *first = NULL, **end = &first;
    while (status == OPTIBOM_OK && run->room > 0 && !file->is_over) {
        status = load_file_next(end, file, run, err);
        if (status != OPTIBOM_OK || *end == NULL)
            break;
        status = read_ahead_wait(&run->room, (*end)->ahead, err);
        end = &(*end)->next;
    }
    file->staged = first;
    return status;
}

enum optibom_status load_stage(struct load_run *run, struct error *err)
{
    size_t count = run->request->source_count, bytes = 0, left = LOAD_STAGE_ROOM;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; i < count && i < LOAD_OPEN_FILES && status == OPTIBOM_OK; i++) {
        const struct catalog_source *source = &run->request->sources[i];
        size_t size = source->reader != NULL ? 0 : size_of(source->file);
        bool is_large = size > LOAD_STAGE_FILE;
        bytes += size;
        if (i > 0 && bytes > LOAD_OPEN_BYTES)
            break;
        /* Of one that is too large, or for which no room is left, the header and the first rows. */
        run->room = is_large || left == 0 ? 1 : left;
        status = load_file_open(&run->files[i], run, err);
        if (status == OPTIBOM_OK)
            status = stage_tables(&run->files[i], run, err);
        if (!is_large)
            left = run->room;
    }
    run->room = 0;
    return status;
}
