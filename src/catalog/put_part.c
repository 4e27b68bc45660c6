#include "catalog/in_force.h"
#include "catalog/put.h"

#include <math.h>
#include <string.h>

static enum optibom_status find_vendor(int64_t *vendor_id, struct store *store, const char *name,
                                       struct error *err)
{
    return store_one_int(vendor_id, store, err, "SELECT vendor_id FROM vendor WHERE name = ?", "s",
                         name);
}

static enum optibom_status insert_vendor(int64_t *vendor_id, struct store *store, const char *name,
                                         struct error *err)
{
    enum optibom_status status =
        store_run(store, err, "INSERT INTO vendor (name) VALUES (?)", "s", name);
    if (status == OPTIBOM_OK)
        *vendor_id = store_last_id(store);
    return status;
}

enum optibom_status catalog_put_vendor(int64_t *vendor_id, struct store *store, const char *name,
                                       struct error *err)
{
    enum optibom_status status = find_vendor(vendor_id, store, name, err);
    return status == OPTIBOM_NOT_FOUND ? insert_vendor(vendor_id, store, name, err) : status;
}

/* A record of a part on its way. */
struct putting {
    struct catalog_put *put;
    const struct catalog_class *of;
    const struct import_record *record;
    const char *vendor, *mpn;
    bool is_new;       /* the catalog has nothing of the part */
    int64_t vendor_id; /* 0: a new one */
    int64_t part_id;
};

/* Whether a value is a figure of the part, not its identity nor where it comes from. */
static bool is_figure(const struct catalog_attribute *attribute)
{
    return attribute->scope == CATALOG_PART || attribute->scope == CATALOG_CLASS;
}

static struct catalog_value value_of(const struct import_value *value)
{
    struct catalog_value out = {NAN, NAN, NAN, NULL};
    switch (value->attribute->kind) {
    case IMPORT_REAL:
        out = (struct catalog_value){value->range.min, value->range.typ, value->range.max, NULL};
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

/* Identity never changes by import. */
static enum optibom_status find_part(struct putting *putting, struct error *err)
{
    const struct catalog_class *of = putting->of;
    struct store *store = putting->put->catalog->store;
    struct store_query query;
    enum optibom_status status = find_vendor(&putting->vendor_id, store, putting->vendor, err);
    putting->is_new = status == OPTIBOM_NOT_FOUND;
    if (putting->is_new)
        return OPTIBOM_OK;
    if (status != OPTIBOM_OK)
        return status;
    store_query_start(&query, store,
                      "SELECT part_id, p.class FROM part_number AS n JOIN part AS p USING (part_id)"
                      " WHERE n.vendor_id = ? AND n.mpn = ?",
                      "is", putting->vendor_id, putting->mpn);
    putting->is_new = !store_query_next(&query);
    if (!putting->is_new) {
        putting->part_id = store_int(&query, 0);
        if (strcmp(store_text(&query, 1), of->name) != 0)
            catalog_put_refuse(putting->put, "class-conflict", "",
                               "'%s' of '%s' is in the catalog as %s, this row says %s; "
                               "correct the class",
                               putting->mpn, putting->vendor, store_text(&query, 1), of->name);
    }
    return store_query_end(&query, err);
}

/* Ends a query that inserts a row, with the figures of the scope. */
static enum optibom_status insert_row(struct store_query *query, const struct putting *putting,
                                      enum catalog_scope scope, struct error *err)
{
    const struct import_record *record = putting->record;
    for (size_t i = 0; i < record->value_count; i++) {
        const struct import_value *value = &record->values[i];
        const struct catalog_attribute *attribute =
            catalog_attribute_of(putting->of, value->attribute);
        const struct catalog_value figure = value_of(value);
        if (attribute->scope == scope && is_figure(attribute))
            catalog_in_force_bind(query, putting->of, attribute, &figure);
    }
    store_query_next(query);
    return store_query_end(query, err);
}

/* A part has a row in `part` and in the table of its class. */
static enum optibom_status insert_part(struct putting *putting, struct error *err)
{
    const struct catalog_class *of = putting->of;
    struct store *store = putting->put->catalog->store;
    struct store_query query;
    store_query_start(&query, store, of->insert_part, "iss", putting->vendor_id, putting->mpn,
                      of->name);
    enum optibom_status status = insert_row(&query, putting, CATALOG_PART, err);
    if (status != OPTIBOM_OK)
        return status;
    putting->part_id = store_last_id(store);
    store_query_start(&query, store, of->insert_own, "i", putting->part_id);
    return insert_row(&query, putting, CATALOG_CLASS, err);
}

/* Statement 4: a new part, or no trace of one that is refused. */
static enum optibom_status put_new(struct putting *putting, struct error *err)
{
    struct store *store = putting->put->catalog->store;
    struct error removing = {0};
    bool is_new_vendor = putting->vendor_id == 0;
    enum optibom_status status =
        is_new_vendor ? insert_vendor(&putting->vendor_id, store, putting->vendor, err)
                      : OPTIBOM_OK;
    if (status == OPTIBOM_OK)
        status = insert_part(putting, err);
    putting->put->changed = true;
    if (status != OPTIBOM_CONFLICT)
        return status;
    enum optibom_status removed =
        store_run(store, &removing, "DELETE FROM part WHERE part_id = ?", "i", putting->part_id);
    if (removed == OPTIBOM_OK && is_new_vendor)
        removed = store_run(store, &removing, "DELETE FROM vendor WHERE vendor_id = ?", "i",
                            putting->vendor_id);
    return removed == OPTIBOM_OK ? status : error_set(err, removed, "%s", removing.text);
}

static enum optibom_status put_figures(const struct putting *putting, struct error *err)
{
    const struct import_record *record = putting->record;
    struct catalog_put_figure figure = {.part_id = putting->part_id,
                                        .confidence =
                                            catalog_put_text(record, "confidence", "vendor"),
                                        .reason = catalog_put_text(record, "reason", "")};
    const char *condition = catalog_put_text(record, "condition", "");
    const char *place = catalog_put_text(record, "place", "");
    enum optibom_status status =
        catalog_put_document(&figure.document_id, putting->put, record, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < record->value_count; i++) {
        const struct import_value *value = &record->values[i];
        figure.attribute = catalog_attribute_of(putting->of, value->attribute);
        if (!is_figure(figure.attribute))
            continue;
        figure.value = value_of(value);
        figure.condition = value->condition != NULL ? value->condition : condition;
        figure.original = catalog_put_text(record, "original_text", value->original);
        figure.place = value->place != NULL ? value->place : place;
        status = putting->is_new ? catalog_put_new_figure(putting->put, &figure, err)
                                 : catalog_put_figure(putting->put, putting->of, &figure, err);
    }
    return status;
}

enum optibom_status catalog_put_part(struct catalog_put *put, const struct catalog_class *of,
                                     const struct import_record *record, struct error *err)
{
    struct putting putting = {.put = put,
                              .of = of,
                              .record = record,
                              .vendor = catalog_put_text(record, "vendor", ""),
                              .mpn = catalog_put_text(record, "mpn", "")};
    enum optibom_status status = find_part(&putting, err);
    if (status != OPTIBOM_OK || put->issue.code != NULL)
        return status;
    if (strcmp(catalog_put_text(record, "confidence", ""), "assumption") == 0 &&
        catalog_put_text(record, "reason", NULL) == NULL)
        return catalog_put_refuse(put, "assumption-without-reason", "reason",
                                  "an assumption needs a reason; fill the column 'reason'");
    status = putting.is_new ? put_new(&putting, err) : catalog_put_hold(put, err);
    return status == OPTIBOM_OK ? put_figures(&putting, err) : status;
}
