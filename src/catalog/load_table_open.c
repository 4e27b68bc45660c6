#include "catalog/load_run.h"

#include <string.h>

bool load_is_prices(const struct catalog_class *of)
{
    return strcmp(of->name, "offer") == 0;
}

static void *make_price(const struct import_record *record, const void *context,
                        struct arena *arena)
{
    return catalog_price_of(record, context, arena);
}

/* The name of the file, with that of the table in one of several. */
static const char *label_of(struct arena *arena, const char *file, const char *table)
{
    return *table != '\0' ? arena_printf(arena, "%s [%s]", file, table) : file;
}

static struct load_table *new_table(const struct import_table *of, const struct load_file *file,
                                    const struct load_run *run)
{
    struct load_table *table = arena_alloc(run->arena, sizeof *table);
    const char *name = arena_strdup(run->arena, of->name);
    const char *title = of->title != NULL ? arena_strdup(run->arena, of->title) : "";
    const char *label = label_of(run->arena, file->source->name, of->name);
    if (table == NULL || name == NULL || title == NULL || label == NULL)
        return NULL;
    table->table = *of;
    table->table.name = name;
    table->table.title = of->title != NULL ? title : NULL;
    table->file = (struct catalog_load_file){.file = file->source->name,
                                             .label = label,
                                             .format = file->format->name,
                                             .class_name = "",
                                             .sheet = name,
                                             .has_names = of->has_names,
                                             .map = run->request->map};
    return table;
}

/* Records of an answered request and of a bill of materials come as they are; a price is worked out
 * of its record on the way. */
static enum optibom_status read_records(struct load_table *table, size_t room, struct error *err)
{
    bool is_price_list = load_is_prices(table->of);
    if (is_price_list)
        catalog_price_plan_make(&table->plan, &table->file.mapping);
    return read_ahead_open(&table->ahead, table->rows, &table->file.mapping,
                           is_price_list ? make_price : NULL, &table->plan, room, err);
}

enum optibom_status load_table_open(struct load_table **out, const struct import_table *of,
                                    struct load_file *file, struct load_run *run, struct error *err)
{
    struct load_table *table = new_table(of, file, run);
    if (table == NULL)
        return error_no_memory(err);
    enum optibom_status status = load_understand(table, file, run, err);
    if (status == OPTIBOM_OK && table->of != NULL)
        status = read_records(table, run->room, err);
    if (status == OPTIBOM_OK && table->of != NULL)
        *out = table;
    else
        load_table_close(table);
    return status;
}

void load_table_close(struct load_table *table)
{
    read_ahead_close(table->ahead);
    import_table_rows_close(table->rows);
}
