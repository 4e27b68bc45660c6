#include "catalog/export_bom.h"

#include <stdio.h>

struct reading {
    struct export_file *file;
    struct catalog_bom_list *list;
    struct error *err;
};

static enum optibom_status read_line(struct reading *reading, const struct store_query *query)
{
    struct arena *arena = &reading->file->arena;
    struct catalog_bom_list *list = reading->list;
    struct catalog_bom_line *lines =
        arena_grow(arena, list->lines, list->line_count, sizeof *lines);
    const char *currency = NULL;
    if (lines == NULL)
        return error_no_memory(reading->err);
    list->lines = lines;
    struct catalog_bom_line *line = &lines[list->line_count++];
    const char **const texts[] = {
        &line->item,   &line->reference,   &line->quantity_unit, &line->vendor,
        &line->mpn,    &line->description, &line->supplier,      &line->supplier_part_number,
        &line->remark, &currency};
    int64_t *const numbers[] = {&line->quantity_micros, &line->unit_price_micros,
                                &line->extended_price_micros};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!store_copy_text(texts[i], arena, query, (int)i))
            return error_no_memory(reading->err);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        *numbers[i] = store_column_type(query, (int)i + 10) == STORE_NULL
                          ? CATALOG_BOM_UNSAID
                          : store_int(query, (int)i + 10);
    snprintf(line->currency, sizeof line->currency, "%s", currency != NULL ? currency : "");
    line->dnp = store_int(query, 13) != 0;
    line->level = (size_t)store_int(query, 14);
    line->parent = store_column_type(query, 15) == STORE_NULL ? CATALOG_BOM_TOP
                                                              : (size_t)store_int(query, 15) - 1;
    line->line = (size_t)store_int(query, 16);
    line->list_line = (size_t)store_int(query, 17);
    return OPTIBOM_OK;
}

static enum optibom_status end_query(struct reading *reading, struct store_query *query,
                                     enum optibom_status status)
{
    struct error why = {0};
    enum optibom_status ended = store_query_end(query, &why);
    return status == OPTIBOM_OK && ended != OPTIBOM_OK
               ? error_set(reading->err, ended, "%s", why.text)
               : status;
}

static enum optibom_status read_lines(struct reading *reading, int64_t bom_id)
{
    enum optibom_status status = OPTIBOM_OK;
    struct store_query query;
    store_query_start(&query, reading->file->catalog->store,
                      "SELECT item, reference, quantity_unit, vendor, mpn, description, supplier,"
                      " supplier_part_number, remark, currency, quantity_micros,"
                      " unit_price_micros, extended_price_micros, dnp, level, parent_position,"
                      " position, line FROM bom_line WHERE bom_id = ? ORDER BY position",
                      "i", bom_id);
    while (status == OPTIBOM_OK && store_query_next(&query))
        status = read_line(reading, &query);
    return end_query(reading, &query, status);
}

static enum optibom_status read_alternate(struct reading *reading, const struct store_query *query,
                                          size_t *index)
{
    struct arena *arena = &reading->file->arena;
    struct catalog_bom_list *list = reading->list;
    struct catalog_bom_part part;
    while (*index < list->line_count && list->lines[*index].line < (size_t)store_int(query, 2))
        ++*index;
    if (*index == list->line_count)
        return OPTIBOM_OK;
    struct catalog_bom_line *line = &list->lines[*index];
    line->alternates =
        arena_grow(arena, line->alternates, line->alternate_count, sizeof *line->alternates);
    if (line->alternates == NULL || !store_copy_text(&part.vendor, arena, query, 0) ||
        !store_copy_text(&part.mpn, arena, query, 1))
        return error_no_memory(reading->err);
    line->alternates[line->alternate_count++] = part;
    return OPTIBOM_OK;
}

static enum optibom_status read_alternates(struct reading *reading, int64_t bom_id)
{
    size_t index = 0;
    enum optibom_status status = OPTIBOM_OK;
    struct store_query query;
    store_query_start(&query, reading->file->catalog->store,
                      "SELECT vendor, mpn, position FROM bom_alternate WHERE bom_id = ?"
                      " ORDER BY position, rank",
                      "i", bom_id);
    while (status == OPTIBOM_OK && store_query_next(&query))
        status = read_alternate(reading, &query, &index);
    return end_query(reading, &query, status);
}

enum optibom_status export_bom_read(struct catalog_bom_list *out, int64_t *bom_id,
                                    struct export_file *file, struct error *err)
{
    struct reading reading = {file, out, err};
    struct store *store = file->catalog->store;
    const char *currency = "";
    *out = (struct catalog_bom_list){.stated_micros = CATALOG_BOM_UNSAID};
    enum optibom_status status = store_one_int(
        bom_id, store, err, "SELECT min(bom_id) FROM bom WHERE bom_id > ?", "i", *bom_id);
    if (status == OPTIBOM_OK)
        status = store_one_text(&out->name, &file->arena, store, err,
                                "SELECT name FROM bom WHERE bom_id = ?", "i", *bom_id);
    if (status == OPTIBOM_OK)
        status = store_one_text(&out->file, &file->arena, store, err,
                                "SELECT file FROM bom WHERE bom_id = ?", "i", *bom_id);
    if (status == OPTIBOM_OK)
        status = store_one_int(&out->stated_micros, store, err,
                               "SELECT ifnull(stated_total_micros, -1) FROM bom WHERE bom_id = ?",
                               "i", *bom_id);
    if (status == OPTIBOM_OK)
        status = store_one_text(&currency, &file->arena, store, err,
                                "SELECT ifnull(stated_currency, '') FROM bom WHERE bom_id = ?", "i",
                                *bom_id);
    if (status == OPTIBOM_OK)
        status = read_lines(&reading, *bom_id);
    if (status == OPTIBOM_OK)
        status = read_alternates(&reading, *bom_id);
    snprintf(out->stated_currency, sizeof out->stated_currency, "%s", currency);
    return status;
}
