#include "catalog/export_bom.h"

#include <string.h>

static bool is_same(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool has_same_alternates(const struct catalog_bom_line *a, const struct catalog_bom_line *b)
{
    if (a->alternate_count != b->alternate_count)
        return false;
    for (size_t i = 0; i < a->alternate_count; i++)
        if (!is_same(a->alternates[i].vendor, b->alternates[i].vendor) ||
            !is_same(a->alternates[i].mpn, b->alternates[i].mpn))
            return false;
    return true;
}

/* The first attribute in which the lines differ, NULL for none. */
static const char *difference_of(const struct catalog_bom_line *a, const struct catalog_bom_line *b)
{
    const struct {
        const char *attribute, *text, *back;
    } texts[] = {{"line", a->item, b->item},
                 {"reference", a->reference, b->reference},
                 {"quantity_unit", a->quantity_unit, b->quantity_unit},
                 {"vendor", a->vendor, b->vendor},
                 {"mpn", a->mpn, b->mpn},
                 {"description", a->description, b->description},
                 {"supplier", a->supplier, b->supplier},
                 {"supplier_part_number", a->supplier_part_number, b->supplier_part_number},
                 {"currency", a->currency, b->currency},
                 {"remark", a->remark, b->remark}};
    if (a->list_line != b->list_line)
        return "list_line";
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!is_same(texts[i].text, texts[i].back))
            return texts[i].attribute;
    if (a->parent != b->parent || a->level != b->level)
        return "level";
    if (a->quantity_micros != b->quantity_micros)
        return "quantity";
    if (a->unit_price_micros != b->unit_price_micros)
        return "unit_price";
    if (a->extended_price_micros != b->extended_price_micros)
        return "extended_price";
    if (a->dnp != b->dnp)
        return "dnp";
    return has_same_alternates(a, b) ? NULL : "alternate_mpn";
}

enum optibom_status export_bom_compare(struct export_file *file,
                                       const struct catalog_bom_list *list,
                                       struct catalog_bom_list *back, struct error *err)
{
    enum optibom_status status = catalog_bom_arrange(back, &file->arena, err);
    if (status == OPTIBOM_OK)
        status = catalog_bom_check(back, &file->arena, err);
    if (status == OPTIBOM_OK && back->line_count != list->line_count)
        return export_file_doubt(file, "bill of materials", "bom", list->name, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < list->line_count; i++) {
        const char *name = list->lines[i].mpn != NULL           ? list->lines[i].mpn
                           : list->lines[i].description != NULL ? list->lines[i].description
                                                                : "";
        /* `line` is the position here, which has gaps only where another program wrote. */
        const char *attribute = list->lines[i].line != i + 1
                                    ? "position"
                                    : difference_of(&list->lines[i], &back->lines[i]);
        char *what = arena_printf(&file->arena, "bill of materials %s, line %zu", list->name,
                                  list->lines[i].line);
        if (what == NULL)
            return error_no_memory(err);
        if (attribute != NULL)
            status = export_file_doubt(file, what, attribute, name, err);
    }
    if (status == OPTIBOM_OK && (list->stated_micros != back->stated_micros ||
                                 strcmp(list->stated_currency, back->stated_currency) != 0))
        status = export_file_doubt(file, "bill of materials", "list_total of", list->name, err);
    return status;
}
