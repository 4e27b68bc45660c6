/* A row of a sheet while it is read: its cells by column, in whatever order they come. */
#ifndef OPTIBOM_IMPORT_WORKBOOK_ROW_H
#define OPTIBOM_IMPORT_WORKBOOK_ROW_H

#include "base/buf.h"
#include "import/reader.h"

#include <stdbool.h>

enum {
    IMPORT_WORKBOOK_COLUMNS_MAX = 16384,
    IMPORT_WORKBOOK_ROW_MAX = 4 * 1024 * 1024 /* bytes of its texts */
};

struct import_workbook_row_cell {
    const char *kept; /* text that outlives the row; NULL: it is in `text` */
    size_t start;     /* there */
    size_t length;
};

struct import_workbook_row {
    struct import_workbook_row_cell *cells;
    const char **texts;
    const char **doubts;   /* NULL for a sure cell */
    size_t used, capacity; /* of all three */
    struct buf text;       /* own texts, each ended by a zero byte */
    char *raw;
    size_t raw_size;
    size_t bytes;  /* of all texts */
    bool has_text; /* more than blanks in some cell */
    bool has_doubts;
};

void import_workbook_row_init(struct import_workbook_row *row);
void import_workbook_row_fini(struct import_workbook_row *row);
void import_workbook_row_clear(struct import_workbook_row *row);

/* Sets the cell of a column, from 0 up to IMPORT_WORKBOOK_COLUMNS_MAX - 1; the later of two stays.
 * False when memory is exhausted. An own text is what was appended to `text` from `start` on. */
bool import_workbook_row_keep(struct import_workbook_row *row, size_t column, const char *text,
                              size_t length);
bool import_workbook_row_own(struct import_workbook_row *row, size_t column, size_t start);

/* Notes why the cell of a column is not sure, whether it has a text or not; `why` is kept. */
bool import_workbook_row_doubt(struct import_workbook_row *row, size_t column, const char *why);

/* The row as the reader gives it, valid until it is cleared: gaps are "", empty cells at the end
 * are cut, doubtful ones apart. False when memory is exhausted. */
bool import_workbook_row_finish(struct import_workbook_row *row, struct import_row *out);

#endif
