#include "import/tree/tree_shape.h"

#include "import/tree/tree_guess.h"

#include <stdio.h>
#include <string.h>

/* More names than that are rows, not columns. */
enum { ATTRIBUTES_MAX = 1000 };

static struct import_tree_shape *make_shape(struct import_tree_shapes *shapes, const char *key)
{
    struct import_tree_shape *shape = arena_alloc(shapes->arena, sizeof *shape);
    char *copy = arena_strdup(shapes->arena, key);
    if (shape == NULL || copy == NULL)
        return NULL;
    shape->key = copy;
    shapes->shape_count++;
    return shape;
}

enum optibom_status import_tree_shapes_make(struct import_tree_shapes *out, struct arena *arena,
                                            const char *name, bool is_keyed, struct error *err)
{
    *out = (struct import_tree_shapes){.arena = arena, .name = name};
    out->root = make_shape(out, "");
    struct import_tree_shape *element = make_shape(out, "");
    if (out->root == NULL || element == NULL)
        return error_no_memory(err);
    out->root->form = is_keyed ? IMPORT_TREE_OF_MAP : IMPORT_TREE_OF_LIST;
    out->root->element = element;
    out->root->other_list_count = 1;
    return OPTIBOM_OK;
}

static void forget(struct import_tree_shape *shape)
{
    shape->scalar_count = shape->list_count = shape->map_count = shape->row_count = 0;
    shape->attribute_list_count = shape->other_list_count = 0;
    for (struct import_tree_shape *child = shape->first; child != NULL; child = child->next)
        forget(child);
    if (shape->element != NULL)
        forget(shape->element);
    if (shape->attributes != NULL)
        forget(shape->attributes);
}

void import_tree_shapes_again(struct import_tree_shapes *shapes)
{
    forget(shapes->root);
    shapes->root->other_list_count = 1;
    shapes->value_count = 0;
    shapes->is_changed = false;
}

bool import_tree_is_attributes(const struct import_tree_shape *shape)
{
    return shape->form == IMPORT_TREE_OF_LIST && shape->attribute_list_count > 0 &&
           shape->other_list_count == 0;
}

bool import_tree_is_table(const struct import_tree_shape *shape)
{
    return shape->form != IMPORT_TREE_CELLS && !import_tree_is_attributes(shape) &&
           shape->element != NULL && shape->element->row_count > 0;
}

/* The place of the key among the sorted members: the first that is not before it. */
static size_t place_of(const struct import_tree_shape *shape, const char *key)
{
    size_t from = 0, to = shape->child_count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (strcmp(shape->sorted[middle]->key, key) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

struct import_tree_shape *import_tree_shape_child(struct import_tree_shape *shape, const char *key)
{
    struct import_tree_shape *child = shape->hint;
    if (child == NULL || strcmp(child->key, key) != 0) {
        size_t place = place_of(shape, key);
        child = place < shape->child_count ? shape->sorted[place] : NULL;
    }
    if (child == NULL || strcmp(child->key, key) != 0)
        return NULL;
    shape->hint = child->next;
    return child;
}

static enum optibom_status refuse_many(const struct import_tree_shapes *shapes,
                                       const struct import_tree_node *node, int max,
                                       const char *what, struct error *err)
{
    return error_set(err, OPTIBOM_BAD_INPUT,
                     "%s:%u: there are more than %d different %s; is this a list of records?",
                     shapes->name, (unsigned)node->line, max, what);
}

/* The member's shape, made where it is new. */
static enum optibom_status find_child(struct import_tree_shape **out,
                                      struct import_tree_shapes *shapes,
                                      struct import_tree_shape *shape, const char *key,
                                      const struct import_tree_node *node, struct error *err)
{
    *out = import_tree_shape_child(shape, key);
    if (*out != NULL)
        return OPTIBOM_OK;
    if (shape->child_count == IMPORT_TREE_COLUMNS_MAX)
        return refuse_many(shapes, node, IMPORT_TREE_COLUMNS_MAX, "keys in one place", err);
    if (shapes->shape_count >= IMPORT_TREE_PATHS_MAX)
        return refuse_many(shapes, node, IMPORT_TREE_PATHS_MAX, "paths", err);
    struct import_tree_shape *child = make_shape(shapes, key);
    struct import_tree_shape **sorted =
        arena_grow(shapes->arena, shape->sorted, shape->child_count, sizeof *sorted);
    if (child == NULL || sorted == NULL)
        return error_no_memory(err);
    size_t place = place_of(shape, key);
    shape->sorted = sorted;
    memmove(sorted + place + 1, sorted + place, (shape->child_count - place) * sizeof *sorted);
    sorted[place] = child;
    shape->child_count++;
    if (shape->last != NULL)
        shape->last->next = child;
    else
        shape->first = child;
    shape->last = child;
    *out = child;
    return OPTIBOM_OK;
}

static enum optibom_status learn(struct import_tree_shapes *shapes, struct import_tree_shape *shape,
                                 const struct import_tree_node *node, bool is_in_record,
                                 struct error *err);

static enum optibom_status learn_members(struct import_tree_shapes *shapes,
                                         struct import_tree_shape *shape,
                                         const struct import_tree_node *node, bool is_in_record,
                                         struct error *err)
{
    char number[24];
    size_t count = 0;
    shape->hint = shape->first;
    for (const struct import_tree_node *member = node->first; member != NULL;
         member = member->next) {
        struct import_tree_shape *child = NULL;
        if (node->kind == IMPORT_TREE_LIST)
            snprintf(number, sizeof number, "%zu", ++count);
        enum optibom_status status =
            find_child(&child, shapes, shape, node->kind == IMPORT_TREE_MAP ? member->key : number,
                       member, err);
        if (status == OPTIBOM_OK)
            status = learn(shapes, child, member, is_in_record, err);
        if (status != OPTIBOM_OK)
            return status;
    }
    return OPTIBOM_OK;
}

static enum optibom_status learn_row(struct import_tree_shapes *shapes,
                                     struct import_tree_shape *element,
                                     const struct import_tree_node *node, bool is_in_record,
                                     struct error *err)
{
    element->row_count++;
    shapes->value_count++;
    if (import_tree_is_scalar(node)) {
        element->scalar_count++;
        return OPTIBOM_OK;
    }
    element->map_count += node->kind == IMPORT_TREE_MAP;
    element->list_count += node->kind == IMPORT_TREE_LIST;
    return learn_members(shapes, element, node, is_in_record, err);
}

/* Learns the names of an attribute/value list, and that it is none when an item is not. */
static enum optibom_status learn_attributes(struct import_tree_shapes *shapes,
                                            struct import_tree_shape *shape,
                                            const struct import_tree_node *first, struct error *err)
{
    size_t number = ++shapes->list_number;
    if (shape->attributes == NULL)
        shape->attributes = make_shape(shapes, "");
    if (shape->attributes == NULL)
        return error_no_memory(err);
    for (const struct import_tree_node *item = first; item != NULL; item = item->next) {
        struct import_tree_attribute attribute;
        struct import_tree_shape *named = NULL, *further = NULL;
        if (!import_tree_attribute_read(&attribute, item) ||
            shape->attributes->child_count >= ATTRIBUTES_MAX) {
            shape->other_list_count++;
            return OPTIBOM_OK;
        }
        enum optibom_status status =
            find_child(&named, shapes, shape->attributes, attribute.name, item, err);
        if (status != OPTIBOM_OK)
            return status;
        if (named->list_number == number)
            shape->other_list_count++;
        named->list_number = number;
        named->scalar_count++;
        for (const struct import_tree_node *m = item->first; m != NULL; m = m->next) {
            if (!import_tree_is_further(&attribute, m))
                continue;
            status = find_child(&further, shapes, named, m->key, m, err);
            if (status != OPTIBOM_OK)
                return status;
            further->scalar_count++;
        }
    }
    shape->attribute_list_count++;
    return OPTIBOM_OK;
}

/* Learns the rows from `first` on; with `is_one` it alone. */
static enum optibom_status learn_rows(struct import_tree_shapes *shapes,
                                      struct import_tree_shape *shape,
                                      const struct import_tree_node *first, bool is_one,
                                      struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    if (shape->element == NULL)
        shape->element = make_shape(shapes, "");
    if (shape->element == NULL)
        return error_no_memory(err);
    if (is_one || shape->form == IMPORT_TREE_OF_MAP)
        shape->other_list_count++;
    else if (shape->other_list_count == 0 && first != NULL)
        status = learn_attributes(shapes, shape, first, err);
    for (const struct import_tree_node *row = first; row != NULL && status == OPTIBOM_OK;
         row = is_one ? NULL : row->next)
        status = learn_row(shapes, shape->element, row, true, err);
    return status;
}

static void set_form(struct import_tree_shapes *shapes, struct import_tree_shape *shape,
                     enum import_tree_form form)
{
    shape->form = form;
    shapes->is_changed |= shape->map_count > 0 || shape->list_count > 0;
}

static enum optibom_status learn(struct import_tree_shapes *shapes, struct import_tree_shape *shape,
                                 const struct import_tree_node *node, bool is_in_record,
                                 struct error *err)
{
    bool is_map_of_records = false;
    shapes->value_count++;
    if (import_tree_is_scalar(node)) {
        shape->scalar_count++;
        return OPTIBOM_OK;
    }
    bool is_list = node->kind == IMPORT_TREE_LIST;
    if (shape->form == IMPORT_TREE_CELLS && is_list && import_tree_holds_records(node))
        set_form(shapes, shape, IMPORT_TREE_OF_LIST);
    if (shape->form == IMPORT_TREE_CELLS && !is_list) {
        enum optibom_status status =
            import_tree_guess_map(&is_map_of_records, node, is_in_record, err);
        if (status != OPTIBOM_OK)
            return status;
        if (is_map_of_records)
            set_form(shapes, shape, IMPORT_TREE_OF_MAP);
    }
    if (shape->form != IMPORT_TREE_CELLS)
        return is_list || shape->form == IMPORT_TREE_OF_MAP
                   ? learn_rows(shapes, shape, node->first, false, err)
                   : learn_rows(shapes, shape, node, true, err);
    shape->list_count += is_list;
    shape->map_count += !is_list;
    return is_list ? OPTIBOM_OK : learn_members(shapes, shape, node, is_in_record, err);
}

enum optibom_status import_tree_learn(struct import_tree_shapes *shapes,
                                      const struct import_tree_node *record, bool is_alone,
                                      struct error *err)
{
    return learn_row(shapes, shapes->root->element, record, !is_alone, err);
}
