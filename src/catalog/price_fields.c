#include "catalog/price.h"

#include <stddef.h>
#include <string.h>

#define TEXT(attribute, member)                                                                    \
    {                                                                                              \
        attribute, NULL, offsetof(struct catalog_price, member), true, false                       \
    }
#define TEXT_COLUMN(attribute, member, is_needed)                                                  \
    {                                                                                              \
        attribute, #member, offsetof(struct catalog_price, member), true, is_needed                \
    }
#define NUMBER_COLUMN(attribute, column, member, is_needed)                                        \
    {                                                                                              \
        attribute, column, offsetof(struct catalog_price, member), false, is_needed                \
    }
const struct catalog_price_field catalog_price_fields[CATALOG_PRICE_FIELDS] = {
    TEXT("vendor", vendor),
    TEXT("supplier", supplier),
    TEXT("source", source),
    TEXT("source_url", source_url),
    TEXT("list_file", list_file),
    {"list_line", NULL, offsetof(struct catalog_price, list_line), false, false},
    TEXT_COLUMN("mpn", mpn, true),
    TEXT_COLUMN("currency", currency, true),
    NUMBER_COLUMN("quantity", "quantity", quantity, true),
    NUMBER_COLUMN("price", "price_micros", price_micros, true),
    TEXT_COLUMN("supplier_part_number", supplier_part_number, false),
    NUMBER_COLUMN("price_low", "price_low_micros", low_micros, false),
    NUMBER_COLUMN("price_high", "price_high_micros", high_micros, false),
    NUMBER_COLUMN("price_basis", "price_basis", price_basis, false),
    NUMBER_COLUMN("minimum_order", "minimum_order", minimum_order, false),
    NUMBER_COLUMN("order_multiple", "order_multiple", order_multiple, false),
    NUMBER_COLUMN("lead_time", "lead_time_days", lead_time_days, false),
    NUMBER_COLUMN("stock", "stock", stock, false),
    TEXT_COLUMN("valid_from", valid_from, false),
    TEXT_COLUMN("valid_until", valid_until, false),
    TEXT_COLUMN("incoterm", incoterm, false),
    TEXT_COLUMN("condition", condition, false),
    TEXT_COLUMN("confidence", confidence, false),
    TEXT_COLUMN("reason", reason, false)};
#undef TEXT
#undef TEXT_COLUMN
#undef NUMBER_COLUMN

static const struct catalog_price_field *find_field(const char *attribute)
{
    for (size_t i = 0; i < CATALOG_PRICE_FIELDS; i++)
        if (strcmp(catalog_price_fields[i].attribute, attribute) == 0)
            return &catalog_price_fields[i];
    return NULL;
}

void catalog_price_plan_make(struct catalog_price_plan *plan, const struct import_mapping *mapping)
{
    const struct import_class *of = mapping->record_class;
    *plan = (struct catalog_price_plan){.of = of};
    for (size_t i = 0; i < of->attribute_count && i < CATALOG_PRICE_ATTRIBUTES; i++)
        plan->fields[i] = find_field(of->attributes[i].name);
    for (size_t i = 0; i < mapping->column_count; i++) {
        const struct import_attribute *attribute = mapping->columns[i].attribute;
        const struct catalog_price_field *field =
            attribute != NULL ? find_field(attribute->name) : NULL;
        if (field != NULL)
            plan->is_said[field - catalog_price_fields] = true;
    }
    for (size_t i = 0; i < CATALOG_PRICE_FIELDS; i++)
        if (catalog_price_fields[i].column != NULL &&
            (catalog_price_fields[i].is_needed || plan->is_said[i]))
            plan->columns[plan->column_count++] = &catalog_price_fields[i];
}
