/*
 * Prices: the rows of price lists, written as they come and read back as offers.
 *
 * Rows are only added; the latest for a part, supplier, currency, order number and quantity is in
 * force, and what it does not say is taken from earlier ones.
 */
#ifndef OPTIBOM_CATALOG_PRICE_H
#define OPTIBOM_CATALOG_PRICE_H

#include "catalog/part.h"
#include "import/mapping.h"
#include "store/changes.h"
#include "store/store.h"

enum { CATALOG_PRICE_UNSAID = -1 };

/* One row of a list. NULL, or CATALOG_PRICE_UNSAID: the row does not say. */
struct catalog_price {
    size_t line;
    const char *vendor, *mpn, *supplier, *supplier_part_number, *currency;
    const char *valid_from, *valid_until, *incoterm, *condition, *confidence, *reason;
    const char *source, *source_url;
    const char *list_file; /* that brought the price first, and where it stood in it */
    int64_t list_line;
    uint64_t key; /* a hash of all that tells the row from others: part, supplier, quantity ... */
    int64_t quantity, price_micros; /* from `quantity` pieces on, for price_basis pieces */
    int64_t low_micros, high_micros, price_basis, minimum_order, order_multiple, lead_time_days;
    int64_t stock;
    const struct import_issue *issue; /* why the row is refused; NULL: it is not */
};

enum { CATALOG_PRICE_FIELDS = 24, CATALOG_PRICE_ATTRIBUTES = 64 };

/* A member of a price: a text, or a number of 64 bits. */
struct catalog_price_field {
    const char *attribute;   /* of class offer, whose value it is */
    const char *column;      /* of table price; NULL: it is not kept as it is */
    size_t offset;           /* of the member */
    bool is_text, is_needed; /* needed: every price has it */
};

extern const struct catalog_price_field catalog_price_fields[CATALOG_PRICE_FIELDS];

/* What the prices of a list may say: a list has few of the columns, and only they are written. */
struct catalog_price_plan {
    const struct import_class *of;
    const struct catalog_price_field *fields[CATALOG_PRICE_ATTRIBUTES]; /* by place of the attribute
                                                                           in the class; or NULL */
    bool is_said[CATALOG_PRICE_FIELDS];                              /* by a column of the list */
    const struct catalog_price_field *columns[CATALOG_PRICE_FIELDS]; /* to be written */
    size_t column_count;
};

void catalog_price_plan_make(struct catalog_price_plan *plan, const struct import_mapping *mapping);

/* What a record of class offer says, in the arena, with the record's texts; NULL: no memory.
 * `issue` is set when the row breaks a rule. */
struct catalog_price *catalog_price_of(const struct import_record *record,
                                       const struct catalog_price_plan *plan, struct arena *arena);

struct catalog_price_writer;

/* Within a transaction that is recorded: names that are new to the catalog are, prices are not.
 * Where there were no prices before, the index is made at the end. */
enum optibom_status catalog_price_writer_open(struct catalog_price_writer **out,
                                              struct store *store,
                                              struct store_recording *recording, int64_t batch_id,
                                              struct error *err);
/* The rows from here on are of this file; `title`: of the document where a row names none. */
enum optibom_status catalog_price_writer_file(struct catalog_price_writer *writer, const char *file,
                                              const char *title, struct error *err);

enum catalog_price_outcome {
    CATALOG_PRICE_NEW,
    CATALOG_PRICE_KNOWN, /* said before, here or in an earlier list */
    CATALOG_PRICE_OTHER  /* written, but an earlier row of this file gives another price */
};

/* Where the prices of a file come from. */
struct catalog_price_source {
    void *context;
    const struct catalog_price_plan *plan;
    /* The next price; OPTIBOM_NOT_FOUND past the last. It holds until the next call. */
    enum optibom_status (*next)(const struct catalog_price **price, void *context,
                                struct error *err);
    /* What became of it. `earlier` is the line of the other row, with CATALOG_PRICE_OTHER. */
    enum optibom_status (*written)(void *context, enum catalog_price_outcome outcome,
                                   size_t earlier, struct error *err);
};

/* Writes all prices of the source, of the file said last. */
enum optibom_status catalog_price_write(struct catalog_price_writer *writer,
                                        const struct catalog_price_source *source,
                                        struct error *err);

/* Says that a price is soon written: what is known of its like, anywhere in tens of megabytes, is
 * near the processor then. */
void catalog_price_expect(const struct catalog_price_writer *writer,
                          const struct catalog_price *price);

/* Of the prices of the file said last, those that were valid until a day before today. */
int64_t catalog_price_expired(const struct catalog_price_writer *writer);

/* Makes the index where it waited. */
enum optibom_status catalog_price_writer_end(struct catalog_price_writer *writer,
                                             struct error *err);
void catalog_price_writer_close(struct catalog_price_writer *writer); /* takes NULL */

/* Of each list of a batch, in order, the rows about parts that the catalog does not have. */
enum optibom_status
catalog_price_unlisted(void (*report)(void *context, const char *file, int64_t rows), void *context,
                       struct store *store, int64_t batch_id, struct error *err);

/* How many prices name a list, vendor, supplier or document that is not there: 0 in a sound
 * catalog. */
enum optibom_status catalog_price_check(int64_t *rows, struct store *store, struct error *err);

/* The latest batch whose prices name a vendor, supplier or document that is not there; 0: none. */
enum optibom_status catalog_price_stranded(int64_t *batch_id, struct store *store,
                                           struct error *err);

/* Takes the rows of a batch away. */
enum optibom_status catalog_price_undo(struct store *store, int64_t batch_id, struct error *err);

/* The offers of a part, by supplier. */
enum optibom_status catalog_price_load(struct catalog_part *part, struct arena *arena,
                                       struct store *store, struct error *err);

#endif
