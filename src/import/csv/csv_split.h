/*
 * One record of a CSV text: where its cells are. Looks at eight bytes at a time and stops only at
 * the marks of the dialect and at line ends.
 */
#ifndef OPTIBOM_IMPORT_CSV_SPLIT_H
#define OPTIBOM_IMPORT_CSV_SPLIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes that must be readable behind the text that is split; what they are does not matter. */
enum { IMPORT_CSV_SPLIT_PAD = 8 };

struct import_csv_marks {
    char delimiter, quote;
    char escape; /* before a quote that is text, beside doubling; '\0': none */
};

struct import_csv_extent {
    uint32_t start, end; /* bytes of the record */
    bool is_quoted;      /* to be read by import_csv_unquote */
};

struct import_csv_split {
    struct import_csv_marks marks;
    struct import_csv_extent *cells; /* grown here, the caller's to free */
    size_t count, capacity;
    size_t length;     /* of the record without its line end */
    size_t taken;      /* with it */
    size_t line_ends;  /* in what is taken */
    size_t quote_line; /* line ends before the last opening quote */
    bool is_quote_open;
    bool has_quotes; /* in some cell */
    bool is_stray;   /* a quoted cell goes over lines, and text follows its closing quote: a quote
                        that is text stands where one opens */
    bool is_ascii;   /* false also when bytes close behind the record are not */
};

enum import_csv_found {
    IMPORT_CSV_WHOLE,
    IMPORT_CSV_CUT,   /* the record goes on behind the text; with `is_last`, a quote is open */
    IMPORT_CSV_CELLS, /* it has more cells than a record may have */
    IMPORT_CSV_NO_MEMORY,
};

/* Splits the record at the start of `text`; `is_last` when no text follows. */
enum import_csv_found import_csv_split(struct import_csv_split *split, const char *text,
                                       size_t length, bool is_last);

/* The text of a quoted cell, made in place: without quotes, doubled and escaped ones once. Blanks
 * before the opening quote are dropped, text behind the closing one is kept. */
char *import_csv_unquote(char *cell, size_t *length, const struct import_csv_marks *marks);

#endif
