/* What shells load to complete a command line, made from the command table and the option tables.
 */
#ifndef OPTIBOM_CLI_COMPLETION_H
#define OPTIBOM_CLI_COMPLETION_H

#include "cli/cli.h"

#include <stdio.h>

struct completion_shell;

/* `classes` has the names of all classes, blanks between. */
void completion_print(FILE *out, const struct completion_shell *shell,
                      const struct poptOption *global, const char *classes);

#endif
