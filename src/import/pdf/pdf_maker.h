/*
 * The maker and the part number where no label gives them: copyright lines, letterheads, titles.
 * What is found this way is doubted.
 */
#ifndef OPTIBOM_IMPORT_PDF_MAKER_H
#define OPTIBOM_IMPORT_PDF_MAKER_H

#include "import/pdf/pdf_facts.h"

/* Adds a maker and a part number to facts that have none. False when memory is exhausted. */
bool import_pdf_maker_guess(struct import_pdf_facts *facts, const struct import_pdf_lines *lines);

#endif
