/*
 * Every kind of problem that reading an input can find: one table, from which severities come and
 * documentation is made. A code has its smallest example in tests/import/<code>.csv.
 */
#ifndef OPTIBOM_IMPORT_ISSUE_CODES_H
#define OPTIBOM_IMPORT_ISSUE_CODES_H

#include "import/mapping.h"

struct import_issue_code {
    const char *code;
    enum import_severity severity;
    const char *explanation;
    const char *fix;
};

extern const struct import_issue_code import_issue_codes[];
extern const size_t import_issue_code_count;

/* NULL when there is no such code. */
const struct import_issue_code *import_issue_code_find(const char *code);

/* Appends an issue with a text made of `format` to an array that lives in `arena`; the severity
 * comes from the table, which must hold `code`. */
enum optibom_status import_issue_add(struct import_issue **issues, size_t *count,
                                     struct arena *arena, struct import_issue issue,
                                     struct error *err, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

#endif
