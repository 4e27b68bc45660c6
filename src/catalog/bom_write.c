#include "catalog/bom_list.h"

/* Where it stood first. */
static int64_t line_of(const struct catalog_bom_line *line)
{
    return (int64_t)(line->list_line != 0 ? line->list_line : line->line);
}

static const char *file_of(const struct catalog_bom_list *list)
{
    const char *said = list->line_count > 0 ? list->lines[0].list_file : NULL;
    return said != NULL ? said : list->file;
}

static enum optibom_status find_list(int64_t *bom_id, int64_t *before, struct store *store,
                                     const struct catalog_bom_list *list, int64_t batch_id,
                                     struct error *err)
{
    *before = 0;
    enum optibom_status status =
        store_one_int(bom_id, store, err, "SELECT bom_id FROM bom WHERE name = ?", "t", list->name);
    if (status == OPTIBOM_OK)
        return store_one_int(before, store, err, "SELECT batch_id FROM bom WHERE bom_id = ?", "i",
                             *bom_id);
    if (status != OPTIBOM_NOT_FOUND)
        return status;
    status = store_run(store, err, "INSERT INTO bom (name, batch_id, file) VALUES (?, ?, ?)", "tit",
                       list->name, batch_id, file_of(list));
    *bom_id = store_last_id(store);
    return status;
}

static enum optibom_status write_line(struct store *store, int64_t bom_id, size_t position,
                                      struct catalog_bom_line *line, struct error *err)
{
    int64_t parent = line->parent == CATALOG_BOM_TOP ? -1 : (int64_t)line->parent + 1;
    enum optibom_status status = store_run(
        store, err,
        "INSERT INTO bom_line (bom_id, position, line, item, level, parent_position, reference,"
        " quantity_micros, quantity_unit, vendor, mpn, description, supplier,"
        " supplier_part_number, unit_price_micros, extended_price_micros, currency, dnp, remark)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?)"
        " ON CONFLICT (bom_id, position) DO UPDATE SET line = excluded.line, item = excluded.item,"
        " level = excluded.level, parent_position = excluded.parent_position,"
        " reference = excluded.reference, quantity_micros = excluded.quantity_micros,"
        " quantity_unit = excluded.quantity_unit, vendor = excluded.vendor, mpn = excluded.mpn,"
        " description = excluded.description, supplier = excluded.supplier,"
        " supplier_part_number = excluded.supplier_part_number,"
        " unit_price_micros = excluded.unit_price_micros,"
        " extended_price_micros = excluded.extended_price_micros, currency = excluded.currency,"
        " dnp = excluded.dnp, remark = excluded.remark"
        " WHERE (line, item, level, parent_position, reference, quantity_micros, quantity_unit,"
        " vendor, mpn COLLATE BINARY, description, supplier, supplier_part_number,"
        " unit_price_micros, extended_price_micros, currency, dnp, remark) IS NOT"
        " (excluded.line, excluded.item, excluded.level, excluded.parent_position,"
        " excluded.reference, excluded.quantity_micros, excluded.quantity_unit, excluded.vendor,"
        " excluded.mpn, excluded.description, excluded.supplier, excluded.supplier_part_number,"
        " excluded.unit_price_micros, excluded.extended_price_micros, excluded.currency,"
        " excluded.dnp, excluded.remark)",
        "iiitintnttttttnntit", bom_id, (int64_t)position, line_of(line), line->item,
        (int64_t)line->level, parent, line->reference, line->quantity_micros, line->quantity_unit,
        line->vendor, line->mpn, line->description, line->supplier, line->supplier_part_number,
        line->unit_price_micros, line->extended_price_micros, line->currency, (int64_t)line->dnp,
        line->remark);
    line->changed |= status == OPTIBOM_OK && store_changed_rows(store) > 0;
    return status;
}

static enum optibom_status write_alternates(struct store *store, int64_t bom_id, size_t position,
                                            struct catalog_bom_line *line, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < line->alternate_count; i++) {
        status = store_run(store, err,
                           "INSERT INTO bom_alternate (bom_id, position, rank, vendor, mpn)"
                           " VALUES (?, ?, ?, ?, ?) ON CONFLICT (bom_id, position, rank) DO UPDATE"
                           " SET vendor = excluded.vendor, mpn = excluded.mpn"
                           " WHERE (vendor, mpn COLLATE BINARY) IS NOT"
                           " (excluded.vendor, excluded.mpn)",
                           "iiitt", bom_id, (int64_t)position, (int64_t)i + 1,
                           line->alternates[i].vendor, line->alternates[i].mpn);
        line->changed |= status == OPTIBOM_OK && store_changed_rows(store) > 0;
    }
    if (status == OPTIBOM_OK)
        status = store_run(store, err,
                           "DELETE FROM bom_alternate WHERE bom_id = ? AND position = ?"
                           " AND rank > ?",
                           "iii", bom_id, (int64_t)position, (int64_t)line->alternate_count);
    line->changed |= status == OPTIBOM_OK && store_changed_rows(store) > 0;
    return status;
}

/* Lines that are no longer in the list. */
static enum optibom_status drop_rest(bool *is_changed, struct store *store, int64_t bom_id,
                                     size_t count, struct error *err)
{
    enum optibom_status status =
        store_run(store, err, "DELETE FROM bom_alternate WHERE bom_id = ? AND position > ?", "ii",
                  bom_id, (int64_t)count);
    if (status == OPTIBOM_OK)
        status = store_run(store, err, "DELETE FROM bom_line WHERE bom_id = ? AND position > ?",
                           "ii", bom_id, (int64_t)count);
    *is_changed |= status == OPTIBOM_OK && store_changed_rows(store) > 0;
    return status;
}

static enum optibom_status write_total(bool *is_changed, struct store *store, int64_t bom_id,
                                       const struct catalog_bom_list *list, struct error *err)
{
    enum optibom_status status = store_run(
        store, err,
        "UPDATE bom SET stated_total_micros = ?2, stated_currency = nullif(?3, '') WHERE bom_id ="
        " ?1 AND (stated_total_micros, stated_currency) IS NOT (?2, nullif(?3, ''))",
        "int", bom_id, list->stated_micros, list->stated_currency);
    *is_changed |= status == OPTIBOM_OK && store_changed_rows(store) > 0;
    return status;
}

enum optibom_status catalog_bom_write(bool *is_changed, int64_t *before, struct store *store,
                                      struct catalog_bom_list *list, int64_t batch_id,
                                      struct error *err)
{
    int64_t bom_id = 0;
    enum optibom_status status = find_list(&bom_id, before, store, list, batch_id, err);
    *is_changed = status == OPTIBOM_OK && *before == 0;
    for (size_t i = 0; status == OPTIBOM_OK && i < list->line_count; i++) {
        struct catalog_bom_line *line = &list->lines[i];
        line->changed = false;
        status = write_line(store, bom_id, i + 1, line, err);
        if (status == OPTIBOM_OK)
            status = write_alternates(store, bom_id, i + 1, line, err);
        *is_changed |= line->changed;
    }
    if (status == OPTIBOM_OK)
        status = drop_rest(is_changed, store, bom_id, list->line_count, err);
    if (status == OPTIBOM_OK)
        status = write_total(is_changed, store, bom_id, list, err);
    if (status != OPTIBOM_OK || !*is_changed || *before == 0)
        return status;
    return store_run(store, err, "UPDATE bom SET batch_id = ?, file = ? WHERE bom_id = ?", "iti",
                     batch_id, file_of(list), bom_id);
}
