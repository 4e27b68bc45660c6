#include "import/map/map_filter.h"

#include "base/nearest.h"
#include "base/scan.h"
#include "import/header.h"

#include <string.h>

/* What is being planned: one attribute of the map. */
struct planning {
    struct import_map_filter *filter;
    struct import_header *matches; /* of the outputs so far */
    struct error *err;
};

static enum optibom_status refuse_attribute(const struct planning *planning, const char *attribute,
                                            size_t line)
{
    struct import_map_filter *filter = planning->filter;
    const struct import_class *of = filter->record_class;
    const char **words = arena_alloc(&filter->arena, of->attribute_count * sizeof *words);
    char excerpt[SCAN_EXCERPT_SIZE];
    if (words == NULL)
        return error_no_memory(planning->err);
    for (size_t i = 0; i < of->attribute_count; i++)
        words[i] = of->attributes[i].name;
    scan_excerpt(excerpt, attribute);
    const char *near = nearest_word(attribute, words, of->attribute_count);
    return error_set(planning->err, OPTIBOM_BAD_INPUT,
                     "%s:%zu: '%s' is not an attribute of class %s%s%s%s", filter->map->file, line,
                     excerpt, of->class_name, near != NULL ? "; did you mean '" : "",
                     near != NULL ? near : "", near != NULL ? "'?" : "");
}

static enum optibom_status refuse_unit(const struct planning *planning,
                                       const struct import_attribute *attribute, const char *unit,
                                       size_t line)
{
    bool is_money = attribute->kind == IMPORT_MONEY;
    char excerpt[SCAN_EXCERPT_SIZE];
    scan_excerpt(excerpt, unit);
    return error_set(planning->err, OPTIBOM_BAD_INPUT, "%s:%zu: '%s' is not a unit of %s; %s%s",
                     planning->filter->map->file, line, excerpt, attribute->name,
                     is_money                     ? "name a currency, such as USD"
                     : attribute->unit[0] == '\0' ? "it has none"
                                                  : "write ",
                     is_money ? "" : attribute->unit);
}

/* Appends an output whose header the class must understand, with the unit that is to be in it. */
static enum optibom_status add_output(struct planning *planning, struct import_map_output output,
                                      const char *attribute, const char *unit, size_t line)
{
    struct import_map_filter *filter = planning->filter;
    output.header = unit != NULL ? arena_printf(&filter->arena, "%s [%s]", attribute, unit)
                                 : arena_strdup(&filter->arena, attribute);
    if (output.header == NULL)
        return error_no_memory(planning->err);
    struct import_header match = import_header_match(filter->record_class, output.header);
    if (match.attribute == NULL && unit != NULL) {
        match = import_header_match(filter->record_class, attribute);
        match.is_unit_wrong = true;
    }
    if (match.attribute == NULL)
        return refuse_attribute(planning, attribute, line);
    if (match.is_unit_wrong)
        return refuse_unit(planning, match.attribute, unit != NULL ? unit : match.unit, line);
    for (size_t i = 0; i < filter->output_count; i++)
        if (import_header_is_same(&planning->matches[i], &match))
            return error_set(planning->err, OPTIBOM_BAD_INPUT,
                             "%s:%zu: '%s' gives what '%s' gives; keep one", filter->map->file,
                             line, output.header, filter->outputs[i].header);
    planning->matches[filter->output_count] = match;
    filter->outputs[filter->output_count++] = output;
    return OPTIBOM_OK;
}

static enum optibom_status add_column(struct planning *planning,
                                      const struct import_map_column *column)
{
    struct import_map_filter *filter = planning->filter;
    const struct import_map *map = filter->map;
    struct import_map_output output = {.kind = IMPORT_MAP_OF_COLUMN, .column = column};
    for (size_t i = 0; !output.has_aliases && i < map->alias_count; i++)
        output.has_aliases = scan_same(map->aliases[i].attribute, column->attribute);
    output.positions =
        arena_alloc(&filter->arena, column->source.columns.count * sizeof *output.positions);
    if (output.positions == NULL)
        return error_no_memory(planning->err);
    enum optibom_status status =
        add_output(planning, output, column->attribute, column->source.unit, column->line);
    if (status == OPTIBOM_OK && column->source.match != NULL)
        status = import_map_pattern_open(&filter->outputs[filter->output_count - 1].pattern,
                                         column->source.match, planning->err);
    return status;
}

static enum optibom_status add_breaks(struct planning *planning)
{
    const struct import_map *map = planning->filter->map;
    const struct import_map_output quantity = {.kind = IMPORT_MAP_OF_QUANTITY},
                                   price = {.kind = IMPORT_MAP_OF_PRICE};
    if (map->break_count == 0)
        return OPTIBOM_OK;
    enum optibom_status status =
        add_output(planning, quantity, "quantity", NULL, map->breaks[0].line);
    return status == OPTIBOM_OK
               ? add_output(planning, price, "price", map->breaks[0].unit, map->breaks[0].line)
               : status;
}

static enum optibom_status add_rules(struct planning *planning)
{
    struct import_map_filter *filter = planning->filter;
    const struct import_map *map = filter->map;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < map->skip_count; i++) {
        filter->drops[i].because = map->skips[i].because;
        if (map->skips[i].test == IMPORT_MAP_MATCHES)
            status = import_map_pattern_open(&filter->skips[i].pattern, map->skips[i].text,
                                             planning->err);
    }
    return status;
}

enum optibom_status import_map_plan(struct import_map_filter *filter, struct error *err)
{
    const struct import_map *map = filter->map;
    struct arena *arena = &filter->arena;
    const size_t most = map->column_count + map->constant_count + 2;
    struct planning planning = {filter, arena_alloc(arena, most * sizeof *planning.matches), err};
    filter->outputs = arena_alloc(arena, most * sizeof *filter->outputs);
    filter->cells = arena_alloc(arena, most * sizeof *filter->cells);
    filter->places = arena_alloc(arena, most * sizeof *filter->places);
    filter->conditions = arena_alloc(arena, most * sizeof *filter->conditions);
    filter->doubts = arena_alloc(arena, most * sizeof *filter->doubts);
    filter->skips = arena_alloc(arena, (map->skip_count + 1) * sizeof *filter->skips);
    filter->drops =
        arena_alloc(arena, (map->skip_count + IMPORT_MAP_REASONS) * sizeof *filter->drops);
    filter->break_positions =
        arena_alloc(arena, (map->break_count + 1) * sizeof *filter->break_positions);
    if (planning.matches == NULL || filter->outputs == NULL || filter->cells == NULL ||
        filter->places == NULL || filter->conditions == NULL || filter->doubts == NULL ||
        filter->skips == NULL || filter->drops == NULL || filter->break_positions == NULL)
        return error_no_memory(err);
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < map->column_count; i++)
        status = add_column(&planning, &map->columns[i]);
    for (size_t i = 0; status == OPTIBOM_OK && i < map->constant_count; i++) {
        const struct import_map_constant *constant = &map->constants[i];
        status = add_output(
            &planning,
            (struct import_map_output){.kind = IMPORT_MAP_OF_CONSTANT, .constant = constant->text},
            constant->attribute, NULL, constant->line);
    }
    if (status == OPTIBOM_OK)
        status = add_breaks(&planning);
    return status == OPTIBOM_OK ? add_rules(&planning) : status;
}

/* Binding to a header. */
struct binding {
    struct import_map_filter *filter;
    size_t line;
    size_t missing;
    struct error *err;
};

/* Notes that a column is missing; the first one makes the sentence. */
static void note_missing(struct binding *binding, const char *column, size_t line)
{
    const struct import_map_filter *filter = binding->filter;
    char excerpt[SCAN_EXCERPT_SIZE], nearest[SCAN_EXCERPT_SIZE] = "";
    /* Every letter is near to every other. */
    const char *near = strlen(column) > 2 ? import_map_names_nearest(&filter->names, column) : NULL;
    scan_excerpt(excerpt, column);
    if (near != NULL)
        scan_excerpt(nearest, near);
    if (binding->missing++ == 0)
        error_set(binding->err, OPTIBOM_BAD_INPUT,
                  "%s:%zu: there is no column \"%s\", which %s:%zu reads%s%s%s", filter->input.file,
                  binding->line, excerpt, filter->map->file, line,
                  near != NULL ? "; did you mean \""
                               : "; correct the map, or the row of its header",
                  nearest, near != NULL ? "\"?" : "");
}

static void bind_one(struct binding *binding, size_t *position, const char *column,
                     bool is_optional, size_t line)
{
    if (import_map_names_find(position, &binding->filter->names, column))
        return;
    *position = IMPORT_MAP_NOWHERE;
    if (!is_optional)
        note_missing(binding, column, line);
}

static void bind_column(struct binding *binding, struct import_map_output *output)
{
    const struct import_map_source *source = &output->column->source;
    bool is_any = false;
    for (size_t i = 0; i < source->columns.count; i++) {
        bind_one(binding, &output->positions[i], source->columns.items[i],
                 source->is_optional || source->is_first, output->column->line);
        is_any |= output->positions[i] != IMPORT_MAP_NOWHERE;
    }
    if (!is_any && source->is_first && !source->is_optional)
        note_missing(binding, source->columns.items[0], output->column->line);
}

size_t import_map_bind(struct import_map_filter *filter, size_t line, struct error *err)
{
    const struct import_map *map = filter->map;
    struct binding binding = {.filter = filter, .line = line, .err = err};
    for (size_t i = 0; i < filter->output_count; i++)
        if (filter->outputs[i].kind == IMPORT_MAP_OF_COLUMN)
            bind_column(&binding, &filter->outputs[i]);
    for (size_t i = 0; i < map->skip_count; i++)
        bind_one(&binding, &filter->skips[i].position, map->skips[i].column,
                 map->skips[i].is_optional, map->skips[i].line);
    filter->each_position = IMPORT_MAP_NOWHERE;
    if (map->each_column != NULL)
        bind_one(&binding, &filter->each_position, map->each_column, false, map->each_line);
    for (size_t i = 0; i < map->break_count; i++)
        bind_one(&binding, &filter->break_positions[i], map->breaks[i].column,
                 map->breaks[i].is_optional, map->breaks[i].line);
    return binding.missing;
}
