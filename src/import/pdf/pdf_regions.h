/*
 * The lines of a document in reading order: pages with two columns of text are cut at the gutter,
 * lines that repeat at the same place of several pages are marked as running heads and feet.
 */
#ifndef OPTIBOM_IMPORT_PDF_REGIONS_H
#define OPTIBOM_IMPORT_PDF_REGIONS_H

#include "import/pdf/pdf_lines.h"

/* Orders the words of the pages anew. The lines live in `arena`. */
enum optibom_status import_pdf_regions_read(struct import_pdf_lines *out, struct arena *arena,
                                            const struct import_pdf_pages *pages,
                                            struct error *err);

#endif
