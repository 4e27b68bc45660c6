/*
 * Reader for CSV and its kin: RFC 4180 with the usual sins. Byte-order mark, CRLF, LF or CR, quoted
 * newlines, doubled quotes, a delimiter that a first line "sep=;" names or that is found out
 * (comma, semicolon, tab, bar), blanks before an opening quote dropped, text after a closing quote
 * kept, blank lines skipped, those too that hold only delimiters. Streaming: memory is bounded by
 * the longest record.
 */
#ifndef OPTIBOM_IMPORT_CSV_H
#define OPTIBOM_IMPORT_CSV_H

#include "import/reader.h"

enum { IMPORT_CSV_RECORD_MAX = 4 * 1024 * 1024, IMPORT_CSV_CELLS_MAX = 16384 };

struct import_csv;

/* Reads from `file`, which stays the caller's. `name` is for messages and is kept. */
enum optibom_status import_csv_open(struct import_csv **out, FILE *file, const char *name,
                                    struct error *err);

/* The next record, valid until the next call. OPTIBOM_NOT_FOUND past the last. A record past the
 * limits, a NUL byte, invalid UTF-8 or an unclosed quote is OPTIBOM_BAD_INPUT with line number.
 * After a NUL byte or invalid UTF-8 the next call goes on behind that record; after the others it
 * is OPTIBOM_NOT_FOUND, for where the next record starts is not known. */
enum optibom_status import_csv_next(struct import_csv *csv, struct import_row *row,
                                    struct error *err);

void import_csv_close(struct import_csv *csv);

extern const struct import_format import_format_csv;

#endif
