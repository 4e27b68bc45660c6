/*
 * Requests for quotation as they were sent: what one supplier was asked for one build, kept so that
 * the answer can be held against it.
 */
#ifndef OPTIBOM_CATALOG_RFQ_H
#define OPTIBOM_CATALOG_RFQ_H

#include "store/store.h"

enum { CATALOG_RFQ_QUANTITIES = 6 };

struct catalog_rfq_line {
    int64_t line;    /* from 1 */
    int64_t part_id; /* 0 when it was read back */
    const char *vendor, *mpn;
    const char *class_name, *description; /* NULL when it was read back */
    int64_t need;                         /* pieces for the program, spares included */
    int64_t quantities[CATALOG_RFQ_QUANTITIES];
    size_t quantity_count;
    double target;      /* of one piece, in the currency of the request; NaN: it is not told */
    const char *answer; /* the latest: "quote", "no bid", "alternate"; NULL: none yet */
    int64_t batch_id;   /* import that brought it; 0: none */
};

struct catalog_rfq {
    int64_t rfq_id;
    bool is_draft; /* nobody was asked: it is not remembered, and its number says so */
    const char *number, *build, *supplier, *currency;
    int64_t revision;                             /* of the build; 0: a spec file */
    int64_t racks;                                /* of the program */
    const char *created_on, *respond_by;          /* YYYY-MM-DD */
    const char *required_by, *incoterm, *comment; /* NULL: not said */
    struct catalog_rfq_line *lines;
    size_t line_count;
};

/* Gives a request the number that follows from build, revision, supplier and day, in `arena`:
 * RFQ-NVL72-CPO-R1-FSCOM-20260102, of a draft DRAFT-NVL72-CPO-R1-FSCOM-20260102. */
enum optibom_status catalog_rfq_number(struct catalog_rfq *rfq, struct arena *arena,
                                       struct error *err);

/* True for the number of a draft. */
bool catalog_rfq_is_draft(const char *number);

/* Remembers a request, within a transaction. One that was remembered before, to the word, stays as
 * it is; another one of the same number is given the next free one ("...-2"), in `arena`. */
enum optibom_status catalog_rfq_put(struct catalog_rfq *rfq, struct arena *arena,
                                    struct store *store, struct error *err);

/* OPTIBOM_NOT_FOUND, without a sentence, when no request has the number. */
enum optibom_status catalog_rfq_get(struct catalog_rfq **out, struct arena *arena,
                                    struct store *store, const char *number, struct error *err);

/* What a supplier said about a line beside its prices. */
struct catalog_rfq_answer {
    const char *answer; /* "quote", "no bid" or "alternate" */
    const char *alternate_vendor, *alternate_mpn;
    int64_t one_time_micros; /* -1: none */
    const char *one_time_currency;
    const char *country_of_origin, *remark;
};

/* Whether the line has another answer, or none yet. */
enum optibom_status catalog_rfq_differs(bool *out, struct store *store, int64_t rfq_id,
                                        int64_t line, const struct catalog_rfq_answer *answer,
                                        struct error *err);

/* Takes the place of an earlier answer. `now`: UTC, ISO 8601. */
enum optibom_status catalog_rfq_take(struct store *store, int64_t rfq_id, int64_t line,
                                     const struct catalog_rfq_answer *answer, int64_t batch_id,
                                     const char *now, struct error *err);

#endif
