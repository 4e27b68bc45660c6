/* What the files that read an answered row share. */
#ifndef OPTIBOM_CATALOG_RFQ_READING_H
#define OPTIBOM_CATALOG_RFQ_READING_H

#include "catalog/rfq_answer.h"

enum { RFQ_NAME_SIZE = 32, RFQ_AMOUNT_SIZE = 32 };

struct rfq_reading {
    struct load_run *run;
    const struct catalog_load_file *file;
    const struct rfq_pricing *pricing;
    const struct import_record *record;
    struct rfq_row *row;
    const struct import_value *prices[CATALOG_RFQ_QUANTITIES]; /* NULL: a blank cell */
    size_t price_count;
    const char *currency; /* of the row; NULL: not said */
    bool is_refused;
    struct error *err;
};

/* What the row says of an attribute; NULL: nothing. */
const struct import_value *rfq_value(const struct rfq_reading *reading, const char *attribute);
const char *rfq_text(const struct rfq_reading *reading, const char *attribute);

#define RFQ_SAY(reading, code, attribute, ...)                                                     \
    load_say((reading)->run, (reading)->file->label, (reading)->record, code,                      \
             rfq_header((reading)->file, attribute), __VA_ARGS__)

/* The same, and the row goes no further. */
#define RFQ_REFUSE(reading, code, attribute, ...)                                                  \
    ((reading)->is_refused = true, RFQ_SAY(reading, code, attribute, __VA_ARGS__))

/* Makes the prices of the row; one that breaks a rule refuses it. */
enum optibom_status rfq_make_prices(struct rfq_reading *reading);

/* Says what a buyer should know of a row that is taken. */
enum optibom_status rfq_tell(const struct rfq_reading *reading);

#endif
