/*
 * Which lines of a table are one row. A cell that wraps makes a row of several lines; which belong
 * together is told by the space between them, or, where all stand equally close, by what would have
 * fitted and by how the text goes on.
 */
#ifndef OPTIBOM_IMPORT_PDF_WRAP_H
#define OPTIBOM_IMPORT_PDF_WRAP_H

#include "import/pdf/pdf_grid.h"

struct import_pdf_gap {
    double gap;      /* between a line and the next, in heights; below 0 where they overlap */
    bool is_figures; /* both have a figure in one column: they are two rows */
    bool is_full;    /* both have text in the first column and in another */
};

struct import_pdf_wrapping {
    const struct import_pdf_grid *grid;
    const struct import_pdf_placed *placed;
    size_t count;
    struct import_pdf_gap *gaps; /* count - 1 */
    size_t label;                /* the column that says what a row is about */
    double row_gap;              /* of most neighbours that both have a label and more */
    double threshold;            /* gaps below it are inside a row */
    bool is_told_by_gaps;
    double right[IMPORT_PDF_COLUMNS_MAX]; /* of the widest text of each column */
};

/* Looks at the lines of one table in order, which live as long as the wrapping; its memory is in
 * `arena`. False when memory is exhausted. */
bool import_pdf_wrap_init(struct import_pdf_wrapping *out, struct arena *arena,
                          const struct import_pdf_grid *grid,
                          const struct import_pdf_placed *placed, size_t count);

/* The line behind the row that starts at line `first`. */
size_t import_pdf_wrap_end(const struct import_pdf_wrapping *wrapping, size_t first);

/* The line before the row at `first` is a cell over it and over the row at `before`: a label or a
 * unit of both. */
bool import_pdf_wrap_is_shared(const struct import_pdf_wrapping *wrapping, size_t first,
                               size_t before);

/* Several lines of the row have both a label and a value: they may be rows of their own. */
bool import_pdf_wrap_is_doubled(const struct import_pdf_wrapping *wrapping, size_t first,
                                size_t last);

#endif
