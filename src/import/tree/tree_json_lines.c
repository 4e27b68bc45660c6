/* JSON lines: each line a record, read again for every table. */
#include "import/tree/tree_format.h"
#include "import/tree/tree_json.h"
#include "import/tree/tree_reader.h"
#include "import/tree/tree_text.h"

#include <stdlib.h>
#include <string.h>

enum {
    CHUNK_SIZE = 64 * 1024,
    /* Bytes of lines that share an arena, which takes its memory in large blocks. */
    SHARED_MAX = 16 * 1024
};

struct import_reader {
    struct import_tree_reader tree_reader;
    struct import_tree_source source; /* it is found from this member */
    FILE *file;
    const char *name;
    char chunk[CHUNK_SIZE];
    size_t at, end; /* unread bytes of `chunk` */
    struct buf text;
    struct import_tree tree;
    size_t shared;       /* bytes of the lines in its arena */
    size_t line;         /* that was read last */
    size_t refused_line; /* the last that a table has refused */
    bool is_learning;
    struct error refused; /* the first line that could not be learned */
};

static struct import_reader *reader_of(struct import_tree_source *source)
{
    return (struct import_reader *)(void *)((char *)source -
                                            offsetof(struct import_reader, source));
}

static enum optibom_status rewind_lines(struct import_tree_source *source, struct error *err)
{
    struct import_reader *reader = reader_of(source);
    if (fseek(reader->file, 0, SEEK_SET) != 0)
        return error_set(err, OPTIBOM_FAILED,
                         "%s: cannot be read a second time; check the disk and try again",
                         reader->name);
    reader->at = reader->end = 0;
    reader->line = 0;
    return OPTIBOM_OK;
}

/* Reads a line without its end into `text`, of one that is too long a byte more than may be. False
 * past the last. */
static bool read_line(struct import_reader *reader)
{
    bool is_any = false;
    buf_clear(&reader->text);
    for (;;) {
        if (reader->at == reader->end) {
            reader->at = 0;
            reader->end = fread(reader->chunk, 1, sizeof reader->chunk, reader->file);
        }
        if (reader->at == reader->end)
            break;
        is_any = true;
        const char *from = reader->chunk + reader->at;
        size_t left = reader->end - reader->at;
        const char *newline = memchr(from, '\n', left);
        size_t length = newline != NULL ? (size_t)(newline - from) : left;
        if (reader->text.length <= IMPORT_TREE_LINE_MAX)
            buf_add(&reader->text, from, length);
        reader->at += length + (newline != NULL);
        if (newline != NULL)
            break;
    }
    reader->line += is_any;
    return is_any;
}

static enum optibom_status read_record(struct import_reader *reader, struct error *err)
{
    if (reader->shared > SHARED_MAX) {
        import_tree_fini(&reader->tree);
        reader->shared = 0;
    }
    reader->shared += reader->text.length;
    reader->tree.root = NULL;
    reader->tree.value_count = 0;
    if (!buf_ok(&reader->text))
        return error_no_memory(err);
    if (reader->text.length > IMPORT_TREE_LINE_MAX)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s:%zu: the line is longer than %d MiB; is every record on a line of "
                         "its own?",
                         reader->name, reader->line, IMPORT_TREE_LINE_MAX / (1024 * 1024));
    if (reader->line == 1) {
        enum optibom_status status = import_tree_skip_mark(&reader->text, reader->name, err);
        if (status != OPTIBOM_OK)
            return status;
    }
    return import_tree_json(&reader->tree, &reader->text, reader->name, reader->line, err);
}

static enum optibom_status next_line(struct import_tree_source *source,
                                     const struct import_tree_node **record, struct error *err)
{
    struct import_reader *reader = reader_of(source);
    while (read_line(reader) && !ferror(reader->file)) { /* half a line is none */
        struct error why = {0};
        enum optibom_status status = read_record(reader, &why);
        *record = reader->tree.root;
        if (status == OPTIBOM_OK && *record != NULL)
            return OPTIBOM_OK;
        if (status == OPTIBOM_OK)
            continue;
        bool is_new = reader->is_learning ? reader->refused.status == OPTIBOM_OK
                                          : reader->line > reader->refused_line;
        if (status == OPTIBOM_BAD_INPUT && !is_new)
            continue;
        if (reader->is_learning)
            reader->refused = why;
        else
            reader->refused_line = reader->line;
        *err = why;
        return status;
    }
    if (ferror(reader->file))
        return error_set(err, OPTIBOM_FAILED,
                         "%s:%zu: cannot be read further; check the disk and try again",
                         reader->name, reader->line);
    return OPTIBOM_NOT_FOUND;
}

static void close_reader(struct import_reader *reader)
{
    if (reader == NULL)
        return;
    import_tree_reader_close(&reader->tree_reader);
    import_tree_fini(&reader->tree);
    buf_fini(&reader->text);
    free(reader);
}

static enum optibom_status open_reader(struct import_reader **out, const struct import_input *input,
                                       struct error *err)
{
    struct import_reader *reader = calloc(1, sizeof *reader);
    if (reader == NULL)
        return error_no_memory(err);
    reader->file = input->file;
    reader->name = input->name;
    reader->source.next = next_line;
    reader->source.rewind = rewind_lines;
    reader->is_learning = true;
    enum optibom_status status =
        import_tree_reader_open(&reader->tree_reader, &reader->source, input->name, err);
    reader->is_learning = false;
    /* Not one line is a record: the file is something else. */
    if (status == OPTIBOM_OK && reader->tree_reader.record_count == 0 &&
        reader->refused.status != OPTIBOM_OK) {
        status = error_set(err, reader->refused.status,
                           "%.800s; not one line is a record: if the file is a single document, "
                           "name it .json",
                           reader->refused.text);
    }
    if (status == OPTIBOM_OK)
        *out = reader;
    else
        close_reader(reader);
    return status;
}

static enum optibom_status next_table(struct import_reader *reader, struct import_table *table,
                                      struct error *err)
{
    return import_tree_reader_next_table(&reader->tree_reader, table, err);
}

static enum optibom_status next_row(struct import_reader *reader, struct import_row *row,
                                    struct error *err)
{
    return import_tree_reader_next_row(&reader->tree_reader, row, err);
}

const struct import_format import_format_json_lines = {.name = "json-lines",
                                                       .file_kind = "a JSON-lines file",
                                                       .open = open_reader,
                                                       .next_table = next_table,
                                                       .next_row = next_row,
                                                       .close = close_reader};
