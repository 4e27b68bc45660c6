/*
 * The value of a cell in the words of the importer: "14 W", "max 14 W", "8..9 W", "typ 12 max 14
 * W", or the text as it stands. Reads nothing into a text that is not clearly a figure.
 */
#ifndef OPTIBOM_IMPORT_PDF_FIGURE_H
#define OPTIBOM_IMPORT_PDF_FIGURE_H

#include "base/arena.h"
#include "import/pdf/pdf_number.h"

#include <stdbool.h>

struct import_pdf_figure {
    const char *text;   /* NULL: the cell says nothing that can be kept */
    const char *remark; /* what stood behind the figure and is not in `text`, or NULL */
    const char *doubt;  /* why the value is not sure, or NULL */
    bool is_number;
    bool has_unit;
    bool has_groups; /* commas were taken to divide thousands */
};

/* Reads one cell; a bare number takes `unit` ("" for none), a lone figure without a side takes
 * `side`. False when memory is exhausted. */
bool import_pdf_figure_read(struct import_pdf_figure *out, struct arena *arena, const char *text,
                            const char *unit, enum import_pdf_side side);

/* Reads the cells below Min, Typ and Max, "" for those that are not there. False when memory is
 * exhausted. */
bool import_pdf_figure_limits(struct import_pdf_figure *out, struct arena *arena, const char *min,
                              const char *typ, const char *max, const char *unit);

/* "Maximum reach" has the high side, "Power, typ." the middle, "Reach" any. */
enum import_pdf_side import_pdf_figure_side(const char *label);

#endif
