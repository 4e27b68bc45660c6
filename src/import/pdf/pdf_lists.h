/*
 * Facts outside tables: lines of "Label: value" or "Label ..... value", part numbers that a line
 * names, and lists of features, whose facts are always doubted. Prose gives nothing.
 */
#ifndef OPTIBOM_IMPORT_PDF_LISTS_H
#define OPTIBOM_IMPORT_PDF_LISTS_H

#include "import/pdf/pdf_facts.h"

/* False when memory is exhausted. */
bool import_pdf_lists_read(struct import_pdf_facts *facts, const struct import_pdf_lines *lines,
                           const struct import_pdf_tables *tables);

#endif
