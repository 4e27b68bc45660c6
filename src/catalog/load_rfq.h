/* Answered requests for quotation of an import: rows held against what was asked, then written as
 * prices of the supplier who was asked, table by table. */
#ifndef OPTIBOM_CATALOG_LOAD_RFQ_H
#define OPTIBOM_CATALOG_LOAD_RFQ_H

#include "catalog/load_run.h"

struct load_rfq;

enum optibom_status load_rfq_open(struct load_rfq **out, struct load_run *run,
                                  struct catalog_load_file *file, struct error *err);

/* Takes a record as the answer for the line that it names, or refuses it with the reason. */
enum optibom_status load_rfq_record(struct load_rfq *rfq, const struct import_record *record,
                                    struct error *err);

/* After the last record: writes what was taken, and says which lines have no answer. */
enum optibom_status load_rfq_end(struct load_rfq *rfq, struct error *err);

#endif
