/*
 * Numbers of cells as people read them.
 *
 * A workbook stores doubles with up to 17 digits, so 0.3 may stand there as 0.30000000000000004.
 * What is printed is the number to 15 significant digits, as Excel shows at most, where that is the
 * same number but for such noise: within one step of the double, or with three zeros at its end.
 * Otherwise the shortest decimal that reads back as the same double. Whole numbers have no noise:
 * part numbers and the like stay, in plain digits; past 17 digits before or 9 zeros behind the
 * point an exponent is written.
 */
#ifndef OPTIBOM_IMPORT_WORKBOOK_NUMBER_H
#define OPTIBOM_IMPORT_WORKBOOK_NUMBER_H

#include "base/buf.h"

#include <stdbool.h>

/* Appends the number `text` of `length` bytes times ten to the power `shift`. False, with nothing
 * appended, when it is no number. */
bool import_workbook_number(struct buf *out, const char *text, size_t length, int shift);

/* The number itself, whatever the locale; false when `text` is none. */
bool import_workbook_number_value(double *value, const char *text, size_t length);

#endif
