/* Words that a search found, in the text of a table for a terminal that has colours. */
#ifndef OPTIBOM_REPORT_TEXT_MARKS_H
#define OPTIBOM_REPORT_TEXT_MARKS_H

#include "base/buf.h"

/* Around a word in the cells of a table: combining marks that Unicode has not assigned, so that
 * they fill no column and stay with their word when a text is cut or wrapped. */
#define TEXT_MARK_OPEN "\xe2\x83\xbe"
#define TEXT_MARK_CLOSE "\xe2\x83\xbf"

/* Appends the text with what is between marks in bold, line by line. */
void text_marks_show(struct buf *out, const char *text);

#endif
