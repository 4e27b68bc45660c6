/*
 * Statements:
 *
 *  1. Writing one record into the catalog: insert or update by its key, with provenance.
 *  2. A record that breaks a rule of the catalog is refused with an issue, and leaves no trace. One
 *     that says what is known already changes nothing.
 *  3. What may be refused after a part of it was written is written below a savepoint, and no other
 *     record: below one SQLite copies every page before it changes it.
 *  4. A new part needs none. What can be refused of it are its rows in `part` and in the table of
 *     its class, which repeat its figures, for a record has one of each attribute. These are then
 *     written to `figure`, whose rules the reader has held: a range is in order, a choice is one
 *     of the dictionary.
 *  5. The figures of a new part wait for those of others: one statement that inserts many of them
 *     costs half as much for each. They are written before anything that reads or changes figures.
 */
#ifndef OPTIBOM_CATALOG_PUT_H
#define OPTIBOM_CATALOG_PUT_H

#include "catalog/catalog.h"
#include "catalog/in_force.h"
#include "import/mapping.h"

/* A figure that is to be written; its texts are the record's. */
struct catalog_put_figure {
    int64_t part_id, document_id;
    const struct catalog_attribute *attribute;
    struct catalog_value value;
    const char *condition, *original, *place, *confidence, *reason;
    bool is_chosen; /* in force, where it is a new one */
};

enum { CATALOG_PUT_WAITING = 64 };

struct catalog_put {
    struct catalog *catalog;
    struct arena *arena; /* for texts of the issue */
    int64_t batch_id;
    const char *default_source; /* title of the document where the record names none */
    bool changed;               /* set when the record brought something new */
    const char *replaced;       /* an attribute of which this import had said something else for the
                                   same part, document and condition; NULL: none */
    struct import_issue issue;  /* why it was refused: code is NULL when it was not */
    bool is_held;               /* statement 3: there is a savepoint */
    struct catalog_put_figure waiting[CATALOG_PUT_WAITING]; /* statement 5 */
    size_t waiting_count;
};

/* Writes a record of any class but offer, whose rows price.h writes, within a transaction.
 * OPTIBOM_OK also when it was refused. */
enum optibom_status catalog_put_record(struct catalog_put *put, const struct catalog_class *of,
                                       const struct import_record *record, struct error *err);

/* Statement 5: writes the figures that wait, before their records go. */
enum optibom_status catalog_put_waiting(struct catalog_put *put, struct error *err);

/* For the files of put: statement 3, from here to the end of the record; once in it. */
enum optibom_status catalog_put_hold(struct catalog_put *put, struct error *err);

/* For the files of put: sets the issue. Always OPTIBOM_OK. */
enum optibom_status catalog_put_refuse(struct catalog_put *put, const char *code,
                                       const char *column, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The record's text for an attribute, the fallback when it does not say. */
const char *catalog_put_text(const struct import_record *record, const char *attribute,
                             const char *fallback);

/* The id of the document that the record names, made when it is new. */
enum optibom_status catalog_put_document(int64_t *document_id, struct catalog_put *put,
                                         const struct import_record *record, struct error *err);

/* The id of a part that must exist: by the record's attributes named `vendor` and `mpn`. Refuses
 * with unknown-part, leaving *part_id at 0. */
enum optibom_status catalog_put_known_part(int64_t *part_id, struct catalog_put *put,
                                           const struct import_record *record, const char *vendor,
                                           const char *mpn, struct error *err);

/* Records of the classes of parts. */
enum optibom_status catalog_put_part(struct catalog_put *put, const struct catalog_class *of,
                                     const struct import_record *record, struct error *err);

/* A figure of a part: of a new one, whose rows repeat it; or beside those that the catalog has. */
enum optibom_status catalog_put_new_figure(struct catalog_put *put,
                                           const struct catalog_put_figure *figure,
                                           struct error *err);
enum optibom_status catalog_put_figure(struct catalog_put *put, const struct catalog_class *of,
                                       const struct catalog_put_figure *figure, struct error *err);

/* The id of a vendor, made when it is new. */
enum optibom_status catalog_put_vendor(int64_t *vendor_id, struct store *store, const char *name,
                                       struct error *err);

/* Records of compositions, alternates, makers, further numbers and exchange rates. */
enum optibom_status catalog_put_composition(struct catalog_put *put,
                                            const struct import_record *record, struct error *err);
enum optibom_status catalog_put_alternate(struct catalog_put *put,
                                          const struct import_record *record, struct error *err);
enum optibom_status catalog_put_maker(struct catalog_put *put, const struct import_record *record,
                                      struct error *err);
enum optibom_status catalog_put_alias(struct catalog_put *put, const struct import_record *record,
                                      struct error *err);
enum optibom_status catalog_put_exchange_rate(struct catalog_put *put,
                                              const struct import_record *record,
                                              struct error *err);

#endif
