#include "import/map/map_file.h"

#include "base/nearest.h"
#include "base/scan.h"
#include "import/map/map_pattern.h"

#include <string.h>

/* libyaml takes keys of up to 1,024 bytes, and a written one may need escapes. */
enum { ENTRIES_MAX = 4096, KEY_MAX = 200 };

struct source_keys {
    const char *column, *join, *split, *unit;
    yaml_node columns, first, match, empty;
    int64_t piece;
    bool is_optional;
};

#define SOURCE(key, kind, member)                                                                  \
    {                                                                                              \
        key, kind, "", offsetof(struct source_keys, member), false                                 \
    }
static const struct yaml_field source_fields[] = {
    SOURCE("column", YAML_DOC_TEXT, column), SOURCE("columns", YAML_DOC_NODE, columns),
    SOURCE("first", YAML_DOC_NODE, first),   SOURCE("join", YAML_DOC_TEXT, join),
    SOURCE("split", YAML_DOC_TEXT, split),   SOURCE("piece", YAML_DOC_COUNT, piece),
    SOURCE("match", YAML_DOC_NODE, match),   SOURCE("unit", YAML_DOC_TEXT, unit),
    SOURCE("empty", YAML_DOC_NODE, empty),   SOURCE("optional", YAML_DOC_FLAG, is_optional),
};

enum optibom_status import_map_file_pattern(const char **out, struct import_map_reading *reading,
                                            yaml_node node)
{
    struct error why = {0};
    struct import_map_pattern *pattern = NULL;
    enum optibom_status status = yaml_doc_text(out, reading->doc, node, reading->err);
    if (status != OPTIBOM_OK)
        return status;
    status = import_map_pattern_open(&pattern, *out, &why);
    import_map_pattern_close(pattern);
    if (status == OPTIBOM_BAD_INPUT)
        return yaml_doc_error(reading->doc, node, reading->err, "%s", why.text);
    return status == OPTIBOM_OK ? OPTIBOM_OK : error_set(reading->err, status, "%s", why.text);
}

static enum optibom_status check_source(struct import_map_reading *reading, yaml_node node,
                                        const struct source_keys *keys)
{
    const char *what = NULL;
    int given = (keys->column != NULL) + (keys->columns != 0) + (keys->first != 0);
    if (given != 1)
        what = "one of 'column', 'columns' and 'first' says where the text is";
    else if (keys->join != NULL && keys->columns == 0)
        what = "'join' goes with 'columns'";
    else if ((keys->split != NULL) != (keys->piece > 0))
        what = "'split' and 'piece', a number from 1, go together";
    else if (keys->split != NULL && keys->split[0] == '\0')
        what = "'split' is the text between the pieces";
    else if (keys->unit != NULL && keys->unit[0] == '\0')
        what = "'unit' is a unit or a currency";
    return what == NULL ? OPTIBOM_OK : yaml_doc_error(reading->doc, node, reading->err, "%s", what);
}

static enum optibom_status read_source(struct import_map_source *out,
                                       struct import_map_reading *reading, yaml_node node)
{
    struct source_keys keys = {0};
    *out = (struct import_map_source){0};
    if (yaml_doc_is_scalar(reading->doc, node))
        return import_map_file_texts(&out->columns, reading, node);
    enum optibom_status status =
        yaml_doc_map(reading->doc, node, source_fields,
                     sizeof source_fields / sizeof *source_fields, &keys, reading->err);
    if (status == OPTIBOM_OK)
        status = check_source(reading, node, &keys);
    if (status != OPTIBOM_OK)
        return status;
    out->is_first = keys.first != 0;
    out->join = keys.join;
    out->split = keys.split;
    out->piece = (size_t)keys.piece;
    out->unit = keys.unit;
    out->is_optional = keys.is_optional;
    if (keys.column != NULL) {
        out->columns.items = arena_alloc(reading->arena, sizeof *out->columns.items);
        if (out->columns.items == NULL)
            return error_no_memory(reading->err);
        out->columns.items[out->columns.count++] = keys.column;
    } else {
        status = import_map_file_texts(&out->columns, reading,
                                       out->is_first ? keys.first : keys.columns);
    }
    if (status == OPTIBOM_OK && keys.match != 0)
        status = import_map_file_pattern(&out->match, reading, keys.match);
    if (status == OPTIBOM_OK && keys.empty != 0)
        status = import_map_file_texts(&out->empty, reading, keys.empty);
    return status;
}

/* The number of entries of a mapping from attributes. */
static enum optibom_status count_entries(size_t *out, struct import_map_reading *reading,
                                         yaml_node node)
{
    enum optibom_status status = yaml_doc_count(out, reading->doc, node, reading->err);
    if (status == OPTIBOM_OK && *out > ENTRIES_MAX)
        status =
            yaml_doc_error(reading->doc, node, reading->err,
                           "there are more than %d entries; is this a mapping file?", ENTRIES_MAX);
    return status;
}

static enum optibom_status read_pair(const char **key, yaml_node *value,
                                     struct import_map_reading *reading, yaml_node node, size_t i)
{
    enum optibom_status status = yaml_doc_pair(key, value, reading->doc, node, i, reading->err);
    if (status == OPTIBOM_OK && (**key == '\0' || strlen(*key) > KEY_MAX))
        status = yaml_doc_error(reading->doc, *value, reading->err,
                                "the key of this entry is empty or longer than %d bytes", KEY_MAX);
    return status;
}

static const struct import_map_column *find_column(const struct import_map *map,
                                                   const char *attribute)
{
    for (size_t i = 0; i < map->column_count; i++)
        if (scan_same(map->columns[i].attribute, attribute))
            return &map->columns[i];
    return NULL;
}

static enum optibom_status given_twice(struct import_map_reading *reading, yaml_node node,
                                       const char *key)
{
    char excerpt[SCAN_EXCERPT_SIZE];
    scan_excerpt(excerpt, key);
    return yaml_doc_error(reading->doc, node, reading->err, "'%s' is given twice; keep one",
                          excerpt);
}

enum optibom_status import_map_file_columns(struct import_map_reading *reading, yaml_node node)
{
    struct import_map *map = reading->map;
    size_t count = 0;
    enum optibom_status status = count_entries(&count, reading, node);
    if (status == OPTIBOM_OK && count == 0)
        status = yaml_doc_error(reading->doc, node, reading->err, "'columns' names no column");
    if (status != OPTIBOM_OK)
        return status;
    map->columns = arena_alloc(reading->arena, count * sizeof *map->columns);
    if (map->columns == NULL)
        return error_no_memory(reading->err);
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++) {
        struct import_map_column *column = &map->columns[i];
        yaml_node value = 0;
        status = read_pair(&column->attribute, &value, reading, node, i);
        if (status == OPTIBOM_OK && find_column(map, column->attribute) != NULL)
            status = given_twice(reading, value, column->attribute);
        if (status == OPTIBOM_OK)
            status = read_source(&column->source, reading, value);
        column->line = yaml_doc_line(reading->doc, value);
        map->column_count = i + 1;
    }
    return status;
}

enum optibom_status import_map_file_constants(struct import_map_reading *reading, yaml_node node)
{
    struct import_map *map = reading->map;
    size_t count = 0;
    enum optibom_status status = count_entries(&count, reading, node);
    if (status != OPTIBOM_OK)
        return status;
    map->constants = arena_alloc(reading->arena, count * sizeof *map->constants);
    if (map->constants == NULL)
        return error_no_memory(reading->err);
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++) {
        struct import_map_constant *constant = &map->constants[i];
        yaml_node value = 0;
        status = read_pair(&constant->attribute, &value, reading, node, i);
        if (status == OPTIBOM_OK)
            status = yaml_doc_text(&constant->text, reading->doc, value, reading->err);
        bool is_again = status == OPTIBOM_OK && find_column(map, constant->attribute) != NULL;
        for (size_t k = 0; status == OPTIBOM_OK && !is_again && k < i; k++)
            is_again = scan_same(map->constants[k].attribute, constant->attribute);
        if (is_again)
            status = given_twice(reading, value, constant->attribute);
        constant->line = yaml_doc_line(reading->doc, value);
        map->constant_count = i + 1;
    }
    return status;
}

static enum optibom_status refuse_alias(struct import_map_reading *reading, yaml_node node,
                                        const char *attribute)
{
    const struct import_map *map = reading->map;
    const char **words = arena_alloc(reading->arena, map->column_count * sizeof *words);
    if (words == NULL)
        return error_no_memory(reading->err);
    for (size_t i = 0; i < map->column_count; i++)
        words[i] = map->columns[i].attribute;
    const char *near = nearest_word(attribute, words, map->column_count);
    return yaml_doc_error(reading->doc, node, reading->err,
                          "aliases of '%s', which is not among the columns%s%s%s", attribute,
                          near != NULL ? "; did you mean '" : "", near != NULL ? near : "",
                          near != NULL ? "'?" : "");
}

static enum optibom_status read_alias(struct import_map_reading *reading, const char *attribute,
                                      yaml_node node, size_t position)
{
    struct import_map *map = reading->map;
    struct import_map_alias *grown =
        arena_grow(reading->arena, map->aliases, map->alias_count, sizeof *grown);
    yaml_node value = 0;
    if (grown == NULL)
        return error_no_memory(reading->err);
    map->aliases = grown;
    struct import_map_alias *alias = &grown[map->alias_count];
    *alias = (struct import_map_alias){.attribute = attribute};
    enum optibom_status status = read_pair(&alias->from, &value, reading, node, position);
    if (status == OPTIBOM_OK)
        status = yaml_doc_text(&alias->to, reading->doc, value, reading->err);
    for (size_t i = 0; status == OPTIBOM_OK && i < map->alias_count; i++)
        if (scan_same(map->aliases[i].attribute, attribute) &&
            scan_same(map->aliases[i].from, alias->from))
            status = given_twice(reading, value, alias->from);
    alias->line = yaml_doc_line(reading->doc, value);
    map->alias_count++;
    return status;
}

enum optibom_status import_map_file_aliases(struct import_map_reading *reading, yaml_node node)
{
    size_t count = 0, words = 0;
    enum optibom_status status = count_entries(&count, reading, node);
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++) {
        const char *attribute = NULL;
        yaml_node value = 0;
        status = read_pair(&attribute, &value, reading, node, i);
        if (status == OPTIBOM_OK && find_column(reading->map, attribute) == NULL)
            status = refuse_alias(reading, value, attribute);
        if (status == OPTIBOM_OK)
            status = count_entries(&words, reading, value);
        for (size_t k = 0; status == OPTIBOM_OK && k < words; k++)
            status = read_alias(reading, attribute, value, k);
    }
    return status;
}
