#include "import/map/map_file.h"

#include "base/scan.h"

enum { RULES_MAX = 256 };

struct skip_keys {
    const char *column, *equals, *because;
    yaml_node matches, empty;
    bool is_optional;
};

#define SKIP(key, kind, member, required)                                                          \
    {                                                                                              \
        key, kind, "", offsetof(struct skip_keys, member), required                                \
    }
static const struct yaml_field skip_fields[] = {
    SKIP("column", YAML_DOC_TEXT, column, true),
    SKIP("matches", YAML_DOC_NODE, matches, false),
    SKIP("equals", YAML_DOC_TEXT, equals, false),
    SKIP("empty", YAML_DOC_NODE, empty, false),
    SKIP("because", YAML_DOC_TEXT, because, true),
    SKIP("optional", YAML_DOC_FLAG, is_optional, false),
};

#define EACH(key, member)                                                                          \
    {                                                                                              \
        key, YAML_DOC_TEXT, "", offsetof(struct import_map, member), true                          \
    }
static const struct yaml_field each_fields[] = {EACH("column", each_column),
                                                EACH("split", each_split)};

struct break_keys {
    int64_t quantity;
    const char *column, *unit;
    yaml_node empty;
    bool is_optional;
};

#define BREAK(key, kind, member, required)                                                         \
    {                                                                                              \
        key, kind, "", offsetof(struct break_keys, member), required                               \
    }
static const struct yaml_field break_fields[] = {
    BREAK("quantity", YAML_DOC_COUNT, quantity, true),
    BREAK("column", YAML_DOC_TEXT, column, true),
    BREAK("unit", YAML_DOC_TEXT, unit, false),
    BREAK("empty", YAML_DOC_NODE, empty, false),
    BREAK("optional", YAML_DOC_FLAG, is_optional, false),
};

/* `empty: true` or `empty: false`. */
static enum optibom_status read_empty(enum import_map_test *out, struct import_map_reading *reading,
                                      yaml_node node)
{
    const char *text = "";
    enum optibom_status status = yaml_doc_text(&text, reading->doc, node, reading->err);
    if (status != OPTIBOM_OK)
        return status;
    bool is_true = scan_same(text, "true") || scan_same(text, "yes");
    *out = is_true ? IMPORT_MAP_EMPTY : IMPORT_MAP_FILLED;
    if (!is_true && !scan_same(text, "false") && !scan_same(text, "no"))
        return yaml_doc_error(reading->doc, node, reading->err, "'empty' is true or false");
    return OPTIBOM_OK;
}

static enum optibom_status read_skip(struct import_map_skip *out,
                                     struct import_map_reading *reading, yaml_node node)
{
    struct skip_keys keys = {0};
    enum optibom_status status =
        yaml_doc_map(reading->doc, node, skip_fields, sizeof skip_fields / sizeof *skip_fields,
                     &keys, reading->err);
    if (status != OPTIBOM_OK)
        return status;
    if ((keys.matches != 0) + (keys.equals != NULL) + (keys.empty != 0) != 1)
        return yaml_doc_error(reading->doc, node, reading->err,
                              "one of 'matches', 'equals' and 'empty' says which rows to skip");
    *out = (struct import_map_skip){.column = keys.column,
                                    .test = IMPORT_MAP_EQUALS,
                                    .text = keys.equals,
                                    .because = keys.because,
                                    .is_optional = keys.is_optional,
                                    .line = yaml_doc_line(reading->doc, node)};
    if (keys.empty != 0)
        return read_empty(&out->test, reading, keys.empty);
    if (keys.matches == 0)
        return OPTIBOM_OK;
    out->test = IMPORT_MAP_MATCHES;
    return import_map_file_pattern(&out->text, reading, keys.matches);
}

/* The number of rules in a list. */
static enum optibom_status count_rules(size_t *out, struct import_map_reading *reading,
                                       yaml_node node)
{
    enum optibom_status status = yaml_doc_count(out, reading->doc, node, reading->err);
    if (status != OPTIBOM_OK)
        return status;
    if (*out > RULES_MAX || (*out > 0 && yaml_doc_item(reading->doc, node, 0) == 0))
        return yaml_doc_error(reading->doc, node, reading->err,
                              "a list of at most %d entries, each after '- ', is expected here",
                              RULES_MAX);
    return OPTIBOM_OK;
}

enum optibom_status import_map_file_skips(struct import_map_reading *reading, yaml_node node)
{
    struct import_map *map = reading->map;
    size_t count = 0;
    enum optibom_status status = count_rules(&count, reading, node);
    if (status != OPTIBOM_OK)
        return status;
    map->skips = arena_alloc(reading->arena, count * sizeof *map->skips);
    if (map->skips == NULL)
        return error_no_memory(reading->err);
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++)
        status = read_skip(&map->skips[i], reading, yaml_doc_item(reading->doc, node, i));
    map->skip_count = count;
    return status;
}

enum optibom_status import_map_file_each(struct import_map_reading *reading, yaml_node node)
{
    struct import_map *map = reading->map;
    enum optibom_status status =
        yaml_doc_map(reading->doc, node, each_fields, sizeof each_fields / sizeof *each_fields, map,
                     reading->err);
    if (status == OPTIBOM_OK && map->each_split[0] == '\0')
        status = yaml_doc_error(reading->doc, node, reading->err,
                                "'split' is the text between the pieces");
    map->each_line = yaml_doc_line(reading->doc, node);
    return status;
}

static enum optibom_status read_break(struct import_map_break *out,
                                      struct import_map_reading *reading, yaml_node node)
{
    struct break_keys keys = {0};
    enum optibom_status status =
        yaml_doc_map(reading->doc, node, break_fields, sizeof break_fields / sizeof *break_fields,
                     &keys, reading->err);
    *out = (struct import_map_break){.quantity = keys.quantity,
                                     .column = keys.column,
                                     .unit = keys.unit,
                                     .is_optional = keys.is_optional,
                                     .line = yaml_doc_line(reading->doc, node)};
    return status == OPTIBOM_OK && keys.empty != 0
               ? import_map_file_texts(&out->empty, reading, keys.empty)
               : status;
}

static enum optibom_status check_break(struct import_map_reading *reading, yaml_node node,
                                       size_t position)
{
    const struct import_map *map = reading->map;
    const struct import_map_break *own = &map->breaks[position], *before = own - 1;
    if (own->quantity < 1 || (position > 0 && own->quantity <= before->quantity))
        return yaml_doc_error(reading->doc, node, reading->err,
                              "quantities of 'breaks' are whole numbers from 1 and rise");
    if (position == 0)
        return OPTIBOM_OK;
    bool is_same = own->unit != NULL && before->unit != NULL ? scan_same(own->unit, before->unit)
                                                             : own->unit == before->unit;
    return is_same ? OPTIBOM_OK
                   : yaml_doc_error(reading->doc, node, reading->err,
                                    "all 'breaks' have one unit; give it to each of them");
}

/* Breaks give these two. */
static bool is_break_attribute(const char *attribute)
{
    return scan_same(attribute, "price") || scan_same(attribute, "quantity");
}

static enum optibom_status check_alone(struct import_map_reading *reading, yaml_node node)
{
    const struct import_map *map = reading->map;
    bool is_alone = true;
    for (size_t i = 0; is_alone && i < map->column_count; i++)
        is_alone = !is_break_attribute(map->columns[i].attribute);
    for (size_t i = 0; is_alone && i < map->constant_count; i++)
        is_alone = !is_break_attribute(map->constants[i].attribute);
    return is_alone ? OPTIBOM_OK
                    : yaml_doc_error(reading->doc, node, reading->err,
                                     "'breaks' give price and quantity; take them out of 'columns' "
                                     "and 'constants'");
}

enum optibom_status import_map_file_breaks(struct import_map_reading *reading, yaml_node node)
{
    struct import_map *map = reading->map;
    size_t count = 0;
    enum optibom_status status = count_rules(&count, reading, node);
    if (status == OPTIBOM_OK)
        status = check_alone(reading, node);
    if (status != OPTIBOM_OK)
        return status;
    map->breaks = arena_alloc(reading->arena, count * sizeof *map->breaks);
    if (map->breaks == NULL)
        return error_no_memory(reading->err);
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++) {
        yaml_node item = yaml_doc_item(reading->doc, node, i);
        status = read_break(&map->breaks[i], reading, item);
        if (status == OPTIBOM_OK)
            status = check_break(reading, item, i);
        map->break_count = i + 1;
    }
    return status;
}
