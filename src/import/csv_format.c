#include "import/csv.h"

#include <stdlib.h>

/* A CSV file is one table; the reader of the format is that of its rows. */
struct import_reader {
    struct import_csv *csv;
    bool is_given;
};

static enum optibom_status open(struct import_reader **out, const struct import_input *input,
                                struct error *err)
{
    struct import_reader *reader = calloc(1, sizeof *reader);
    if (reader == NULL)
        return error_no_memory(err);
    enum optibom_status status = import_csv_open(&reader->csv, input->file, input->name, err);
    if (status == OPTIBOM_OK)
        *out = reader;
    else
        free(reader);
    return status;
}

static enum optibom_status next_table(struct import_reader *reader, struct import_table *table,
                                      struct error *err)
{
    (void)err;
    if (reader->is_given)
        return OPTIBOM_NOT_FOUND;
    reader->is_given = true;
    *table = (struct import_table){.name = "", .number = 1};
    return OPTIBOM_OK;
}

static enum optibom_status next_row(struct import_reader *reader, struct import_row *row,
                                    struct error *err)
{
    *row = (struct import_row){0};
    return import_csv_next(reader->csv, row, err);
}

static void close(struct import_reader *reader)
{
    if (reader == NULL)
        return;
    import_csv_close(reader->csv);
    free(reader);
}

const struct import_format import_format_csv = {"csv",      "a CSV file", open,
                                                next_table, next_row,     close};
