#include "cli/cli.h"

#include "cli/help.h"
#include "cli/output.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

const struct cli_command *const cli_commands[] = {
    &cmd_init,       &cmd_import,    &cmd_find,     &cmd_search,  &cmd_show,
    &cmd_attach,     &cmd_rollup,    &cmd_assemble, &cmd_build,   &cmd_alternate,
    &cmd_maker,      &cmd_duplicate, &cmd_log,      &cmd_changes, &cmd_evaluate,
    &cmd_compare,    &cmd_explore,   &cmd_yield,    &cmd_report,  &cmd_rfq,
    &cmd_export,     &cmd_sql,       &cmd_check,    &cmd_migrate, &cmd_backup,
    &cmd_completion, &cmd_help,      NULL};

const struct cli_command *cli_command_named(const char *name)
{
    for (size_t i = 0; cli_commands[i] != NULL; i++)
        if (strcmp(cli_commands[i]->name, name) == 0)
            return cli_commands[i];
    return NULL;
}

/* C1 controls, the separators of lines, and what turns the direction of writing. */
static size_t obeyed_length(const unsigned char *c)
{
    if (c[0] == 0xc2 && c[1] >= 0x80 && c[1] < 0xa0)
        return 2;
    bool is_turn = c[0] == 0xe2 && ((c[1] == 0x80 && c[2] >= 0xa8 && c[2] <= 0xae) ||
                                    (c[1] == 0x81 && c[2] >= 0xa6 && c[2] <= 0xa9));
    return is_turn ? 3 : 0;
}

/* A sentence is one line and may quote a file: what a terminal would obey becomes "?". */
static void disarm(char *text)
{
    for (unsigned char *c = (unsigned char *)text; *c != '\0'; c++) {
        size_t length = *c < ' ' || *c == 0x7f ? 1 : obeyed_length(c);
        memset(c, '?', length);
        c += length > 0 ? length - 1 : 0;
    }
}

static void complain(const char *format, va_list arguments)
{
    char text[4096];
    vsnprintf(text, sizeof text, format, arguments);
    disarm(text);
    output_flush();
    fprintf(stderr, "optibom: %s\n", text);
}

void cli_tell(const char *format, ...)
{
    char text[4096];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    disarm(text);
    fprintf(stderr, "%s\n", text);
}

void cli_complain(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    complain(format, arguments);
    va_end(arguments);
}

int cli_fail(const struct cli *cli, enum optibom_status status)
{
    cli_complain("%s", optibom_error(cli->catalog));
    return status == OPTIBOM_USAGE ? CLI_USAGE : CLI_FAILURE;
}

int cli_end(const struct cli *cli, enum optibom_status status, bool findings)
{
    if (status != OPTIBOM_OK)
        return cli_fail(cli, status);
    return findings ? CLI_FINDINGS : CLI_DONE;
}

int cli_usage(const struct cli *cli, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    complain(format, arguments);
    va_end(arguments);
    help_usage(stderr, cli->command);
    return CLI_USAGE;
}

bool cli_number(const struct cli *cli, long long *out, const char *text, long long least)
{
    char *end;
    errno = 0;
    *out = strtoll(text, &end, 10);
    if (errno == 0 && end != text && *end == '\0' && *out >= least)
        return true;
    cli_usage(cli, "'%s': a whole number, %lld or more, is expected", text, least);
    return false;
}

size_t cli_count(char *const *values)
{
    size_t count = 0;
    while (values != NULL && values[count] != NULL)
        count++;
    return count;
}

bool cli_shows_progress(const struct cli *cli)
{
    return !cli->quiet && isatty(STDERR_FILENO);
}

void cli_progress(void *context, size_t rows)
{
    (void)context;
    fprintf(stderr, "\r%zu rows", rows);
}

void cli_progress_end(const struct cli *cli)
{
    if (cli_shows_progress(cli))
        fputs("\r\033[K", stderr);
}

const char *cli_date(const char *option, char buffer[11])
{
    struct tm day = {0};
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    time_t now = epoch != NULL ? (time_t)strtoll(epoch, NULL, 10) : time(NULL);
    if (option == NULL) {
        if (gmtime_r(&now, &day) == NULL || day.tm_year > 9999 - 1900)
            day = (struct tm){.tm_year = 70, .tm_mday = 1}; /* beyond what a day is written with */
    } else {
        const char *end = strptime(option, "%Y-%m-%d", &day);
        if (end == NULL || *end != '\0')
            return "";
    }
    return strftime(buffer, 11, "%Y-%m-%d", &day) == 10 ? buffer : "";
}
