/*
 * What the cells of a table meant so far. A text below one header always means the same, and most
 * columns of a list say the same few things over and over: those are read once.
 */
#ifndef OPTIBOM_IMPORT_CELL_MEMO_H
#define OPTIBOM_IMPORT_CELL_MEMO_H

#include "import/mapping.h"

/* For a table with this many columns; NULL: no memory. */
struct import_memo *import_memo_open(size_t column_count);
void import_memo_close(struct import_memo *memo); /* takes NULL */

/* The value of the text in the column at the position, NULL when it is not known. It holds until
 * the memo closes. */
const struct import_value *import_memo_find(struct import_memo *memo, size_t position,
                                            const char *text);

/* Remembers a value that has no issue and is read from `text`, as far as there is room: a column
 * whose texts hardly repeat is soon left alone. False: no memory. */
bool import_memo_add(struct import_memo *memo, size_t position, const char *text,
                     const struct import_value *value);

#endif
