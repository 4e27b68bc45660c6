#include "catalog/rfq_reading.h"

#include "base/money.h"
#include "base/scan.h"

#include <stdio.h>
#include <string.h>

/* A cell of these is an answer. */
static const char *const ANSWERS[] = {"action",
                                      "supplier_part_number",
                                      "alternate_vendor",
                                      "alternate_mpn",
                                      "currency",
                                      "price_basis",
                                      "minimum_order",
                                      "order_multiple",
                                      "one_time_charge",
                                      "lead_time",
                                      "stock",
                                      "valid_from",
                                      "valid_until",
                                      "incoterm",
                                      "country_of_origin",
                                      "remark"};

const char *rfq_header(const struct catalog_load_file *file, const char *attribute)
{
    for (size_t i = 0; i < file->mapping.column_count; i++) {
        const struct import_column *column = &file->mapping.columns[i];
        if (column->attribute != NULL && strcmp(column->attribute->name, attribute) == 0)
            return column->header;
    }
    return attribute;
}

const struct import_value *rfq_value(const struct rfq_reading *reading, const char *attribute)
{
    return import_record_value(reading->record, attribute);
}

const char *rfq_text(const struct rfq_reading *reading, const char *attribute)
{
    const struct import_value *value = rfq_value(reading, attribute);
    return value != NULL ? value->text : NULL;
}

/* --- what the row answers */

static enum optibom_status take_quantities(struct rfq_reading *reading)
{
    const struct catalog_rfq_line *line = reading->row->line;
    for (size_t i = 0; i < CATALOG_RFQ_QUANTITIES; i++) {
        char price[RFQ_NAME_SIZE], quantity[RFQ_NAME_SIZE];
        snprintf(price, sizeof price, "unit_price_%zu", i + 1);
        snprintf(quantity, sizeof quantity, "quantity_%zu", i + 1);
        const struct import_value *said = rfq_value(reading, quantity);
        reading->prices[i] = rfq_value(reading, price);
        if (reading->prices[i] == NULL)
            continue;
        reading->price_count++;
        if (i >= line->quantity_count)
            return RFQ_REFUSE(reading, "rfq-quantity", price,
                              "%zu quantit%s asked for; the row is refused for a price at another",
                              line->quantity_count,
                              line->quantity_count == 1 ? "y was" : "ies were");
        if (said != NULL && said->integer != line->quantities[i])
            return RFQ_REFUSE(reading, "rfq-quantity", quantity,
                              "%lld pieces were asked for, and the price is for %lld: the row is "
                              "refused; restore the quantity, or ask again with --quantities",
                              (long long)line->quantities[i], (long long)said->integer);
        if (reading->prices[i]->integer == 0)
            return RFQ_REFUSE(reading, "out-of-domain", price,
                              "0 is no price; leave the cell blank where there is no offer");
    }
    return OPTIBOM_OK;
}

static bool is_answered(const struct rfq_reading *reading)
{
    bool answered = reading->price_count > 0;
    for (size_t i = 0; !answered && i < sizeof ANSWERS / sizeof *ANSWERS; i++)
        answered = rfq_value(reading, ANSWERS[i]) != NULL;
    return answered;
}

static enum optibom_status check_action(struct rfq_reading *reading)
{
    struct catalog_rfq_answer *answer = &reading->row->answer;
    const char *number = rfq_text(reading, "alternate_mpn");
    bool is_no_bid = strcmp(answer->answer, "no bid") == 0;
    bool is_alternate = strcmp(answer->answer, "alternate") == 0;
    if (is_no_bid && reading->price_count > 0)
        return RFQ_REFUSE(reading, "rfq-action", "action",
                          "the action is \"no bid\", but there is a price; correct one of them");
    if (is_alternate && number == NULL)
        return RFQ_REFUSE(reading, "rfq-action", "alternate_mpn",
                          "the action is \"alternate\", but the part number of what is offered is "
                          "missing");
    if (!is_alternate && number != NULL)
        return RFQ_REFUSE(reading, "rfq-action", "action",
                          "another part is offered, \"%s\", but the action is not \"alternate\"",
                          number);
    return OPTIBOM_OK;
}

static enum optibom_status take_currency(struct rfq_reading *reading)
{
    const char *said = rfq_text(reading, "currency");
    const struct import_value *one_time = rfq_value(reading, "one_time_charge");
    char code[4] = "";
    if (said != NULL && !money_currency_find(code, said))
        return RFQ_REFUSE(
            reading, "unknown-currency", "currency",
            "'%s' is not a currency code of ISO 4217 that is known here; write USD, EUR "
            "...",
            said);
    reading->currency = code[0] != '\0' ? arena_strdup(reading->run->arena, code) : NULL;
    if (code[0] != '\0' && reading->currency == NULL)
        return error_no_memory(reading->err);
    if (reading->currency != NULL)
        return OPTIBOM_OK;
    if (one_time != NULL && one_time->currency == NULL)
        return RFQ_REFUSE(reading, "rfq-currency", "currency",
                          "the one-time charge has no currency; fill the column Currency");
    for (size_t i = 0; i < CATALOG_RFQ_QUANTITIES; i++)
        if (reading->prices[i] != NULL && reading->prices[i]->currency == NULL)
            return RFQ_REFUSE(
                reading, "rfq-currency", "currency",
                "a price has no currency, and none is guessed; fill the column Currency");
    return OPTIBOM_OK;
}

/* --- an alternate */

static enum optibom_status find_part(int64_t *part_id, struct rfq_reading *reading,
                                     const char *vendor, const char *mpn)
{
    *part_id = 0;
    enum optibom_status status =
        vendor != NULL ? store_one_int(part_id, reading->run->catalog->store, reading->err,
                                       "SELECT p.part_id FROM part_number AS p JOIN vendor AS v"
                                       " USING (vendor_id) WHERE v.name = ? AND p.mpn = ?",
                                       "tt", vendor, mpn)
                       : store_one_int(part_id, reading->run->catalog->store, reading->err,
                                       "SELECT min(part_id) FROM part_number WHERE mpn = ?"
                                       " HAVING count(DISTINCT part_id) = 1",
                                       "t", mpn);
    return status == OPTIBOM_NOT_FOUND ? OPTIBOM_OK : status;
}

/* The part that is offered in place of the one that was asked for. */
static enum optibom_status take_alternate(struct rfq_reading *reading)
{
    struct rfq_row *row = reading->row;
    const char *vendor = rfq_text(reading, "alternate_vendor");
    const char *mpn = rfq_text(reading, "alternate_mpn");
    if (strcmp(row->answer.answer, "alternate") != 0)
        return OPTIBOM_OK;
    enum optibom_status status =
        find_part(&row->alternate_id, reading, vendor != NULL ? vendor : row->line->vendor, mpn);
    if (status == OPTIBOM_OK && row->alternate_id == 0 && vendor == NULL)
        status = find_part(&row->alternate_id, reading, NULL, mpn);
    if (status != OPTIBOM_OK)
        return status;
    if (row->alternate_id == 0)
        return RFQ_REFUSE(
            reading, "unknown-part", "alternate_mpn",
            "the catalog has no part '%s'%s%s, which is offered in place of %s; import "
            "the part first, then the answer again",
            mpn, vendor != NULL ? " of " : "", vendor != NULL ? vendor : "", row->line->mpn);
    struct store *store = reading->run->catalog->store;
    struct arena *arena = reading->run->arena;
    status = store_one_text(&row->answer.alternate_vendor, arena, store, reading->err,
                            "SELECT v.name FROM part AS p JOIN vendor AS v USING (vendor_id)"
                            " WHERE p.part_id = ?",
                            "i", row->alternate_id);
    if (status == OPTIBOM_OK)
        status = store_one_text(&row->answer.alternate_mpn, arena, store, reading->err,
                                "SELECT mpn FROM part WHERE part_id = ?", "i", row->alternate_id);
    if (status == OPTIBOM_OK && scan_same(row->answer.alternate_vendor, row->line->vendor) &&
        scan_same(row->answer.alternate_mpn, row->line->mpn))
        return RFQ_REFUSE(reading, "rfq-action", "alternate_mpn",
                          "'%s' is the part that was asked for; the action is \"quote\" then", mpn);
    return status;
}

/* --- the row */

/* Texts of the record go with its batch. */
static bool keep_texts(struct rfq_reading *reading)
{
    struct arena *arena = reading->run->arena;
    struct catalog_rfq_answer *answer = &reading->row->answer;
    const struct import_value *one_time = rfq_value(reading, "one_time_charge");
    const char *country = rfq_text(reading, "country_of_origin");
    const char *remark = rfq_text(reading, "remark");
    bool kept = true;
    if (one_time != NULL) {
        answer->one_time_micros = one_time->integer;
        answer->one_time_currency = arena_strdup(
            arena, one_time->currency != NULL ? one_time->currency : reading->currency);
        kept = answer->one_time_currency != NULL;
    }
    if (country != NULL)
        kept = kept && (answer->country_of_origin = arena_strdup(arena, country)) != NULL;
    if (remark != NULL)
        kept = kept && (answer->remark = arena_strdup(arena, remark)) != NULL;
    reading->row->raw = arena_strdup(arena, reading->record->raw);
    return kept && reading->row->raw != NULL;
}

/* "quote" and its like, which outlive the record. */
static const char *action_of(const struct rfq_reading *reading)
{
    const char *action = rfq_text(reading, "action");
    return action == NULL                     ? "quote"
           : strcmp(action, "no bid") == 0    ? "no bid"
           : strcmp(action, "alternate") == 0 ? "alternate"
                                              : "quote";
}

static enum optibom_status read_answer(enum rfq_verdict *verdict, struct rfq_reading *reading)
{
    struct rfq_row *row = reading->row;
    row->answer = (struct catalog_rfq_answer){.answer = action_of(reading), .one_time_micros = -1};
    enum optibom_status status = check_action(reading);
    if (status == OPTIBOM_OK && !reading->is_refused)
        status = take_currency(reading);
    if (status == OPTIBOM_OK && !reading->is_refused)
        status = take_alternate(reading);
    if (status == OPTIBOM_OK && !reading->is_refused && !keep_texts(reading))
        status = error_no_memory(reading->err);
    if (status == OPTIBOM_OK && !reading->is_refused)
        status = rfq_make_prices(reading);
    if (status != OPTIBOM_OK || reading->is_refused)
        return status;
    if (row->price_count == 0 && strcmp(row->answer.answer, "quote") == 0)
        return RFQ_SAY(reading, "rfq-unpriced", "unit_price_1",
                       "the row has no price: nothing of it is kept");
    *verdict = RFQ_ANSWERED;
    return rfq_tell(reading);
}

enum optibom_status rfq_answer_read(enum rfq_verdict *verdict, struct rfq_row *row,
                                    struct load_run *run, const struct catalog_load_file *file,
                                    const struct rfq_pricing *pricing,
                                    const struct import_record *record, struct error *err)
{
    struct rfq_reading reading = {
        .run = run, .file = file, .pricing = pricing, .record = record, .row = row, .err = err};
    *verdict = RFQ_BLANK;
    row->file_line = record->line;
    enum optibom_status status = take_quantities(&reading);
    if (status == OPTIBOM_OK && !reading.is_refused && is_answered(&reading))
        status = read_answer(verdict, &reading);
    if (reading.is_refused)
        *verdict = RFQ_REFUSED;
    return status;
}
