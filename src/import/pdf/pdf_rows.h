/*
 * Rows of a table: the texts of its cells, out of the words of its lines.
 */
#ifndef OPTIBOM_IMPORT_PDF_ROWS_H
#define OPTIBOM_IMPORT_PDF_ROWS_H

#include "import/pdf/pdf_grid.h"

struct import_pdf_row {
    size_t page;
    const struct import_pdf_line *line;        /* its first */
    const char *cells[IMPORT_PDF_COLUMNS_MAX]; /* "" where nothing stands */
    const char *raw;                           /* its cells with " | " between */
    bool is_divided[IMPORT_PDF_COLUMNS_MAX];   /* a hyphen at the end of a line was kept, or not */
    bool is_unclear; /* words could not be placed for sure, or a mark may be an exponent */
};

/* `placed` are the lines of one table in order. Rows live in `arena`. */
enum optibom_status import_pdf_rows_read(struct import_pdf_row **out, size_t *count,
                                         struct arena *arena, const struct import_pdf_grid *grid,
                                         const struct import_pdf_placed *placed,
                                         size_t placed_count, struct error *err);

/* Appends the next line of a wrapped text: with a blank, or without the hyphen that divided a word.
 * True when there was a hyphen: whether it belongs to the word cannot be told for sure. */
bool import_pdf_rows_join(struct buf *text, const char *next);

#endif
