/*
 * Reader for datasheets in PDF, whose text poppler's pdftotext gives with places on the page. One
 * table: the first row are labels, then a row for each part number. What cannot be read for sure is
 * doubted or left out.
 */
#ifndef OPTIBOM_IMPORT_PDF_READER_H
#define OPTIBOM_IMPORT_PDF_READER_H

#include "import/pdf/pdf_process.h"
#include "import/pdf/pdf_sheet.h"
#include "import/reader.h"

extern const struct import_format import_format_pdf;

/* Settles what the pages say; everything lives in `arena`. A document without a word is
 * OPTIBOM_BAD_INPUT: it is a scan. */
enum optibom_status import_pdf_sheet_of_pages(struct import_pdf_sheet *out, struct arena *arena,
                                              const struct import_pdf_pages *pages,
                                              const char *name, struct error *err);

/* Opens with another program, or other limits (NULL: the usual ones), than import_format_pdf. */
enum optibom_status import_pdf_open(struct import_reader **out, const struct import_input *input,
                                    const struct import_pdf_command *command,
                                    const struct import_pdf_limits *limits, struct error *err);

#endif
