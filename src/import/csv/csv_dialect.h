/* What a CSV file separates and quotes its cells by, told by its first bytes. */
#ifndef OPTIBOM_IMPORT_CSV_DIALECT_H
#define OPTIBOM_IMPORT_CSV_DIALECT_H

#include "import/csv/csv_split.h"

/* Bytes of a first line such as "sep=;", line end included, with the delimiter that it names; 0
 * when the text starts with no such line. */
size_t import_csv_named_delimiter(char *delimiter, const char *text, size_t length);

/* Finds out the members of `marks` that are '\0', from the first records of a text; `is_whole` when
 * no text follows it.
 *
 * The delimiter is the one of comma, semicolon, tab and bar that gives most records one and the
 * same number of cells; one behind which hardly a quoted cell closes is passed over. The quote is
 * ",
 * unless no cell opens with it and at least two open and close with ', none of them otherwise. \
 * escapes quotes when they close wrongly without it and rightly with it. */
void import_csv_sniff(struct import_csv_marks *marks, const char *text, size_t length,
                      bool is_whole);

#endif
