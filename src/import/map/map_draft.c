#include "import/map/map.h"

#include "base/scan.h"
#include "import/header.h"
#include "import/map/map_names.h"

#include <stdio.h>

struct drafting {
    struct import_map *map;
    struct arena *arena;
    const struct import_map_decision *decision;
    struct import_map_names names;
    struct error *err;
};

/* A header that is repeated: which one it is. */
static size_t repeat_of(const struct import_map_names *names, size_t position)
{
    size_t repeat = 1;
    for (size_t i = 0; i < position; i++)
        repeat += scan_same(names->headers[i], names->headers[position]);
    return repeat;
}

/* What a map calls the column: its header, header and repeat, letter or number, the first of these
 * that leads to it. NULL when memory is exhausted. */
static const char *name_column(const struct drafting *drafting, size_t position)
{
    const struct import_map_names *names = &drafting->names;
    const char *header = names->headers[position];
    char letter[8];
    size_t found;
    if (import_map_names_find(&found, names, header) && found == position)
        return header;
    const char *name = arena_printf(drafting->arena, "%s#%zu", header, repeat_of(names, position));
    if (name == NULL || (import_map_names_find(&found, names, name) && found == position))
        return name;
    import_map_names_letter(letter, position);
    if (import_map_names_find(&found, names, letter) && found == position)
        return arena_strdup(drafting->arena, letter);
    return arena_printf(drafting->arena, "%zu", position + 1);
}

static enum optibom_status add_text(struct drafting *drafting, struct import_map_texts *texts,
                                    const char *text /* or NULL: memory is exhausted */)
{
    const char **grown = arena_grow(drafting->arena, texts->items, texts->count, sizeof *grown);
    if (grown == NULL || text == NULL)
        return error_no_memory(drafting->err);
    texts->items = grown;
    grown[texts->count++] = text;
    return OPTIBOM_OK;
}

static enum optibom_status add_missing(struct drafting *drafting)
{
    const struct import_mapping *mapping = drafting->decision->mapping;
    const struct import_class *of = mapping->record_class;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < of->attribute_count; i++)
        if (of->attributes[i].required && !import_mapping_has(mapping, &of->attributes[i]))
            status = add_text(drafting, &drafting->map->missing, of->attributes[i].name);
    return status;
}

static enum optibom_status add_column(struct drafting *drafting, size_t position)
{
    const struct import_mapping *mapping = drafting->decision->mapping;
    const struct import_column *column = &mapping->columns[position];
    struct import_map_column *out = &drafting->map->columns[drafting->map->column_count++];
    struct arena *arena = drafting->arena;
    struct buf name;
    buf_init(&name);
    import_header_write(&name, column);
    out->attribute = buf_ok(&name) ? arena_strdup(arena, buf_text(&name)) : NULL;
    buf_fini(&name);
    out->source.columns.items = arena_alloc(arena, sizeof *out->source.columns.items);
    if (out->attribute == NULL || out->source.columns.items == NULL)
        return error_no_memory(drafting->err);
    out->source.columns.items[0] = name_column(drafting, position);
    out->source.columns.count = 1;
    /* The unit that the header names; without one the attribute's own holds, here and there. */
    const struct import_header match = import_header_match(mapping->record_class, column->header);
    if (match.unit[0] != '\0')
        out->source.unit = arena_strdup(arena, match.unit);
    return out->source.columns.items[0] != NULL &&
                   (match.unit[0] == '\0' || out->source.unit != NULL)
               ? OPTIBOM_OK
               : error_no_memory(drafting->err);
}

enum optibom_status import_map_from_mapping(struct import_map *out, struct arena *arena,
                                            const struct import_map_decision *decision,
                                            struct error *err)
{
    const struct import_mapping *mapping = decision->mapping;
    struct drafting drafting = {.map = out, .arena = arena, .decision = decision, .err = err};
    *out = (struct import_map){.file = decision->name,
                               .name = decision->name,
                               .format = decision->format,
                               .sheet = decision->sheet,
                               .found_row = decision->has_names ? 0 : decision->header->line,
                               .class_name = mapping->record_class->class_name};
    out->columns = arena_alloc(arena, mapping->column_count * sizeof *out->columns);
    if (out->columns == NULL)
        return error_no_memory(err);
    enum optibom_status status =
        import_map_names_make(&drafting.names, arena, decision->header, NULL, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < mapping->column_count; i++)
        status = mapping->columns[i].attribute != NULL
                     ? add_column(&drafting, i)
                     : add_text(&drafting, &out->left_out, name_column(&drafting, i));
    return status == OPTIBOM_OK ? add_missing(&drafting) : status;
}
