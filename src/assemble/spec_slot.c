#include "assemble/spec_reader.h"

#include "base/nearest.h"

#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

struct raw_slot {
    const char *class_name;
    yaml_node part, where;
};

enum optibom_status spec_read_part(const char **out, struct spec_reader *reader, yaml_node node)
{
    struct slot_places *places = reader->places;
    enum optibom_status status = yaml_doc_text(out, reader->doc, node, reader->err);
    if (status != OPTIBOM_OK || places == NULL)
        return status;
    struct slot_place *items =
        arena_grow(reader->arena, places->items, places->count, sizeof *items);
    if (items == NULL)
        return error_no_memory(reader->err);
    places->items = items;
    items[places->count++] =
        (struct slot_place){.part = *out,
                            .line = yaml_doc_line(reader->doc, node),
                            .span = yaml_doc_span(reader->doc, node, reader->text, reader->size)};
    return OPTIBOM_OK;
}

enum optibom_status spec_read_where(struct spec_reader *reader, struct spec_slot *slot,
                                    yaml_node node)
{
    size_t count = 1;
    bool is_single = yaml_doc_is_scalar(reader->doc, node);
    enum optibom_status status =
        is_single ? OPTIBOM_OK : yaml_doc_count(&count, reader->doc, node, reader->err);
    if (status != OPTIBOM_OK)
        return status;
    slot->where = arena_alloc(reader->arena, (count + 1) * sizeof *slot->where);
    if (slot->where == NULL)
        return error_no_memory(reader->err);
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++)
        status = yaml_doc_text(&slot->where[i], reader->doc,
                               is_single ? node : yaml_doc_item(reader->doc, node, i), reader->err);
    slot->where_count = count;
    return status;
}

enum optibom_status spec_read_slot(struct spec_reader *reader, struct spec_slot *slot,
                                   const char *class_name, yaml_node node)
{
    static const struct yaml_field FIELDS[] = {
        {"part", YAML_DOC_NODE, "", offsetof(struct raw_slot, part), false},
        {"class", YAML_DOC_TEXT, "", offsetof(struct raw_slot, class_name), false},
        {"where", YAML_DOC_NODE, "", offsetof(struct raw_slot, where), false},
    };
    struct raw_slot raw = {.class_name = class_name};
    if (node == 0)
        return OPTIBOM_OK;
    slot->line = yaml_doc_line(reader->doc, node);
    slot->file = yaml_doc_file(reader->doc, node);
    slot->class_name = class_name;
    if (yaml_doc_is_scalar(reader->doc, node))
        return spec_read_part(&slot->part, reader, node);
    enum optibom_status status =
        yaml_doc_map(reader->doc, node, FIELDS, COUNT_OF(FIELDS), &raw, reader->err);
    if (status != OPTIBOM_OK)
        return status;
    if ((raw.part != 0) == (raw.where != 0))
        return yaml_doc_error(reader->doc, node, reader->err,
                              "give either 'part: NAME' or 'where: PREDICATE'");
    slot->class_name = raw.class_name;
    return raw.where != 0 ? spec_read_where(reader, slot, raw.where)
                          : spec_read_part(&slot->part, reader, raw.part);
}

struct raw_counted {
    yaml_node part, where;
    int64_t count;
};

enum optibom_status spec_read_counted(struct spec_reader *reader, struct spec_slot *slot,
                                      int64_t *count, const char *class_name, yaml_node node)
{
    static const struct yaml_field FIELDS[] = {
        {"part", YAML_DOC_NODE, "", offsetof(struct raw_counted, part), false},
        {"where", YAML_DOC_NODE, "", offsetof(struct raw_counted, where), false},
        {"count", YAML_DOC_COUNT, "", offsetof(struct raw_counted, count), true},
    };
    struct raw_counted raw = {0};
    enum optibom_status status =
        yaml_doc_map(reader->doc, node, FIELDS, COUNT_OF(FIELDS), &raw, reader->err);
    if (status != OPTIBOM_OK)
        return status;
    if (raw.count == 0 || (raw.part != 0) == (raw.where != 0))
        return yaml_doc_error(reader->doc, node, reader->err,
                              "give 'count' above 0 and either 'part' or 'where'");
    *count = raw.count;
    *slot = (struct spec_slot){.class_name = class_name,
                               .file = yaml_doc_file(reader->doc, node),
                               .line = yaml_doc_line(reader->doc, node)};
    return raw.where != 0 ? spec_read_where(reader, slot, raw.where)
                          : spec_read_part(&slot->part, reader, raw.part);
}

static bool is_one_of(const char *word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(word, words[i]) == 0)
            return true;
    return false;
}

enum optibom_status spec_check_word(struct spec_reader *reader, yaml_node node, const char *key,
                                    const char *word, const char *const *words, size_t count)
{
    if (is_one_of(word, words, count))
        return OPTIBOM_OK;
    const char *near = nearest_word(word, words, count);
    return yaml_doc_error(reader->doc, node, reader->err, "%s '%s' is not known; %s '%s'%s", key,
                          word, near != NULL ? "did you mean" : "write",
                          near != NULL ? near : words[0],
                          near != NULL ? "?" : ", or see docs/build-spec.md");
}
