/*
 * Which facts of a document with several part numbers hold for one of them only: those whose label
 * names it in brackets, those of the table that names it, and what follows in a document that
 * describes one part after the other.
 */
#ifndef OPTIBOM_IMPORT_PDF_SCOPE_H
#define OPTIBOM_IMPORT_PDF_SCOPE_H

#include "import/pdf/pdf_facts.h"

/* Gives facts of all parts the part that they hold for, where that is told. False when memory is
 * exhausted. */
bool import_pdf_scope_settle(struct import_pdf_facts *facts, const struct import_pdf_name *parts,
                             size_t part_count);

#endif
