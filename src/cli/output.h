/* Standard output: format, width, colour, and whether all of it got out. */
#ifndef OPTIBOM_CLI_OUTPUT_H
#define OPTIBOM_CLI_OUTPUT_H

#include "optibom.h"

void output_set_up(struct optibom_output *output, enum optibom_format format, bool no_color);

/* Flushes; a result that could not be written is a failure, a closed pipe is not. */
int output_close(int exit_status);

#endif
