#include "cli/cli.h"

#include "cli/help.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

const struct cli_command *const cli_commands[] = {
    &cmd_init,  &cmd_import,   &cmd_find,    &cmd_show,  &cmd_rollup, &cmd_assemble,
    &cmd_build, &cmd_evaluate, &cmd_compare, &cmd_yield, &cmd_report, &cmd_export,
    &cmd_sql,   &cmd_check,    &cmd_migrate, &cmd_help,  NULL};

static void complain(const char *format, va_list arguments)
{
    fputs("optibom: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
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
        gmtime_r(&now, &day);
    } else {
        const char *end = strptime(option, "%Y-%m-%d", &day);
        if (end == NULL || *end != '\0')
            return "";
    }
    strftime(buffer, 11, "%Y-%m-%d", &day);
    return buffer;
}
