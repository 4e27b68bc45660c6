/* What a CSV file does not say: which character separates its cells. */
#ifndef OPTIBOM_IMPORT_CSV_DIALECT_H
#define OPTIBOM_IMPORT_CSV_DIALECT_H

#include <stdbool.h>
#include <stddef.h>

/* The delimiter that a first line "sep=;" names, as spreadsheets write it. Returns the bytes of
 * that line with its end; 0 when `text` does not start with one, and `delimiter` stays. */
size_t import_csv_named_delimiter(char *delimiter, const char *text, size_t length);

/* Of comma, semicolon, tab and bar the one that most of the first records hold equally often,
 * among equals the one they hold more often; comma when there is none. Text between quotes does
 * not count. `is_whole`: the text ends where the file ends. */
char import_csv_sniff(const char *text, size_t length, bool is_whole);

#endif
