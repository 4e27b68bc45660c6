/*
 * The columns of one table, and which words of a line stand in which of them. A column is a strip
 * of the page that grows with what is placed in it.
 */
#ifndef OPTIBOM_IMPORT_PDF_GRID_H
#define OPTIBOM_IMPORT_PDF_GRID_H

#include "import/pdf/pdf_lines.h"
#include "import/pdf/pdf_roles.h"

enum { IMPORT_PDF_COLUMNS_MAX = 16 };

struct import_pdf_column {
    enum import_pdf_role role;
    const char *name; /* of the head, without unit; "" without a head */
    const char *unit; /* of the head, "" for none */
    const char
        *group; /* of a head over several columns that repeat ("400G" over Min and Max), NULL */
    double x0, x1;
};

struct import_pdf_grid {
    struct import_pdf_column columns[IMPORT_PDF_COLUMNS_MAX];
    size_t count;
    bool has_head;
};

struct import_pdf_piece {
    size_t first, count; /* words of the line; none when count is 0 */
};

/* A line of a table. */
struct import_pdf_placed {
    const struct import_pdf_line *line;
    struct import_pdf_piece pieces[IMPORT_PDF_COLUMNS_MAX];
    size_t used; /* columns with words */
    bool
        is_crossing; /* a run of words lies over the first column and a further one: no table row */
    bool is_outside; /* words stand far from all columns */
    bool is_unclear; /* two runs fell into one column of figures */
};

/* The grid of a line without a head: a column for each run of words. */
void import_pdf_grid_of_line(struct import_pdf_grid *out, const struct import_pdf_line *line);

/* Places the words of a line. */
void import_pdf_grid_place(struct import_pdf_placed *out, const struct import_pdf_grid *grid,
                           const struct import_pdf_line *line);

/* Widens the columns by what was placed in them, never over a neighbour. */
void import_pdf_grid_grow(struct import_pdf_grid *grid, const struct import_pdf_placed *placed);

/* Figures set flush right may touch a text that is set flush left behind them: where the text
 * starts as others of its column do, the figures go to the free column before it. */
void import_pdf_grid_realign(const struct import_pdf_grid *grid, struct import_pdf_placed *placed,
                             size_t count);

/* Makes a column of its own for the words behind the last column or between two, in a grid without
 * a head. False when there are none, or no room. */
bool import_pdf_grid_insert(struct import_pdf_grid *grid, const struct import_pdf_line *line);

/* Makes a column at that place; false when there is no room. */
bool import_pdf_grid_add(struct import_pdf_grid *grid, size_t at, double x0, double x1);

/* Columns from first to last that the strip lies over; false when it is over none. */
bool import_pdf_grid_span(size_t *first, size_t *last, const struct import_pdf_grid *grid,
                          double x0, double x1, double em);

#endif
