#include "base/yaml_tree.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct merge {
    struct yaml_doc *doc;
    const struct yaml_doc *base;
    struct error *err;
    const char *apart; /* key of the top: see yaml_doc_include; or NULL */
    long visits;       /* an alias is a node that is visited again, maybe in itself */
};

enum { DEPTH_MAX = 32, VISITS_MAX = 1000000 };

static yaml_node_t *node_of(const struct yaml_doc *doc, int id)
{
    return yaml_document_get_node((yaml_document_t *)&doc->document, id);
}

/* Says of the node that was added last where it comes from. */
static enum optibom_status mark(struct merge *merge, int id, int from)
{
    struct yaml_doc *doc = merge->doc;
    const char **files = arena_grow(doc->arena, doc->files, doc->file_count, sizeof *files);
    const char *origin = arena_strdup(doc->arena, yaml_doc_file(merge->base, from));
    if (id == 0 || files == NULL || origin == NULL)
        return error_no_memory(merge->err);
    doc->files = files;
    files[doc->file_count++] = origin;
    node_of(doc, id)->start_mark = node_of(merge->base, from)->start_mark;
    node_of(doc, id)->end_mark = node_of(merge->base, from)->end_mark;
    return OPTIBOM_OK;
}

/* Whether there is no end to what stands at a node of the document. */
static enum optibom_status enter(struct merge *merge, const struct yaml_doc *doc, int id, int depth)
{
    if (depth > DEPTH_MAX)
        return error_set(merge->err, OPTIBOM_BAD_INPUT, "%s: nested deeper than %d levels",
                         yaml_doc_file(doc, id), DEPTH_MAX);
    if (++merge->visits > VISITS_MAX)
        return error_set(merge->err, OPTIBOM_BAD_INPUT,
                         "%s: its aliases (*name) make it larger than %d values; write fewer",
                         yaml_doc_file(doc, id), VISITS_MAX);
    return OPTIBOM_OK;
}

static enum optibom_status copy(int *out, struct merge *merge, int from, int depth);

static enum optibom_status copy_items(struct merge *merge, int into, int from, int depth)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK; i++) {
        const yaml_node_t *base = node_of(merge->base, from);
        int item = 0;
        if (base->data.sequence.items.start + i == base->data.sequence.items.top)
            break;
        status = copy(&item, merge, base->data.sequence.items.start[i], depth + 1);
        if (status == OPTIBOM_OK &&
            !yaml_document_append_sequence_item(&merge->doc->document, into, item))
            status = error_no_memory(merge->err);
    }
    return status;
}

static enum optibom_status copy_pair(struct merge *merge, int into, yaml_node_pair_t pair,
                                     int depth)
{
    int key = 0, value = 0;
    enum optibom_status status = copy(&key, merge, pair.key, depth + 1);
    if (status == OPTIBOM_OK)
        status = copy(&value, merge, pair.value, depth + 1);
    if (status == OPTIBOM_OK &&
        !yaml_document_append_mapping_pair(&merge->doc->document, into, key, value))
        status = error_no_memory(merge->err);
    return status;
}

static enum optibom_status copy_pairs(struct merge *merge, int into, int from, int depth)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK; i++) {
        const yaml_node_t *base = node_of(merge->base, from);
        if (base->data.mapping.pairs.start + i == base->data.mapping.pairs.top)
            break;
        status = copy_pair(merge, into, base->data.mapping.pairs.start[i], depth);
    }
    return status;
}

/* An empty value is written as ~, which the emitter would else write as a text without letters. */
static int copy_scalar(yaml_document_t *document, const yaml_node_t *base)
{
    bool is_empty =
        base->data.scalar.length == 0 && base->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    return yaml_document_add_scalar(
        document, NULL, is_empty ? (yaml_char_t *)"~" : base->data.scalar.value,
        is_empty ? 1 : (int)base->data.scalar.length, base->data.scalar.style);
}

static enum optibom_status copy(int *out, struct merge *merge, int from, int depth)
{
    yaml_document_t *document = &merge->doc->document;
    const yaml_node_t *base = node_of(merge->base, from);
    enum optibom_status status = enter(merge, merge->base, from, depth);
    if (status != OPTIBOM_OK)
        return status;
    *out = base->type == YAML_SCALAR_NODE ? copy_scalar(document, base)
           : base->type == YAML_SEQUENCE_NODE
               ? yaml_document_add_sequence(document, NULL, base->data.sequence.style)
               : yaml_document_add_mapping(document, NULL, base->data.mapping.style);
    status = mark(merge, *out, from);
    if (status != OPTIBOM_OK || base->type == YAML_SCALAR_NODE)
        return status;
    return base->type == YAML_SEQUENCE_NODE ? copy_items(merge, *out, from, depth)
                                            : copy_pairs(merge, *out, from, depth);
}

static bool is_same_text(const yaml_node_t *a, const yaml_node_t *b)
{
    return a->type == YAML_SCALAR_NODE && b->type == YAML_SCALAR_NODE &&
           a->data.scalar.length == b->data.scalar.length &&
           memcmp(a->data.scalar.value, b->data.scalar.value, a->data.scalar.length) == 0;
}

/* The pair of the mapping whose key is that of the base; -1 for none. */
static long find_pair(const struct merge *merge, int into, int key)
{
    const yaml_node_t *mapping = node_of(merge->doc, into);
    long count = mapping->data.mapping.pairs.top - mapping->data.mapping.pairs.start;
    for (long i = 0; i < count; i++)
        if (is_same_text(node_of(merge->doc, mapping->data.mapping.pairs.start[i].key),
                         node_of(merge->base, key)))
            return i;
    return -1;
}

static enum optibom_status merge_mapping(struct merge *merge, int into, int from, int depth);

/* Moves a pair forward, so that a merged mapping has the order of the base. */
static void move_pair(yaml_node_t *mapping, size_t from, size_t to)
{
    yaml_node_pair_t *pairs = mapping->data.mapping.pairs.start, pair = pairs[from];
    memmove(pairs + to + 1, pairs + to, (from - to) * sizeof pair);
    pairs[to] = pair;
}

/* The pair of the base that stands at `at`, where those before it have been merged already. */
static enum optibom_status merge_pair(struct merge *merge, int into, int from, size_t at, int depth)
{
    const yaml_node_pair_t pair = node_of(merge->base, from)->data.mapping.pairs.start[at];
    long found = find_pair(merge, into, pair.key);
    enum optibom_status status = OPTIBOM_OK;
    if (found >= 0 && (size_t)found < at)
        return error_set(merge->err, OPTIBOM_BAD_INPUT, "%s:%zu:%zu: '%s' is given twice; keep one",
                         yaml_doc_file(merge->base, pair.key),
                         node_of(merge->base, pair.key)->start_mark.line + 1,
                         node_of(merge->base, pair.key)->start_mark.column + 1,
                         (const char *)node_of(merge->base, pair.key)->data.scalar.value);
    if (found < 0) {
        const yaml_node_t *mapping = node_of(merge->doc, into);
        found = mapping->data.mapping.pairs.top - mapping->data.mapping.pairs.start;
        status = copy_pair(merge, into, pair, depth);
        if (status == OPTIBOM_OK)
            move_pair(node_of(merge->doc, into), (size_t)found, at);
        return status;
    }
    move_pair(node_of(merge->doc, into), (size_t)found, at);
    int value = node_of(merge->doc, into)->data.mapping.pairs.start[at].value;
    if (node_of(merge->doc, value)->type == YAML_MAPPING_NODE &&
        node_of(merge->base, pair.value)->type == YAML_MAPPING_NODE)
        status = merge_mapping(merge, value, pair.value, depth + 1);
    return status;
}

static enum optibom_status merge_mapping(struct merge *merge, int into, int from, int depth)
{
    enum optibom_status status = enter(merge, merge->base, from, depth);
    for (size_t i = 0; status == OPTIBOM_OK; i++) {
        const yaml_node_t *base = node_of(merge->base, from);
        if (base->data.mapping.pairs.start + i == base->data.mapping.pairs.top)
            break;
        status = merge_pair(merge, into, from, i, depth);
    }
    return status;
}

static bool is_null(const yaml_node_t *node)
{
    if (node->type != YAML_SCALAR_NODE || node->data.scalar.style != YAML_PLAIN_SCALAR_STYLE)
        return false;
    const char *text = (const char *)node->data.scalar.value;
    return text[0] == '\0' || strcmp(text, "~") == 0 || strcmp(text, "null") == 0;
}

bool yaml_doc_is_null(const struct yaml_doc *doc, yaml_node node)
{
    return is_null(node_of(doc, node));
}

/* Whether keys without a value below the key still have work to do. */
static bool is_apart(const struct merge *merge, int key)
{
    const yaml_node_t *node = node_of(merge->doc, key);
    return merge->apart != NULL && node->type == YAML_SCALAR_NODE &&
           strcmp((const char *)node->data.scalar.value, merge->apart) == 0;
}

/* Keys without a value have done their work; `is_flat`: what is below stays as it is. */
static enum optibom_status drop_nulls(struct merge *merge, int id, int depth, bool is_flat)
{
    yaml_node_t *mapping = node_of(merge->doc, id);
    if (mapping->type != YAML_MAPPING_NODE)
        return OPTIBOM_OK;
    enum optibom_status status = enter(merge, merge->doc, id, depth);
    yaml_node_pair_t *keep = mapping->data.mapping.pairs.start;
    for (yaml_node_pair_t *pair = keep;
         status == OPTIBOM_OK && pair < mapping->data.mapping.pairs.top; pair++) {
        if (is_null(node_of(merge->doc, pair->value)))
            continue;
        if (!is_flat)
            status =
                drop_nulls(merge, pair->value, depth + 1, depth == 1 && is_apart(merge, pair->key));
        *keep++ = *pair;
    }
    if (status == OPTIBOM_OK)
        mapping->data.mapping.pairs.top = keep;
    return status;
}

enum optibom_status yaml_doc_include(struct yaml_doc *doc, const struct yaml_doc *base,
                                     const char *apart, struct error *err)
{
    struct merge merge = {.doc = doc, .base = base, .err = err, .apart = apart};
    yaml_node root = yaml_doc_root(doc), from = yaml_doc_root(base);
    if (node_of(doc, root)->type != YAML_MAPPING_NODE)
        return yaml_doc_error(doc, root, err, "a mapping (key: value) is expected here");
    if (node_of(base, from)->type != YAML_MAPPING_NODE)
        return error_set(err, OPTIBOM_BAD_INPUT, "%s:1:1: a mapping (key: value) is expected here",
                         base->file);
    enum optibom_status status = merge_mapping(&merge, root, from, 1);
    return status == OPTIBOM_OK ? drop_nulls(&merge, root, 1, false) : status;
}

enum optibom_status yaml_doc_copy(struct yaml_doc **out, struct arena *arena,
                                  const struct yaml_doc *from, yaml_node node, struct error *err)
{
    struct yaml_doc *doc = calloc(1, sizeof *doc);
    struct merge merge = {.doc = doc, .base = from, .err = err};
    int root = 0;
    if (doc == NULL || !yaml_document_initialize(&doc->document, NULL, NULL, NULL, 1, 1)) {
        free(doc);
        return error_no_memory(err);
    }
    doc->arena = arena;
    doc->file = from->file;
    enum optibom_status status = copy(&root, &merge, node, 1);
    if (status == OPTIBOM_OK)
        *out = doc;
    else
        yaml_doc_close(doc);
    return status;
}

enum optibom_status yaml_doc_put_text(struct yaml_doc *doc, yaml_node node, const char *text,
                                      struct error *err)
{
    yaml_node_t *at = node_of(doc, node);
    char *value = strdup(text);
    assert(at != NULL && at->type == YAML_SCALAR_NODE);
    if (value == NULL)
        return error_no_memory(err);
    free(at->data.scalar.value);
    at->data.scalar.value = (yaml_char_t *)value;
    at->data.scalar.length = strlen(value);
    return OPTIBOM_OK;
}

static int write_text(void *context, unsigned char *text, size_t size)
{
    buf_add(context, (const char *)text, size);
    return 1;
}

enum optibom_status yaml_doc_dump(struct buf *out, const struct yaml_doc *doc, const char *without,
                                  struct error *err)
{
    yaml_document_t copied;
    yaml_emitter_t emitter;
    struct yaml_doc target = {.arena = doc->arena, .file = doc->file};
    struct merge merge = {.doc = &target, .base = doc, .err = err};
    int root = 0;
    if (!yaml_document_initialize(&target.document, NULL, NULL, NULL, 1, 1))
        return error_no_memory(err);
    enum optibom_status status = copy(&root, &merge, yaml_doc_root(doc), 1);
    yaml_node_t *top = status == OPTIBOM_OK ? node_of(&target, root) : NULL;
    for (yaml_node_pair_t *pair = top != NULL ? top->data.mapping.pairs.start : NULL;
         top != NULL && pair < top->data.mapping.pairs.top; pair++)
        if (node_of(&target, pair->key)->type == YAML_SCALAR_NODE &&
            strcmp((const char *)node_of(&target, pair->key)->data.scalar.value, without) == 0) {
            memmove(pair, pair + 1,
                    (size_t)(top->data.mapping.pairs.top - pair - 1) * sizeof *pair);
            top->data.mapping.pairs.top--;
            break;
        }
    copied = target.document;
    if (status != OPTIBOM_OK || !yaml_emitter_initialize(&emitter)) {
        yaml_document_delete(&copied);
        return status != OPTIBOM_OK ? status : error_no_memory(err);
    }
    yaml_emitter_set_output(&emitter, write_text, out);
    yaml_emitter_set_unicode(&emitter, 1);
    yaml_emitter_set_width(&emitter, 120);
    if (!yaml_emitter_dump(&emitter, &copied)) /* which takes the document */
        status = error_no_memory(err);
    yaml_emitter_delete(&emitter);
    return status;
}
