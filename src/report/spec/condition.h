/*
 * The formula of a highlight, evaluated over one row of a report, so that the rules of the workbook
 * colour the terminal and the page too.
 *
 * Known: {column}, numbers, "texts", TRUE, FALSE, = <> < > <= >=, + - * /, %, parentheses, and the
 * functions AND, OR, NOT, IF, ABS, MIN, MAX, LEFT, RIGHT, LEN, ISBLANK, ISNUMBER and ISTEXT. As in
 * a spreadsheet, texts are equal whatever the case of their (ASCII) letters, an empty cell equals
 * both
 * "" and 0, texts come after all numbers, and what cannot be calculated (1/0, "a"+1) is an error
 * that spreads. As in LibreOffice, TRUE is 1 and FALSE is 0.
 */
#ifndef OPTIBOM_REPORT_CONDITION_H
#define OPTIBOM_REPORT_CONDITION_H

#include "report/spec/spec.h"

/* False too when the formula gives an error, is not of the above, or speaks of what is not in the
 * row: other sheets, whole columns, defined names. Allocates nothing. `table` is what report_result
 * gives for `spec`; NULL for `spec`: all columns of the table may be named. */
bool condition_holds(const char *formula, const struct report_spec *spec, const struct table *table,
                     size_t row);

#endif
