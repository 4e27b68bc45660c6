#include "catalog/load_run.h"

#include "import/csv/csv.h"

/* True when neither --sheet nor the map asks for other tables. */
static bool is_wanted(const struct load_run *run, const struct import_table *table)
{
    const struct import_map named = {.sheet = run->request->sheet};
    return import_map_takes(&named, table) &&
           (run->request->map == NULL || import_map_takes(run->request->map, table));
}

static bool is_named(const struct load_run *run)
{
    return run->request->sheet != NULL ||
           (run->request->map != NULL && run->request->map->sheet != NULL);
}

/* What its program does not show is old or for its maker only, unless somebody names it. */
static enum optibom_status leave_hidden(struct load_file *file, struct arena *arena,
                                        const struct import_table *table, struct error *err)
{
    const char *name = file->source->name;
    const char *why = arena_printf(arena, "%s: the sheet \"%s\" is hidden; read it with --sheet",
                                   name, table->name);
    return why != NULL ? load_leave(file, arena, name, why, err) : error_no_memory(err);
}

/* As the map says that the list is written. */
static enum optibom_status open_csv(struct import_reader **out, const struct import_input *input,
                                    const struct import_map *map, struct error *err)
{
    const struct import_csv_dialect dialect = {.delimiter =
                                                   map->delimiter != NULL ? *map->delimiter : '\0',
                                               .quote = map->quote != NULL ? *map->quote : '\0',
                                               .encoding = map->encoding};
    return import_csv_open_as(out, input, &dialect, err);
}

/* By what the map says, else by content. */
static enum optibom_status choose_format(const struct import_format **out,
                                         const struct import_input *input,
                                         const struct import_map *map, struct error *err)
{
    *out = map != NULL && map->format != NULL ? import_format_find(map->format) : NULL;
    return *out != NULL ? OPTIBOM_OK : import_format_tell(out, input, err);
}

enum optibom_status load_file_open(struct load_file *file, const struct load_run *run,
                                   struct error *err)
{
    const struct catalog_source *source = file->source;
    const struct import_input input = {source->file, source->name};
    const struct import_map *map = run->request->map;
    file->format = source->format;
    file->reader = source->reader;
    if (file->reader != NULL)
        return OPTIBOM_OK;
    enum optibom_status status = choose_format(&file->format, &input, map, err);
    if (status != OPTIBOM_OK)
        return status;
    return map != NULL && file->format == &import_format_csv
               ? open_csv(&file->reader, &input, map, err)
               : file->format->open(&file->reader, &input, err);
}

static enum optibom_status begin(struct load_file *file, const struct load_run *run,
                                 struct error *err)
{
    const struct catalog_source *source = file->source;
    enum optibom_status status = file->reader != NULL ? OPTIBOM_OK : load_file_open(file, run, err);
    file->is_begun = true;
    return status == OPTIBOM_OK && source->reader == NULL
               ? file_hash_start(&file->hash, source->file, err)
               : status;
}

/* Nothing in the file can be read, and no issue of a header says why. */
static enum optibom_status refuse(const struct load_file *file, struct error *err)
{
    const char *why = "";
    for (size_t i = 0; i < file->left_count; i++) {
        if (file->left[i].issue_count > 0)
            return OPTIBOM_OK;
        if (*why == '\0' && file->left[i].why != NULL)
            why = file->left[i].why;
    }
    if (*why != '\0')
        return error_set(err, OPTIBOM_BAD_INPUT, "%s", why);
    return error_set(err, OPTIBOM_BAD_INPUT, "%s: the file is empty; give one with a header row",
                     file->source->name);
}

static enum optibom_status end(struct load_file *file, struct error *err)
{
    file->is_over = true;
    file_hash_end(file->hash_text, file->hash);
    file->hash = NULL;
    if (!file->is_any && file->others.length > 0)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: none of its tables is the one asked for; it has %s; correct "
                         "--sheet or 'sheet' of the map",
                         file->source->name, buf_text(&file->others));
    return file->is_understood ? OPTIBOM_OK : refuse(file, err);
}

static void note_other(struct buf *others, const struct import_table *table)
{
    buf_puts(others, others->length > 0 ? ", " : "");
    buf_printf(others, *table->name != '\0' ? "\"%s\"" : "one without a name%s", table->name);
}

/* One table of the file; one that cannot be read is left like one not understood. */
static enum optibom_status read_table(struct load_table **out, struct load_file *file,
                                      struct load_run *run, struct error *err)
{
    struct import_table table;
    struct error why = {0};
    enum optibom_status status = file->format->next_table(file->reader, &table, &why);
    if (status == OPTIBOM_NOT_FOUND)
        return end(file, err);
    if (status == OPTIBOM_OK && !is_wanted(run, &table)) {
        note_other(&file->others, &table);
        return OPTIBOM_OK;
    }
    file->is_any = true;
    if (status == OPTIBOM_OK && table.is_hidden && !is_named(run))
        return leave_hidden(file, run->arena, &table, err);
    if (status == OPTIBOM_OK)
        return load_table_open(out, &table, file, run, err);
    return status == OPTIBOM_BAD_INPUT
               ? load_leave(file, run->arena, file->source->name, why.text, err)
               : error_set(err, status, "%s", why.text);
}

enum optibom_status load_file_next(struct load_table **out, struct load_file *file,
                                   struct load_run *run, struct error *err)
{
    enum optibom_status status = file->is_begun ? OPTIBOM_OK : begin(file, run, err);
    *out = file->staged;
    if (*out != NULL) {
        file->staged = (*out)->next;
        return OPTIBOM_OK;
    }
    while (status == OPTIBOM_OK && *out == NULL && !file->is_over)
        status = read_table(out, file, run, err);
    file->is_understood |= *out != NULL;
    return status;
}

void load_file_close(struct load_file *file)
{
    char unused[FILE_HASH_SIZE];
    while (file->staged != NULL) {
        struct load_table *table = file->staged;
        file->staged = table->next;
        load_table_close(table);
    }
    file_hash_end(unused, file->hash);
    file->hash = NULL;
    if (file->reader != NULL && file->source->reader == NULL)
        file->format->close(file->reader);
    file->reader = NULL;
    buf_fini(&file->others);
}
