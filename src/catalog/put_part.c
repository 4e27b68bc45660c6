#include "catalog/in_force.h"
#include "catalog/put.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum optibom_status catalog_put_vendor(int64_t *vendor_id, struct store *store, const char *name,
                                       struct error *err)
{
    enum optibom_status status = store_one_int(
        vendor_id, store, err, "SELECT vendor_id FROM vendor WHERE name = ?", "t", name);
    if (status == OPTIBOM_NOT_FOUND) {
        status = store_run(store, err, "INSERT INTO vendor (name) VALUES (?)", "t", name);
        *vendor_id = store_last_id(store);
    }
    return status;
}

/* A part has a row in `part` and in the table of its class; identity never changes by import. */
static enum optibom_status part_row(int64_t *part_id, struct catalog_put *put,
                                    const struct catalog_class *of,
                                    const struct import_record *record, struct error *err)
{
    struct store *store = put->catalog->store;
    const char *vendor = catalog_put_text(record, "vendor", "");
    const char *mpn = catalog_put_text(record, "mpn", "");
    int64_t vendor_id = 0;
    enum optibom_status status = catalog_put_vendor(&vendor_id, store, vendor, err);
    if (status != OPTIBOM_OK)
        return status;
    struct store_query query;
    store_query_start(&query, store,
                      "SELECT part_id, p.class FROM part_number AS n JOIN part AS p USING (part_id)"
                      " WHERE n.vendor_id = ? AND n.mpn = ?",
                      "it", vendor_id, mpn);
    bool found = store_query_next(&query), same_class = true;
    if (found) {
        *part_id = store_int(&query, 0);
        same_class = strcmp(store_text(&query, 1), of->name) == 0;
        if (!same_class)
            catalog_put_refuse(put, "class-conflict", "",
                               "'%s' of '%s' is in the catalog as %s, this row says %s; "
                               "correct the class",
                               mpn, vendor, store_text(&query, 1), of->name);
    }
    status = store_query_end(&query, err);
    if (status != OPTIBOM_OK || found)
        return status;
    status = store_run(store, err, "INSERT INTO part (vendor_id, mpn, class) VALUES (?, ?, ?)",
                       "itt", vendor_id, mpn, of->name);
    *part_id = store_last_id(store);
    char insert[96];
    snprintf(insert, sizeof insert, "INSERT INTO %s (part_id) VALUES (?)", of->name);
    if (status == OPTIBOM_OK)
        status = store_run(store, err, insert, "i", *part_id);
    put->changed = true;
    return status;
}

struct figure_values {
    double min, typ, max;
    const char *text;
};

static struct figure_values values_of(const struct import_value *value)
{
    struct figure_values out = {NAN, NAN, NAN, NULL};
    switch (value->attribute->kind) {
    case IMPORT_REAL:
        out = (struct figure_values){value->range.min, value->range.typ, value->range.max, NULL};
        break;
    case IMPORT_INTEGER:
    case IMPORT_MONEY:
    case IMPORT_FLAG:
        out.typ = (double)value->integer;
        break;
    case IMPORT_TEXT:
    case IMPORT_CHOICE:
    case IMPORT_DATE:
        out.text = value->text;
        break;
    }
    return out;
}

static enum optibom_status put_figure(struct catalog_put *put, const struct catalog_class *of,
                                      const struct import_record *record,
                                      const struct import_value *value, int64_t part_id,
                                      int64_t document_id, struct error *err)
{
    struct store *store = put->catalog->store;
    const struct catalog_attribute *attribute = catalog_attribute_find(of, value->attribute->name);
    struct figure_values values = values_of(value);
    const char *condition =
        value->condition != NULL ? value->condition : catalog_put_text(record, "condition", "");
    int64_t written_by = 0;
    enum optibom_status status = store_one_int(
        &written_by, store, err,
        "SELECT batch_id FROM figure WHERE part_id = ? AND attribute = ? AND document_id = ?"
        " AND condition = ?",
        "itit", part_id, value->attribute->name, document_id, condition);
    if (status != OPTIBOM_OK && status != OPTIBOM_NOT_FOUND)
        return status;
    status = store_run(
        store, err,
        "INSERT INTO figure (part_id, attribute, document_id, condition, min, typ, max, value_text,"
        " original, place, confidence, reason, batch_id, chosen)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"
        " ON CONFLICT (part_id, attribute, document_id, condition) DO UPDATE SET"
        " min = excluded.min, typ = excluded.typ, max = excluded.max,"
        " value_text = excluded.value_text, original = excluded.original, place = excluded.place,"
        " confidence = excluded.confidence, reason = excluded.reason, batch_id = excluded.batch_id"
        " WHERE (min, typ, max, value_text, confidence, reason) IS NOT (excluded.min, excluded.typ,"
        " excluded.max, excluded.value_text, excluded.confidence, excluded.reason)",
        "ititdddttttti", part_id, value->attribute->name, document_id, condition, values.min,
        values.typ, values.max, values.text,
        catalog_put_text(record, "original_text", value->original),
        value->place != NULL ? value->place : catalog_put_text(record, "place", ""),
        catalog_put_text(record, "confidence", "vendor"), catalog_put_text(record, "reason", ""),
        put->batch_id);
    if (status != OPTIBOM_OK || store_changed_rows(store) == 0)
        return status;
    put->changed = true;
    if (written_by == put->batch_id && put->replaced == NULL)
        put->replaced = value->attribute->name;
    return catalog_in_force_choose(store, of, attribute, part_id, err);
}

static bool is_figure(const struct catalog_class *of, const struct import_value *value)
{
    const struct catalog_attribute *attribute = catalog_attribute_find(of, value->attribute->name);
    return attribute->scope == CATALOG_PART || attribute->scope == CATALOG_CLASS;
}

enum optibom_status catalog_put_part(struct catalog_put *put, const struct catalog_class *of,
                                     const struct import_record *record, struct error *err)
{
    int64_t part_id = 0, document_id = 0;
    enum optibom_status status = part_row(&part_id, put, of, record, err);
    if (status != OPTIBOM_OK || put->issue.code != NULL)
        return status;
    if (strcmp(catalog_put_text(record, "confidence", ""), "assumption") == 0 &&
        catalog_put_text(record, "reason", NULL) == NULL)
        return catalog_put_refuse(put, "assumption-without-reason", "reason",
                                  "an assumption needs a reason; fill the column 'reason'");
    status = catalog_put_document(&document_id, put, record, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < record->value_count; i++)
        if (is_figure(of, &record->values[i]))
            status = put_figure(put, of, record, &record->values[i], part_id, document_id, err);
    return status;
}
