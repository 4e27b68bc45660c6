/*
 * What the columns of a table are to each other: labels and values, limits, modes, parts.
 */
#ifndef OPTIBOM_IMPORT_PDF_SHAPE_H
#define OPTIBOM_IMPORT_PDF_SHAPE_H

#include "import/pdf/pdf_tables.h"

/* What the columns of one table are to each other. */
struct import_pdf_shape {
    size_t label, part; /* columns; the count of columns when there is none */
    size_t min, typ, max, unit, value, condition, note;
    size_t values[IMPORT_PDF_COLUMNS_MAX]; /* columns of modes, of parts, of attributes of a part */
    size_t value_count;
    bool is_by_part; /* `values` are columns of one part each */
    bool has_groups; /* limits are given for several modes */
};

/* False for tables that are about something else, or not understood. */
bool import_pdf_shape_read(struct import_pdf_shape *out, const struct import_pdf_table *table);

/* True for label, value, label, value without a head: the even columns are words. */
bool import_pdf_shape_is_side_by_side(const struct import_pdf_table *table);

#endif
