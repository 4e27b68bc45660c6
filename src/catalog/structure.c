#include "catalog/structure_load.h"

#include <inttypes.h>
#include <string.h>

enum { FIRST_ROOM = 64 };
enum { FEW = 4 }; /* parts to look up cost as much as that many rows to read */

bool structure_reserve(struct structure_load *load, size_t room)
{
    struct catalog_structure *out = load->out;
    uint32_t *parents = arena_take(load->arena, room * sizeof *parents);
    uint32_t *children = arena_take(load->arena, room * sizeof *children);
    int64_t *quantities = arena_take(load->arena, room * sizeof *quantities);
    if (parents == NULL || children == NULL || quantities == NULL)
        return false;
    if (out->edge_count > 0) {
        memcpy(parents, out->parents, out->edge_count * sizeof *parents);
        memcpy(children, out->children, out->edge_count * sizeof *children);
        memcpy(quantities, out->quantities, out->edge_count * sizeof *quantities);
    }
    out->parents = parents;
    out->children = children;
    out->quantities = quantities;
    load->edge_room = room;
    return true;
}

bool structure_add_edge(struct structure_load *load, uint32_t parent, uint32_t child,
                        int64_t quantity)
{
    struct catalog_structure *out = load->out;
    if (out->edge_count == load->edge_room && !structure_reserve(load, 2 * load->edge_room))
        return false;
    out->parents[out->edge_count] = parent;
    out->children[out->edge_count] = child;
    out->quantities[out->edge_count++] = quantity;
    return true;
}

/* Ids of parts as a JSON array, for json_each. */
static void put_ids(struct buf *out, const int64_t *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buf_printf(out, "%c%" PRId64, i == 0 ? '[' : ',', ids[i]);
    buf_puts(out, count == 0 ? "[]" : "]");
}

void structure_query(struct store_query *query, struct structure_load *load, const char *highest,
                     const char *by_part, const char *by_row)
{
    int64_t rows = 0;
    struct error none = {0};
    store_one_int(&rows, load->store, &none, highest, "");
    if ((int64_t)load->parts.count > rows / FEW) {
        store_query_start(query, load->store, by_row, "");
        return;
    }
    struct buf ids;
    buf_init(&ids);
    put_ids(&ids, load->parts.ids, load->parts.count);
    store_query_start(query, load->store, by_part, "t", buf_ok(&ids) ? buf_text(&ids) : "[]");
    buf_fini(&ids);
}

/* By parent where all are read, which is the order of the table. */
static const char *const EDGES[] = {
    [CATALOG_STRUCTURE_ALL] = "SELECT parent_id, child_id, quantity FROM composition"
                              " ORDER BY parent_id",
    [CATALOG_STRUCTURE_BELOW] =
        "WITH RECURSIVE inside(id) AS (SELECT value FROM json_each(?1)"
        " UNION SELECT child_id FROM inside JOIN composition ON parent_id = id)"
        " SELECT parent_id, child_id, quantity FROM inside JOIN composition ON parent_id = id",
    [CATALOG_STRUCTURE_ABOVE] =
        "WITH RECURSIVE outside(id) AS (SELECT value FROM json_each(?1)"
        " UNION SELECT parent_id FROM outside JOIN composition ON child_id = id)"
        " SELECT parent_id, child_id, quantity FROM outside JOIN composition ON child_id = id"};

static void start_edges(struct store_query *query, struct structure_load *load,
                        const struct catalog_structure_request *request)
{
    struct buf ids;
    buf_init(&ids);
    if (request->scope == CATALOG_STRUCTURE_BELOW)
        put_ids(&ids, load->parts.ids, load->parts.count);
    else
        put_ids(&ids, request->part_ids, request->part_count);
    store_query_start(query, load->store, EDGES[request->scope],
                      request->scope == CATALOG_STRUCTURE_ALL ? "" : "t", buf_text(&ids));
    load->has_failed |= !buf_ok(&ids);
    buf_fini(&ids);
}

static enum optibom_status load_composition(struct structure_load *load,
                                            const struct catalog_structure_request *request,
                                            struct error *err)
{
    struct store_query query;
    uint32_t parent = 0, child = 0;
    int64_t last = INT64_MIN, count = FIRST_ROOM;
    enum optibom_status status = OPTIBOM_OK;
    if (request->scope == CATALOG_STRUCTURE_ALL)
        status = store_one_int(&count, load->store, err, "SELECT count(*) FROM composition", "");
    if (status != OPTIBOM_OK)
        return status;
    load->has_failed |= !structure_reserve(load, (size_t)count + FIRST_ROOM);
    start_edges(&query, load, request);
    while (!load->has_failed && store_query_next(&query)) {
        int64_t parent_id = store_int(&query, 0);
        if (parent_id != last)
            load->has_failed |= !id_map_put(&parent, &load->parts, last = parent_id);
        load->has_failed |= !id_map_put(&child, &load->parts, store_int(&query, 1)) ||
                            !structure_add_edge(load, parent, child, store_int(&query, 2));
    }
    status = store_query_end(&query, err);
    return status == OPTIBOM_OK && load->has_failed ? error_no_memory(err) : status;
}

static enum optibom_status take_nodes(struct structure_load *load, struct error *err)
{
    struct catalog_structure *out = load->out;
    out->part_count = load->parts.count;
    out->node_count = out->part_count + load->list_count + load->line_count;
    size_t room = out->node_count + 1;
    out->nodes = arena_take(load->arena, room * sizeof *out->nodes);
    out->cost_micros = arena_take(load->arena, room * sizeof *out->cost_micros);
    out->power_w = arena_take(load->arena, room * sizeof *out->power_w);
    out->is_stand_in = arena_alloc(load->arena, room * sizeof *out->is_stand_in);
    out->is_passive = arena_alloc(load->arena, room * sizeof *out->is_passive);
    if (out->nodes == NULL || out->cost_micros == NULL || out->power_w == NULL ||
        out->is_stand_in == NULL || out->is_passive == NULL || out->node_count >= UINT32_MAX)
        return error_no_memory(err);
    for (size_t i = 0; i < out->node_count; i++) {
        out->cost_micros[i] = CATALOG_STRUCTURE_UNKNOWN;
        out->power_w[i] = range_none();
    }
    for (size_t i = 0; i < out->part_count; i++)
        out->nodes[i] = (struct catalog_node){load->parts.ids[i], CATALOG_STRUCTURE_PART};
    return OPTIBOM_OK;
}

/* Those that were asked for are nodes also where nothing is known of them. */
static enum optibom_status put_parts(struct structure_load *load,
                                     const struct catalog_structure_request *request,
                                     struct error *err)
{
    uint32_t part;
    for (size_t i = 0; i < request->part_count; i++)
        if (!id_map_put(&part, &load->parts, request->part_ids[i]))
            return error_no_memory(err);
    return OPTIBOM_OK;
}

enum optibom_status catalog_structure_load(struct catalog_structure *out, struct arena *arena,
                                           struct store *store,
                                           const struct catalog_structure_request *request,
                                           struct error *err)
{
    struct structure_load load = {.out = out,
                                  .arena = arena,
                                  .store = store,
                                  .day = request->day != NULL ? request->day : ""};
    *out = (struct catalog_structure){.currency = "USD"};
    id_map_init(&load.parts);
    enum optibom_status status = put_parts(&load, request, err);
    if (status == OPTIBOM_OK && request->with_lists)
        status = structure_read_lines(&load, err);
    if (status == OPTIBOM_OK)
        status = load_composition(&load, request, err);
    if (status == OPTIBOM_OK)
        status = take_nodes(&load, err);
    if (status == OPTIBOM_OK && request->with_figures)
        status = structure_load_prices(&load, err);
    if (status == OPTIBOM_OK && request->with_figures)
        status = structure_load_power(&load, err);
    if (status == OPTIBOM_OK)
        status = structure_add_lists(&load, err);
    id_map_fini(&load.parts);
    return status;
}
