/*
 * A row of an answered request, held against what was asked: which line it answers, the prices that
 * it gives, and what there is to say about it.
 */
#ifndef OPTIBOM_CATALOG_RFQ_ANSWER_H
#define OPTIBOM_CATALOG_RFQ_ANSWER_H

#include "catalog/load_run.h"
#include "catalog/rfq.h"

/* A row that answers its line. */
struct rfq_row {
    struct catalog_rfq *rfq;
    struct catalog_rfq_line *line;
    struct catalog_rfq_answer answer;
    size_t file_line;
    const char *raw;
    struct catalog_price *prices[CATALOG_RFQ_QUANTITIES];
    size_t price_count;
    bool is_new;          /* one of them is, as it turns out when they are written */
    int64_t alternate_id; /* part offered in place of the one that was asked for; 0: none */
};

enum rfq_verdict {
    RFQ_ANSWERED,
    RFQ_BLANK,  /* it says nothing, or nothing that is kept */
    RFQ_REFUSED /* and the reason is told */
};

/* How the prices are made: of class offer. */
struct rfq_pricing {
    const struct import_class *offer;
    struct catalog_price_plan plan;
};

void rfq_pricing_make(struct rfq_pricing *pricing, struct import_column *columns,
                      const struct import_class *offer);
enum { RFQ_PRICING_COLUMNS = 17 };

/* Reads the row against its line, both of which `row` names; it lives in run->arena. */
enum optibom_status rfq_answer_read(enum rfq_verdict *verdict, struct rfq_row *row,
                                    struct load_run *run, const struct catalog_load_file *file,
                                    const struct rfq_pricing *pricing,
                                    const struct import_record *record, struct error *err);

/* The header of the attribute's column, else its name. */
const char *rfq_header(const struct catalog_load_file *file, const char *attribute);

#endif
