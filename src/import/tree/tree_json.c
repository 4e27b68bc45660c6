/*
 * jansson decides what is JSON and says where a text is not. It forgets how numbers were written,
 * where a record stands and how often a key was there: the tree is made from the text itself, once
 * jansson has accepted it.
 */
#include "import/tree/tree_json.h"

#include "base/scan.h"

#include <assert.h>
#include <jansson.h>
#include <string.h>

enum { JUDGE_FLAGS = JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL };

struct json_text {
    struct import_tree_builder builder;
    char *at, *end;
    char *line_start;
};

/* What people mean by a text that jansson refuses, from the byte in front of which it stopped. */
static const char *advice(const json_error_t *error, const char *at, const char *end)
{
    enum json_error_code code = json_error_code(error);
    if (code == json_error_premature_end_of_input)
        return "it ends too early: save or download it again";
    if (code == json_error_end_of_input_expected && at < end && (*at == '{' || *at == '['))
        return "one document is expected; if every line is a record, name the file .jsonl";
    if (code == json_error_invalid_utf8)
        return "save the file as UTF-8";
    if (code == json_error_numeric_overflow)
        return "numbers end at 1e308: write it as text, in quotes";
    if (at < end && *at == '\'')
        return "texts and keys stand in double quotes";
    if (strstr(error->text, "string or '}' expected") != NULL)
        return "keys stand in double quotes, with no comma behind the last pair";
    if (strstr(error->text, "' expected near") != NULL)
        return "a comma, colon or bracket is missing before it";
    if (at < end && (*at == ']' || *at == '}'))
        return "remove the comma before it, or add what is missing";
    if (code == json_error_invalid_syntax && strstr(error->text, "invalid token") != NULL)
        return "a value is a text in double quotes, a number, true, false or null";
    return "correct it there";
}

static enum optibom_status refuse(const struct buf *text, const json_error_t *error,
                                  const char *name, size_t line, struct error *err)
{
    char what[SCAN_EXCERPT_SIZE];
    size_t position = error->position > 0 ? (size_t)error->position : 0;
    const char *end = text->text + text->length;
    const char *at = text->text + (position < text->length ? position : text->length);
    /* jansson stops behind the token that it does not like. */
    if (at > text->text)
        at--;
    scan_excerpt(what, error->text);
    return error_set(err, OPTIBOM_BAD_INPUT, "%s:%zu:%d: not JSON: %s; %s", name,
                     line + (error->line > 0 ? (size_t)error->line : 1) - 1,
                     error->column > 0 ? error->column : 1, what, advice(error, at, end));
}

static enum optibom_status read_text(struct json_text *json, struct error *err)
{
    struct import_tree_builder *builder = &json->builder;
    struct import_tree_node *node = NULL;
    const char *text = json->at + 1;
    bool is_replaced = false;
    json->at = import_tree_json_decode(&is_replaced, json->at);
    if (import_tree_wants_key(builder)) {
        builder->is_key_replaced = is_replaced;
        return import_tree_key(builder, text, err);
    }
    enum optibom_status status = import_tree_add(&node, builder, IMPORT_TREE_TEXT, text, err);
    if (status == OPTIBOM_OK)
        node->is_replaced |= is_replaced;
    return status;
}

static enum optibom_status read_word(struct json_text *json, struct error *err)
{
    struct import_tree_builder *builder = &json->builder;
    const char *start = json->at;
    size_t length = 0, left = (size_t)(json->end - json->at);
    while (length < left && strchr(" \t\r\n,]}", start[length]) == NULL)
        length++;
    assert(length > 0);
    json->at += length;
    if (*start == 'n')
        return import_tree_add(NULL, builder, IMPORT_TREE_NULL, "", err);
    if (*start == 't' || *start == 'f')
        return import_tree_add(NULL, builder, IMPORT_TREE_FLAG, *start == 't' ? "true" : "false",
                               err);
    const char *text = arena_strndup(&builder->tree->arena, start, length);
    if (text == NULL)
        return error_no_memory(err);
    return import_tree_add(NULL, builder, IMPORT_TREE_NUMBER, text, err);
}

static enum optibom_status read_token(struct json_text *json, struct error *err)
{
    struct import_tree_builder *builder = &json->builder;
    char c = *json->at;
    builder->column = (size_t)(json->at - json->line_start) + 1;
    switch (c) {
    case '\n':
        builder->line++;
        json->line_start = json->at + 1;
        /* fall through */
    case ' ':
    case '\t':
    case '\r':
    case ',':
    case ':':
        json->at++;
        return OPTIBOM_OK;
    case '{':
    case '[':
        json->at++;
        return import_tree_add(NULL, builder, c == '{' ? IMPORT_TREE_MAP : IMPORT_TREE_LIST, "",
                               err);
    case '}':
    case ']':
        json->at++;
        return import_tree_close(builder, err);
    case '"':
        return read_text(json, err);
    default:
        return read_word(json, err);
    }
}

/* Makes the tree of a text that is known to be JSON. */
static enum optibom_status build(struct import_tree *tree, struct buf *text, const char *name,
                                 size_t line, struct error *err)
{
    struct json_text json = {
        .at = text->text, .end = text->text + text->length, .line_start = text->text};
    enum optibom_status status = OPTIBOM_OK;
    import_tree_build(&json.builder, tree, name);
    json.builder.line = line;
    while (status == OPTIBOM_OK && json.at < json.end)
        status = read_token(&json, err);
    return status;
}

static bool is_blank(const struct buf *text)
{
    const char *bytes = buf_text(text);
    return strspn(bytes, " \t\r\n") == text->length;
}

/* Where its memory ends in the middle of a text jansson says nothing, or that it cannot take a text
 * which is whole; of others it says what is wrong in them. */
static bool is_no_memory(const json_error_t *error)
{
    return error->text[0] == '\0' || json_error_code(error) == json_error_out_of_memory ||
           strncmp(error->text, "invalid token near '\"", 21) == 0 ||
           strncmp(error->text, "string or '}' expected near '\"", 30) == 0;
}

enum optibom_status import_tree_json(struct import_tree *tree, struct buf *text, const char *name,
                                     size_t line, struct error *err)
{
    json_error_t error;
    if (is_blank(text))
        return OPTIBOM_OK;
    enum optibom_status status = import_tree_json_scan(text, name, line, err);
    if (status != OPTIBOM_OK)
        return status;
    json_t *value = json_loadb(text->text, text->length, JUDGE_FLAGS, &error);
    if (value == NULL && is_no_memory(&error))
        return error_no_memory(err);
    if (value == NULL)
        return refuse(text, &error, name, line, err);
    json_decref(value);
    return build(tree, text, name, line, err);
}
