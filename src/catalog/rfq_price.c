#include "catalog/rfq_reading.h"

#include <stdio.h>
#include <string.h>

/* What of an offer comes from a row, beside who sells what at which price. */
static const char *const TERMS[] = {"supplier_part_number", "price_basis", "minimum_order",
                                    "order_multiple",       "lead_time",   "stock",
                                    "valid_from",           "valid_until", "incoterm"};

enum { TERM_COUNT = sizeof TERMS / sizeof *TERMS };

void rfq_pricing_make(struct rfq_pricing *pricing, struct import_column *columns,
                      const struct import_class *offer)
{
    static const char *const names[] = {"vendor",   "mpn",   "supplier", "currency",
                                        "quantity", "price", "source",   "confidence"};
    struct import_mapping mapping = {.record_class = offer, .columns = columns};
    for (size_t i = 0; i < offer->attribute_count; i++) {
        bool is_used = false;
        for (size_t k = 0; k < sizeof names / sizeof *names; k++)
            is_used |= strcmp(offer->attributes[i].name, names[k]) == 0;
        for (size_t k = 0; k < TERM_COUNT; k++)
            is_used |= strcmp(offer->attributes[i].name, TERMS[k]) == 0;
        if (is_used && mapping.column_count < RFQ_PRICING_COLUMNS)
            columns[mapping.column_count++] =
                (struct import_column){.attribute = &offer->attributes[i]};
    }
    pricing->offer = offer;
    catalog_price_plan_make(&pricing->plan, &mapping);
}

static const struct import_attribute *attribute_of(const struct import_class *of, const char *name)
{
    for (size_t i = 0; i < of->attribute_count; i++)
        if (strcmp(of->attributes[i].name, name) == 0)
            return &of->attributes[i];
    return NULL;
}

struct making {
    const struct import_class *offer;
    struct import_value values[RFQ_PRICING_COLUMNS];
    size_t count;
};

static void add_text(struct making *making, const char *name, const char *text)
{
    const struct import_attribute *attribute = attribute_of(making->offer, name);
    if (attribute != NULL && text != NULL)
        making->values[making->count++] =
            (struct import_value){.attribute = attribute, .text = text};
}

static void add_number(struct making *making, const char *name, int64_t number,
                       const char *currency)
{
    const struct import_attribute *attribute = attribute_of(making->offer, name);
    if (attribute != NULL)
        making->values[making->count++] =
            (struct import_value){.attribute = attribute, .integer = number, .currency = currency};
}

static void add_terms(struct making *making, const struct rfq_reading *reading)
{
    for (size_t i = 0; i < TERM_COUNT; i++) {
        const struct import_value *value = rfq_value(reading, TERMS[i]);
        if (value == NULL)
            continue;
        if (value->text != NULL)
            add_text(making, TERMS[i], value->text);
        else
            add_number(making, TERMS[i], value->integer, NULL);
    }
}

/* The price at one of the quantities, with all that the row says of it. */
static enum optibom_status make_price(struct rfq_reading *reading, size_t at, const char *source)
{
    struct rfq_row *row = reading->row;
    struct making making = {.offer = reading->pricing->offer};
    bool is_alternate = row->alternate_id != 0;
    const struct import_value *value = reading->prices[at];
    add_text(&making, "vendor", is_alternate ? row->answer.alternate_vendor : row->line->vendor);
    add_text(&making, "mpn", is_alternate ? row->answer.alternate_mpn : row->line->mpn);
    add_text(&making, "supplier", row->rfq->supplier);
    add_text(&making, "currency", reading->currency != NULL ? reading->currency : value->currency);
    add_number(&making, "quantity", row->line->quantities[at], NULL);
    add_number(&making, "price", value->integer, value->currency);
    add_text(&making, "source", source);
    add_text(&making, "confidence", "vendor");
    add_terms(&making, reading);
    const struct import_record record = {
        .line = reading->record->line, .values = making.values, .value_count = making.count};
    struct catalog_price *price =
        catalog_price_of(&record, &reading->pricing->plan, reading->run->arena);
    if (price == NULL)
        return error_no_memory(reading->err);
    if (price->issue == NULL) {
        row->prices[row->price_count++] = price;
        return OPTIBOM_OK;
    }
    char column[RFQ_NAME_SIZE];
    snprintf(column, sizeof column, "unit_price_%zu", at + 1);
    return RFQ_REFUSE(reading, price->issue->code,
                      strcmp(price->issue->column, "price") == 0 ? column : price->issue->column,
                      "%s", price->issue->text);
}

enum optibom_status rfq_make_prices(struct rfq_reading *reading)
{
    struct load_run *run = reading->run;
    const char *file = rfq_text(reading, "source");
    const char *source = arena_printf(run->arena, "%s: %s", reading->row->rfq->number,
                                      file != NULL ? file : run->put.default_source);
    enum optibom_status status = source != NULL ? OPTIBOM_OK : error_no_memory(reading->err);
    for (size_t i = 0; status == OPTIBOM_OK && !reading->is_refused && i < CATALOG_RFQ_QUANTITIES;
         i++)
        if (reading->prices[i] != NULL)
            status = make_price(reading, i, source);
    return status;
}
