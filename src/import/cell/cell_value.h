/*
 * From the text of one cell to a value of its attribute's kind. What is wrong with the text is a
 * code of import/issue_codes.h and a sentence, for the record to report.
 */
#ifndef OPTIBOM_IMPORT_CELL_VALUE_H
#define OPTIBOM_IMPORT_CELL_VALUE_H

#include "base/arena.h"
#include "base/error.h"
#include "import/mapping.h"

#include <stdbool.h>

enum { IMPORT_DATE_SIZE = 40 }; /* more than YYYY-MM-DD needs: any three int fit */

struct import_cell_problem {
    const char *code; /* NULL when the text is a value, or says that there is none */
    struct error why;
    const struct import_candidate *candidates; /* of a question */
    size_t candidate_count;
    bool is_absent; /* the text says, with a remark, that there is no value */
};

/* Sets code and sentence, in place of those that were there. */
void import_cell_refuse(struct import_cell_problem *problem, const char *code, const char *format,
                        ...) __attribute__((format(printf, 3, 4)));

/* The word that the text is of those that the value's attribute lists, or stands for. */
enum optibom_status import_cell_listed(struct import_value *value,
                                       struct import_cell_problem *problem, struct arena *arena,
                                       const char *text, struct error *err);

/* Reads trimmed, non-empty `text` that is nothing but a value; see import/cell/cell_meaning.h for
 * those that say more. A code that is no error may come with a value. A range has one side only
 * when the column has a side. The value keeps `text` itself where it is text; other text lives in
 * `arena`. Only a failed allocation is an error. */
enum optibom_status import_cell_read(struct import_value *value,
                                     struct import_cell_problem *problem, struct arena *arena,
                                     const struct import_column *column, const char *text,
                                     struct error *err);

/* Digits alone, few enough to fit: what nearly all counts and many prices are. Returns what comes
 * behind them, NULL when there are none or too many. */
const char *import_cell_digits(int64_t *out, const char *text);

/* True when the text says that there is no value: "N/A", "-", "none" ... */
bool import_cell_is_absent(const char *text);

/* True when it says that the value is still to come: "TBD". */
bool import_cell_is_open(const char *text);

/* Reads "2026-11-21", "2026/11/21", "21 Nov 2026" or "Nov 21, 2026" and writes the first form.
 * Returns NULL, or the code "bad-date" or "ambiguous-date". */
const char *import_cell_date(char out[IMPORT_DATE_SIZE], const char *text);

#endif
