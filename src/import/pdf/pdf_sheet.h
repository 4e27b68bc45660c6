/*
 * One sheet out of the facts of a document: a row for each part number, a column for each label.
 * Labels that occur with several values get section or condition in brackets; where nothing tells
 * them apart, the first value stands with a doubt.
 */
#ifndef OPTIBOM_IMPORT_PDF_SHEET_H
#define OPTIBOM_IMPORT_PDF_SHEET_H

#include "import/pdf/pdf_facts.h"

struct import_pdf_sheet_fact;

struct import_pdf_sheet {
    const char **names; /* of the columns; the first two are "Vendor" and "Part number" */
    size_t column_count;
    const char *title; /* of the document; set by import_pdf_sheet_of_pages */
    const struct import_pdf_name *maker;
    struct import_pdf_name *parts;
    size_t part_count;
    struct import_pdf_sheet_fact *facts; /* settled */
    size_t fact_count;
};

/* Settles the facts. Everything lives in their arena; NULL-terminated texts of the facts are
 * shared. False when memory is exhausted. */
bool import_pdf_sheet_make(struct import_pdf_sheet *out, const struct import_pdf_facts *facts);

/* Fills the row of a part; each array has a place for every column. */
void import_pdf_sheet_row(const struct import_pdf_sheet *sheet, size_t part, const char **cells,
                          const char **places, const char **conditions, const char **doubts);

#endif
