#include "cli/cli.h"

static int run(struct cli *cli)
{
    return cli_end(cli, optibom_show(cli->catalog, cli->arguments[0], &cli->output), false);
}

const struct cli_command cmd_show = {
    .name = "show",
    .arguments = "PART",
    .least = 1,
    .most = 1,
    .wanted = "show takes one part; quote it when its name has spaces",
    .summary = "Show everything known of a part, each value with range, source and confidence",
    .examples = "  optibom show Q3450-LD\n  optibom show 'Broadcom Tomahawk 5' --json\n",
    .opens = CLI_READS,
    .run = run};
