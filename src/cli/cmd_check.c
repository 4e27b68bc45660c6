#include "cli/cli.h"

static int run(struct cli *cli)
{
    bool findings = false;
    enum optibom_status status = optibom_check(
        cli->catalog, cli->argument_count == 1 ? cli->arguments[0] : NULL, &findings, &cli->output);
    return cli_end(cli, status, findings);
}

const struct cli_command cmd_check = {
    .name = "check",
    .arguments = "[BUILD-or-SPEC]",
    .least = 0,
    .most = 1,
    .wanted = "check takes at most one spec file or stored build",
    .summary = "Check the catalog, and the findings of a build; exit 1 if there is an error",
    .examples = "  optibom check\n  optibom check rack.yaml\n",
    .opens = CLI_READS,
    .run = run};
