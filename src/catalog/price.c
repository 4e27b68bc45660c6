#include "catalog/price.h"

#include "base/money.h"
#include "base/text_map.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* Where the values of a record go. */
#define TEXT(attribute, member)                                                                    \
    {                                                                                              \
        attribute, offsetof(struct catalog_price, member), true                                    \
    }
#define NUMBER(attribute, member)                                                                  \
    {                                                                                              \
        attribute, offsetof(struct catalog_price, member), false                                   \
    }
static const struct {
    const char *attribute;
    size_t offset; /* never 0: the line stands first */
    bool is_text;
} FIELDS[] = {TEXT("vendor", vendor),
              TEXT("mpn", mpn),
              TEXT("supplier", supplier),
              TEXT("supplier_part_number", supplier_part_number),
              TEXT("currency", currency),
              TEXT("valid_from", valid_from),
              TEXT("valid_until", valid_until),
              TEXT("incoterm", incoterm),
              TEXT("condition", condition),
              TEXT("confidence", confidence),
              TEXT("reason", reason),
              TEXT("source", source),
              TEXT("source_url", source_url),
              NUMBER("quantity", quantity),
              NUMBER("price", price_micros),
              NUMBER("price_low", low_micros),
              NUMBER("price_high", high_micros),
              NUMBER("price_basis", price_basis),
              NUMBER("minimum_order", minimum_order),
              NUMBER("order_multiple", order_multiple),
              NUMBER("lead_time", lead_time_days),
              NUMBER("stock", stock),
              TEXT("list_file", list_file),
              NUMBER("list_line", list_line)};
#undef TEXT
#undef NUMBER

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

__attribute__((format(printf, 5, 6))) static bool refuse(struct catalog_price *price,
                                                         struct arena *arena, const char *code,
                                                         const char *column, const char *format,
                                                         ...)
{
    static const struct import_issue no_memory = {
        .severity = IMPORT_ERROR, .code = "out-of-domain", .column = "", .text = "refused"};
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    const char *copy = arena_strdup(arena, text);
    struct import_issue *issue = arena_alloc(arena, sizeof *issue);
    if (copy != NULL && issue != NULL)
        *issue = (struct import_issue){
            .severity = IMPORT_ERROR, .code = code, .column = column, .text = copy};
    price->issue = copy != NULL && issue != NULL ? issue : &no_memory;
    return false;
}

/* The currency of the row: its column, else what the price says, else USD. */
static bool check_currency(struct catalog_price *price, struct arena *arena, const char *said)
{
    if (price->currency == NULL)
        price->currency = said != NULL ? said : "USD";
    if (said != NULL && strcmp(said, price->currency) != 0)
        return refuse(price, arena, "currency-conflict", "price",
                      "the price is in %s, the currency column says %s; correct one", said,
                      price->currency);
    if (!money_currency_is_known(price->currency))
        return refuse(price, arena, "unknown-currency", "currency",
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
            return refuse(price, arena, "out-of-domain", rows[i].attribute,
                          "%s is %s; it starts at %lld", rows[i].attribute,
                          rows[i].value < 0 ? "negative" : "0", (long long)rows[i].least);
    bool is_ordered =
        (price->low_micros == CATALOG_PRICE_UNSAID || price->low_micros <= price->price_micros) &&
        (price->high_micros == CATALOG_PRICE_UNSAID || price->high_micros >= price->price_micros);
    return is_ordered ? true
                      : refuse(price, arena, "out-of-domain", "price",
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

/* The price with its texts in one piece of memory: another thread reads it, line by line. */
static struct catalog_price *keep(const struct catalog_price *price, struct arena *arena)
{
    size_t size = sizeof *price;
    const char *const *text;
    for (size_t i = 0; i < COUNT_OF(FIELDS); i++) {
        text = (const char *const *)(const void *)((const char *)price + FIELDS[i].offset);
        size += FIELDS[i].is_text && *text != NULL ? strlen(*text) + 1 : 0;
    }
    struct catalog_price *kept = arena_alloc(arena, size);
    if (kept == NULL)
        return NULL;
    *kept = *price;
    char *to = (char *)(kept + 1);
    for (size_t i = 0; i < COUNT_OF(FIELDS); i++) {
        const char **member = (const char **)(void *)((char *)kept + FIELDS[i].offset);
        if (!FIELDS[i].is_text || *member == NULL)
            continue;
        size_t length = strlen(*member) + 1;
        *member = memcpy(to, *member, length);
        to += length;
    }
    return kept;
}

struct catalog_price *catalog_price_of(const struct import_record *record,
                                       const struct catalog_price_fields *fields,
                                       struct arena *arena)
{
    const char *said = NULL;
    bool is_good = true;
    struct catalog_price price = {.line = record->line,
                                  .quantity = 1,
                                  .low_micros = CATALOG_PRICE_UNSAID,
                                  .high_micros = CATALOG_PRICE_UNSAID,
                                  .price_basis = CATALOG_PRICE_UNSAID,
                                  .minimum_order = CATALOG_PRICE_UNSAID,
                                  .order_multiple = CATALOG_PRICE_UNSAID,
                                  .lead_time_days = CATALOG_PRICE_UNSAID,
                                  .stock = CATALOG_PRICE_UNSAID,
                                  .list_line = CATALOG_PRICE_UNSAID};
    for (size_t i = 0; is_good && i < record->value_count; i++) {
        const struct import_value *value = &record->values[i];
        if (value->attribute->kind == IMPORT_MONEY && value->currency != NULL)
            said = value->currency;
        is_good = take_value(&price, fields, value) ||
                  refuse(&price, arena, "out-of-domain", value->attribute->name, "%s is negative",
                         value->attribute->name);
    }
    if (is_good && check_currency(&price, arena, said) && check_domain(&price, arena) &&
        price.confidence != NULL && strcmp(price.confidence, "assumption") == 0 &&
        price.reason == NULL)
        refuse(&price, arena, "assumption-without-reason", "reason",
               "an assumption needs a reason; fill the column 'reason'");
    if (price.issue == NULL)
        price.key = key_of(&price);
    return keep(&price, arena);
}
