/* UTF-8 as defined by RFC 3629: no surrogates, nothing overlong, nothing past U+10FFFF. */
#ifndef OPTIBOM_BASE_UTF8_H
#define OPTIBOM_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes of the character at `text` (1 to 4), 0 when they are not valid UTF-8. */
size_t utf8_length(const char *text);

bool utf8_is_valid(const char *text, size_t length);

/* Columns of a terminal that the text fills: 0 for combining marks, 2 for wide characters. */
size_t utf8_columns(const char *text);

/* Bytes of the text that fill at most `columns`; combining marks stay with their letter. */
size_t utf8_prefix(const char *text, size_t columns);

#endif
