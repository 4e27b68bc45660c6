/* What the files of load share: one import on its way. */
#ifndef OPTIBOM_CATALOG_LOAD_RUN_H
#define OPTIBOM_CATALOG_LOAD_RUN_H

#include "catalog/load.h"
#include "catalog/price.h"
#include "catalog/put.h"
#include "import/table_rows.h"

/* A table that is not understood: the sentence that says why, or the issues of its header. */
struct load_left {
    struct catalog_load_file file;
    const char *why; /* "": it is empty */
    const struct import_issue *issues;
    size_t issue_count;
    const char *raw; /* of the header */
};

struct load_bom;

/* Files that are opened before the first is written, the first however large: the reader of a
 * document holds all of it. */
enum { LOAD_OPEN_FILES = 64, LOAD_OPEN_BYTES = 64 * 1024 * 1024 };

struct load_open {
    const struct import_format *format;
    struct import_reader *reader; /* NULL: not open */
};

struct load_run {
    struct catalog *catalog;
    const struct catalog_load_request *request;
    struct catalog_load_report *report;
    struct arena *arena;    /* of the report */
    const char *class_name; /* of the file at hand; NULL: its headers are to tell */
    struct catalog_put put;
    struct store_recording *recording;
    struct catalog_price_writer *prices; /* NULL until the first price list */
    struct load_bom *boms;               /* load_bom.h; NULL until the first list */
    struct load_open *open;              /* by source */
    struct load_left *left;              /* of the file at hand */
    size_t left_count;
    size_t rows_seen;
    int64_t issues_stored;
    struct error *err;
};

/* One table of a file into the catalog; one that is not understood is left. */
enum optibom_status load_table(struct load_run *run, const struct import_map_input *input,
                               struct error *err);

/* Opens the rows of a table, finds its names, its class and what the columns mean; the rows then
 * stand before the first record. `*of` is NULL for a table that is left. */
enum optibom_status load_understand(const struct catalog_class **of, struct catalog_load_file *file,
                                    struct import_table_rows **rows, struct load_run *run,
                                    const struct import_map_input *input, struct error *err);

/* Leaves a table; `why` as in load_left. */
enum optibom_status load_leave(struct load_run *run, const char *label, const char *why,
                               struct error *err);

/* After the last table of a file: those that were left are told beside the ones understood;
 * without any of these they are errors. */
enum optibom_status load_settle(struct load_run *run, const char *name, bool is_understood,
                                struct error *err);

/* Prices about parts that the catalog does not have wait for them: says so, a note a list. */
enum optibom_status load_unlisted(struct load_run *run, struct error *err);

/* Keeps how the first record was read, for a dry run. */
enum optibom_status load_sample(struct catalog_load_file *file, struct arena *arena,
                                const struct import_record *record, struct error *err);

/* Keeps an issue with its row: in the database as it comes, in the report the first ones. */
enum optibom_status load_issue(struct load_run *run, const char *file, const char *raw,
                               const struct import_issue *issue, struct error *err);

/* Says something that only the catalog knows; its severity stands in the table of codes. `record`
 * may be NULL: it is about the file. */
enum optibom_status load_say(struct load_run *run, const char *file,
                             const struct import_record *record, const char *code,
                             const char *column, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

#endif
