#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { QUERY_MAX = 1024 * 1024 };

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

static int run(struct cli *cli)
{
    if (strcmp(cli->arguments[0], "-") != 0)
        return cli_end(cli, optibom_sql(cli->catalog, cli->arguments[0], &cli->output), false);
    char *query = read_query();
    if (query == NULL)
        return CLI_FAILURE;
    int result = cli_end(cli, optibom_sql(cli->catalog, query, &cli->output), false);
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
        "functions.",
    .pages = "functions.md",
    .examples = "  optibom sql \"SELECT vendor, mpn, power_w_typ FROM transceiver_view\"\n"
                "  optibom sql \"SELECT class, count(*) FROM part GROUP BY class\" --csv\n"
                "  optibom sql - <query.sql\n",
    .opens = CLI_READS,
    .run = run};
