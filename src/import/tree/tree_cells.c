#include "import/tree/tree_cells.h"

#include "base/scan.h"
#include "import/tree/tree_guess.h"

#include <stdio.h>
#include <string.h>

static const char *doubt_of(const struct import_tree_node *node)
{
    if (node->is_repeated)
        return "the key stands more than once in this record; the last value is taken";
    if (node->is_replaced)
        return "there was a NUL character; it is shown as U+FFFD";
    return NULL;
}

static void set(const struct import_tree_cells *cells, const struct import_tree_shape *shape,
                const char *text, const struct import_tree_node *node)
{
    if (shape == NULL || !shape->has_column || shape->column >= cells->table->own_count)
        return;
    cells->cells[shape->column] = text;
    cells->doubts[shape->column] = doubt_of(node);
}

/* The texts of a list of scalars with "; " between; nulls say nothing. NULL: no memory. */
static const char *join_list(const struct import_tree_cells *cells,
                             const struct import_tree_node *list)
{
    size_t size = 1;
    const struct import_tree_node *item;
    for (item = list->first; item != NULL; item = item->next)
        size += strlen(item->text) + 2;
    char *text = arena_alloc(cells->arena, size), *to = text;
    *cells->used += size;
    for (item = list->first; item != NULL && text != NULL; item = item->next) {
        size_t length = strlen(item->text);
        if (length == 0)
            continue;
        if (to > text) {
            *to++ = ';';
            *to++ = ' ';
        }
        memcpy(to, item->text, length);
        to += length;
    }
    return text;
}

static bool is_bare_number(const char *text)
{
    char digits[SCAN_NUMBER_SIZE];
    const char *why = NULL;
    text += *text == '-' || *text == '+';
    size_t length = scan_number(digits, text, &why);
    return length > 0 && text[length + strspn(text + length, "eE+-0123456789")] == '\0';
}

static enum optibom_status fill_attribute(const struct import_tree_cells *cells,
                                          struct import_tree_shape *names,
                                          const struct import_tree_node *item, struct error *err)
{
    struct import_tree_attribute attribute;
    if (!import_tree_attribute_read(&attribute, item))
        return OPTIBOM_OK;
    struct import_tree_shape *named = import_tree_shape_child(names, attribute.name);
    if (named == NULL)
        return OPTIBOM_OK;
    const char *text = attribute.value->kind == IMPORT_TREE_LIST ? join_list(cells, attribute.value)
                                                                 : attribute.value->text;
    if (text != NULL && attribute.unit != NULL && attribute.unit->text[0] != '\0' &&
        is_bare_number(text)) {
        *cells->used += strlen(text) + strlen(attribute.unit->text) + 2;
        text = arena_printf(cells->arena, "%s %s", text, attribute.unit->text);
    }
    if (text == NULL)
        return error_no_memory(err);
    set(cells, named, text, attribute.value);
    for (const struct import_tree_node *m = item->first; m != NULL; m = m->next)
        if (import_tree_is_further(&attribute, m))
            set(cells, import_tree_shape_child(named, m->key), m->text, m);
    return OPTIBOM_OK;
}

static enum optibom_status fill_members(const struct import_tree_cells *cells,
                                        struct import_tree_shape *shape,
                                        const struct import_tree_node *node, struct error *err);

static enum optibom_status fill_list(const struct import_tree_cells *cells,
                                     struct import_tree_shape *shape,
                                     const struct import_tree_node *list, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    if (shape->form == IMPORT_TREE_CELLS) {
        const char *text = join_list(cells, list);
        if (text == NULL)
            return error_no_memory(err);
        set(cells, shape, text, list);
    } else if (import_tree_is_attributes(shape)) {
        for (const struct import_tree_node *item = list->first;
             item != NULL && status == OPTIBOM_OK; item = item->next)
            status = fill_attribute(cells, shape->attributes, item, err);
    }
    return status;
}

static enum optibom_status fill(const struct import_tree_cells *cells,
                                struct import_tree_shape *shape,
                                const struct import_tree_node *node, struct error *err)
{
    if (import_tree_is_scalar(node)) {
        set(cells, shape, node->text, node);
        return OPTIBOM_OK;
    }
    if (node->kind == IMPORT_TREE_LIST)
        return fill_list(cells, shape, node, err);
    return shape->form == IMPORT_TREE_CELLS ? fill_members(cells, shape, node, err) : OPTIBOM_OK;
}

static enum optibom_status fill_members(const struct import_tree_cells *cells,
                                        struct import_tree_shape *shape,
                                        const struct import_tree_node *node, struct error *err)
{
    char number[24];
    size_t count = 0;
    enum optibom_status status = OPTIBOM_OK;
    shape->hint = shape->first;
    for (const struct import_tree_node *m = node->first; m != NULL && status == OPTIBOM_OK;
         m = m->next) {
        if (node->kind == IMPORT_TREE_LIST)
            snprintf(number, sizeof number, "%zu", ++count);
        struct import_tree_shape *child =
            import_tree_shape_child(shape, node->kind == IMPORT_TREE_MAP ? m->key : number);
        /* A file that changed since it was learned may have others. */
        if (child != NULL)
            status = fill(cells, child, m, err);
    }
    return status;
}

enum optibom_status import_tree_cells_fill(const struct import_tree_cells *cells,
                                           const struct import_tree_node *record, const char *key,
                                           struct error *err)
{
    const struct import_tree_table *table = cells->table;
    for (size_t i = 0; i < table->own_count; i++) {
        cells->cells[i] = "";
        cells->doubts[i] = NULL;
    }
    if (table->has_key && key != NULL)
        cells->cells[0] = key;
    if (!import_tree_is_scalar(record))
        return fill_members(cells, table->element, record, err);
    set(cells, table->element, record->text, record);
    return OPTIBOM_OK;
}
