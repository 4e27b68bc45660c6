/* The cells of a table as texts, and how wide they are: what the text_*.c files share. */
#ifndef OPTIBOM_REPORT_TEXT_GRID_H
#define OPTIBOM_REPORT_TEXT_GRID_H

#include "base/arena.h"
#include "report/text/text.h"

enum { TEXT_GAP = 2 };

struct text_column {
    size_t cells;         /* of the widest cell; 0: nothing to show */
    size_t heading, word; /* of the heading, and of its longest word */
    size_t width;         /* that it gets; 0: it is not shown */
    size_t bar;           /* of its bar; 0: none */
    double most;          /* the value of a full bar */
    bool is_number, is_key;
    bool is_same;    /* the same text in every row */
    bool is_below;   /* told below the table instead, as it says the same in every row */
    bool is_dropped; /* found no room */
};

struct text_grid {
    struct arena arena;
    const struct table *table;
    const struct report_spec *spec; /* NULL: none */
    const struct text_style *style;
    struct buf *out;
    struct text_column *columns;
    const char **texts;     /* headings, the rows, and the total when there is one */
    size_t rows;            /* headings included, the total not */
    size_t level, indented; /* columns: the level of a row, and what moves right by it; none: the
                             * number of columns */
    bool has_total;
    const char **rest;    /* of each column: what is left of its text in the row that is written */
    const char **colours; /* of each column, in that row; NULL: none */
};

/* Makes the texts and measures them; false when memory is short. */
bool text_grid_fill(struct text_grid *grid);

/* Gives each column its width; with a terminal also its bar. */
void text_fit(struct text_grid *grid);

/* Columns of the terminal that a line fills. */
size_t text_line_width(const struct text_grid *grid);

/* Whether long texts of the column go on in further lines. */
bool text_is_wrapped(const struct text_grid *grid, size_t column);

/* What a person should know that the table does not show. */
void text_notes(struct text_grid *grid);

/* The bar of a row, a blank before it; blanks only for the headings and where there is none. */
void text_bar(struct text_grid *grid, size_t row, size_t column);

/* Sets grid->colours for a row of the table. */
void text_colour_row(struct text_grid *grid, size_t row);

#endif
