#include "report/answer/part_tables.h"

#include "base/money.h"
#include "catalog/approval.h"
#include "catalog/attachment.h"
#include "catalog/part.h"
#include "catalog/query_table.h"
#include "report/answer/disagreement.h"
#include "report/answer/where_used_tables.h"
#include "report/cell.h"

#include <math.h>
#include <string.h>

static void make_figures(struct table *out, struct arena *arena, const struct catalog_part *part)
{
    table_init(out, arena);
    table_column(out, "attribute", NULL, TABLE_TEXT, "");
    table_column(out, "min", NULL, TABLE_REAL, "");
    table_column(out, "typ", NULL, TABLE_REAL, "");
    table_column(out, "max", NULL, TABLE_REAL, "");
    table_column(out, "unit", NULL, TABLE_TEXT, "");
    table_column(out, "text", NULL, TABLE_TEXT, "");
    table_column(out, "in_force", "in force", TABLE_TEXT, "");
    table_column(out, "confidence", NULL, TABLE_TEXT, "");
    table_column(out, "condition", NULL, TABLE_TEXT, "");
    table_column(out, "source", NULL, TABLE_TEXT, "");
    table_column(out, "source_url", "address", TABLE_LINK, "");
    table_column(out, "reason", NULL, TABLE_TEXT, "");
    table_wrap(out);
    for (size_t i = 0; i < part->figure_count; i++) {
        const struct catalog_figure *figure = &part->figures[i];
        table_text(out, figure->attribute);
        table_real(out, figure->range.min);
        table_real(out, figure->range.typ);
        table_real(out, figure->range.max);
        table_text(out, figure->unit);
        table_text(out, figure->text);
        table_text(out, figure->chosen ? "yes" : "no");
        table_text(out, figure->confidence);
        table_text(out, figure->condition);
        table_text(out, figure->source);
        table_text(out, figure->source_url);
        table_text(out, figure->reason);
    }
}

/* A line a figure that fits a terminal: value with unit, who says so, how sure. */
static void make_short(struct table *out, struct arena *arena, const struct catalog_part *part)
{
    table_init(out, arena);
    table_column(out, "attribute", NULL, TABLE_TEXT, "");
    table_column(out, "value", NULL, TABLE_TEXT, "");
    table_wrap(out);
    table_column(out, "confidence", NULL, TABLE_TEXT, "");
    table_column(out, "source", NULL, TABLE_TEXT, "");
    table_column(out, "condition", NULL, TABLE_TEXT, "");
    for (size_t i = 0; i < part->figure_count; i++) {
        const struct catalog_figure *figure = &part->figures[i];
        struct buf text;
        buf_init(&text);
        cell_figure(&text, figure->range, figure->text, figure->unit);
        out->failed |= !buf_ok(&text);
        table_text(out, figure->chosen ? figure->attribute : "  also said");
        table_text(out, buf_text(&text));
        table_text(out, figure->confidence);
        table_text(out, figure->source);
        table_text(out, figure->condition);
        buf_fini(&text);
    }
}

static void make_offers(struct table *out, struct arena *arena, const struct catalog_part *part)
{
    table_init(out, arena);
    table_column(out, "supplier", NULL, TABLE_TEXT, "");
    table_column(out, "quantity", "from", TABLE_INTEGER, "");
    table_column(out, "price", NULL, TABLE_RANGE, "");
    table_column(out, "currency", NULL, TABLE_TEXT, "");
    table_column(out, "price_basis", "per", TABLE_INTEGER, "");
    table_column(out, "minimum_order", "minimum", TABLE_INTEGER, "");
    table_column(out, "lead_time_days", "lead days", TABLE_INTEGER, "");
    table_column(out, "confidence", NULL, TABLE_TEXT, "");
    table_column(out, "source", NULL, TABLE_TEXT, "");
    table_wrap(out);
    table_column(out, "reason", NULL, TABLE_TEXT, "");
    for (size_t i = 0; i < part->offer_count; i++) {
        const struct catalog_offer *offer = &part->offers[i];
        for (size_t b = 0; b < offer->break_count; b++) {
            const struct catalog_break *price = &offer->breaks[b];
            table_text(out, offer->supplier);
            table_integer(out, price->quantity);
            table_range(out, (struct range){(double)price->low_micros / MONEY_MICROS,
                                            (double)price->price_micros / MONEY_MICROS,
                                            (double)price->high_micros / MONEY_MICROS});
            table_text(out, offer->currency);
            table_integer(out, offer->price_basis);
            table_integer(out, offer->minimum_order);
            table_real(out, offer->lead_time_days < 0 ? NAN : (double)offer->lead_time_days);
            table_text(out, offer->confidence);
            table_text(out, offer->source);
            table_text(out, offer->reason);
        }
    }
}

/* Lines of imported lists that are about the part, as bom_view joins them, or allow it instead. */
static enum optibom_status make_lists(struct table *out, struct arena *arena, struct store *store,
                                      int64_t part_id, struct error *err)
{
    return catalog_query_table(
        out, arena, store, err,
        "WITH wanted AS (SELECT p.mpn, v.name AS vendor, (SELECT count(DISTINCT q.part_id)"
        " FROM part_number AS q WHERE q.mpn = p.mpn) = 1 AS is_only"
        " FROM part_number AS p JOIN vendor AS v USING (vendor_id) WHERE p.part_id = ?1)"
        " SELECT b.name AS bom, n.item AS line, n.reference, n.quantity_micros / 1e6 AS quantity,"
        " n.quantity_unit AS unit, n.unit_price_micros / 1e6 AS unit_price, n.currency,"
        " CASE WHEN n.dnp THEN 'not placed' ELSE 'used' END AS state"
        " FROM wanted AS w JOIN bom_line AS n ON n.mpn = w.mpn"
        " AND (w.vendor = n.vendor OR (n.vendor IS NULL AND w.is_only)) JOIN bom AS b USING "
        "(bom_id)"
        " UNION ALL SELECT b.name, n.item, n.reference, n.quantity_micros / 1e6, n.quantity_unit,"
        " NULL, NULL, 'alternate for ' || coalesce(n.mpn, n.description, '')"
        " FROM wanted AS w JOIN bom_alternate AS a ON a.mpn = w.mpn"
        " AND (w.vendor = a.vendor OR (a.vendor IS NULL AND w.is_only))"
        " JOIN bom_line AS n USING (bom_id, position) JOIN bom AS b USING (bom_id)"
        " ORDER BY 1, 2",
        "i", part_id);
}

static enum optibom_status make_builds(struct part_tables *out, struct arena *arena,
                                       struct catalog *catalog, int64_t part_id, struct error *err)
{
    struct where_used used;
    enum optibom_status status = where_used_find(&used, arena, catalog, part_id, err);
    where_used_table_builds(&out->builds, arena, &used);
    where_used_table_failures(&out->builds_unread, arena, &used);
    return status;
}

enum optibom_status part_tables_make(struct part_tables *out, struct arena *arena,
                                     struct catalog *catalog, const char *name, struct error *err)
{
    struct store *store = catalog->store;
    int64_t part_id = 0;
    struct catalog_part *part = NULL;
    enum optibom_status status = catalog_part_resolve(&part_id, arena, store, name, err);
    if (status == OPTIBOM_OK)
        status = catalog_part_load(&part, arena, store, part_id, err);
    if (status != OPTIBOM_OK)
        return status;
    make_figures(&out->figures, arena, part);
    make_short(&out->figures_short, arena, part);
    make_offers(&out->offers, arena, part);
    status = catalog_query_table(&out->contents, arena, store, err,
                                 "SELECT v.name AS vendor, p.mpn, p.class, m.quantity, m.role,"
                                 " m.confidence, d.title AS source FROM composition AS m"
                                 " JOIN part AS p ON p.part_id = m.child_id"
                                 " JOIN vendor AS v USING (vendor_id)"
                                 " JOIN document AS d ON d.document_id = m.document_id"
                                 " WHERE m.parent_id = ? ORDER BY p.class, p.mpn",
                                 "i", part_id);
    if (status == OPTIBOM_OK)
        status =
            catalog_query_table(&out->used_in, arena, store, err,
                                "SELECT v.name AS vendor, p.mpn, p.class, m.quantity"
                                " FROM composition AS m JOIN part AS p ON p.part_id = m.parent_id"
                                " JOIN vendor AS v USING (vendor_id) WHERE m.child_id = ?"
                                " ORDER BY v.name, p.mpn",
                                "i", part_id);
    if (status == OPTIBOM_OK)
        status = catalog_alternate_list(&out->alternates, arena, store, part_id, err);
    if (status == OPTIBOM_OK)
        status = make_builds(out, arena, catalog, part_id, err);
    if (status == OPTIBOM_OK)
        status = make_lists(&out->lists, arena, store, part_id, err);
    if (status == OPTIBOM_OK)
        status = catalog_attachment_of_part(&out->attachments, arena, store, part_id, err);
    if (status == OPTIBOM_OK)
        status = disagreement_tables(&out->disagreements, &out->disagreements_short, arena, store,
                                     part_id, err);
    out->document = (struct emit_document){
        .schema = "optibom.show/1",
        .keys = {"vendor", "mpn", "class"},
        .values = {part->vendor, part->mpn, part->class_name},
        .sections = {{"figures", arena_printf(arena, "%s (%s)", part->name, part->class_name),
                      &out->figures, &out->figures_short},
                     {"disagreements", "Sources that do not agree", &out->disagreements,
                      &out->disagreements_short},
                     {"offers", "Offers", &out->offers, NULL},
                     {"contents", "Contains", &out->contents, NULL},
                     {"used_in", "Used in", &out->used_in, NULL},
                     {"alternates", "Alternates", &out->alternates, NULL},
                     {"builds", "In builds", &out->builds, NULL},
                     {"builds_unread", "Builds that cannot be assembled", &out->builds_unread,
                      NULL},
                     {"boms", "In bills of materials", &out->lists, NULL},
                     {"attachments", "Attached", &out->attachments, NULL}},
        .section_count = 10};
    return status;
}

enum optibom_status part_table_attributes(struct table *out, struct arena *arena,
                                          const struct catalog *catalog, const char *class_name,
                                          struct error *err)
{
    const struct catalog_class *only =
        class_name != NULL ? catalog_class_find(&catalog->dictionary, class_name) : NULL;
    if (class_name != NULL && only == NULL)
        return catalog_class_require(&only, &catalog->dictionary, class_name, err);
    table_init(out, arena);
    table_column(out, "class", NULL, TABLE_TEXT, "");
    table_column(out, "attribute", NULL, TABLE_TEXT, "");
    table_column(out, "unit", NULL, TABLE_TEXT, "");
    table_column(out, "choices", NULL, TABLE_TEXT, "");
    table_wrap(out);
    table_column(out, "description", NULL, TABLE_TEXT, "");
    table_wrap(out);
    for (size_t c = 0; c < catalog->dictionary.class_count; c++) {
        const struct catalog_class *of = &catalog->dictionary.classes[c];
        for (size_t i = 0; i < of->attribute_count && (only == NULL || of == only); i++) {
            table_text(out, of->name);
            table_text(out, of->attributes[i].import->name);
            table_text(out, of->attributes[i].import->unit);
            table_text(out, of->attributes[i].import->choices);
            table_text(out, of->attributes[i].description);
        }
    }
    return OPTIBOM_OK;
}
