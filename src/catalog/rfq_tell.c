#include "catalog/rfq_reading.h"

#include "base/money.h"

#include <string.h>

enum { DAY = 10 };

static enum optibom_status tell_prices(const struct rfq_reading *reading)
{
    const struct rfq_row *row = reading->row;
    const struct import_value *minimum = rfq_value(reading, "minimum_order");
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 1; status == OPTIBOM_OK && i < row->price_count; i++) {
        char more[RFQ_AMOUNT_SIZE], less[RFQ_AMOUNT_SIZE];
        if (row->prices[i]->price_micros <= row->prices[i - 1]->price_micros)
            continue;
        money_format(more, row->prices[i]->price_micros);
        money_format(less, row->prices[i - 1]->price_micros);
        status = RFQ_SAY(reading, "rfq-rising", "unit_price_1",
                         "%s at %lld pieces is more than %s at %lld; both are kept", more,
                         (long long)row->prices[i]->quantity, less,
                         (long long)row->prices[i - 1]->quantity);
    }
    if (status == OPTIBOM_OK && minimum != NULL && row->price_count > 0 &&
        minimum->integer > row->prices[0]->quantity)
        status =
            RFQ_SAY(reading, "rfq-minimum", "minimum_order",
                    "at least %lld pieces are to be ordered, and a price for %lld was asked for",
                    (long long)minimum->integer, (long long)row->prices[0]->quantity);
    return status;
}

static enum optibom_status tell_days(const struct rfq_reading *reading)
{
    const struct load_run *run = reading->run;
    const char *today = run->request->now, *until = rfq_text(reading, "valid_until");
    const char *required = reading->row->rfq->required_by, *arrival = NULL;
    const struct import_value *lead = rfq_value(reading, "lead_time");
    enum optibom_status status = OPTIBOM_OK;
    if (today == NULL || strlen(today) < DAY)
        return OPTIBOM_OK;
    if (until != NULL && strncmp(until, today, DAY) < 0)
        status = RFQ_SAY(reading, "expired-price", "valid_until",
                         "the prices were valid until %s; they are kept", until);
    if (status != OPTIBOM_OK || required == NULL || lead == NULL)
        return status;
    status =
        store_one_text(&arrival, run->arena, run->catalog->store, reading->err,
                       "SELECT date(substr(?1, 1, 10), ?2 || ' days')", "ti", today, lead->integer);
    if (status == OPTIBOM_NOT_FOUND) /* past the calendar */
        status = OPTIBOM_OK;
    return status == OPTIBOM_OK && (arrival == NULL || strcmp(arrival, required) > 0)
               ? RFQ_SAY(
                     reading, "rfq-late", "lead_time",
                     "ordered today, the part leaves on %s at the earliest, and it is required by "
                     "%s",
                     arrival != NULL ? arrival : "no day", required)
               : status;
}

static enum optibom_status tell_rest(const struct rfq_reading *reading)
{
    const struct rfq_row *row = reading->row;
    const struct catalog_rfq_answer *answer = &row->answer;
    enum optibom_status status = OPTIBOM_OK;
    if (strcmp(answer->answer, "no bid") == 0)
        status = RFQ_SAY(reading, "rfq-no-bid", "action", "%s does not quote for %s%s",
                         row->rfq->supplier, row->line->mpn,
                         row->line->answer != NULL && strcmp(row->line->answer, "quote") == 0
                             ? ", but did before: those prices stay until their batch is undone"
                             : "");
    if (status == OPTIBOM_OK && row->alternate_id != 0)
        status = RFQ_SAY(
            reading, "rfq-alternate", "alternate_mpn",
            "%s %s is offered in place of %s %s; it is proposed as its alternate%s",
            answer->alternate_vendor, answer->alternate_mpn, row->line->vendor, row->line->mpn,
            row->price_count > 0 ? ", and the prices are those of the part offered" : "");
    if (status == OPTIBOM_OK && answer->one_time_micros >= 0) {
        char amount[RFQ_AMOUNT_SIZE];
        money_format(amount, answer->one_time_micros);
        status = RFQ_SAY(reading, "rfq-one-time", "one_time_charge",
                         "%s %s once for %s, beside the unit prices; kept with the request", amount,
                         answer->one_time_currency, row->line->mpn);
    }
    return status;
}

enum optibom_status rfq_tell(const struct rfq_reading *reading)
{
    enum optibom_status status = tell_prices(reading);
    if (status == OPTIBOM_OK)
        status = tell_days(reading);
    return status == OPTIBOM_OK ? tell_rest(reading) : status;
}
