/* Pages of the manual, made from the command table and the option tables as the help is. */
#ifndef OPTIBOM_CLI_MANUAL_H
#define OPTIBOM_CLI_MANUAL_H

#include "cli/cli.h"

#include <stdio.h>

/* mdoc of optibom(1), or of optibom-VERB(1) when there is a command. */
void manual_print(FILE *out, const struct cli_command *command, const struct poptOption *global);

#endif
