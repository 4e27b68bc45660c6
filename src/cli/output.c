#include "cli/output.h"

#include "cli/cli.h"
#include "cli/pager.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int write_error; /* errno of the first write that failed */

/* What the pager may get; without a pager nothing is held. */
static struct {
    const char *pager; /* NULL: none */
    char *text;
    size_t length, capacity, lines, screen_lines;
} held;

static void write_now(const char *bytes, size_t length)
{
    if (write_error == 0 && fwrite(bytes, 1, length, stdout) != length)
        write_error = errno;
}

/* Without memory to hold all of it the result goes out as without a pager. */
static bool hold(const char *bytes, size_t length)
{
    if (length > held.capacity - held.length) {
        size_t capacity = 2 * held.capacity + length;
        char *text = realloc(held.text, capacity);
        if (text == NULL)
            return false;
        held.text = text;
        held.capacity = capacity;
    }
    memcpy(held.text + held.length, bytes, length);
    held.length += length;
    for (size_t i = 0; i < length; i++)
        held.lines += bytes[i] == '\n';
    return true;
}

static void write_out(void *context, const char *bytes, size_t length)
{
    (void)context;
    if (length == 0 || (held.pager != NULL && hold(bytes, length)))
        return;
    held.pager = NULL;
    output_flush();
    write_now(bytes, length);
}

void output_flush(void)
{
    bool is_long = held.lines >= held.screen_lines;
    if (held.length > 0 && (held.pager == NULL || !is_long || fflush(stdout) != 0 ||
                            !pager_show(held.pager, held.text, held.length)))
        write_now(held.text, held.length);
    free(held.text);
    held.text = NULL;
    held.length = held.capacity = held.lines = 0;
    if (fflush(stdout) != 0 && write_error == 0)
        write_error = errno;
}

static bool wants_colour(bool no_color)
{
    const char *term = getenv("TERM"), *off = getenv("NO_COLOR");
    return !no_color && isatty(STDOUT_FILENO) && (off == NULL || off[0] == '\0') &&
           (term == NULL || strcmp(term, "dumb") != 0);
}

static struct winsize terminal_size(void)
{
    struct winsize size;
    if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
        return (struct winsize){0};
    return size;
}

/* The first of the three variables that is set decides, as setlocale has it. Numbers are not asked
 * for, so the locale itself stays "C". */
static bool is_utf8_locale(void)
{
    static const char *const NAMES[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        const char *value = getenv(NAMES[i]);
        if (value == NULL || value[0] == '\0')
            continue;
        const char *charset = strchr(value, '.');
        return charset != NULL &&
               (strncasecmp(charset, ".UTF-8", 6) == 0 || strncasecmp(charset, ".UTF8", 5) == 0);
    }
    return false;
}

void output_set_up(struct optibom_output *output, const struct output_options *options)
{
    struct winsize size = terminal_size();
    *output = (struct optibom_output){.write = write_out,
                                      .format = options->format,
                                      .width = size.ws_col,
                                      .colour = wants_colour(options->no_color),
                                      .utf8 = is_utf8_locale()};
    held.pager = options->no_pager || size.ws_row == 0 ? NULL : pager_command();
    held.screen_lines = size.ws_row;
}

int output_close(int exit_status)
{
    output_flush();
    if (write_error == 0 || write_error == EPIPE)
        return exit_status;
    cli_complain("standard output: %s", strerror(write_error));
    return CLI_FAILURE;
}
