/* What the files of load share: one import on its way. */
#ifndef OPTIBOM_CATALOG_LOAD_RUN_H
#define OPTIBOM_CATALOG_LOAD_RUN_H

#include "catalog/load.h"
#include "catalog/price.h"
#include "catalog/put.h"
#include "catalog/read_ahead.h"
#include "import/table_rows.h"

/*
 * Files and tables are first read and checked as far as there is room (load_stage.c), then written
 * within the transaction (load.c), the others read on the way.
 */
enum {
    LOAD_OPEN_FILES = 64,
    /* Of the files that are opened before anything is written; the first however large. */
    LOAD_OPEN_BYTES = 64 * 1024 * 1024,
    /* Of a file whose rows are all read before: more of it first makes the import longer and the
     * writing no shorter. */
    LOAD_STAGE_FILE = 8 * 1024 * 1024,
    /* For the records that are read before, of all files. */
    LOAD_STAGE_ROOM = 64 * 1024 * 1024
};

/* A table that is not understood: the sentence that says why, or the issues of its header. */
struct load_left {
    struct catalog_load_file file;
    const char *why; /* "": it is empty */
    const struct import_issue *issues;
    size_t issue_count;
    const char *raw; /* of the header */
};

/* A table that is understood. */
struct load_table {
    struct load_table *next;
    struct import_table table;
    struct catalog_load_file file; /* as it will stand in the report */
    const struct catalog_class *of;
    const struct import_issue *issues; /* of its header */
    size_t issue_count;
    const char *raw; /* of the header */
    struct import_table_rows *rows;
    struct catalog_price_plan plan; /* of a price list */
    struct read_ahead *ahead;       /* its records */
};

struct load_file {
    const struct catalog_source *source;
    const char *class_name; /* NULL: its headers are to tell */
    const struct import_format *format;
    struct import_reader *reader; /* NULL: not open */
    struct file_hash *hash;       /* being made */
    char hash_text[FILE_HASH_SIZE];
    struct load_table *staged; /* tables that are read and not written yet */
    struct load_left *left;
    size_t left_count;
    struct buf others; /* tables that were not asked for */
    bool is_begun, is_over;
    bool is_any;        /* one of its tables was looked at */
    bool is_understood; /* one of them was understood */
};

struct load_bom;

struct load_run {
    struct catalog *catalog;
    const struct catalog_load_request *request;
    struct catalog_load_report *report;
    struct arena *arena; /* of the report */
    struct catalog_put put;
    struct store_recording *recording;
    struct catalog_price_writer *prices; /* NULL until the first price list */
    struct load_bom *boms;               /* load_bom.h; NULL until the first list */
    struct load_file *files;             /* by source */
    size_t room;                         /* that is left for what is read before */
    size_t rows_seen;
    int64_t issues_stored;
    struct error *err;
};

/* Opens files and reads their tables, before anything is written. */
enum optibom_status load_stage(struct load_run *run, struct error *err);

enum optibom_status load_file_open(struct load_file *file, const struct load_run *run,
                                   struct error *err);

/* The next table that is understood, a staged one first, with its records being read; NULL past the
 * last. The caller closes it. A file that has nothing to read is OPTIBOM_BAD_INPUT. */
enum optibom_status load_file_next(struct load_table **out, struct load_file *file,
                                   struct load_run *run, struct error *err);

void load_file_close(struct load_file *file);

/* Finds the names of a table, its class and what the columns mean, and begins to read its records.
 * `*out` is NULL for a table that is left. */
enum optibom_status load_table_open(struct load_table **out, const struct import_table *of,
                                    struct load_file *file, struct load_run *run,
                                    struct error *err);

/* Writes a table into the catalog. */
enum optibom_status load_table_write(struct load_run *run, struct load_table *table,
                                     struct error *err);

void load_table_close(struct load_table *table);

/* Prices are read and written in ways of their own. */
bool load_is_prices(const struct catalog_class *of);

/* Opens the rows of a table of which only the names are known; they then stand before the first
 * record. `of` stays NULL for a table that is left. */
enum optibom_status load_understand(struct load_table *table, struct load_file *file,
                                    struct load_run *run, struct error *err);

/* Leaves a table; `why` as in load_left. */
enum optibom_status load_leave(struct load_file *file, struct arena *arena, const char *label,
                               const char *why, struct error *err);

/* After the last table of a file: those that were left are told beside the ones understood;
 * without any of these they are errors. */
enum optibom_status load_settle(struct load_run *run, struct load_file *file, struct error *err);

/* Prices about parts that the catalog does not have wait for them: says so, a note a list. */
enum optibom_status load_unlisted(struct load_run *run, struct error *err);

/* Adds to the report what is known of a table. */
enum optibom_status load_report_file(struct load_run *run, const struct catalog_load_file *file,
                                     struct error *err);

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
