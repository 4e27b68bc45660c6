#include "cli/cli.h"

static int run(struct cli *cli)
{
    return cli_end(cli, optibom_backup(cli->catalog, cli->db, cli->arguments[0], &cli->output),
                   false);
}

const struct cli_command cmd_backup = {
    .name = "backup",
    .arguments = "FILE",
    .least = 1,
    .most = 1,
    .wanted = "backup takes the name of the file to write",
    .summary = "Copy the catalog to a file while others use it",
    .description =
        "The copy is the catalog as of one moment, whoever writes meanwhile, and nobody waits for "
        "it. It is read once more, and appears under its name only when it is whole; a file of "
        "that name is left alone. A catalog that cannot be written, and one that migrate has still "
        "to bring up, are copied as well. To restore it, put the copy in the place of the catalog "
        "while nobody uses that.",
    .pages = "sharing.md",
    .examples = "  optibom backup copy.db\n  optibom --db copy.db check\n",
    .opens = CLI_NOTHING,
    .run = run};
