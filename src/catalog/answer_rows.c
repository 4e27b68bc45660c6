#include "catalog/answer_rows.h"

#include <stdlib.h>

struct import_reader {
    const char **rows[2], **places;
    size_t count, line, at;
    bool is_given;
};

struct import_reader *catalog_answer_open(const char **headers, const char **cells,
                                          const char **places, size_t count, size_t line)
{
    struct import_reader *reader = calloc(1, sizeof *reader);
    if (reader != NULL)
        *reader = (struct import_reader){
            .rows = {headers, cells}, .places = places, .count = count, .line = line};
    return reader;
}

static enum optibom_status next_table(struct import_reader *reader, struct import_table *table,
                                      struct error *err)
{
    (void)err;
    if (reader->is_given)
        return OPTIBOM_NOT_FOUND;
    reader->is_given = true;
    *table = (struct import_table){.name = "", .number = 1, .has_names = true};
    return OPTIBOM_OK;
}

static enum optibom_status next_row(struct import_reader *reader, struct import_row *row,
                                    struct error *err)
{
    (void)err;
    if (reader->at == 2)
        return OPTIBOM_NOT_FOUND;
    *row = (struct import_row){.line = reader->line,
                               .count = reader->count,
                               .cells = reader->rows[reader->at],
                               .places = reader->at > 0 ? reader->places : NULL,
                               .raw = ""};
    reader->at++;
    return OPTIBOM_OK;
}

static void close_reader(struct import_reader *reader)
{
    free(reader);
}

const struct import_format catalog_answer_format = {.name = "answer",
                                                    .file_kind = "an answer",
                                                    .next_table = next_table,
                                                    .next_row = next_row,
                                                    .close = close_reader};
