/* SQL text cut into statements, with regard to quotes and comments. */
#ifndef OPTIBOM_REPORT_STATEMENT_H
#define OPTIBOM_REPORT_STATEMENT_H

#include <stdbool.h>
#include <stddef.h>

/* The next statement, without leading blanks and comments and without its semicolon; false when
 * nothing but blanks and comments is left. `text` ends with a zero byte; `cursor` moves on. */
bool statement_next(const char **start, size_t *length, const char **cursor);

#endif
