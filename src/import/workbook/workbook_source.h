/*
 * A caller's FILE as a source for libzip. The ready-made source of libzip closes the file when it
 * is freed; this one leaves it alone, and bounds what opening reads of the list of members.
 */
#ifndef OPTIBOM_IMPORT_WORKBOOK_SOURCE_H
#define OPTIBOM_IMPORT_WORKBOOK_SOURCE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <zip.h>

/* Keeps its place from before zip_source_open to after zip_source_free. */
struct import_workbook_source {
    FILE *file;
    uint64_t size;      /* of the file, bytes */
    uint64_t at;        /* where libzip stands */
    uint64_t stands_at; /* where the file stands */
    uint64_t left;      /* bytes that may still be read */
    uint64_t read;      /* bytes read so far, those that were read again too */
    bool is_used_up;    /* it asked for more than that */
    zip_error_t error;
};

/* Finds the size of `file`. False when it cannot be read or sought in. */
bool import_workbook_source_init(struct import_workbook_source *source, FILE *file);
void import_workbook_source_fini(struct import_workbook_source *source);

/* NULL with `error` set on failure. The result is freed with zip_source_free, or with the archive
 * that was opened from it. */
zip_source_t *import_workbook_source_new(struct import_workbook_source *source, zip_error_t *error);

#endif
