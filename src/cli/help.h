/* Help made from the command table and the option tables: usage, summary, options, examples. */
#ifndef OPTIBOM_CLI_HELP_H
#define OPTIBOM_CLI_HELP_H

#include "cli/cli.h"

#include <stdio.h>

/* What the program is, and examples of it. */
extern const char HELP_PURPOSE[], HELP_EXAMPLES[];

/* What each exit status says, by enum cli_exit. */
extern const char *const HELP_STATUSES[];

/* Of one command, or of the program when `command` is NULL. */
void help_print(FILE *out, const struct cli_command *command, const struct poptOption *global);

/* "usage: optibom find CLASS ..." */
void help_usage(FILE *out, const struct cli_command *command);

/* Complains about a mistyped verb with the nearest one; CLI_USAGE. */
int help_unknown_verb(const char *verb);

#endif
