#include "cli/cli.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { QUERY_MAX = 1024 * 1024, SPARE_SECONDS = 10 };

/* All of standard input, the caller's to free; NULL after complaining. */
static char *read_query(void)
{
    char *query = malloc(QUERY_MAX + 1);
    size_t length = query != NULL ? fread(query, 1, QUERY_MAX + 1, stdin) : 0;
    if (query == NULL || ferror(stdin) || length > QUERY_MAX) {
        cli_complain("standard input: cannot be read, or more than 1 MiB of SQL");
        free(query);
        return NULL;
    }
    query[length] = '\0';
    return query;
}

static void end_late(int signal_number)
{
    static const char LINE[] = "optibom: the query takes longer than it may; ask for less, or "
                               "raise OPTIBOM_QUERY_SECONDS\n";
    (void)signal_number;
    (void)!write(STDERR_FILENO, LINE, sizeof LINE - 1);
    _exit(CLI_FAILURE);
}

/* There is a result: a pager may show it for as long as anybody reads. */
static void write_in_time(void *context, const char *bytes, size_t length)
{
    const struct optibom_output *output = context;
    alarm(0);
    output->write(output->context, bytes, length);
}

/* The library stops a query between the steps of SQLite. What hangs within one, or in planning,
 * ends with the program, well after the library would have done it; it only reads. */
static int ask(struct cli *cli, const char *query)
{
    struct optibom_output output = cli->output;
    unsigned seconds = cli->query_seconds > 0 ? cli->query_seconds : OPTIBOM_QUERY_SECONDS;
    output.write = write_in_time;
    output.context = &cli->output;
    sigaction(SIGALRM, &(struct sigaction){.sa_handler = end_late}, NULL);
    alarm(2 * seconds + SPARE_SECONDS);
    enum optibom_status status = optibom_sql(cli->catalog, query, &output);
    alarm(0);
    return cli_end(cli, status, false);
}

static int run(struct cli *cli)
{
    if (strcmp(cli->arguments[0], "-") != 0)
        return ask(cli, cli->arguments[0]);
    char *query = read_query();
    if (query == NULL)
        return CLI_FAILURE;
    int result = ask(cli, query);
    free(query);
    return result;
}

const struct cli_command cmd_sql = {
    .name = "sql",
    .arguments = "QUERY | -",
    .least = 1,
    .most = 1,
    .wanted = "sql takes one query; quote it",
    .summary = "Run a query that only reads",
    .description =
        "Runs one query on the catalog, or with - the query on standard input. Whatever would "
        "change the catalog is refused. The scalar formulas of the program are there as "
        "functions. A query that takes longer than OPTIBOM_QUERY_SECONDS, 60 where it is not set, "
        "or more memory than OPTIBOM_QUERY_MEMORY, 2048 MiB, is stopped with one line and status "
        "3.",
    .pages = "functions.md",
    .examples = "  optibom sql \"SELECT vendor, mpn, power_w_typ FROM transceiver_view\"\n"
                "  optibom sql \"SELECT class, count(*) FROM part GROUP BY class\" --csv\n"
                "  optibom sql - <query.sql\n",
    .opens = CLI_READS,
    .run = run};
