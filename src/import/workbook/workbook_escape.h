/* The escapes of texts in a workbook: "_x000D_" is a carriage return, "_x005F_" an underscore. */
#ifndef OPTIBOM_IMPORT_WORKBOOK_ESCAPE_H
#define OPTIBOM_IMPORT_WORKBOOK_ESCAPE_H

#include <stddef.h>

/* Replaces them in the text, in place; returns its new length. A zero character is dropped, half a
 * surrogate pair is U+FFFD. */
size_t import_workbook_unescape(char *text, size_t length);

#endif
