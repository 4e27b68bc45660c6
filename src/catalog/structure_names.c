#include "catalog/structure.h"

#include "base/buf.h"

#include <inttypes.h>

/* Nodes of one kind as a JSON array, for json_each; null for the others, so that the key of an
 * element is the place of its node. */
static void put_nodes(struct buf *out, const struct catalog_structure *structure,
                      const uint32_t *nodes, size_t count, int64_t kind)
{
    buf_putc(out, '[');
    for (size_t i = 0; i < count; i++) {
        const struct catalog_node *node = &structure->nodes[nodes[i]];
        buf_puts(out, i > 0 ? "," : "");
        if (kind > 0 && node->position > 0)
            buf_printf(out, "[%" PRId64 ",%" PRId64 "]", node->id, node->position);
        else if (node->position == kind)
            buf_printf(out, "%" PRId64, node->id);
        else
            buf_puts(out, "null");
    }
    buf_putc(out, ']');
}

static enum optibom_status read_names(struct catalog_node_name *out, struct arena *arena,
                                      struct store *store, const struct buf *ids, const char *sql,
                                      struct error *err)
{
    struct store_query query;
    bool has_memory = buf_ok(ids);
    store_query_start(&query, store, sql, "s", buf_text(ids));
    while (has_memory && store_query_next(&query)) {
        struct catalog_node_name *name = &out[store_int(&query, 0)];
        has_memory = store_copy_text(&name->vendor, arena, &query, 1) &&
                     store_copy_text(&name->name, arena, &query, 2) &&
                     store_copy_text(&name->kind, arena, &query, 3) &&
                     store_copy_text(&name->list, arena, &query, 4);
    }
    enum optibom_status status = store_query_end(&query, err);
    return status == OPTIBOM_OK && !has_memory ? error_no_memory(err) : status;
}

enum optibom_status catalog_structure_names(struct catalog_node_name **out, struct arena *arena,
                                            struct store *store,
                                            const struct catalog_structure *structure,
                                            const uint32_t *nodes, size_t count, struct error *err)
{
    static const struct {
        int64_t kind;
        const char *sql;
    } KINDS[] = {
        {CATALOG_STRUCTURE_PART,
         "SELECT i.key, v.name, p.mpn, p.class, NULL FROM json_each(?1) AS i"
         " JOIN part AS p ON p.part_id = i.value JOIN vendor AS v USING (vendor_id)"},
        {CATALOG_STRUCTURE_LIST, "SELECT i.key, NULL, b.name, 'bom', NULL FROM json_each(?1) AS i"
                                 " JOIN bom AS b ON b.bom_id = i.value"},
        {1, "SELECT i.key, n.vendor, coalesce(n.mpn, n.description, n.supplier_part_number,"
            " n.reference, ''), 'line', b.name || ', line ' || coalesce(n.item, n.position)"
            " FROM json_each(?1) AS i JOIN bom_line AS n ON n.bom_id = i.value ->> 0"
            " AND n.position = i.value ->> 1 JOIN bom AS b USING (bom_id) WHERE i.type = 'array'"}};
    struct catalog_node_name *names = arena_alloc(arena, (count + 1) * sizeof *names);
    if (names == NULL)
        return error_no_memory(err);
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < sizeof KINDS / sizeof *KINDS; i++) {
        struct buf ids;
        buf_init(&ids);
        put_nodes(&ids, structure, nodes, count, KINDS[i].kind);
        status = read_names(names, arena, store, &ids, KINDS[i].sql, err);
        buf_fini(&ids);
    }
    *out = names;
    return status;
}
