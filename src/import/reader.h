/*
 * What every reader gives: the tables of a file, each as rows of text cells.
 *
 * A format is one row of the table in reader.c and one file that implements it. Readers are pure:
 * they know bytes, not the catalog. Memory is bounded by the longest row, or by a limit that the
 * format states. Nothing in a file, however hostile, makes a reader crash, hang or grow without
 * bound; what is wrong is one sentence that names file and place and says what to do.
 */
#ifndef OPTIBOM_IMPORT_READER_H
#define OPTIBOM_IMPORT_READER_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* One record. Texts are UTF-8, never NULL, and valid until the next call on the reader. */
struct import_row {
    size_t line;  /* where it stands, from 1: line of a text, row of a sheet; in a tree that stands
                     on one line the record */
    size_t count; /* cells */
    const char **cells;
    const char *raw; /* the record as it stood, for the list of what was refused */
    const char *
        *places; /* where each cell was read ("page 3: Power, max"), or NULL: the line says it */
    const char **doubts; /* why a cell is not sure, NULL for a sure one; or NULL: all are sure */
    const char **conditions; /* under which a cell holds, "" for none; or NULL: the cells say it */
    bool is_document; /* nobody can correct it: what is not understood is asked for, not refused */
};

/* One sheet, or one list of a tree. */
struct import_table {
    const char *name; /* of the sheet, path of the list ("Transceiver.mode"); "" for the only one */
    size_t number;    /* from 1 */
    bool has_names;   /* its first row are names that the format itself knows, such as keys */
    bool is_hidden;   /* a sheet that its program does not show */
    const char *title; /* of a document, whose labels are those that its maker chose; NULL: none */
};

struct import_input {
    FILE *file;       /* the caller's, readable from its start, seekable */
    const char *name; /* for messages; kept */
};

struct import_reader; /* each format has its own */

struct import_format {
    const char *name;      /* "csv" */
    const char *file_kind; /* "an Excel workbook", for messages */
    enum optibom_status (*open)(struct import_reader **out, const struct import_input *input,
                                struct error *err);
    /* Goes on to the next table, the first at first. OPTIBOM_NOT_FOUND past the last. */
    enum optibom_status (*next_table)(struct import_reader *reader, struct import_table *table,
                                      struct error *err);
    /* The next row of the table. OPTIBOM_NOT_FOUND past its last; OPTIBOM_BAD_INPUT: this record
     * cannot be read, the next call goes on behind it or gives OPTIBOM_NOT_FOUND. */
    enum optibom_status (*next_row)(struct import_reader *reader, struct import_row *row,
                                    struct error *err);
    void (*close)(struct import_reader *reader); /* takes NULL */
};

/* By name; NULL when there is none. */
const struct import_format *import_format_find(const char *name);

/* The format of a file, by its first bytes and its name; it stands at its start afterwards. A file
 * that no reader is for is OPTIBOM_BAD_INPUT with what it is and what to do. */
enum optibom_status import_format_tell(const struct import_format **out,
                                       const struct import_input *input, struct error *err);

#endif
