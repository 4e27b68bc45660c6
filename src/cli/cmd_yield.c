#include "cli/cli.h"

static int run(struct cli *cli)
{
    return cli_end(cli, optibom_yield(cli->catalog, cli->arguments[0], &cli->output), false);
}

const struct cli_command cmd_yield = {
    .name = "yield",
    .arguments = "FLOW.yaml | NAME",
    .least = 1,
    .most = 1,
    .wanted = "yield takes one flow file or the name of a stored flow",
    .summary = "Compute one assembly flow: yield, cost and scrap, with and without KGOE test",
    .examples = "  optibom yield engine.yaml\n  optibom yield quantum-x-package --json\n",
    .opens = CLI_READS,
    .run = run};
