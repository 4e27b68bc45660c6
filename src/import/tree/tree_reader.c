#include "import/tree/tree_reader.h"

#include <string.h>

/* How often all is learned again because a path turned out to hold records. Each time can bring
 * out one level more; what is left then stays columns where it was learned as such. */
enum { PASSES_MAX = 4 };

static enum optibom_status learn_all(struct import_tree_reader *reader, struct error *err)
{
    struct import_tree_source *source = reader->source;
    enum optibom_status status = source->rewind(source, err);
    reader->record_count = 0;
    while (status == OPTIBOM_OK) {
        const struct import_tree_node *record = NULL;
        struct error passed = {0};
        status = source->next(source, &record, &passed);
        if (status == OPTIBOM_OK) {
            reader->record_count++;
            status = import_tree_learn(&reader->shapes, record, source->is_alone, err);
            if (status != OPTIBOM_OK)
                return status;
        } else if (status == OPTIBOM_BAD_INPUT) {
            status = OPTIBOM_OK;
        } else if (status != OPTIBOM_NOT_FOUND) {
            *err = passed;
        }
    }
    return status == OPTIBOM_NOT_FOUND ? OPTIBOM_OK : status;
}

enum optibom_status import_tree_reader_open(struct import_tree_reader *reader,
                                            struct import_tree_source *source, const char *name,
                                            struct error *err)
{
    reader->source = source;
    enum optibom_status status =
        import_tree_shapes_make(&reader->shapes, &reader->arena, name, source->is_keyed, err);
    if (status == OPTIBOM_OK)
        status = learn_all(reader, err);
    for (int pass = 1; status == OPTIBOM_OK && reader->shapes.is_changed && pass < PASSES_MAX;
         pass++) {
        import_tree_shapes_again(&reader->shapes);
        status = learn_all(reader, err);
    }
    if (status == OPTIBOM_OK)
        status = import_tree_tables_make(&reader->tables, &reader->arena, &reader->shapes, err);
    return status;
}

enum optibom_status import_tree_reader_next_table(struct import_tree_reader *reader,
                                                  struct import_table *table, struct error *err)
{
    if (!reader->is_started)
        reader->table = reader->tables.first;
    else if (reader->table != NULL)
        reader->table = reader->table->next;
    reader->is_started = true;
    while (reader->table != NULL && reader->table->own_count == 0)
        reader->table = reader->table->next;
    if (reader->table == NULL)
        return OPTIBOM_NOT_FOUND;
    *table = (struct import_table){.name = reader->table->name,
                                   .number = ++reader->table_number,
                                   .has_names = reader->table->has_names};
    return import_tree_rows_open(&reader->rows, reader->source, reader->table, err);
}

enum optibom_status import_tree_reader_next_row(struct import_tree_reader *reader,
                                                struct import_row *row, struct error *err)
{
    if (reader->table == NULL)
        return OPTIBOM_NOT_FOUND;
    return import_tree_rows_next(&reader->rows, row, err);
}

void import_tree_reader_close(struct import_tree_reader *reader)
{
    import_tree_rows_close(&reader->rows);
    arena_fini(&reader->arena);
}
