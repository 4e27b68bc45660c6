/* What a spreadsheet would refuse in the texts of a report: names of sheets and cells, formulas. */
#ifndef OPTIBOM_REPORT_SPEC_SOUND_H
#define OPTIBOM_REPORT_SPEC_SOUND_H

#include <stdbool.h>
#include <stddef.h>

/* Excel's rules, which other programs follow: 1 to 31 characters as UTF-16 counts them, none of
 * []:*?/\ and no control character, no apostrophe at either end, not History. */
bool spec_sound_sheet(const char *name);

/* A defined name: letters, digits and _, a letter first, nothing that reads as a cell (A1, R1C1,
 * C). */
bool spec_sound_name(const char *name);

/* Length as Excel counts it, in units of UTF-16; the text is valid UTF-8. */
size_t spec_sound_length(const char *text);

/* NULL for a formula template that a spreadsheet can read, else what is wrong with it. Names in
 * braces are not looked up here. */
const char *spec_sound_formula(const char *formula);

#endif
