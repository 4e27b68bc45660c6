/*
 * Formulas of reports: templates in terms of columns and defined names, and the spreadsheet text
 * that they become. The grammar is in spec.h.
 */
#ifndef OPTIBOM_REPORT_FORMULA_H
#define OPTIBOM_REPORT_FORMULA_H

#include "base/buf.h"
#include "report/spec/spec.h"

#include <stdint.h>

enum { FORMULA_NAME_SIZE = 64 };

enum formula_part_kind {
    FORMULA_PART_TEXT,  /* stands as it is */
    FORMULA_PART_CELL,  /* {name}: a column of the row, or a defined name */
    FORMULA_PART_RANGE, /* {report.name:column} */
    FORMULA_PART_BROKEN /* a brace that is not closed, or not of these forms */
};

struct formula_part {
    enum formula_part_kind kind;
    const char *text; /* of the part, braces included */
    size_t length;
    char report[FORMULA_NAME_SIZE]; /* "" for the report itself */
    char name[FORMULA_NAME_SIZE];
};

#define FORMULA_DASH "\xe2\x80\x93" /* what {none} is in a cell */

/* {none}. */
bool formula_part_is_none(const struct formula_part *part);

/* True when the template has {none}. */
bool formula_has_none(const char *template);

/* The next part of a template; false at its end. */
bool formula_next(struct formula_part *part, const char **cursor);

/* Where the rows of a report stand on its sheet; rows count from 1, last < first when empty. */
struct formula_sheet {
    const struct report_spec *spec;
    uint32_t first_row, last_row;
};

/* Letters of a column; counts from 0. */
void formula_column_letters(struct buf *out, size_t column);

/* 'Sheet'!$B$5:$B$9, the quotes of the sheet's name doubled; of an empty sheet its first row. */
void formula_column_range(struct buf *out, const struct formula_sheet *sheet, size_t column);

/* 'Sheet'!$B$5, of its first row. */
void formula_cell(struct buf *out, const struct formula_sheet *sheet, size_t column);

/* The sheet that a formula stands on. */
struct formula_place {
    const struct formula_sheet *sheets; /* of the workbook */
    size_t count, own;                  /* own: index of its sheet */
    bool is_column_fixed;               /* $B5 instead of B5: for what is copied sideways */
};

/* Appends the text of a template for any row of the sheet, with a mark where the row's number goes.
 * False, with nothing more to use in `out`, when it speaks of a sheet or name that is not in the
 * workbook. */
bool formula_expand(struct buf *out, const struct formula_place *place, const char *template);

/* Appends what formula_expand gave, for one row. */
void formula_for_row(struct buf *out, const char *expanded, uint32_t row);

/* Checks what a template speaks of against the whole set. */
enum optibom_status formula_check(const struct report_spec *specs, size_t count,
                                  const struct report_spec *own, int line, const char *template,
                                  struct error *err);

#endif
