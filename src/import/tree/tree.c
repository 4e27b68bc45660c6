#include "import/tree/tree.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void import_tree_init(struct import_tree *tree)
{
    *tree = (struct import_tree){0};
    arena_init(&tree->arena);
}

void import_tree_fini(struct import_tree *tree)
{
    arena_fini(&tree->arena);
    import_tree_init(tree);
}

bool import_tree_is_scalar(const struct import_tree_node *node)
{
    return node->kind != IMPORT_TREE_LIST && node->kind != IMPORT_TREE_MAP;
}

const struct import_tree_node *import_tree_child(const struct import_tree_node *node,
                                                 const char *key)
{
    const struct import_tree_node *child = node->first;
    if (node->kind == IMPORT_TREE_LIST) {
        for (unsigned long number = strtoul(key, NULL, 10); child != NULL && number > 1; number--)
            child = child->next;
        return child;
    }
    while (child != NULL && strcmp(child->key, key) != 0)
        child = child->next;
    return child;
}

void import_tree_build(struct import_tree_builder *builder, struct import_tree *tree,
                       const char *name)
{
    builder->tree = tree;
    builder->name = name;
    builder->line = builder->column = 1;
    builder->depth = 0;
    builder->key = NULL;
    builder->is_key_replaced = false;
    builder->is_copying = false;
}

enum optibom_status import_tree_refuse(const struct import_tree_builder *builder, struct error *err,
                                       const char *format, ...)
{
    char text[768];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return error_set(err, OPTIBOM_BAD_INPUT, "%s:%zu:%zu: %s", builder->name, builder->line,
                     builder->column, text);
}

static struct import_tree_node *innermost(const struct import_tree_builder *builder)
{
    return builder->depth > 0 ? builder->open[builder->depth - 1] : NULL;
}

bool import_tree_wants_key(const struct import_tree_builder *builder)
{
    const struct import_tree_node *in = innermost(builder);
    return in != NULL && in->kind == IMPORT_TREE_MAP && builder->key == NULL;
}

enum optibom_status import_tree_key(struct import_tree_builder *builder, const char *key,
                                    struct error *err)
{
    assert(import_tree_wants_key(builder));
    if (strlen(key) > IMPORT_TREE_KEY_MAX)
        return import_tree_refuse(builder, err,
                                  "a key is longer than %d bytes; keys name columns: shorten it",
                                  IMPORT_TREE_KEY_MAX);
    builder->key = key;
    return OPTIBOM_OK;
}

static enum optibom_status check_limits(const struct import_tree_builder *builder,
                                        enum import_tree_kind kind, struct error *err)
{
    bool is_open = kind == IMPORT_TREE_LIST || kind == IMPORT_TREE_MAP;
    if (is_open && builder->depth == IMPORT_TREE_DEPTH_MAX)
        return import_tree_refuse(builder, err,
                                  "lists and maps are nested more than %d deep; flatten them",
                                  IMPORT_TREE_DEPTH_MAX);
    if (builder->tree->value_count > IMPORT_TREE_VALUES_MAX && builder->is_copying)
        return import_tree_refuse(builder, err,
                                  "with what the aliases stand for there are more than %d values; "
                                  "split the file, or use fewer aliases",
                                  IMPORT_TREE_VALUES_MAX);
    if (builder->tree->value_count > IMPORT_TREE_VALUES_MAX)
        return import_tree_refuse(builder, err,
                                  "there are more than %d values; split the file, or save it as "
                                  "JSON lines",
                                  IMPORT_TREE_VALUES_MAX);
    return OPTIBOM_OK;
}

enum optibom_status import_tree_add(struct import_tree_node **out,
                                    struct import_tree_builder *builder, enum import_tree_kind kind,
                                    const char *text, struct error *err)
{
    struct import_tree *tree = builder->tree;
    tree->value_count += kind == IMPORT_TREE_MAP ? 2 : 1;
    enum optibom_status status = check_limits(builder, kind, err);
    if (status != OPTIBOM_OK)
        return status;
    struct import_tree_node *node = arena_alloc(&tree->arena, sizeof *node);
    if (node == NULL)
        return error_no_memory(err);
    node->kind = kind;
    node->key = builder->key;
    node->is_replaced = builder->is_key_replaced;
    node->text = text;
    node->line = (uint32_t)builder->line;
    builder->key = NULL;
    builder->is_key_replaced = false;

    struct import_tree_node *in = innermost(builder);
    if (in == NULL)
        tree->root = node;
    else if (in->first == NULL)
        in->first = node;
    else
        builder->last[builder->depth - 1]->next = node;
    if (in != NULL) {
        builder->last[builder->depth - 1] = node;
        in->count++;
    }
    if (!import_tree_is_scalar(node))
        builder->open[builder->depth++] = node;
    if (out != NULL)
        *out = node;
    return OPTIBOM_OK;
}

struct member {
    struct import_tree_node *node;
    size_t number;
};

/* By key; of equal ones the one that counts is the last: of merged ones the first that stands, of
 * the map's own, which go before merged ones, the last. */
static int compare_members(const void *a, const void *b)
{
    const struct member *x = a, *y = b;
    int order = strcmp(x->node->key, y->node->key);
    if (order == 0)
        order = (int)y->node->is_merged - (int)x->node->is_merged;
    if (order == 0)
        order = (x->number > y->number) - (x->number < y->number);
    else
        return order;
    return x->node->is_merged ? -order : order;
}

/* Takes the members out whose key comes again; their own `key` becomes NULL for that. */
static void drop_repeated(struct import_tree_node *map, struct member *members)
{
    size_t count = map->count;
    qsort(members, count, sizeof *members, compare_members);
    for (size_t i = 0; i + 1 < count; i++) {
        struct import_tree_node *node = members[i].node, *later = members[i + 1].node;
        if (strcmp(node->key, later->key) != 0)
            continue;
        later->is_repeated = node->is_repeated || !node->is_merged;
        node->key = NULL;
        node->is_repeated = false;
        map->count--;
    }
    for (struct import_tree_node **at = &map->first; *at != NULL;) {
        if ((*at)->key == NULL)
            *at = (*at)->next;
        else
            at = &(*at)->next;
    }
}

enum optibom_status import_tree_close(struct import_tree_builder *builder, struct error *err)
{
    assert(builder->depth > 0);
    struct import_tree_node *map = builder->open[--builder->depth];
    if (map->kind != IMPORT_TREE_MAP || map->count < 2)
        return OPTIBOM_OK;
    enum { FEW = 32 };
    struct member few[FEW];
    struct member *members = map->count <= FEW ? few : malloc(map->count * sizeof *members);
    if (members == NULL)
        return error_no_memory(err);
    size_t number = 0;
    for (struct import_tree_node *node = map->first; node != NULL; node = node->next, number++)
        members[number] = (struct member){node, number};
    drop_repeated(map, members);
    if (members != few)
        free(members);
    return OPTIBOM_OK;
}

static enum optibom_status copy(struct import_tree_builder *builder,
                                const struct import_tree_node *node, struct error *err)
{
    struct import_tree_node *made = NULL;
    enum optibom_status status = import_tree_add(&made, builder, node->kind, node->text, err);
    if (status != OPTIBOM_OK)
        return status;
    made->is_replaced |= node->is_replaced;
    if (import_tree_is_scalar(node))
        return OPTIBOM_OK;
    for (const struct import_tree_node *child = node->first; child != NULL; child = child->next) {
        builder->key = child->key;
        status = copy(builder, child, err);
        if (status != OPTIBOM_OK)
            return status;
    }
    return import_tree_close(builder, err);
}

enum optibom_status import_tree_copy(struct import_tree_builder *builder,
                                     const struct import_tree_node *node, struct error *err)
{
    builder->is_copying = true;
    enum optibom_status status = copy(builder, node, err);
    builder->is_copying = false;
    return status;
}
