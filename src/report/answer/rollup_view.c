#include "report/answer/rollup_tables.h"

#include "base/buf.h"

enum { NAMED = 8 }; /* parts of a cycle that an error names */

static void put_name(struct buf *out, const struct catalog_node_name *name, const char *then)
{
    buf_printf(out, "%s%s%s%s", name->vendor != NULL ? name->vendor : "",
               name->vendor != NULL ? " " : "", name->name != NULL ? name->name : "", then);
}

static enum optibom_status tell_cycle(const struct rollup_view *view,
                                      const struct rollup_cycle *cycle, struct error *err)
{
    struct catalog_node_name *names = NULL;
    size_t shown = cycle->count < NAMED ? cycle->count : NAMED;
    enum optibom_status status = catalog_structure_names(
        &names, view->arena, view->store, &view->structure, cycle->parts, shown, err);
    if (status != OPTIBOM_OK)
        return status;
    struct buf text;
    buf_init(&text);
    for (size_t i = 0; i < shown; i++)
        put_name(&text, &names[i], i == 0 ? " contains " : ", which contains ");
    if (shown < cycle->count)
        buf_printf(&text, "%zu more, which contain ", cycle->count - shown);
    put_name(&text, &names[0], "");
    status = error_set(err, OPTIBOM_BAD_INPUT,
                       "%s; a part cannot contain itself: take one of these rows out of the table "
                       "composition",
                       buf_text(&text));
    buf_fini(&text);
    return status;
}

enum optibom_status rollup_view_load(struct rollup_view *out, struct arena *arena,
                                     struct store *store,
                                     const struct catalog_structure_request *request,
                                     struct error *err)
{
    struct rollup_cycle cycle;
    *out = (struct rollup_view){.arena = arena, .store = store};
    struct catalog_structure *structure = &out->structure;
    enum optibom_status status = catalog_structure_load(structure, arena, store, request, err);
    if (status != OPTIBOM_OK)
        return status;
    out->input = (struct rollup_input){.part_count = structure->node_count,
                                       .edge_count = structure->edge_count,
                                       .parents = structure->parents,
                                       .children = structure->children,
                                       .quantities = structure->quantities,
                                       .cost_micros = structure->cost_micros,
                                       .power_w = structure->power_w,
                                       .is_stand_in = structure->is_stand_in,
                                       .is_passive = structure->is_passive};
    status = rollup_graph_make(&out->graph, &cycle, arena, &out->input, err);
    return status == OPTIBOM_CONFLICT ? tell_cycle(out, &cycle, err) : status;
}

enum optibom_status rollup_view_sum(struct rollup_view *view, struct error *err)
{
    view->sums = arena_take(view->arena, (view->structure.node_count + 1) * sizeof *view->sums);
    if (view->sums == NULL)
        return error_no_memory(err);
    rollup_sums(view->sums, &view->graph);
    return OPTIBOM_OK;
}

enum optibom_status rollup_view_roots(uint32_t **roots, size_t *count,
                                      const struct rollup_view *view, struct error *err)
{
    const struct rollup_graph *graph = &view->graph;
    *count = 0;
    *roots = arena_take(view->arena, (view->structure.node_count + 1) * sizeof **roots);
    if (*roots == NULL)
        return error_no_memory(err);
    for (uint32_t i = 0; i < view->structure.node_count; i++)
        if (graph->used_in[i] == 0 && view->structure.nodes[i].position <= 0 &&
            (graph->first[i] < graph->first[i + 1] ||
             view->structure.nodes[i].position == CATALOG_STRUCTURE_LIST))
            (*roots)[(*count)++] = i;
    return OPTIBOM_OK;
}
