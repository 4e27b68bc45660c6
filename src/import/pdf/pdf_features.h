/*
 * Facts in the sentences of a list of features: "Power dissipation < 14 W", "Up to 2 km reach on
 * SMF", "Dual duplex LC connector". They are always doubted: such lists advertise.
 */
#ifndef OPTIBOM_IMPORT_PDF_FEATURES_H
#define OPTIBOM_IMPORT_PDF_FEATURES_H

#include "import/pdf/pdf_facts.h"

/* Adds what one feature says. False when memory is exhausted. */
bool import_pdf_features_read(struct import_pdf_facts *facts, const struct import_pdf_line *line,
                              const char *section, const char *text);

#endif
