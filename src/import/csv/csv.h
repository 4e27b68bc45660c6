/*
 * Reader for CSV and its kin: RFC 4180 with the usual sins. CRLF, LF or CR, quoted newlines,
 * doubled quotes, blanks before an opening quote dropped, text after a closing quote kept, blank
 * lines skipped, those too that hold only delimiters. Streaming: memory is bounded by the longest
 * record.
 *
 * What a file does not say it is asked for: delimiter (comma, semicolon, tab, bar; or what a first
 * line "sep=;" names), quote (" or, where cells open and close with it, '), whether \" stands for a
 * quote between quotes, and the encoding (import/csv/encoding.h). The encoding of a file that
 * starts with 64 KiB of ASCII is decided by its first record with other bytes: that is UTF-8, and
 * so is the file; or it is not, and from there on the file is Windows-1252.
 *
 * Zero bytes before and behind the text of a cell are padding: they are left out, and the cell's
 * doubt says so. Within a text, or with nothing else in the record, they refuse it.
 */
#ifndef OPTIBOM_IMPORT_CSV_H
#define OPTIBOM_IMPORT_CSV_H

#include "import/reader.h"

enum { IMPORT_CSV_RECORD_MAX = 4 * 1024 * 1024, IMPORT_CSV_CELLS_MAX = 16384 };

/* Finds everything out. One table without a name. next_row: a record past the limits, one with a
 * zero byte or bytes that its encoding does not have, and an unclosed quote are OPTIBOM_BAD_INPUT
 * with line number. Behind bad bytes the next call goes on with the next record; behind the others
 * it gives OPTIBOM_NOT_FOUND, for where a record starts is not known there. */
extern const struct import_format import_format_csv;

/* What somebody says about a file; zero members are found out. */
struct import_csv_dialect {
    char delimiter;       /* any ASCII sign, tab or space, but no letter or digit */
    char quote;           /* " or ' */
    const char *encoding; /* "UTF-8", "UTF-16", "Windows-1252" ..., as iconv names them */
};

/* Opens a reader of import_format_csv that takes what `dialect` says for true. */
enum optibom_status import_csv_open_as(struct import_reader **out, const struct import_input *input,
                                       const struct import_csv_dialect *dialect, struct error *err);

#endif
