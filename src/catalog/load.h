/*
 * Import: files to records to catalog, as one batch that is wholly there or wholly absent.
 *
 * One bad row never stops the others: it is kept with place, reason and text. Everything runs in
 * one transaction; what it changed is recorded, so that the batch can be taken back exactly.
 */
#ifndef OPTIBOM_CATALOG_LOAD_H
#define OPTIBOM_CATALOG_LOAD_H

#include "catalog/catalog.h"
#include "import/mapping.h"

#include <stdio.h>

struct catalog_source {
    const char *name; /* for messages and provenance */
    FILE *file;       /* the caller's */
};

struct catalog_load_request {
    const struct catalog_source *sources;
    size_t source_count;
    const char *class_name;                      /* NULL: each file's own, from its headers */
    const char *who, *now;                       /* user; UTC, ISO 8601 */
    bool dry_run;                                /* read and check everything, change nothing */
    bool strict;                                 /* one refused row takes the whole batch back */
    void (*progress)(void *context, size_t row); /* NULL: nobody watches */
    void *progress_context;
};

struct catalog_load_issue {
    const char *file;
    struct import_issue issue;
};

struct catalog_load_file {
    const char *file, *format, *class_name;
    int64_t rows, accepted, unchanged, rejected, questions;
    struct import_mapping mapping; /* what each column was taken for */
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

#endif
