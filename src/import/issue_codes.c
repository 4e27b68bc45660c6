#include "import/issue_codes.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const struct import_issue_code import_issue_codes[] = {
    /* of the header row */
    {"unknown-column", IMPORT_WARNING, "No attribute of the class has this header.",
     "Rename the header to the nearest known name, or leave the column: it is not imported."},
    {"unnamed-column", IMPORT_NOTE, "The column has no header.",
     "Give it a header when its cells matter; they are not imported."},
    {"duplicate-column", IMPORT_WARNING,
     "Two columns mean the same attribute; the one with the more exact name is read, else the "
     "first.",
     "Remove one of the columns, or name it for what it is (min, typ, max)."},
    {"header-unit", IMPORT_ERROR, "The unit in the header does not measure the attribute.",
     "Correct the unit, or rename the column."},
    {"missing-column", IMPORT_ERROR, "The class requires an attribute that no column gives.",
     "Add a column with that header."},
    /* of a row */
    {"ragged-row", IMPORT_ERROR, "The row has more cells than the header.",
     "Quote cells that contain the delimiter, or remove the extra cells."},
    {"short-row", IMPORT_NOTE, "The row ends before a column that the class requires.",
     "Check that no cell was lost; missing cells count as empty."},
    {"missing-value", IMPORT_ERROR, "A required value is empty.", "Fill the cell."},
    {"to-be-determined", IMPORT_NOTE, "The cell says that its value is not known yet.",
     "Import the row again when the value is known."},
    {"spreadsheet-error", IMPORT_ERROR, "The cell holds an error of a spreadsheet formula.",
     "Correct the formula and export the file again."},
    /* of a cell */
    {"bad-number", IMPORT_ERROR, "The text is not a figure, a range or a limit.",
     "Write one figure or a range with a decimal point, such as 14.5 W, 8..9 W or max 15 W."},
    {"unknown-unit", IMPORT_ERROR, "The unit is not known.",
     "Write the value in the unit that the message names."},
    {"unit-mismatch", IMPORT_ERROR, "The unit measures something else than the attribute.",
     "Write the value in the unit that the message names, or move it to its column."},
    {"range-order", IMPORT_ERROR, "A minimum, typical or maximum value exceeds a later one.",
     "Put the values in order: min, typ, max."},
    {"range-not-allowed", IMPORT_ERROR, "The attribute takes one figure, and a range is given.",
     "Write the one figure that holds."},
    {"side-conflict", IMPORT_ERROR, "Cells or words of the row contradict on min, typ or max.",
     "Give each of min, typ and max once, and a plain figure below a header with min, typ or max."},
    {"bad-integer", IMPORT_ERROR, "The text is not a whole number.",
     "Write digits only, such as 72 or 1,024."},
    {"bad-money", IMPORT_ERROR, "The text is not an amount of money.",
     "Write an amount such as 1234.50, $1,234.50 or 12.00 EUR."},
    {"bad-date", IMPORT_ERROR, "The text is not a day.", "Write the date as YYYY-MM-DD."},
    {"ambiguous-date", IMPORT_ERROR, "Day and month of the date cannot be told apart.",
     "Write the date as YYYY-MM-DD."},
    {"bad-flag", IMPORT_ERROR, "The text is neither yes nor no.", "Write yes or no."},
    {"unknown-choice", IMPORT_ERROR, "The word is not one that the attribute admits.",
     "Use one of the words that the message lists."},
    {"ambiguous-value", IMPORT_QUESTION, "The cell may mean several values; none is taken.",
     "Choose with optibom import confirm, or write the one value that holds."},
    {"other-condition", IMPORT_NOTE,
     "Another column gives the attribute under a condition, such as a mode; the column without one "
     "counts.",
     "Nothing, or correct the header where the column means something else."},
    {"doubtful-value", IMPORT_QUESTION, "The reader of the file is not sure of the cell.",
     "Look the value up, and confirm it with optibom import confirm or correct it."},
    {"price-on-request", IMPORT_NOTE, "The cell says that there is no price without asking.",
     "Ask the supplier, and import the row again when the price is known."},
    {"mangled-number", IMPORT_WARNING,
     "A spreadsheet has made a rounded figure of a part number, such as 9.55E+12.",
     "Format the column as text, enter the number again and export the file again."},
    {"control-character", IMPORT_ERROR, "The text holds a control character.",
     "Remove it; tab and line end are the only ones allowed."},
};

const size_t import_issue_code_count = sizeof import_issue_codes / sizeof *import_issue_codes;

const struct import_issue_code *import_issue_code_find(const char *code)
{
    for (size_t i = 0; i < import_issue_code_count; i++)
        if (strcmp(import_issue_codes[i].code, code) == 0)
            return &import_issue_codes[i];
    return NULL;
}

enum optibom_status import_issue_add(struct import_issue **issues, size_t *count,
                                     struct arena *arena, struct import_issue issue,
                                     struct error *err, const char *format, ...)
{
    char text[1024];
    const struct import_issue_code *known = import_issue_code_find(issue.code);
    assert(known != NULL);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    issue.severity = known->severity;
    issue.text = arena_strdup(arena, text);
    struct import_issue *grown = arena_grow(arena, *issues, *count, sizeof issue);
    if (issue.text == NULL || grown == NULL)
        return error_no_memory(err);
    grown[(*count)++] = issue;
    *issues = grown;
    return OPTIBOM_OK;
}
