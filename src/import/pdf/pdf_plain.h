/*
 * Texts of a PDF made plain: one kind of blanks and signs, no footnote marks behind them.
 */
#ifndef OPTIBOM_IMPORT_PDF_PLAIN_H
#define OPTIBOM_IMPORT_PDF_PLAIN_H

#include "base/arena.h"

/* The text with signs and blanks of one kind each (U+2212 "-", U+2103 "deg C" with its sign),
 * without footnote marks at its end: "*", "(1)", "[2]", "(Note 3)", " 1)". NULL when memory is
 * exhausted. */
const char *import_pdf_plain(struct arena *arena, const char *text);

#endif
