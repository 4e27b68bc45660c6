#include "catalog/price.h"

#include "base/money.h"
#include "base/text_map.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A price on its way. */
struct making {
    struct catalog_price price;
    const struct catalog_price_field *texts[CATALOG_PRICE_FIELDS]; /* in the record's arena */
    size_t text_count;
};

static bool is_number(const struct import_value *value)
{
    return value->attribute->kind == IMPORT_INTEGER || value->attribute->kind == IMPORT_MONEY;
}

static const char **text_of(struct catalog_price *price, const struct catalog_price_field *field)
{
    return (const char **)(void *)((char *)price + field->offset);
}

/* Puts a value where it belongs; false for a number below 0, which no field admits. */
static bool take_value(struct making *making, const struct catalog_price_plan *plan,
                       const struct import_value *value)
{
    size_t place = (size_t)(value->attribute - plan->of->attributes);
    const struct catalog_price_field *field =
        place < CATALOG_PRICE_ATTRIBUTES ? plan->fields[place] : NULL;
    if (is_number(value)) {
        if (field != NULL)
            *(int64_t *)(void *)((char *)&making->price + field->offset) = value->integer;
        return value->integer >= 0;
    }
    if (field != NULL) {
        *text_of(&making->price, field) = value->text;
        if (!value->is_lasting)
            making->texts[making->text_count++] = field;
    }
    return true;
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

/* Behind the price stand the texts that go with the record's arena: another thread reads both, line
 * by line of its cache. */
static struct catalog_price *keep(struct making *making, struct arena *arena)
{
    size_t size = sizeof(struct catalog_price), lengths[CATALOG_PRICE_FIELDS];
    for (size_t i = 0; i < making->text_count; i++) {
        lengths[i] = strlen(*text_of(&making->price, making->texts[i])) + 1;
        size += lengths[i];
    }
    struct catalog_price *kept = arena_take(arena, size);
    if (kept == NULL)
        return NULL;
    *kept = making->price;
    char *to = (char *)(kept + 1);
    for (size_t i = 0; i < making->text_count; i++) {
        const char **text = text_of(kept, making->texts[i]);
        *text = memcpy(to, *text, lengths[i]);
        to += lengths[i];
    }
    return kept;
}

struct catalog_price *catalog_price_of(const struct import_record *record,
                                       const struct catalog_price_plan *plan, struct arena *arena)
{
    const char *said = NULL;
    bool is_good = true;
    struct making making = {.price = {.line = record->line,
                                      .quantity = 1,
                                      .low_micros = CATALOG_PRICE_UNSAID,
                                      .high_micros = CATALOG_PRICE_UNSAID,
                                      .price_basis = CATALOG_PRICE_UNSAID,
                                      .minimum_order = CATALOG_PRICE_UNSAID,
                                      .order_multiple = CATALOG_PRICE_UNSAID,
                                      .lead_time_days = CATALOG_PRICE_UNSAID,
                                      .stock = CATALOG_PRICE_UNSAID,
                                      .list_line = CATALOG_PRICE_UNSAID}};
    struct catalog_price *price = &making.price;
    for (size_t i = 0; is_good && i < record->value_count; i++) {
        const struct import_value *value = &record->values[i];
        if (value->attribute->kind == IMPORT_MONEY && value->currency != NULL)
            said = value->currency;
        is_good = take_value(&making, plan, value) ||
                  refuse(price, arena, "out-of-domain", value->attribute->name, "%s is negative",
                         value->attribute->name);
    }
    if (is_good && check_currency(price, arena, said) && check_domain(price, arena) &&
        price->confidence != NULL && strcmp(price->confidence, "assumption") == 0 &&
        price->reason == NULL)
        refuse(price, arena, "assumption-without-reason", "reason",
               "an assumption needs a reason; fill the column 'reason'");
    if (price->issue == NULL)
        price->key = key_of(price);
    return keep(&making, arena);
}
