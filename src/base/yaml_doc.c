#include "base/yaml_tree.h"

#include "base/nearest.h"
#include "base/quantity.h"
#include "base/scan.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEYS_MAX = 64, DEPTH_MAX = 32 };

static yaml_node_t *node_at(const struct yaml_doc *doc, yaml_node node)
{
    return yaml_document_get_node((yaml_document_t *)&doc->document, node);
}

const char *yaml_doc_file(const struct yaml_doc *doc, yaml_node node)
{
    size_t at = (size_t)node;
    return at <= doc->own_count ? doc->file : doc->files[at - 1 - doc->own_count];
}

enum optibom_status yaml_doc_error(struct yaml_doc *doc, yaml_node node, struct error *err,
                                   const char *format, ...)
{
    char text[768];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    const yaml_node_t *at = node_at(doc, node);
    if (at == NULL)
        return error_set(err, OPTIBOM_BAD_INPUT, "%s: %s", doc->file, text);
    return error_set(err, OPTIBOM_BAD_INPUT, "%s:%zu:%zu: %s", yaml_doc_file(doc, node),
                     at->start_mark.line + 1, at->start_mark.column + 1, text);
}

/* Refuses what nests too deep, before libyaml spends time by the square of it, and what comes after
 * the document; every other fault is left to the loader, which has the words for it. */
static enum optibom_status check_shape(const char *file, const char *text, size_t size,
                                       struct error *err)
{
    yaml_parser_t parser;
    yaml_event_t event;
    int depth = 0, documents = 0;
    bool is_over = false;
    enum optibom_status status = OPTIBOM_OK;
    if (!yaml_parser_initialize(&parser))
        return error_no_memory(err);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, size);
    while (!is_over && status == OPTIBOM_OK && yaml_parser_parse(&parser, &event)) {
        size_t line = event.start_mark.line + 1, column = event.start_mark.column + 1;
        is_over = event.type == YAML_STREAM_END_EVENT;
        depth += event.type == YAML_SEQUENCE_START_EVENT || event.type == YAML_MAPPING_START_EVENT;
        depth -= event.type == YAML_SEQUENCE_END_EVENT || event.type == YAML_MAPPING_END_EVENT;
        documents += event.type == YAML_DOCUMENT_START_EVENT;
        yaml_event_delete(&event);
        if (depth > DEPTH_MAX)
            status = error_set(err, OPTIBOM_BAD_INPUT, "%s:%zu:%zu: nested deeper than %d levels",
                               file, line, column, DEPTH_MAX);
        else if (documents > 1)
            status = error_set(err, OPTIBOM_BAD_INPUT,
                               "%s:%zu:%zu: a second document starts here; keep one in a file",
                               file, line, column);
    }
    yaml_parser_delete(&parser);
    return status;
}

enum optibom_status yaml_doc_open(struct yaml_doc **out, struct arena *arena, const char *file,
                                  const char *text, size_t size, struct error *err)
{
    yaml_parser_t parser;
    enum optibom_status status = check_shape(file, text, size, err);
    if (status != OPTIBOM_OK)
        return status;
    struct yaml_doc *doc = calloc(1, sizeof *doc);
    if (doc == NULL || !yaml_parser_initialize(&parser)) {
        free(doc);
        return error_no_memory(err);
    }
    doc->arena = arena;
    doc->file = file;
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, size);
    if (!yaml_parser_load(&parser, &doc->document)) {
        /* What the parser has no words for is memory. */
        status = parser.problem == NULL
                     ? error_no_memory(err)
                     : error_set(err, OPTIBOM_BAD_INPUT, "%s:%zu:%zu: not YAML: %s", file,
                                 parser.problem_mark.line + 1, parser.problem_mark.column + 1,
                                 parser.problem);
        free(doc);
    } else if (yaml_document_get_root_node(&doc->document) == NULL) {
        status = error_set(err, OPTIBOM_BAD_INPUT, "%s: the file is empty", file);
        yaml_doc_close(doc);
    } else {
        doc->own_count = (size_t)(doc->document.nodes.top - doc->document.nodes.start);
        *out = doc;
    }
    yaml_parser_delete(&parser);
    return status;
}

void yaml_doc_close(struct yaml_doc *doc)
{
    if (doc == NULL)
        return;
    yaml_document_delete(&doc->document);
    free(doc);
}

yaml_node yaml_doc_root(const struct yaml_doc *doc)
{
    (void)doc;
    return 1; /* libyaml numbers nodes from 1, the root first */
}

bool yaml_doc_is_scalar(const struct yaml_doc *doc, yaml_node node)
{
    const yaml_node_t *at = node_at(doc, node);
    return at != NULL && at->type == YAML_SCALAR_NODE;
}

size_t yaml_doc_line(const struct yaml_doc *doc, yaml_node node)
{
    const yaml_node_t *at = node_at(doc, node);
    return at != NULL ? at->start_mark.line + 1 : 0;
}

enum optibom_status yaml_doc_text(const char **out, struct yaml_doc *doc, yaml_node node,
                                  struct error *err)
{
    const yaml_node_t *at = node_at(doc, node);
    if (at == NULL || at->type != YAML_SCALAR_NODE)
        return yaml_doc_error(doc, node, err, "a single value is expected here");
    size_t length = at->data.scalar.length;
    const char *value = (const char *)at->data.scalar.value;
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)value[i] < ' ' && value[i] != '\t' && value[i] != '\n' &&
            value[i] != '\r')
            return yaml_doc_error(doc, node, err, "the value holds a control character; remove it");
    *out = arena_strndup(doc->arena, value, length);
    return *out != NULL ? OPTIBOM_OK : error_no_memory(err);
}

/* libyaml counts characters, from behind a byte order mark. */
static size_t byte_of(size_t index, const char *text, size_t size)
{
    size_t at = size >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    while (at < size && index > 0) {
        at++;
        while (at < size && ((unsigned char)text[at] & 0xc0) == 0x80)
            at++;
        index--;
    }
    return at;
}

struct yaml_span yaml_doc_span(const struct yaml_doc *doc, yaml_node node, const char *text,
                               size_t size)
{
    const yaml_node_t *at = node_at(doc, node);
    if (at == NULL || at->type != YAML_SCALAR_NODE ||
        at->data.scalar.style == YAML_LITERAL_SCALAR_STYLE ||
        at->data.scalar.style == YAML_FOLDED_SCALAR_STYLE)
        return (struct yaml_span){0};
    struct yaml_span span = {.start = byte_of(at->start_mark.index, text, size),
                             .end = byte_of(at->end_mark.index, text, size)};
    while (span.start < span.end && (text[span.start] == '&' || text[span.start] == '!')) {
        while (span.start < span.end && !scan_is_blank(text[span.start]))
            span.start++;
        while (span.start < span.end && scan_is_blank(text[span.start]))
            span.start++;
    }
    if (span.start < span.end && (text[span.start] == '\'' || text[span.start] == '"'))
        span.quote = text[span.start];
    return span;
}

enum optibom_status yaml_doc_count(size_t *out, struct yaml_doc *doc, yaml_node node,
                                   struct error *err)
{
    const yaml_node_t *at = node_at(doc, node);
    if (at != NULL && at->type == YAML_SEQUENCE_NODE)
        *out = (size_t)(at->data.sequence.items.top - at->data.sequence.items.start);
    else if (at != NULL && at->type == YAML_MAPPING_NODE)
        *out = (size_t)(at->data.mapping.pairs.top - at->data.mapping.pairs.start);
    else
        return yaml_doc_error(doc, node, err, "a list or a mapping is expected here");
    return OPTIBOM_OK;
}

yaml_node yaml_doc_item(struct yaml_doc *doc, yaml_node node, size_t index)
{
    const yaml_node_t *at = node_at(doc, node);
    return at != NULL && at->type == YAML_SEQUENCE_NODE ? at->data.sequence.items.start[index] : 0;
}

enum optibom_status yaml_doc_pair(const char **key, yaml_node *value, struct yaml_doc *doc,
                                  yaml_node node, size_t index, struct error *err)
{
    const yaml_node_t *at = node_at(doc, node);
    if (at == NULL || at->type != YAML_MAPPING_NODE)
        return yaml_doc_error(doc, node, err, "a mapping (key: value) is expected here");
    const yaml_node_pair_t *pair = &at->data.mapping.pairs.start[index];
    *value = pair->value;
    enum optibom_status status = yaml_doc_text(key, doc, pair->key, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < index; i++) {
        const yaml_node_t *before = node_at(doc, at->data.mapping.pairs.start[i].key);
        if (before->type == YAML_SCALAR_NODE &&
            strcmp((const char *)before->data.scalar.value, *key) == 0)
            status = yaml_doc_error(doc, pair->key, err, "'%s' is given twice; keep one", *key);
    }
    return status;
}

static enum optibom_status read_count(int64_t *out, struct yaml_doc *doc, yaml_node node,
                                      const char *text, const char *key, struct error *err)
{
    char *end;
    double value = strtod(text, &end);
    if (*text == '\0' || *end != '\0' || !(value >= 0) || value > 1e12 ||
        value != (double)(int64_t)value)
        return yaml_doc_error(doc, node, err, "'%s: %s': a whole number, 0 or more, is expected",
                              key, text);
    *out = (int64_t)value;
    return OPTIBOM_OK;
}

static enum optibom_status read_flag(bool *out, struct yaml_doc *doc, yaml_node node,
                                     const char *text, const char *key, struct error *err)
{
    *out = strcmp(text, "true") == 0 || strcmp(text, "yes") == 0;
    if (!*out && strcmp(text, "false") != 0 && strcmp(text, "no") != 0)
        return yaml_doc_error(doc, node, err, "'%s: %s': true or false is expected", key, text);
    return OPTIBOM_OK;
}

static enum optibom_status read_field(struct yaml_doc *doc, yaml_node node,
                                      const struct yaml_field *field, void *target,
                                      struct error *err)
{
    void *member = (char *)target + field->offset;
    const char *text = NULL;
    if (field->kind == YAML_DOC_NODE) {
        *(yaml_node *)member = node;
        return OPTIBOM_OK;
    }
    enum optibom_status status = yaml_doc_text(&text, doc, node, err);
    if (status != OPTIBOM_OK)
        return status;
    struct error reading = {0};
    switch (field->kind) {
    case YAML_DOC_TEXT:
        *(const char **)member = text;
        return OPTIBOM_OK;
    case YAML_DOC_COUNT:
        return read_count(member, doc, node, text, field->key, err);
    case YAML_DOC_FLAG:
        return read_flag(member, doc, node, text, field->key, err);
    case YAML_DOC_QUANTITY:
        status = quantity_parse_value(member, text, field->unit, &reading);
        break;
    default:
        status = quantity_parse(member, text, field->unit, &reading);
        break;
    }
    return status == OPTIBOM_OK
               ? OPTIBOM_OK
               : yaml_doc_error(doc, node, err, "%s: %s", field->key, reading.text);
}

static enum optibom_status unknown_key(struct yaml_doc *doc, yaml_node node, const char *key,
                                       const struct yaml_field *fields, size_t count,
                                       struct error *err)
{
    const char *keys[KEYS_MAX];
    for (size_t i = 0; i < count; i++)
        keys[i] = fields[i].key;
    const char *near = nearest_word(key, keys, count);
    return yaml_doc_error(doc, node, err, "unknown key '%s'%s%s%s", key,
                          near != NULL ? "; did you mean '" : "", near != NULL ? near : "",
                          near != NULL ? "'?" : "; its manual page in docs/ lists the keys");
}

enum optibom_status yaml_doc_map(struct yaml_doc *doc, yaml_node node,
                                 const struct yaml_field *fields, size_t count, void *target,
                                 struct error *err)
{
    const yaml_node_t *at = node_at(doc, node);
    bool seen[KEYS_MAX] = {false};
    if (at == NULL || at->type != YAML_MAPPING_NODE)
        return yaml_doc_error(doc, node, err, "a mapping (key: value) is expected here");
    for (const yaml_node_pair_t *pair = at->data.mapping.pairs.start;
         pair < at->data.mapping.pairs.top; pair++) {
        const char *key = NULL;
        enum optibom_status status = yaml_doc_text(&key, doc, pair->key, err);
        size_t i = 0;
        while (status == OPTIBOM_OK && i < count && strcmp(fields[i].key, key) != 0)
            i++;
        if (status == OPTIBOM_OK && i == count)
            status = unknown_key(doc, pair->key, key, fields, count, err);
        if (status == OPTIBOM_OK && seen[i])
            status = yaml_doc_error(doc, pair->key, err, "'%s' is given twice; keep one", key);
        if (status == OPTIBOM_OK)
            status = read_field(doc, pair->value, &fields[i], target, err);
        if (status != OPTIBOM_OK)
            return status;
        seen[i] = true;
    }
    for (size_t i = 0; i < count; i++)
        if (fields[i].required && !seen[i])
            return yaml_doc_error(doc, node, err, "'%s' is missing here", fields[i].key);
    return OPTIBOM_OK;
}
