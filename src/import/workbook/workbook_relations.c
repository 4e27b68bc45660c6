#include "import/workbook/workbook_relations.h"

#include "base/scan.h"
#include "import/workbook/workbook_xml.h"

#include <stdlib.h>
#include <string.h>

enum place { PLACE_RELATIONS = 1, PLACE_RELATION, PLACES };

static const struct import_workbook_step steps[PLACES] = {
    [PLACE_RELATIONS] = {0, "Relationships"},
    [PLACE_RELATION] = {PLACE_RELATIONS, "Relationship"},
};

struct reading {
    struct import_workbook_relations *out;
    struct arena *arena;
    const char *path;
};

/* Cuts the last segment of a path off, and the slash before it. */
static size_t cut_segment(const char *path, size_t length)
{
    while (length > 0 && path[length - 1] != '/')
        length--;
    return length > 0 ? length - 1 : 0;
}

char *import_workbook_resolve(struct arena *arena, const char *path, const char *target)
{
    bool is_absolute = *target == '/' || *target == '\\';
    size_t length = is_absolute ? 0 : cut_segment(path, strlen(path));
    char *out = arena_alloc(arena, length + strlen(target) + 2);
    if (out == NULL)
        return NULL;
    memcpy(out, path, length);
    while (*target != '\0') {
        size_t step = strcspn(target, "/\\");
        if (step == 2 && memcmp(target, "..", 2) == 0) {
            length = cut_segment(out, length);
        } else if (step > 0 && !(step == 1 && *target == '.')) {
            if (length > 0)
                out[length++] = '/';
            memcpy(out + length, target, step);
            length += step;
        }
        target += step + (target[step] != '\0');
    }
    out[length] = '\0';
    return out;
}

static const char *or_nothing(const char *text)
{
    return text != NULL ? text : "";
}

static enum optibom_status add(struct reading *reading, const char **attributes, struct error *err)
{
    struct import_workbook_relations *out = reading->out;
    const char *id = or_nothing(import_workbook_attribute(attributes, "Id"));
    const char *type = or_nothing(import_workbook_attribute(attributes, "Type"));
    const char *target = or_nothing(import_workbook_attribute(attributes, "Target"));
    const char *mode = or_nothing(import_workbook_attribute(attributes, "TargetMode"));
    const char *slash = strrchr(type, '/');
    bool is_outside = scan_same(mode, "External");
    out->kept += strlen(id) + strlen(type);
    if (!is_outside)
        out->kept += strlen(reading->path) + strlen(target);
    if (out->count == IMPORT_WORKBOOK_RELATIONS_MAX || out->kept > IMPORT_WORKBOOK_RELATION_BYTES)
        return OPTIBOM_OK; /* whoever needs one of the rest says that it is missing */
    struct import_workbook_relation *items =
        arena_grow(reading->arena, out->items, out->count, sizeof *items);
    if (items == NULL)
        return error_no_memory(err);
    out->items = items;
    struct import_workbook_relation *relation = &items[out->count];
    relation->order = out->count++;
    relation->id = arena_strdup(reading->arena, id);
    relation->type = arena_strdup(reading->arena, slash != NULL ? slash + 1 : type);
    if (!is_outside)
        relation->path = import_workbook_resolve(reading->arena, reading->path, target);
    bool is_kept =
        relation->id != NULL && relation->type != NULL && (is_outside || relation->path != NULL);
    return is_kept ? OPTIBOM_OK : error_no_memory(err);
}

static enum optibom_status enter(void *context, int place, const char **attributes,
                                 struct error *err)
{
    return place == PLACE_RELATION ? add(context, attributes, err) : OPTIBOM_OK;
}

static int compare(const void *a, const void *b)
{
    const struct import_workbook_relation *left = a, *right = b;
    return strcmp(left->id, right->id);
}

enum optibom_status import_workbook_relations_read(struct import_workbook_relations *out,
                                                   struct arena *arena,
                                                   struct import_workbook_package *package,
                                                   const char *path, struct error *err)
{
    static const struct import_workbook_form form = {steps, PLACES, enter, NULL, NULL};
    struct reading reading = {out, arena, path};
    *out = (struct import_workbook_relations){0};
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    const char *list = arena_printf(arena, "%.*s_rels/%s.rels", (int)(name - path), path, name);
    if (list == NULL)
        return error_no_memory(err);
    enum optibom_status status = import_workbook_xml_read_part(package, list, &form, &reading, err);
    if (status == OPTIBOM_NOT_FOUND)
        return OPTIBOM_OK;
    if (status == OPTIBOM_OK && out->count > 0)
        qsort(out->items, out->count, sizeof *out->items, compare);
    return status;
}

const struct import_workbook_relation *
import_workbook_relation_by_id(const struct import_workbook_relations *relations, const char *id)
{
    const struct import_workbook_relation key = {.id = id};
    return relations->count == 0 ? NULL
                                 : bsearch(&key, relations->items, relations->count,
                                           sizeof *relations->items, compare);
}

const struct import_workbook_relation *
import_workbook_relation_by_type(const struct import_workbook_relations *relations,
                                 const char *type)
{
    const struct import_workbook_relation *first = NULL;
    for (size_t i = 0; i < relations->count; i++) {
        const struct import_workbook_relation *item = &relations->items[i];
        if (strcmp(item->type, type) == 0 && item->path != NULL &&
            (first == NULL || item->order < first->order))
            first = item;
    }
    return first;
}
