#include "import/map/map_filter.h"
#include "import/row_shape.h"

/* Past this many rows a header that is to be found is not there. */
enum { HEADER_SEARCH_ROWS = 64 };

void import_map_count_drop(struct import_map_filter *filter, size_t reason)
{
    import_drop_count(&filter->drops[reason], filter->source.line);
}

void import_map_empty(struct arena *arena)
{
    arena_fini(arena);
    arena_init(arena);
}

enum optibom_status import_map_source(struct import_map_filter *filter, struct error *err)
{
    filter->source = (struct import_row){0};
    return filter->input.format->next_row(filter->input.reader, &filter->source, err);
}

/* The row with this number; those before it are dropped, unreadable ones too. */
static enum optibom_status read_header_row(struct import_map_filter *filter, size_t number,
                                           struct error *err)
{
    for (;;) {
        struct error reading = {0};
        enum optibom_status status = import_map_source(filter, &reading);
        bool is_there = status == OPTIBOM_OK && filter->source.line <= number;
        if (is_there && filter->source.line == number)
            return OPTIBOM_OK;
        if (status == OPTIBOM_FAILED ||
            (status == OPTIBOM_BAD_INPUT && filter->source.line >= number))
            return error_set(err, status, "%s", reading.text);
        if (!is_there && status != OPTIBOM_BAD_INPUT)
            return error_set(err, OPTIBOM_BAD_INPUT,
                             "%s:%zu: the row is blank or not there, but the map %s has it as "
                             "header; correct 'header' there",
                             filter->input.file, number, filter->map->name);
        import_map_count_drop(filter, filter->map->skip_count + IMPORT_MAP_ABOVE_HEADER);
    }
}

/* The header where the map says that it is. */
static enum optibom_status read_header(struct import_map_filter *filter, struct error *err)
{
    const size_t *rows = filter->map->header_rows;
    struct import_row upper;
    enum optibom_status status = read_header_row(filter, rows[0], err);
    if (status == OPTIBOM_OK && rows[1] > 0) {
        status = import_row_copy(&upper, &filter->arena, &filter->source)
                     ? read_header_row(filter, rows[1], err)
                     : error_no_memory(err);
    } else {
        upper = filter->source;
    }
    if (status == OPTIBOM_OK)
        status = import_map_names_make(&filter->names, &filter->arena, &upper,
                                       rows[1] > 0 ? &filter->source : NULL, err);
    if (status == OPTIBOM_OK && import_map_bind(filter, rows[0], err) > 0)
        status = OPTIBOM_BAD_INPUT;
    return status;
}

static enum optibom_status refuse_empty(const struct import_map_filter *filter, struct error *err)
{
    const char *name = filter->input.table->name;
    return error_set(err, OPTIBOM_BAD_INPUT, "%s: %s%s%s is empty; give one with a header row",
                     filter->input.file, *name != '\0' ? "the table \"" : "the file", name,
                     *name != '\0' ? "\"" : "");
}

/* Takes the row at work as header; the names live in `arena`. */
static enum optibom_status try_header(size_t *missing, struct import_map_filter *filter,
                                      struct arena *arena, struct error *err)
{
    enum optibom_status status =
        import_map_names_make(&filter->names, arena, &filter->source, NULL, err);
    if (status == OPTIBOM_OK)
        *missing = import_map_bind(filter, filter->source.line, err);
    return status;
}

/* The first row that has every column of the map; else the row that has most tells what lacks. */
static enum optibom_status find_header(struct import_map_filter *filter, struct error *err)
{
    size_t rows = filter->input.table->has_names ? 1 : HEADER_SEARCH_ROWS, least = SIZE_MAX;
    struct error best = {0};
    for (size_t i = 0; i < rows; i++) {
        struct error why = {0};
        size_t missing = SIZE_MAX;
        enum optibom_status status = import_map_source(filter, &why);
        if (status == OPTIBOM_OK) {
            import_map_empty(&filter->row_arena);
            status = try_header(&missing, filter, &filter->row_arena, &why);
        }
        if (status == OPTIBOM_OK && missing == 0)
            return try_header(&missing, filter, &filter->arena, err);
        if (status == OPTIBOM_NOT_FOUND)
            break;
        if (status != OPTIBOM_OK && status != OPTIBOM_BAD_INPUT)
            return error_set(err, status, "%s", why.text);
        if (best.status == OPTIBOM_OK || missing < least)
            best = why;
        least = missing < least ? missing : least;
        import_map_count_drop(filter, filter->map->skip_count + IMPORT_MAP_ABOVE_HEADER);
    }
    return best.status != OPTIBOM_OK ? error_set(err, best.status, "%s", best.text)
                                     : refuse_empty(filter, err);
}

enum optibom_status import_map_read_header(struct import_map_filter *filter, struct error *err)
{
    switch (filter->map->header) {
    case IMPORT_MAP_HEADER_FOUND:
        return find_header(filter, err);
    case IMPORT_MAP_HEADER_ROW:
        return read_header(filter, err);
    case IMPORT_MAP_HEADER_NONE:
        break;
    }
    return import_map_bind(filter, 1, err) > 0 ? OPTIBOM_BAD_INPUT : OPTIBOM_OK;
}
