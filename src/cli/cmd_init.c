#include "cli/cli.h"

static struct {
    int empty;
} option;

static const struct poptOption OPTIONS[] = {
    {"empty", '\0', POPT_ARG_NONE, &option.empty, 0, "without the starting catalog", NULL},
    POPT_TABLEEND};

static int run(struct cli *cli)
{
    return cli_end(cli, optibom_create(cli->catalog, cli->db, option.empty, &cli->output), false);
}

const struct cli_command cmd_init = {
    .name = "init",
    .arguments = "[--empty]",
    .least = 0,
    .most = 0,
    .wanted = "init takes no arguments; name the file with --db",
    .summary = "Make a catalog, with the starting catalog unless --empty",
    .examples = "  optibom init\n  optibom --db parts.db init --empty\n",
    .opens = CLI_NOTHING,
    .options = OPTIONS,
    .run = run};
