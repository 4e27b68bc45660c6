/* Text as mdoc(7), the language of manual pages, so that none of it is taken for markup. */
#ifndef OPTIBOM_CLI_MDOC_H
#define OPTIBOM_CLI_MDOC_H

#include <stdio.h>

/* Text as it stands, lines and all: signs of the language escaped, also at the head of a line. */
void mdoc_verbatim(FILE *out, const char *text);

/* Paragraphs, which an empty line separates, in lines of moderate length; each sentence starts one,
 * as mdoc wants it. */
void mdoc_prose(FILE *out, const char *text);

/* The first `length` bytes as an argument of a macro, a blank before it: escaped, in quotes where
 * it has blanks, never taken for a macro itself. */
void mdoc_argument(FILE *out, const char *text, int length);

#endif
