/*
 * The tables of a document: tables with a head, and tables of labels and values without one. Lines
 * that are in no table are left to others.
 */
#ifndef OPTIBOM_IMPORT_PDF_TABLES_H
#define OPTIBOM_IMPORT_PDF_TABLES_H

#include "import/pdf/pdf_rows.h"

struct import_pdf_table {
    struct import_pdf_grid grid;
    const char *section; /* the heading before it, "" without one */
    struct import_pdf_row *rows;
    size_t row_count;
};

struct import_pdf_tables {
    struct import_pdf_table *items;
    size_t count;
    bool *is_taken;        /* for each line of the document: it is in a table, or a head of one */
    const char **headings; /* for each line: the heading before it, "" for none */
};

/* Everything lives in `arena`. */
enum optibom_status import_pdf_tables_read(struct import_pdf_tables *out, struct arena *arena,
                                           const struct import_pdf_lines *lines, struct error *err);

#endif
