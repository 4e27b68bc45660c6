#include "facade.h"

#include "catalog/part.h"
#include "report/answer/rollup_tables.h"

/* What was asked for, by its place in the catalog. */
struct asked {
    struct catalog_node *nodes;
    const char **names;
    size_t count;
    int64_t *part_ids;
    size_t part_count; /* of the nodes; the rest are lists */
};

/* A part; a list where no part has the name. */
static enum optibom_status resolve(struct asked *asked, struct arena *arena, struct store *store,
                                   const char *name, struct error *err)
{
    struct catalog_node *node = &asked->nodes[asked->count];
    struct error no_part = {0};
    *node = (struct catalog_node){.position = CATALOG_STRUCTURE_PART};
    enum optibom_status status = catalog_part_resolve(&node->id, arena, store, name, &no_part);
    if (status == OPTIBOM_NOT_FOUND) {
        node->position = CATALOG_STRUCTURE_LIST;
        status = store_one_int(&node->id, store, err, "SELECT bom_id FROM bom WHERE name = ?", "t",
                               name);
        if (status != OPTIBOM_OK && status != OPTIBOM_NOT_FOUND)
            return status;
    }
    if (status != OPTIBOM_OK)
        return error_set(err, no_part.status, "%s", no_part.text);
    for (size_t i = 0; i < asked->count; i++)
        if (asked->nodes[i].id == node->id && asked->nodes[i].position == node->position)
            return OPTIBOM_OK;
    asked->names[asked->count] = name;
    if (node->position == CATALOG_STRUCTURE_PART)
        asked->part_ids[asked->part_count++] = node->id;
    asked->count++;
    return OPTIBOM_OK;
}

static enum optibom_status resolve_all(struct asked *out, struct arena *arena, struct store *store,
                                       const char *const *names, size_t count, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    *out = (struct asked){.nodes = arena_take(arena, (count + 1) * sizeof *out->nodes),
                          .names = arena_take(arena, (count + 1) * sizeof *out->names),
                          .part_ids = arena_take(arena, (count + 1) * sizeof *out->part_ids)};
    if (out->nodes == NULL || out->names == NULL || out->part_ids == NULL)
        return error_no_memory(err);
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++)
        status = resolve(out, arena, store, names[i], err);
    return status;
}

static enum optibom_status find_nodes(uint32_t **out, size_t *count, const struct rollup_view *view,
                                      const struct asked *asked, struct error *err)
{
    const struct catalog_structure *structure = &view->structure;
    *count = 0;
    *out = arena_take(view->arena, (asked->count + 1) * sizeof **out);
    if (*out == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < asked->count; i++) {
        uint32_t node = 0;
        while (node < structure->node_count &&
               (structure->nodes[node].id != asked->nodes[i].id ||
                structure->nodes[node].position != asked->nodes[i].position))
            node++;
        if (node == structure->node_count)
            return error_set(err, OPTIBOM_NOT_FOUND,
                             "the list '%s' has no line that is placed; import it with lines",
                             asked->names[i]);
        (*out)[(*count)++] = node;
    }
    return OPTIBOM_OK;
}

/* Tables and sections of what was asked for. */
struct answer {
    struct table first, missing;
    struct emit_document document;
};

static enum optibom_status answer_sums(struct answer *out, struct rollup_view *view,
                                       const struct asked *asked,
                                       const struct optibom_rollup_request *request, bool is_json,
                                       struct error *err)
{
    uint32_t *nodes = NULL;
    size_t count = 0;
    enum optibom_status status = request->part_count == 0
                                     ? rollup_view_roots(&nodes, &count, view, err)
                                     : find_nodes(&nodes, &count, view, asked, err);
    if (status == OPTIBOM_OK)
        status = rollup_view_sum(view, err);
    if (status == OPTIBOM_OK)
        status = request->lists_parts ? rollup_table_parts(&out->first, view, nodes, count, err)
                                      : rollup_table_systems(&out->first, view, nodes, count, err);
    if (status == OPTIBOM_OK && !request->lists_parts)
        status = rollup_table_missing(&out->missing, view, nodes, count, err);
    out->document.keys[0] = "currency";
    out->document.values[0] = view->structure.currency;
    out->document.sections[0] =
        (struct emit_section){request->lists_parts ? "parts" : "systems", NULL, &out->first, NULL};
    out->document.sections[1] = (struct emit_section){
        "missing", "Not known, and left out of the sums", &out->missing, NULL};
    /* For a person an empty section is none; JSON has all keys. */
    bool is_missed = !request->lists_parts && status == OPTIBOM_OK &&
                     (is_json || table_row_count(&out->missing) > 0);
    out->document.section_count = is_missed ? 2 : 1;
    return status;
}

static enum optibom_status answer_where_used(struct answer *out, const struct rollup_view *view,
                                             const struct asked *asked, struct error *err)
{
    uint32_t *nodes = NULL;
    size_t count = 0;
    struct catalog_node_name *names = NULL;
    enum optibom_status status = find_nodes(&nodes, &count, view, asked, err);
    if (status == OPTIBOM_OK)
        status = rollup_table_used_in(&out->first, view, nodes[0], err);
    if (status == OPTIBOM_OK)
        status = catalog_structure_names(&names, view->arena, view->store, &view->structure, nodes,
                                         count, err);
    if (status != OPTIBOM_OK)
        return status;
    out->document.keys[0] = "vendor";
    out->document.values[0] = names[0].vendor;
    out->document.keys[1] = "mpn";
    out->document.values[1] = names[0].name;
    out->document.sections[0] = (struct emit_section){"used_in", NULL, &out->first, NULL};
    out->document.section_count = 1;
    return OPTIBOM_OK;
}

static enum optibom_status answer(struct answer *out, struct arena *arena,
                                  const struct optibom *optibom,
                                  const struct optibom_rollup_request *request, bool is_json,
                                  struct error *err)
{
    struct store *store = optibom->catalog.store;
    struct asked asked;
    struct rollup_view view;
    bool is_use = request->where_used != NULL;
    enum optibom_status status =
        is_use ? resolve_all(&asked, arena, store, &request->where_used, 1, err)
               : resolve_all(&asked, arena, store, request->parts, request->part_count, err);
    if (status != OPTIBOM_OK)
        return status;
    const struct catalog_structure_request wanted = {
        .scope = is_use             ? CATALOG_STRUCTURE_ABOVE
                 : asked.count == 0 ? CATALOG_STRUCTURE_ALL
                                    : CATALOG_STRUCTURE_BELOW,
        .part_ids = asked.part_ids,
        .part_count = asked.part_count,
        .with_lists = is_use || asked.count == 0 || asked.part_count < asked.count,
        .with_figures = !is_use,
        .day = optibom->catalog.day};
    status = rollup_view_load(&view, arena, store, &wanted, err);
    if (status != OPTIBOM_OK)
        return status;
    return is_use ? answer_where_used(out, &view, &asked, err)
                  : answer_sums(out, &view, &asked, request, is_json, err);
}

enum optibom_status optibom_rollup(struct optibom *optibom,
                                   const struct optibom_rollup_request *request,
                                   const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct arena arena;
    struct answer told = {.document = {.schema = "optibom.rollup/1"}};
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    if (request->where_used != NULL && (request->part_count > 0 || request->lists_parts))
        return error_set(err, OPTIBOM_USAGE,
                         "where a part is used is asked of the whole catalog; give --where-used "
                         "alone");
    arena_init(&arena);
    status = answer(&told, &arena, optibom, request, output->format == OPTIBOM_JSON, err);
    if (status == OPTIBOM_OK)
        status = handle_emit(optibom, &told.document, output);
    arena_fini(&arena);
    return status;
}
