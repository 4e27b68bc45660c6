#include "cli/cli.h"

static int run(struct cli *cli)
{
    if (cli->argument_count > 0)
        return cli_usage(cli, "migrate takes no arguments; name the file with --db");
    return cli_end(cli, optibom_migrate(cli->catalog, cli->db, &cli->output), false);
}

const struct cli_command cmd_migrate = {
    .name = "migrate",
    .arguments = "",
    .summary = "Bring an older catalog up to this program's schema",
    .examples = "  optibom --db parts.db migrate\n",
    .opens = CLI_NOTHING,
    .run = run};
