/*
 * Import: files to records to catalog, as one batch that is wholly there or wholly absent.
 *
 * One bad row never stops the others: it is kept with place, reason and text. It is written in one
 * transaction, which begins when all is read and checked that there is room for (load_run.h);
 * what it changed is recorded, so that the batch can be taken back exactly.
 */
#ifndef OPTIBOM_CATALOG_LOAD_H
#define OPTIBOM_CATALOG_LOAD_H

#include "catalog/catalog.h"
#include "catalog/file_hash.h"
#include "import/map/map.h"
#include "import/mapping.h"

#include <stdio.h>

struct catalog_source {
    const char *name;       /* for messages and provenance */
    FILE *file;             /* the caller's */
    const char *class_name; /* NULL: that of the request */
    /* In place of a file: rows that are read elsewhere already, the caller's too. */
    const struct import_format *format;
    struct import_reader *reader;
};

struct catalog_load_report;

struct catalog_load_request {
    const struct catalog_source *sources;
    size_t source_count;
    const char *class_name;       /* NULL: each file's own, from its headers */
    const struct import_map *map; /* NULL: columns are found by their headers */
    const char *sheet;            /* name or number of the tables to read; or NULL */
    const char *who, *now;        /* user; UTC, ISO 8601 */
    bool dry_run;                 /* read and check everything, change nothing */
    bool strict;                  /* one refused row takes the whole batch back */
    /* Called when all is read, before anything is kept, within the transaction; its failure takes
     * everything back. NULL: nobody wants it. */
    enum optibom_status (*read)(void *context, const struct catalog_load_report *report,
                                struct error *err);
    void *read_context;
    void (*progress)(void *context, size_t row); /* NULL: nobody watches */
    void *progress_context;
};

struct catalog_load_issue {
    const char *file;
    struct import_issue issue;
};

/* One table that was understood. */
struct catalog_load_file {
    const char *file, *format, *class_name;
    const char *sheet; /* name of the table, "" for the only one */
    const char *label; /* file and table, for messages: "prices.xlsx [Optics]" */
    int64_t rows, accepted, unchanged, rejected;
    int64_t questions;             /* rows of any of these kinds that wait for an answer */
    struct import_mapping mapping; /* what each column was taken for */
    const char **sample; /* of a dry run, by column: cell of the first record, what it means, NULL
                            for an empty one; or NULL: no record was read */
    const struct import_map *map; /* NULL: columns were found by their headers */
    char hash[FILE_HASH_SIZE];    /* of the file; "": not known */
    struct import_row header;
    bool has_names; /* the header is the format's own, as keys are */
};

struct catalog_load_report {
    int64_t batch_id; /* 0: nothing was stored (dry run, strict, or nothing new) */
    struct catalog_load_file *files;
    size_t file_count;
    struct catalog_load_issue *issues;
    size_t issue_count;
    size_t issues_left_out; /* past the first ones; the history has all */
    bool any_error;
};

/* The report lives in `arena`. A file that cannot be read at all is an error of the whole run, and
 * nothing is changed. */
enum optibom_status catalog_load(struct catalog_load_report *out, struct arena *arena,
                                 struct catalog *catalog,
                                 const struct catalog_load_request *request, struct error *err);

/* Appends the mapping file that does what was done with the table. */
enum optibom_status catalog_load_map(struct buf *out, const struct catalog_load_file *file,
                                     struct error *err);

#endif
