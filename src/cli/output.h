/* Standard output: format, width, colour, the pager, and whether all of it got out. */
#ifndef OPTIBOM_CLI_OUTPUT_H
#define OPTIBOM_CLI_OUTPUT_H

#include "optibom.h"

struct output_options {
    enum optibom_format format;
    bool no_color, no_pager;
};

void output_set_up(struct optibom_output *output, const struct output_options *options);

/* Results may be held until it is known whether they fit on the screen: shows them now, before
 * something else is said. */
void output_flush(void);

/* Flushes; a result that could not be written is a failure, a closed pipe is not. */
int output_close(int exit_status);

#endif
