#include "catalog/price.h"

#include "base/money.h"
#include "base/text_map.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* Where the values of a record go. */
#define FIELD(attribute, member)                                                                   \
    {                                                                                              \
        attribute, offsetof(struct catalog_price, member)                                          \
    }
static const struct {
    const char *attribute;
    size_t offset; /* never 0: the line stands first */
} FIELDS[] = {FIELD("vendor", vendor),
              FIELD("mpn", mpn),
              FIELD("supplier", supplier),
              FIELD("supplier_part_number", supplier_part_number),
              FIELD("currency", currency),
              FIELD("valid_from", valid_from),
              FIELD("valid_until", valid_until),
              FIELD("incoterm", incoterm),
              FIELD("condition", condition),
              FIELD("confidence", confidence),
              FIELD("reason", reason),
              FIELD("source", source),
              FIELD("source_url", source_url),
              FIELD("quantity", quantity),
              FIELD("price", price_micros),
              FIELD("price_low", low_micros),
              FIELD("price_high", high_micros),
              FIELD("price_basis", price_basis),
              FIELD("minimum_order", minimum_order),
              FIELD("order_multiple", order_multiple),
              FIELD("lead_time", lead_time_days),
              FIELD("stock", stock)};
#undef FIELD

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

void catalog_price_fields_init(struct catalog_price_fields *fields, const struct import_class *of)
{
    *fields = (struct catalog_price_fields){.of = of};
    for (size_t i = 0; i < of->attribute_count && i < CATALOG_PRICE_FIELDS; i++)
        for (size_t j = 0; j < COUNT_OF(FIELDS); j++)
            if (strcmp(of->attributes[i].name, FIELDS[j].attribute) == 0)
                fields->offsets[i] = FIELDS[j].offset;
}

static bool is_number(const struct import_value *value)
{
    return value->attribute->kind == IMPORT_INTEGER || value->attribute->kind == IMPORT_MONEY;
}

/* Puts a value where it belongs; false for a number below 0, which no field admits. */
static bool take_value(struct catalog_price *price, const struct catalog_price_fields *fields,
                       const struct import_value *value)
{
    size_t place = (size_t)(value->attribute - fields->of->attributes);
    size_t offset = place < CATALOG_PRICE_FIELDS ? fields->offsets[place] : 0;
    char *member = (char *)price + offset;
    if (offset != 0 && is_number(value))
        *(int64_t *)(void *)member = value->integer;
    else if (offset != 0)
        *(const char **)(void *)member = value->text;
    return !is_number(value) || value->integer >= 0;
}

__attribute__((format(printf, 5, 6))) static bool refuse(struct import_issue *issue,
                                                         struct arena *arena, const char *code,
                                                         const char *column, const char *format,
                                                         ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    const char *copy = arena_strdup(arena, text);
    *issue = (struct import_issue){.severity = IMPORT_ERROR,
                                   .code = code,
                                   .column = column,
                                   .text = copy != NULL ? copy : "refused"};
    return false;
}

/* The currency of the row: its column, else what the price says, else USD. */
static bool check_currency(struct catalog_price *price, struct arena *arena, const char *said)
{
    if (price->currency == NULL)
        price->currency = said != NULL ? said : "USD";
    if (said != NULL && strcmp(said, price->currency) != 0)
        return refuse(&price->issue, arena, "currency-conflict", "price",
                      "the price is in %s, the currency column says %s; correct one", said,
                      price->currency);
    if (!money_currency_is_known(price->currency))
        return refuse(&price->issue, arena, "unknown-currency", "currency",
                      "'%s' is not a currency code of ISO 4217 that is known here; write USD, "
                      "EUR ...",
                      price->currency);
    return true;
}

static bool check_domain(struct catalog_price *price, struct arena *arena)
{
    const struct {
        const char *attribute;
        int64_t value, least;
    } rows[] = {{"quantity", price->quantity, 1},
                {"price", price->price_micros, 0},
                {"price_basis", price->price_basis, 1},
                {"minimum_order", price->minimum_order, 1},
                {"order_multiple", price->order_multiple, 1},
                {"lead_time", price->lead_time_days, 0},
                {"stock", price->stock, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].value != CATALOG_PRICE_UNSAID && rows[i].value < rows[i].least)
            return refuse(&price->issue, arena, "out-of-domain", rows[i].attribute,
                          "%s is %s; it starts at %lld", rows[i].attribute,
                          rows[i].value < 0 ? "negative" : "0", (long long)rows[i].least);
    bool is_ordered =
        (price->low_micros == CATALOG_PRICE_UNSAID || price->low_micros <= price->price_micros) &&
        (price->high_micros == CATALOG_PRICE_UNSAID || price->high_micros >= price->price_micros);
    return is_ordered ? true
                      : refuse(&price->issue, arena, "out-of-domain", "price",
                               "the price does not lie between its low and its high price");
}

/* Never 0. Two rows of one file with one key are taken for the same: of a million rows that happens
 * to different ones with a probability of 1e-8. */
static uint64_t key_of(const struct catalog_price *price)
{
    uint64_t key = text_map_hash((uint64_t)price->quantity, price->mpn);
    key = text_map_hash(key, price->vendor);
    key = text_map_hash(key, price->supplier);
    key = text_map_hash(key, price->currency);
    if (price->supplier_part_number != NULL)
        key = text_map_hash(key, price->supplier_part_number);
    return key != 0 ? key : 1;
}

struct catalog_price *catalog_price_of(const struct import_record *record,
                                       const struct catalog_price_fields *fields,
                                       struct arena *arena)
{
    struct catalog_price *price = arena_alloc(arena, sizeof *price);
    const char *said = NULL;
    if (price == NULL)
        return NULL;
    *price = (struct catalog_price){.line = record->line,
                                    .quantity = 1,
                                    .low_micros = CATALOG_PRICE_UNSAID,
                                    .high_micros = CATALOG_PRICE_UNSAID,
                                    .price_basis = CATALOG_PRICE_UNSAID,
                                    .minimum_order = CATALOG_PRICE_UNSAID,
                                    .order_multiple = CATALOG_PRICE_UNSAID,
                                    .lead_time_days = CATALOG_PRICE_UNSAID,
                                    .stock = CATALOG_PRICE_UNSAID};
    for (size_t i = 0; i < record->value_count; i++) {
        const struct import_value *value = &record->values[i];
        if (value->attribute->kind == IMPORT_MONEY && value->currency != NULL)
            said = value->currency;
        if (!take_value(price, fields, value)) {
            refuse(&price->issue, arena, "out-of-domain", value->attribute->name, "%s is negative",
                   value->attribute->name);
            return price;
        }
    }
    if (check_currency(price, arena, said) && check_domain(price, arena) &&
        price->confidence != NULL && strcmp(price->confidence, "assumption") == 0 &&
        price->reason == NULL)
        refuse(&price->issue, arena, "assumption-without-reason", "reason",
               "an assumption needs a reason; fill the column 'reason'");
    if (price->issue.code == NULL)
        price->key = key_of(price);
    return price;
}
