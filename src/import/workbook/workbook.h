/*
 * Reader for Excel workbooks (.xlsx, .xlsm): each sheet a table, in the order of the workbook.
 *
 * Cells are text as people read them: dates YYYY-MM-DD with THH:MM:SS where there is a time,
 * percentages "12.5 %", truth values TRUE and FALSE, errors as Excel shows them, numbers without
 * the noise of binary fractions, formulas by the value that was saved with them; where none was,
 * the cell is empty and doubtful. Merged cells have their value in the first. Rows are streamed,
 * those without text are left out; `line` is the number of the row. Memory holds the longest row
 * and the shared texts, both bounded. Strict and transitional workbooks, whatever their namespace
 * prefixes.
 *
 * A sheet that cannot be read is OPTIBOM_BAD_INPUT of next_table; the next call goes on behind it.
 */
#ifndef OPTIBOM_IMPORT_WORKBOOK_H
#define OPTIBOM_IMPORT_WORKBOOK_H

#include "import/reader.h"

extern const struct import_format import_format_xlsx;

#endif
