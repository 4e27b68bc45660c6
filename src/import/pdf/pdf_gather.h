/*
 * The lines of one table: those below a head, or those that stand as the first pair of a label and
 * a value does.
 */
#ifndef OPTIBOM_IMPORT_PDF_GATHER_H
#define OPTIBOM_IMPORT_PDF_GATHER_H

#include "import/pdf/pdf_head.h"

struct import_pdf_gathering {
    struct arena *arena;
    const struct import_pdf_lines *lines;
    bool *is_taken; /* for each line: it is in a table */
    struct import_pdf_grid grid;
    struct import_pdf_placed *placed;
    size_t count;
    size_t end; /* the first line behind the table */
};

/* Functions that give bool as their success give false when memory is exhausted. */

/* Reads a head at line `at`; `taken` as of import_pdf_head_read. */
bool import_pdf_gather_head(const struct import_pdf_gathering *gathering,
                            struct import_pdf_grid *grid, size_t *taken, size_t at);

/* Gathers the rows from line `at` on below the head that is the grid; takes them. */
bool import_pdf_gather_below(struct import_pdf_gathering *gathering, size_t at);

/* True when what was gathered below a head is a table with values. */
bool import_pdf_gather_is_sound(const struct import_pdf_gathering *gathering);

/* Gathers labels with values around line `at`; `start` receives the first of them. Takes nothing.
 */
bool import_pdf_gather_pairs(struct import_pdf_gathering *gathering, size_t at, size_t *start);

/* True when what was gathered without a head are labels and values, and no letterhead. */
bool import_pdf_gather_are_pairs(const struct import_pdf_gathering *gathering);

/* Adds a line and widens the grid by it. */
bool import_pdf_gather_keep(struct import_pdf_gathering *gathering,
                            const struct import_pdf_placed *placed);

#endif
