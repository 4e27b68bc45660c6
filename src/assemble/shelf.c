#include "assemble/shelf.h"

#include "assemble/assemble.h"

#include <stdio.h>
#include <string.h>

enum optibom_status shelf_open(struct shelf *shelf, struct arena *arena, struct catalog *catalog,
                               struct error *err)
{
    *shelf = (struct shelf){.catalog = catalog, .arena = arena};
    id_map_init(&shelf->numbers);
    text_map_init(&shelf->names, arena, true);
    text_map_init(&shelf->flow_numbers, arena, false);
    return store_snapshot(&shelf->is_own, catalog->store, err);
}

void shelf_close(struct shelf *shelf)
{
    id_map_fini(&shelf->numbers);
    text_map_fini(&shelf->names);
    text_map_fini(&shelf->flow_numbers);
    store_snapshot_end(shelf->catalog->store, shelf->is_own);
}

enum optibom_status shelf_part(const struct catalog_part **out, struct shelf *shelf,
                               int64_t part_id, struct error *err)
{
    uint32_t number;
    if (id_map_get(&number, &shelf->numbers, part_id)) {
        *out = shelf->parts[number];
        return OPTIBOM_OK;
    }
    struct catalog_part *part = NULL;
    enum optibom_status status =
        catalog_part_load(&part, shelf->arena, shelf->catalog->store, part_id, err);
    if (status != OPTIBOM_OK)
        return status;
    struct catalog_part **parts =
        arena_grow(shelf->arena, shelf->parts, shelf->numbers.count, sizeof *parts);
    if (parts != NULL)
        shelf->parts = parts;
    if (parts == NULL || !id_map_put(&number, &shelf->numbers, part_id))
        return error_no_memory(err);
    parts[number] = part;
    *out = part;
    return OPTIBOM_OK;
}

enum optibom_status shelf_resolve(int64_t *part_id, struct shelf *shelf, const char *name,
                                  struct error *err)
{
    if (text_map_get(part_id, &shelf->names, name))
        return OPTIBOM_OK;
    enum optibom_status status =
        catalog_part_resolve(part_id, shelf->arena, shelf->catalog->store, name, err);
    if (status == OPTIBOM_OK && !text_map_put(&shelf->names, name, *part_id))
        status = error_no_memory(err);
    return status;
}

enum optibom_status shelf_flow(struct flow **out, struct shelf *shelf, const char *name,
                               struct error *err)
{
    int64_t number;
    if (text_map_get(&number, &shelf->flow_numbers, name)) {
        *out = shelf->flows[number];
        return OPTIBOM_OK;
    }
    enum optibom_status status = assemble_flow(out, shelf->arena, shelf->catalog, name, err);
    if (status != OPTIBOM_OK)
        return status;
    struct flow **flows =
        arena_grow(shelf->arena, shelf->flows, shelf->flow_count, sizeof(struct flow *));
    if (flows != NULL)
        shelf->flows = flows;
    if (flows == NULL || !text_map_put(&shelf->flow_numbers, name, (int64_t)shelf->flow_count))
        return error_no_memory(err);
    flows[shelf->flow_count++] = *out;
    return OPTIBOM_OK;
}

static bool add_rate(struct shelf *shelf, const struct store_query *query)
{
    struct bom_rate *rates =
        arena_grow(shelf->arena, shelf->rates, shelf->rate_count, sizeof *rates);
    if (rates == NULL)
        return false;
    shelf->rates = rates;
    struct bom_rate *rate = &rates[shelf->rate_count++];
    snprintf(rate->currency, sizeof rate->currency, "%s", store_text(query, 0));
    rate->rate_micros = store_int(query, 1);
    return store_copy_text(&rate->date, shelf->arena, query, 2) &&
           store_copy_text(&rate->confidence, shelf->arena, query, 3) &&
           store_copy_text(&rate->source, shelf->arena, query, 4);
}

enum optibom_status shelf_rates(struct bom_rate **out, size_t *count, struct shelf *shelf,
                                const char *currency, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    bool added = true;
    if (shelf->currency == NULL || strcmp(shelf->currency, currency) != 0) {
        struct store_query query;
        shelf->rates = NULL;
        shelf->rate_count = 0;
        shelf->currency = arena_strdup(shelf->arena, currency);
        if (shelf->currency == NULL)
            return error_no_memory(err);
        store_query_start(
            &query, shelf->catalog->store,
            "SELECT currency, rate_micros, max(date), confidence, title FROM ("
            " SELECT currency, rate_micros, date, confidence, title FROM exchange_rate"
            " JOIN document USING (document_id) WHERE base = ?1 UNION ALL"
            " SELECT base, CAST(round(1e12 / rate_micros) AS INTEGER), date, confidence, title"
            " FROM exchange_rate JOIN document USING (document_id) WHERE currency = ?1)"
            " GROUP BY currency ORDER BY currency",
            "t", currency);
        while (added && store_query_next(&query))
            added = add_rate(shelf, &query);
        status = store_query_end(&query, err);
    }
    *out = shelf->rates;
    *count = shelf->rate_count;
    return status == OPTIBOM_OK && !added ? error_no_memory(err) : status;
}
