#include "import/tree/tree_yaml.h"

#include "import/tree/tree_text.h"

#include <string.h>
#include <yaml.h>

struct anchor {
    const char *name;
    const struct import_tree_node *node;
    bool is_finished;
};

struct yaml_stream {
    struct import_tree_builder builder;
    yaml_parser_t parser;
    const char *text;
    struct anchor anchors[IMPORT_TREE_ANCHORS_MAX];
    size_t anchor_count;
    size_t own_anchor[IMPORT_TREE_DEPTH_MAX]; /* of open lists and maps, from 1; 0: none */
    struct import_tree_node *several, *last;  /* the list of more than one document */
};

static enum optibom_status refuse_syntax(const struct yaml_stream *yaml, struct error *err)
{
    const yaml_parser_t *parser = &yaml->parser;
    const char *what = parser->problem != NULL ? parser->problem : "unreadable";
    size_t line = parser->problem_mark.line + 1, column = parser->problem_mark.column + 1;
    if (parser->error == YAML_MEMORY_ERROR)
        return error_no_memory(err);
    if (parser->error == YAML_READER_ERROR) {
        import_tree_place(&line, &column, yaml->text, parser->problem_offset);
        return error_set(err, OPTIBOM_BAD_INPUT, "%s:%zu:%zu: not YAML: %s; save the file as UTF-8",
                         yaml->builder.name, line, column, what);
    }
    return error_set(err, OPTIBOM_BAD_INPUT,
                     "%s:%zu:%zu: not YAML: %s; correct it there (indent with spaces, quote texts "
                     "with ': ' or ' #')",
                     yaml->builder.name, line, column, what);
}

/* The text of a scalar in the arena, each NUL as U+FFFD. */
static const char *keep(bool *is_replaced, struct import_tree *tree, const char *text,
                        size_t length)
{
    static const char replacement[] = {'\xef', '\xbf', '\xbd'};
    *is_replaced = memchr(text, '\0', length) != NULL;
    if (!*is_replaced)
        return arena_strndup(&tree->arena, text, length);
    char *copy = arena_alloc(&tree->arena, length * 3 + 1), *to = copy;
    for (size_t i = 0; copy != NULL && i < length; i++) {
        if (text[i] == '\0') {
            memcpy(to, replacement, sizeof replacement);
            to += sizeof replacement;
        } else {
            *to++ = text[i];
        }
    }
    return copy;
}

static enum import_tree_kind plain_kind(const char *text)
{
    static const char *const nulls[] = {"", "~", "null", "Null", "NULL"};
    for (size_t i = 0; i < sizeof nulls / sizeof nulls[0]; i++)
        if (strcmp(text, nulls[i]) == 0)
            return IMPORT_TREE_NULL;
    return strcmp(text, "true") == 0 || strcmp(text, "false") == 0 ? IMPORT_TREE_FLAG
                                                                   : IMPORT_TREE_TEXT;
}

/* Notes the anchor that starts at `node`; a later one of the same name takes its place. */
static enum optibom_status add_anchor(size_t *number, struct yaml_stream *yaml,
                                      const yaml_char_t *name, const struct import_tree_node *node,
                                      struct error *err)
{
    if (name == NULL)
        return OPTIBOM_OK;
    if (yaml->anchor_count == IMPORT_TREE_ANCHORS_MAX)
        return import_tree_refuse(&yaml->builder, err,
                                  "there are more than %d anchors; write out what they stand for",
                                  IMPORT_TREE_ANCHORS_MAX);
    const char *text = arena_strdup(&yaml->builder.tree->arena, (const char *)name);
    if (text == NULL)
        return error_no_memory(err);
    yaml->anchors[yaml->anchor_count++] = (struct anchor){text, node, import_tree_is_scalar(node)};
    *number = yaml->anchor_count;
    return OPTIBOM_OK;
}

static enum optibom_status read_alias(struct yaml_stream *yaml, const char *name, struct error *err)
{
    size_t i = yaml->anchor_count;
    if (import_tree_wants_key(&yaml->builder))
        return import_tree_refuse(&yaml->builder, err,
                                  "an alias stands as a key; write out what it stands for");
    while (i > 0 && strcmp(yaml->anchors[i - 1].name, name) != 0)
        i--;
    if (i == 0)
        return import_tree_refuse(&yaml->builder, err,
                                  "the alias *%.64s has no anchor &%.64s before it; add one", name,
                                  name);
    if (!yaml->anchors[i - 1].is_finished)
        return import_tree_refuse(&yaml->builder, err,
                                  "the alias *%.64s stands inside what it names; remove it", name);
    return import_tree_copy(&yaml->builder, yaml->anchors[i - 1].node, err);
}

static enum optibom_status read_scalar(struct yaml_stream *yaml, const yaml_event_t *event,
                                       struct error *err)
{
    struct import_tree_builder *builder = &yaml->builder;
    bool is_replaced = false;
    const char *text = keep(&is_replaced, builder->tree, (const char *)event->data.scalar.value,
                            event->data.scalar.length);
    if (text == NULL)
        return error_no_memory(err);
    bool is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    if (import_tree_wants_key(builder)) {
        if (event->data.scalar.anchor != NULL)
            return import_tree_refuse(builder, err, "a key has an anchor; remove it");
        builder->is_key_replaced = is_replaced;
        return import_tree_key(builder, text, err);
    }
    enum import_tree_kind kind = is_plain ? plain_kind(text) : IMPORT_TREE_TEXT;
    struct import_tree_node *node = NULL;
    size_t number = 0;
    enum optibom_status status =
        import_tree_add(&node, builder, kind, kind == IMPORT_TREE_NULL ? "" : text, err);
    if (status != OPTIBOM_OK)
        return status;
    node->is_replaced |= is_replaced;
    return add_anchor(&number, yaml, event->data.scalar.anchor, node, err);
}

static enum optibom_status read_open(struct yaml_stream *yaml, enum import_tree_kind kind,
                                     const yaml_char_t *anchor, struct error *err)
{
    struct import_tree_builder *builder = &yaml->builder;
    struct import_tree_node *node = NULL;
    if (import_tree_wants_key(builder))
        return import_tree_refuse(builder, err,
                                  "a list or map stands as a key; keys are single texts");
    enum optibom_status status = import_tree_add(&node, builder, kind, "", err);
    if (status != OPTIBOM_OK)
        return status;
    yaml->own_anchor[builder->depth - 1] = 0;
    return add_anchor(&yaml->own_anchor[builder->depth - 1], yaml, anchor, node, err);
}

/* Puts the members of `from` where `at` is the end of those of `map`; returns the new end. */
static struct import_tree_node **take_members(struct import_tree_node *map,
                                              struct import_tree_node *from,
                                              struct import_tree_node **at)
{
    *at = from->first;
    for (; *at != NULL; at = &(*at)->next) {
        (*at)->is_merged = true;
        map->count++;
    }
    return at;
}

/* "<<": puts the members of the map that it holds, or of the maps in its list, in its place. */
static void merge(struct import_tree_node *map)
{
    for (struct import_tree_node **at = &map->first; *at != NULL;) {
        struct import_tree_node *node = *at, *next = node->next;
        if (strcmp(node->key, "<<") != 0 || node->is_merged || import_tree_is_scalar(node)) {
            at = &node->next;
            continue;
        }
        map->count--;
        *at = NULL;
        if (node->kind == IMPORT_TREE_MAP)
            at = take_members(map, node, at);
        else
            for (struct import_tree_node *from = node->first; from != NULL; from = from->next)
                if (from->kind == IMPORT_TREE_MAP)
                    at = take_members(map, from, at);
        *at = next;
    }
}

static enum optibom_status read_close(struct yaml_stream *yaml, struct error *err)
{
    struct import_tree_builder *builder = &yaml->builder;
    size_t number = yaml->own_anchor[builder->depth - 1];
    struct import_tree_node *node = builder->open[builder->depth - 1];
    if (number > 0)
        yaml->anchors[number - 1].is_finished = true;
    if (node->kind == IMPORT_TREE_MAP)
        merge(node);
    return import_tree_close(builder, err);
}

/* A second document with a value makes a list of the tree. */
static enum optibom_status end_document(struct yaml_stream *yaml, struct error *err)
{
    struct import_tree *tree = yaml->builder.tree;
    struct import_tree_node *document = tree->root;
    yaml->anchor_count = 0;
    tree->root = NULL;
    if (document == NULL || document->kind == IMPORT_TREE_NULL)
        return OPTIBOM_OK;
    if (yaml->several == NULL) {
        yaml->several = arena_alloc(&tree->arena, sizeof *yaml->several);
        if (yaml->several == NULL)
            return error_no_memory(err);
        *yaml->several = (struct import_tree_node){
            .kind = IMPORT_TREE_LIST, .text = "", .first = document, .line = document->line};
    } else {
        yaml->last->next = document;
    }
    yaml->last = document;
    yaml->several->count++;
    return OPTIBOM_OK;
}

static enum optibom_status read_event(struct yaml_stream *yaml, const yaml_event_t *event,
                                      struct error *err)
{
    yaml->builder.line = event->start_mark.line + 1;
    yaml->builder.column = event->start_mark.column + 1;
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return read_scalar(yaml, event, err);
    case YAML_ALIAS_EVENT:
        return read_alias(yaml, (const char *)event->data.alias.anchor, err);
    case YAML_SEQUENCE_START_EVENT:
        return read_open(yaml, IMPORT_TREE_LIST, event->data.sequence_start.anchor, err);
    case YAML_MAPPING_START_EVENT:
        return read_open(yaml, IMPORT_TREE_MAP, event->data.mapping_start.anchor, err);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        return read_close(yaml, err);
    case YAML_DOCUMENT_END_EVENT:
        return end_document(yaml, err);
    default:
        return OPTIBOM_OK;
    }
}

static enum optibom_status read_stream(struct yaml_stream *yaml, struct error *err)
{
    yaml_event_t event;
    enum optibom_status status = OPTIBOM_OK;
    bool is_over = false;
    while (status == OPTIBOM_OK && !is_over) {
        if (!yaml_parser_parse(&yaml->parser, &event))
            return refuse_syntax(yaml, err);
        is_over = event.type == YAML_STREAM_END_EVENT;
        status = read_event(yaml, &event, err);
        yaml_event_delete(&event);
    }
    if (yaml->several != NULL)
        yaml->builder.tree->root = yaml->several->count > 1 ? yaml->several : yaml->several->first;
    return status;
}

enum optibom_status import_tree_yaml(struct import_tree *tree, const struct buf *text,
                                     const char *name, struct error *err)
{
    struct yaml_stream yaml = {.text = buf_text(text)};
    import_tree_build(&yaml.builder, tree, name);
    if (!yaml_parser_initialize(&yaml.parser))
        return error_no_memory(err);
    yaml_parser_set_input_string(&yaml.parser, (const unsigned char *)buf_text(text), text->length);
    enum optibom_status status = read_stream(&yaml, err);
    yaml_parser_delete(&yaml.parser);
    return status;
}
