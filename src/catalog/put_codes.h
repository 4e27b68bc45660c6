/*
 * Why the catalog refuses a record that reads well: one table, as import/issue_codes.h has for
 * reading. A code has its smallest example in tests/import/<code>.csv.
 */
#ifndef OPTIBOM_CATALOG_PUT_CODES_H
#define OPTIBOM_CATALOG_PUT_CODES_H

#include "import/issue_codes.h"

extern const struct import_issue_code catalog_put_codes[];
extern const size_t catalog_put_code_count;

#endif
