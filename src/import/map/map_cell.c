#include "import/map/map_filter.h"

#include "base/scan.h"
#include "import/cell/cell_value.h"
#include "import/issue_codes.h"

#include <string.h>

const char *import_map_cell(const struct import_map_filter *filter, size_t position, size_t *length)
{
    const struct import_row *row = &filter->source;
    const char *cell = position < row->count ? row->cells[position] : "";
    if (filter->pieces != NULL && position == filter->each_position)
        cell = filter->pieces[filter->piece];
    return scan_trim(cell, length);
}

void import_map_origin_clear(struct import_map_filter *filter, size_t output)
{
    filter->places[output] = filter->doubts[output] = NULL;
    filter->conditions[output] = "";
}

/* What the reader says of the cell goes on to the output; of several the first that says it. */
static void keep_origin(struct import_map_filter *filter, size_t output, size_t position)
{
    const struct import_row *row = &filter->source;
    if (position >= row->count)
        return;
    if (row->places != NULL && filter->places[output] == NULL)
        filter->places[output] = row->places[position];
    if (row->conditions != NULL && *filter->conditions[output] == '\0')
        filter->conditions[output] = row->conditions[position];
    if (row->doubts != NULL && filter->doubts[output] == NULL)
        filter->doubts[output] = row->doubts[position];
}

/* The text of the columns: joined, or the first of them that has one. */
static enum optibom_status gather(const char **out, struct import_map_filter *filter, size_t output,
                                  struct error *err)
{
    const struct import_map_output *of = &filter->outputs[output];
    const struct import_map_source *source = &of->column->source;
    const char *join = source->join != NULL ? source->join : " ";
    *out = NULL;
    for (size_t i = 0; i < source->columns.count && !(source->is_first && *out != NULL); i++) {
        size_t length;
        const char *text = import_map_cell(filter, of->positions[i], &length);
        if (length == 0)
            continue;
        keep_origin(filter, output, of->positions[i]);
        *out = *out == NULL
                   ? arena_strndup(&filter->row_arena, text, length)
                   : arena_printf(&filter->row_arena, "%s%s%.*s", *out, join, (int)length, text);
        if (*out == NULL)
            return error_no_memory(err);
    }
    *out = *out != NULL ? *out : "";
    return OPTIBOM_OK;
}

/* The piece-th part between separators, "" when there are fewer. */
static const char *find_piece(const char *text, const char *split, size_t piece, size_t *length)
{
    for (; piece > 1; piece--) {
        text = strstr(text, split);
        if (text == NULL) {
            *length = 0;
            return "";
        }
        text += strlen(split);
    }
    const char *end = strstr(text, split);
    *length = end != NULL ? (size_t)(end - text) : strlen(text);
    return text;
}

/* Cuts `text` down to its trimmed part. */
static enum optibom_status cut(const char **text, struct import_map_filter *filter,
                               const char *part, size_t length, struct error *err)
{
    const char *copy = arena_strndup(&filter->row_arena, part, length);
    if (copy == NULL)
        return error_no_memory(err);
    const char *trimmed = scan_trim(copy, &length);
    *text = arena_strndup(&filter->row_arena, trimmed, length);
    return *text != NULL ? OPTIBOM_OK : error_no_memory(err);
}

static bool is_among(const char *text, const struct import_map_texts *texts)
{
    for (size_t i = 0; i < texts->count; i++)
        if (scan_same(text, texts->items[i]))
            return true;
    return false;
}

static const char *alias_of(const struct import_map *map, const char *attribute, const char *text)
{
    for (size_t i = 0; i < map->alias_count; i++)
        if (scan_same(map->aliases[i].from, text) &&
            scan_same(map->aliases[i].attribute, attribute))
            return map->aliases[i].to;
    return text;
}

static enum optibom_status make_column_text(const char **out, struct import_map_filter *filter,
                                            size_t output, struct error *err)
{
    const struct import_map_output *of = &filter->outputs[output];
    const struct import_map_source *source = &of->column->source;
    size_t start = 0, length = 0;
    enum optibom_status status = gather(out, filter, output, err);
    if (status == OPTIBOM_OK && source->split != NULL) {
        const char *piece = find_piece(*out, source->split, source->piece, &length);
        status = cut(out, filter, piece, length, err);
    }
    if (status == OPTIBOM_OK && of->pattern != NULL) {
        bool is_there = false;
        status = import_map_pattern_find(&is_there, &start, &length, of->pattern, *out, err);
        if (status == OPTIBOM_OK && is_there)
            status = cut(out, filter, *out + start, length, err);
        else
            *out = "";
    }
    if (status != OPTIBOM_OK)
        return status;
    if (is_among(*out, &source->empty))
        *out = "";
    if (of->has_aliases && **out != '\0')
        *out = alias_of(filter->map, of->column->attribute, *out);
    return OPTIBOM_OK;
}

enum optibom_status import_map_text(const char **out, struct import_map_filter *filter,
                                    size_t output, struct error *err)
{
    import_map_origin_clear(filter, output);
    if (filter->outputs[output].kind != IMPORT_MAP_OF_PRICE)
        return make_column_text(out, filter, output, err);
    size_t length, position = filter->break_positions[filter->break_at];
    const char *text = import_map_cell(filter, position, &length);
    keep_origin(filter, output, position);
    return cut(out, filter, text, length, err);
}

void import_map_declare(struct import_mapping *mapping, const struct import_map_filter *filter)
{
    const struct import_map *map = filter->map;
    if (map->decimal == NULL)
        return;
    const struct import_number_format numbers = {
        *map->decimal, *map->group != '\0' ? *map->group : IMPORT_NUMBER_UNGROUPED};
    for (size_t i = 0; i < filter->output_count; i++)
        if (filter->outputs[i].kind == IMPORT_MAP_OF_COLUMN ||
            filter->outputs[i].kind == IMPORT_MAP_OF_PRICE)
            mapping->columns[i].numbers = numbers;
}

bool import_map_has_price(const struct import_map_filter *filter, size_t at)
{
    char word[SCAN_TEXT_SIZE];
    size_t length;
    const char *text = import_map_cell(filter, filter->break_positions[at], &length);
    if (length == 0 || !scan_plain(word, text))
        return length > 0;
    return !is_among(word, &filter->map->breaks[at].empty) && !import_cell_is_absent(word) &&
           !import_cell_is_open(word);
}
