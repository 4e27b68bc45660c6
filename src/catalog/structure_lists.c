#include "catalog/structure_load.h"

#include "base/money.h"

#include <stdio.h>
#include <stdlib.h>

/* How a line goes into the structure. */
struct placing {
    int64_t quantity;  /* in one piece of what contains it; 1 where its figures are for all of it */
    bool is_whole;     /* a whole number of pieces */
    bool is_countable; /* its part's figures are for its unit: it has none */
};

static int64_t int_or_unknown(const struct store_query *query, int column)
{
    return store_column_type(query, column) == STORE_NULL ? CATALOG_STRUCTURE_UNKNOWN
                                                          : store_int(query, column);
}

static bool read_line(struct structure_load *load, const struct store_query *query)
{
    uint32_t part;
    struct structure_line *lines =
        arena_grow(load->arena, load->lines, load->line_count, sizeof *lines);
    if (lines == NULL)
        return false;
    load->lines = lines;
    struct structure_line *line = &lines[load->line_count];
    *line = (struct structure_line){.bom_id = store_int(query, 0),
                                    .position = store_int(query, 1),
                                    .parent_position = store_int(query, 2),
                                    .quantity_micros = int_or_unknown(query, 3),
                                    .price_micros = int_or_unknown(query, 4),
                                    .part_id = store_int(query, 6),
                                    .has_unit = store_int(query, 7) != 0};
    snprintf(line->currency, sizeof line->currency, "%s", store_text(query, 5));
    if (load->line_count == 0 || lines[load->line_count - 1].bom_id != line->bom_id)
        load->list_count++;
    load->line_count++;
    return line->part_id == 0 || id_map_put(&part, &load->parts, line->part_id);
}

enum optibom_status structure_read_lines(struct structure_load *load, struct error *err)
{
    bool has_memory = true;
    struct store_query query;
    store_query_start(
        &query, load->store,
        "SELECT n.bom_id, n.position, coalesce(n.parent_position, 0), n.quantity_micros,"
        " n.unit_price_micros, coalesce(n.currency, b.stated_currency, 'USD'),"
        " coalesce(CASE WHEN n.mpn IS NULL THEN 0 WHEN n.vendor IS NOT NULL"
        " THEN (SELECT q.part_id FROM part_number AS q JOIN vendor AS v USING (vendor_id)"
        " WHERE q.mpn = n.mpn AND v.name = n.vendor)"
        " ELSE (SELECT min(part_id) FROM (SELECT part_id FROM part WHERE mpn = n.mpn"
        " UNION SELECT part_id FROM part_alias WHERE mpn = n.mpn) HAVING count(*) = 1)"
        " END, 0), n.quantity_unit IS NOT NULL"
        " FROM bom_line AS n JOIN bom AS b USING (bom_id) WHERE n.dnp = 0"
        " ORDER BY n.bom_id, n.position",
        "");
    while (has_memory && store_query_next(&query))
        has_memory = read_line(load, &query);
    enum optibom_status status = store_query_end(&query, err);
    return status == OPTIBOM_OK && !has_memory ? error_no_memory(err) : status;
}

static int compare(const void *a, const void *b)
{
    const struct structure_line *x = a, *y = b;
    if (x->bom_id != y->bom_id)
        return x->bom_id < y->bom_id ? -1 : 1;
    return (x->position > y->position) - (x->position < y->position);
}

/* The line that contains the line; NULL when it is not placed. */
static struct structure_line *above(const struct structure_load *load,
                                    const struct structure_line *line)
{
    const struct structure_line wanted = {.bom_id = line->bom_id,
                                          .position = line->parent_position};
    return bsearch(&wanted, load->lines, load->line_count, sizeof *load->lines, compare);
}

static struct placing place(const struct structure_line *line)
{
    int64_t micros = line->quantity_micros;
    struct placing placing = {.quantity = 1, .is_countable = !line->has_unit};
    if (micros == CATALOG_STRUCTURE_UNKNOWN) {
        /* As in bom_view, what contains lines counts as one. */
        placing.is_whole = true;
        placing.quantity = line->has_below ? 1 : CATALOG_STRUCTURE_UNKNOWN;
    } else if (micros % MONEY_MICROS == 0 && !line->has_unit) {
        placing.is_whole = true;
        placing.quantity = micros / MONEY_MICROS;
    } else if (line->has_below) {
        placing.quantity = CATALOG_STRUCTURE_UNKNOWN;
    }
    return placing;
}

/* Own figures of the line: its price in the list; those of its part where no edge leads to it. */
static void add_figures(struct structure_load *load, const struct structure_line *line,
                        const struct placing *placing, uint32_t node, const uint32_t *part)
{
    struct catalog_structure *out = load->out;
    bool takes_part =
        part != NULL && placing->is_countable && (line->has_below || (!placing->is_whole));
    int64_t *cost = &out->cost_micros[node];
    if (line->price_micros != CATALOG_STRUCTURE_UNKNOWN)
        structure_convert(cost, load, line->currency, line->price_micros, 1);
    else if (takes_part)
        *cost = out->cost_micros[*part];
    if (takes_part)
        out->power_w[node] = out->power_w[*part];
    if (placing->is_whole || line->has_below)
        return;
    if (*cost != CATALOG_STRUCTURE_UNKNOWN &&
        !money_ratio(cost, *cost, line->quantity_micros, MONEY_MICROS))
        *cost = CATALOG_STRUCTURE_UNKNOWN;
    out->power_w[node] =
        range_scale(out->power_w[node], (double)line->quantity_micros / MONEY_MICROS);
}

static void add_line(struct structure_load *load, struct structure_line *line, uint32_t list)
{
    struct catalog_structure *out = load->out;
    size_t lists_end = out->part_count + load->list_count;
    uint32_t node = (uint32_t)(lists_end + (size_t)(line - load->lines)), part = 0;
    const struct structure_line *container = line->parent_position != 0 ? above(load, line) : NULL;
    const struct placing placing = place(line);
    bool has_part = line->part_id != 0 && id_map_get(&part, &load->parts, line->part_id);
    out->nodes[node] = (struct catalog_node){line->bom_id, line->position};
    add_figures(load, line, &placing, node, has_part ? &part : NULL);
    out->is_passive[node] = has_part && out->is_passive[part];
    if (line->parent_position == 0)
        load->has_failed |= !structure_add_edge(load, list, node, placing.quantity);
    else if (container != NULL)
        load->has_failed |=
            !structure_add_edge(load, (uint32_t)(lists_end + (size_t)(container - load->lines)),
                                node, placing.quantity);
    out->is_stand_in[node] = has_part && !line->has_below;
    if (out->is_stand_in[node])
        load->has_failed |=
            !structure_add_edge(load, node, part, placing.is_whole ? 1 : CATALOG_STRUCTURE_UNKNOWN);
}

enum optibom_status structure_add_lists(struct structure_load *load, struct error *err)
{
    uint32_t list = (uint32_t)load->out->part_count;
    for (size_t i = 0; i < load->line_count; i++) {
        struct structure_line *line = &load->lines[i];
        struct structure_line *container = line->parent_position != 0 ? above(load, line) : NULL;
        if (container != NULL)
            container->has_below = true;
    }
    for (size_t i = 0; i < load->line_count; i++) {
        struct structure_line *line = &load->lines[i];
        if (i > 0 && line->bom_id != load->lines[i - 1].bom_id)
            list++;
        load->out->nodes[list] = (struct catalog_node){line->bom_id, CATALOG_STRUCTURE_LIST};
        add_line(load, line, list);
    }
    return load->has_failed ? error_no_memory(err) : OPTIBOM_OK;
}
