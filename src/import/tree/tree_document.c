/* JSON and YAML documents: the records are the items of the tree's root, or it alone. */
#include "import/tree/tree_format.h"
#include "import/tree/tree_guess.h"
#include "import/tree/tree_json.h"
#include "import/tree/tree_reader.h"
#include "import/tree/tree_text.h"
#include "import/tree/tree_yaml.h"

#include <stdlib.h>
#include <string.h>

struct import_reader {
    struct import_tree_reader tree_reader;
    struct import_tree_source source; /* it is found from this member */
    struct import_tree tree;
    struct buf text;
    const struct import_tree_node *next;
};

static struct import_reader *reader_of(struct import_tree_source *source)
{
    return (struct import_reader *)(void *)((char *)source -
                                            offsetof(struct import_reader, source));
}

static enum optibom_status rewind_records(struct import_tree_source *source, struct error *err)
{
    struct import_reader *reader = reader_of(source);
    const struct import_tree_node *root = reader->tree.root;
    (void)err;
    reader->next = root == NULL || source->is_alone ? root : root->first;
    return OPTIBOM_OK;
}

static enum optibom_status next_record(struct import_tree_source *source,
                                       const struct import_tree_node **record, struct error *err)
{
    struct import_reader *reader = reader_of(source);
    (void)err;
    *record = reader->next;
    if (*record == NULL)
        return OPTIBOM_NOT_FOUND;
    reader->next = (*record)->next;
    return OPTIBOM_OK;
}

static bool is_one_line(const struct buf *text)
{
    const char *bytes = buf_text(text);
    const char *newline = memchr(bytes, '\n', text->length);
    return newline == NULL || newline[strspn(newline, " \t\r\n")] == '\0';
}

/* How the records stand in the document. */
static enum optibom_status start(struct import_reader *reader, const char *name, struct error *err)
{
    struct import_tree_source *source = &reader->source;
    const struct import_tree_node *root = reader->tree.root;
    enum optibom_status status = OPTIBOM_OK;
    source->next = next_record;
    source->rewind = rewind_records;
    if (root != NULL && root->kind == IMPORT_TREE_MAP)
        status = import_tree_guess_map(&source->is_keyed, root, false, err);
    if (status != OPTIBOM_OK)
        return status;
    source->is_alone = root != NULL && root->kind != IMPORT_TREE_LIST && !source->is_keyed;
    return import_tree_reader_open(&reader->tree_reader, source, name, err);
}

static enum optibom_status read_json(struct import_reader *reader, const struct import_input *input,
                                     struct error *err)
{
    enum optibom_status status = import_tree_load(
        &reader->text, input, IMPORT_TREE_JSON_MAX,
        "split it, or save it as JSON lines (a record on each line), which have no limit", err);
    if (status == OPTIBOM_OK)
        status = import_tree_skip_mark(&reader->text, input->name, err);
    if (status != OPTIBOM_OK)
        return status;
    reader->source.is_one_line = is_one_line(&reader->text);
    return import_tree_json(&reader->tree, &reader->text, input->name, 1, err);
}

static enum optibom_status read_yaml(struct import_reader *reader, const struct import_input *input,
                                     struct error *err)
{
    enum optibom_status status =
        import_tree_load(&reader->text, input, IMPORT_TREE_YAML_MAX, "split it", err);
    if (status != OPTIBOM_OK)
        return status;
    reader->source.is_one_line = is_one_line(&reader->text);
    status = import_tree_yaml(&reader->tree, &reader->text, input->name, err);
    buf_fini(&reader->text);
    return status;
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

static enum optibom_status open_as(struct import_reader **out, const struct import_input *input,
                                   enum optibom_status (*read)(struct import_reader *,
                                                               const struct import_input *,
                                                               struct error *),
                                   struct error *err)
{
    struct import_reader *reader = calloc(1, sizeof *reader);
    if (reader == NULL)
        return error_no_memory(err);
    enum optibom_status status = read(reader, input, err);
    if (status == OPTIBOM_OK)
        status = start(reader, input->name, err);
    if (status == OPTIBOM_OK)
        *out = reader;
    else
        close_reader(reader);
    return status;
}

static enum optibom_status open_json(struct import_reader **out, const struct import_input *input,
                                     struct error *err)
{
    return open_as(out, input, read_json, err);
}

static enum optibom_status open_yaml(struct import_reader **out, const struct import_input *input,
                                     struct error *err)
{
    return open_as(out, input, read_yaml, err);
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

const struct import_format import_format_json = {.name = "json",
                                                 .file_kind = "a JSON document",
                                                 .open = open_json,
                                                 .next_table = next_table,
                                                 .next_row = next_row,
                                                 .close = close_reader};

const struct import_format import_format_yaml = {.name = "yaml",
                                                 .file_kind = "a YAML document",
                                                 .open = open_yaml,
                                                 .next_table = next_table,
                                                 .next_row = next_row,
                                                 .close = close_reader};
