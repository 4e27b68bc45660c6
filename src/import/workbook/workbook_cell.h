/* The value of one cell as text. */
#ifndef OPTIBOM_IMPORT_WORKBOOK_CELL_H
#define OPTIBOM_IMPORT_WORKBOOK_CELL_H

#include "base/buf.h"
#include "import/workbook/workbook_styles.h"

#include <stdbool.h>

enum import_workbook_cell_type {
    IMPORT_WORKBOOK_CELL_NUMBER,
    IMPORT_WORKBOOK_CELL_SHARED, /* the number of a shared text */
    IMPORT_WORKBOOK_CELL_TEXT,   /* in the cell itself, or what a formula gave */
    IMPORT_WORKBOOK_CELL_TRUTH,
    IMPORT_WORKBOOK_CELL_ERROR, /* "#DIV/0!" */
    IMPORT_WORKBOOK_CELL_DATE   /* ISO 8601 */
};

/* By the attribute t of a cell, NULL for none. What is not known is text. */
enum import_workbook_cell_type import_workbook_cell_type(const char *name);

/* The column, from 0, of a reference such as "AB12". False when it is none or past XFD. */
bool import_workbook_cell_column(size_t *column, const char *reference);

/* Writes the reference of a cell, column from 0, row from 1. */
enum { IMPORT_WORKBOOK_REFERENCE_SIZE = 32 };
void import_workbook_cell_reference(char out[IMPORT_WORKBOOK_REFERENCE_SIZE], size_t column,
                                    size_t row);

/* The number of a shared text; false when `value` is none. */
bool import_workbook_cell_index(size_t *index, const char *value, size_t length);

/* Appends the text of a cell of any type but a shared one. `value` is changed in place. */
void import_workbook_cell_text(struct buf *out, enum import_workbook_cell_type type,
                               const struct import_workbook_style *style, bool is_1904, char *value,
                               size_t length);

#endif
