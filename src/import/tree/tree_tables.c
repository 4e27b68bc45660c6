#include "import/tree/tree_tables.h"

#include "import/tree/tree_names.h"

#include <string.h>

/* A place with rows that was met among the columns of a table. */
struct pending {
    struct pending *next;
    struct import_tree_shape *list;
    const char *name;
    const char **path;
    size_t path_count;
};

/* One table in the making. */
struct gathering {
    struct import_tree_tables *tables;
    struct import_tree_table *table;
    struct import_tree_names names;
    struct pending *first, **end;
    const char *path[IMPORT_TREE_DEPTH_MAX + 1];
    size_t path_count;
};

static enum optibom_status check_names(const struct import_tree_tables *tables, struct error *err)
{
    if (tables->names_size <= IMPORT_TREE_NAMES_MAX)
        return OPTIBOM_OK;
    return error_set(err, OPTIBOM_BAD_INPUT,
                     "%s: the names of all columns are longer than %d MiB together; use shorter "
                     "keys or fewer levels",
                     tables->name, IMPORT_TREE_NAMES_MAX / (1024 * 1024));
}

static enum optibom_status add_name(struct gathering *gathering, const char *name,
                                    struct error *err)
{
    struct import_tree_tables *tables = gathering->tables;
    if (name == NULL || !import_tree_names_add(&gathering->names, name))
        return error_no_memory(err);
    tables->names_size += strlen(name) + 2 * sizeof name;
    if (gathering->names.count > IMPORT_TREE_COLUMNS_MAX)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: the table \"%.200s\" has more than %d columns; is this a list of "
                         "records?",
                         tables->name, gathering->table->name, IMPORT_TREE_COLUMNS_MAX);
    return check_names(tables, err);
}

static enum optibom_status add_column(struct gathering *gathering, struct import_tree_shape *shape,
                                      const char *name, struct error *err)
{
    shape->column = gathering->names.count;
    shape->has_column = true;
    return add_name(gathering, name, err);
}

static const char *join(struct gathering *gathering, const char *path, const char *key)
{
    struct arena *arena = gathering->tables->arena;
    gathering->tables->names_size += strlen(path) + strlen(key);
    return path[0] == '\0' ? arena_strdup(arena, key) : arena_printf(arena, "%s.%s", path, key);
}

/* The columns of an attribute/value list. They come last, for their names depend on the others. */
static enum optibom_status add_attributes(struct gathering *gathering,
                                          const struct pending *pending, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    struct import_tree_shape *named = pending->list->attributes->first;
    for (; named != NULL && status == OPTIBOM_OK; named = named->next) {
        if (named->scalar_count == 0)
            continue;
        const char *name = named->key;
        if (import_tree_names_have(&gathering->names, name))
            name = join(gathering, pending->name, name);
        status = add_column(gathering, named, name, err);
        struct import_tree_shape *further = named->first;
        for (; further != NULL && status == OPTIBOM_OK; further = further->next)
            if (further->scalar_count > 0)
                status = add_column(gathering, further, join(gathering, name, further->key), err);
    }
    return status;
}

static enum optibom_status note_list(struct gathering *gathering, struct import_tree_shape *shape,
                                     const char *name, struct error *err)
{
    struct arena *arena = gathering->tables->arena;
    size_t count = gathering->path_count;
    struct pending *pending = arena_alloc(arena, sizeof *pending);
    const char **path = arena_alloc(arena, (count + 1) * sizeof *path);
    if (pending == NULL || path == NULL)
        return error_no_memory(err);
    memcpy(path, gathering->path, count * sizeof *path);
    *pending = (struct pending){.list = shape, .name = name, .path = path, .path_count = count};
    *gathering->end = pending;
    gathering->end = &pending->next;
    return OPTIBOM_OK;
}

/* Gathers columns of the members of `shape`, which stands at `path`. */
static enum optibom_status gather(struct gathering *gathering, struct import_tree_shape *shape,
                                  const char *path, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    struct import_tree_shape *child = shape->first;
    for (; child != NULL && status == OPTIBOM_OK; child = child->next) {
        bool is_list = import_tree_is_table(child) || import_tree_is_attributes(child);
        bool is_cell =
            child->scalar_count > 0 || (child->list_count > 0 && child->form == IMPORT_TREE_CELLS);
        if (!is_list && !is_cell && child->map_count == 0)
            continue;
        const char *name = join(gathering, path, child->key);
        status = name != NULL ? check_names(gathering->tables, err) : error_no_memory(err);
        if (status != OPTIBOM_OK)
            return status;
        gathering->path[gathering->path_count++] = child->key;
        if (is_cell)
            status = add_column(gathering, child, name, err);
        if (status == OPTIBOM_OK && is_list)
            status = note_list(gathering, child, name, err);
        if (status == OPTIBOM_OK && child->form == IMPORT_TREE_CELLS)
            status = gather(gathering, child, name, err);
        gathering->path_count--;
    }
    return status;
}

static enum optibom_status gather_own(struct gathering *gathering, struct error *err)
{
    struct import_tree_table *table = gathering->table;
    struct import_tree_shape *element = table->element;
    enum optibom_status status = OPTIBOM_OK;
    table->has_key = table->list->form == IMPORT_TREE_OF_MAP;
    if (table->has_key)
        status = add_name(gathering, "key", err);
    if (status == OPTIBOM_OK && element->scalar_count > 0)
        status = add_column(gathering, element, "value", err);
    if (status == OPTIBOM_OK)
        status = gather(gathering, element, "", err);
    for (struct pending *p = gathering->first; p != NULL && status == OPTIBOM_OK; p = p->next)
        if (import_tree_is_attributes(p->list))
            status = add_attributes(gathering, p, err);
    table->own_count = gathering->names.count;
    return status;
}

static enum optibom_status inherit(struct gathering *gathering, struct error *err)
{
    struct arena *arena = gathering->tables->arena;
    enum optibom_status status = OPTIBOM_OK;
    const struct import_tree_table *from = gathering->table->parent;
    for (; from != NULL; from = from->parent)
        for (size_t i = 0; i < from->own_count && status == OPTIBOM_OK; i++)
            status =
                add_name(gathering,
                         arena_printf(arena, "%s.%s", from->name[0] != '\0' ? from->name : "parent",
                                      from->columns[i]),
                         err);
    return status;
}

/* Without this a few records with thousands of keys would make rows without end. */
static enum optibom_status check_cells(const struct import_tree_tables *tables,
                                       const struct import_tree_table *table,
                                       const struct import_tree_shapes *shapes, struct error *err)
{
    double cells = (double)table->element->row_count * (double)table->column_count;
    if (table->own_count == 0 || cells <= IMPORT_TREE_CELLS_MAX ||
        cells <= 100 * (double)shapes->value_count)
        return OPTIBOM_OK;
    return error_set(err, OPTIBOM_BAD_INPUT,
                     "%s: the table \"%.200s\" would have %zu rows of %zu columns, nearly all "
                     "empty; is this a list of records?",
                     tables->name, table->name, table->element->row_count, table->column_count);
}

/* A table and, behind it, those in its records. */
static enum optibom_status add_table(struct import_tree_tables *tables,
                                     const struct import_tree_shapes *shapes,
                                     const struct pending *place, struct import_tree_table *parent,
                                     struct error *err)
{
    struct import_tree_table *table = arena_alloc(tables->arena, sizeof *table);
    struct gathering *gathering = arena_alloc(tables->arena, sizeof *gathering);
    if (table == NULL || gathering == NULL)
        return error_no_memory(err);
    if (tables->count++ == IMPORT_TREE_TABLES_MAX)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: there are more than %d lists of records in different places; split "
                         "the file",
                         tables->name, IMPORT_TREE_TABLES_MAX);
    *table = (struct import_tree_table){.name = place->name,
                                        .parent = parent,
                                        .list = place->list,
                                        .element = place->list->element,
                                        .path = place->path,
                                        .path_count = place->path_count,
                                        .level = parent != NULL ? parent->level + 1 : 0};
    if (tables->last != NULL)
        tables->last->next = table;
    else
        tables->first = table;
    tables->last = table;
    gathering->tables = tables;
    gathering->table = table;
    gathering->names.arena = tables->arena;
    gathering->end = &gathering->first;

    enum optibom_status status = gather_own(gathering, err);
    if (status == OPTIBOM_OK)
        status = inherit(gathering, err);
    if (status != OPTIBOM_OK)
        return status;
    table->columns = gathering->names.names;
    table->column_count = gathering->names.count;
    table->has_names = parent != NULL || table->has_key || table->element->list_count == 0 ||
                       table->element->map_count + table->element->scalar_count > 0;
    status = check_cells(tables, table, shapes, err);
    for (struct pending *p = gathering->first; p != NULL && status == OPTIBOM_OK; p = p->next) {
        struct pending below = *p;
        if (import_tree_is_attributes(p->list))
            continue;
        below.name = join(gathering, table->name, p->name);
        status = below.name != NULL ? add_table(tables, shapes, &below, table, err)
                                    : error_no_memory(err);
    }
    return status;
}

enum optibom_status import_tree_tables_make(struct import_tree_tables *out, struct arena *arena,
                                            struct import_tree_shapes *shapes, struct error *err)
{
    const struct pending top = {.list = shapes->root, .name = ""};
    *out = (struct import_tree_tables){.arena = arena, .name = shapes->name};
    return add_table(out, shapes, &top, NULL, err);
}
