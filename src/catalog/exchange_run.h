/* What the files of the exchange share. */
#ifndef OPTIBOM_CATALOG_EXCHANGE_RUN_H
#define OPTIBOM_CATALOG_EXCHANGE_RUN_H

#include "catalog/exchange.h"
#include "store/natural.h"

enum { EXCHANGE_HASH_SIZE = 129 }; /* of the text */

/* SQL over a row of price, alias r: what it is the price of, and what it says. */
#define EXCHANGE_THING                                                                             \
    "json_array(v.name, r.mpn, s.name, r.currency, r.supplier_part_number, r.quantity)"
#define EXCHANGE_SAYS                                                                              \
    "json_array(r.price_micros, r.price_low_micros, r.price_high_micros, r.price_basis,"           \
    " r.minimum_order, r.order_multiple, r.lead_time_days, r.stock, r.valid_from, r.valid_until,"  \
    " r.incoterm, r.condition, r.confidence, r.reason)"

/* SQL over the file: the values of a line. */
#define EXCHANGE_VALUES                                                                            \
    "SELECT column_name, before, after FROM value WHERE line = ? ORDER BY column_name"

/* Whether rows of a table are told, and whether a column beside the key is. */
bool exchange_tells_table(const char *table);
bool exchange_tells_column(const struct catalog_dictionary *dictionary,
                           const struct store_table *table, const struct store_column *column);

/* A column that says who did something when: two sites that both did agree. */
bool exchange_is_circumstance(const char *column);

/* BLAKE2b of everything in a file of changes but its origin. */
enum optibom_status exchange_hash(char out[EXCHANGE_HASH_SIZE], struct store *file,
                                  struct error *err);

enum optibom_status exchange_count(struct catalog_exchange_counts *out, struct store *file,
                                   struct error *err);

/* Applying. */
struct exchange {
    struct catalog *catalog;
    struct store *file;
    struct store_tables tables;
    const char *path;      /* of the file, for messages */
    struct arena *arena;   /* of the report */
    struct arena scratch;  /* of one row */
    struct buf sql, other; /* of one statement */
    int64_t batch_id;
    bool has_written;
    struct catalog_exchange_report *report;
};

/* A row of the file; its texts live in the scratch arena. */
struct exchange_line {
    int64_t line, number;
    const struct store_table *table;
    const char *name, *kind;
};

/* What is in the way, with the numbers and texts that a person looks for. `what` is a table or
 * "price"; `column`, `before`, `after` and `ours` may be NULL. */
struct exchange_conflict {
    int64_t number;
    const char *what, *name, *column, *why, *before, *after, *ours;
};
enum optibom_status exchange_conflict(struct exchange *exchange,
                                      const struct exchange_conflict *conflict, struct error *err);

/* The steps, in their order. */
enum optibom_status exchange_rows(struct exchange *exchange, struct error *err);
enum optibom_status exchange_figures(struct exchange *exchange, struct error *err);
enum optibom_status exchange_prices(struct exchange *exchange, struct error *err);

/* Inserts, updates or deletes the row. OPTIBOM_CONFLICT: a rule of the catalog forbids it. */
enum optibom_status exchange_write(struct exchange *exchange, const struct exchange_line *line,
                                   struct error *err);

/* figure.chosen, which follows from the figures. */
bool exchange_is_choice(const struct store_table *table, const char *column);

#endif
