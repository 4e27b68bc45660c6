#include "cli/output.h"

#include "cli/cli.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int write_error; /* errno of the first write that failed */

static void write_out(void *context, const char *bytes, size_t length)
{
    (void)context;
    if (write_error == 0 && fwrite(bytes, 1, length, stdout) != length)
        write_error = errno;
}

static bool wants_colour(bool no_color)
{
    const char *term = getenv("TERM"), *off = getenv("NO_COLOR");
    return !no_color && isatty(STDOUT_FILENO) && (off == NULL || off[0] == '\0') &&
           (term == NULL || strcmp(term, "dumb") != 0);
}

static int terminal_width(void)
{
    struct winsize size;
    if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
        return 0;
    return size.ws_col;
}

void output_set_up(struct optibom_output *output, enum optibom_format format, bool no_color)
{
    *output = (struct optibom_output){.write = write_out,
                                      .format = format,
                                      .width = terminal_width(),
                                      .colour = wants_colour(no_color)};
}

int output_close(int exit_status)
{
    if (fflush(stdout) != 0 && write_error == 0)
        write_error = errno;
    if (write_error == 0 || write_error == EPIPE)
        return exit_status;
    cli_complain("standard output: %s", strerror(write_error));
    return CLI_FAILURE;
}
