#include "cli/cli.h"

static int run(struct cli *cli)
{
    return cli_end(cli, optibom_sql(cli->catalog, cli->arguments[0], &cli->output), false);
}

const struct cli_command cmd_sql = {
    .name = "sql",
    .arguments = "QUERY",
    .least = 1,
    .most = 1,
    .wanted = "sql takes one query; quote it",
    .summary = "Run a query that only reads",
    .examples = "  optibom sql \"SELECT vendor, mpn, power_w_typ FROM transceiver_view\"\n"
                "  optibom sql \"SELECT class, count(*) FROM part GROUP BY class\" --csv\n",
    .opens = CLI_READS,
    .run = run};
