/* What the first page of a document says in its largest letters. */
#ifndef OPTIBOM_IMPORT_PDF_TITLE_H
#define OPTIBOM_IMPORT_PDF_TITLE_H

#include "import/pdf/pdf_lines.h"

#include <stdbool.h>

/* A line of page 1 in letters that nearly none there exceed. */
double import_pdf_largest_letters(const struct import_pdf_lines *lines);
bool import_pdf_is_title(const struct import_pdf_line *line, double largest);

/* The first lines of that size, a blank between, in `arena`; NULL when memory is exhausted. */
const char *import_pdf_title(struct arena *arena, const struct import_pdf_lines *lines);

#endif
