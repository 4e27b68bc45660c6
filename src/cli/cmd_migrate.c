#include "cli/cli.h"

static int run(struct cli *cli)
{
    return cli_end(cli, optibom_migrate(cli->catalog, cli->db, &cli->output), false);
}

const struct cli_command cmd_migrate = {
    .name = "migrate",
    .arguments = "",
    .least = 0,
    .most = 0,
    .wanted = "migrate takes no arguments; name the file with --db",
    .summary = "Bring an older catalog up to this program's schema",
    .description =
        "Runs the steps that the catalog lacks, each in a transaction of its own. A catalog "
        "that belongs to a newer program is refused.",
    .examples = "  optibom --db parts.db migrate\n",
    .opens = CLI_NOTHING,
    .run = run};
