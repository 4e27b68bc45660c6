/* What the files of load share: one import on its way. */
#ifndef OPTIBOM_CATALOG_LOAD_RUN_H
#define OPTIBOM_CATALOG_LOAD_RUN_H

#include "catalog/load.h"
#include "catalog/price.h"
#include "catalog/put.h"
#include "import/reader.h"

struct load_run {
    struct catalog *catalog;
    const struct catalog_load_request *request;
    struct catalog_load_report *report;
    struct arena *arena; /* of the report */
    struct catalog_put put;
    struct store_recording *recording;
    struct catalog_price_writer *prices; /* NULL until the first price list */
    size_t rows_seen;
    int64_t issues_stored;
    struct error *err;
};

/* One table of a file into the catalog. `name` is the file's; the reader stands before the first
 * row of the table. */
enum optibom_status load_table(struct load_run *run, const char *name,
                               const struct import_format *format, struct import_reader *reader,
                               const struct import_table *table, struct error *err);

/* Prices about parts that the catalog does not have wait for them: says so, a note a list. */
enum optibom_status load_unlisted(struct load_run *run, struct error *err);

/* Keeps an issue with its row: in the database as it comes, in the report the first ones. */
enum optibom_status load_issue(struct load_run *run, const char *file, const char *raw,
                               const struct import_issue *issue, struct error *err);

#endif
