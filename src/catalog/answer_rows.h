/* A reader over one row in memory: headers, then cells, in the line where the row once stood. */
#ifndef OPTIBOM_CATALOG_ANSWER_ROWS_H
#define OPTIBOM_CATALOG_ANSWER_ROWS_H

#include "import/reader.h"

extern const struct import_format catalog_answer_format;

/* Keeps the texts; `places` as in import_row, or NULL. Returns NULL when memory is exhausted; close
 * it by the format. */
struct import_reader *catalog_answer_open(const char **headers, const char **cells,
                                          const char **places, size_t count, size_t line);

#endif
