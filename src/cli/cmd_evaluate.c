#include "cli/cli.h"

static struct {
    const char *quantity;
} option;

static const struct poptOption OPTIONS[] = {{"quantity", '\0', POPT_ARG_STRING, &option.quantity, 0,
                                             "racks to buy for, in place of the spec's program",
                                             "N"},
                                            POPT_TABLEEND};

static int run(struct cli *cli)
{
    long long racks = 0;
    bool findings = false;
    if (option.quantity != NULL && !cli_number(cli, &racks, option.quantity, 1))
        return CLI_USAGE;
    enum optibom_status status =
        optibom_evaluate(cli->catalog, cli->arguments[0], racks, &findings, &cli->output);
    return cli_end(cli, status, findings);
}

const struct cli_command cmd_evaluate = {
    .name = "evaluate",
    .arguments = "BUILD-or-SPEC [--quantity N]",
    .least = 1,
    .most = 1,
    .wanted = "evaluate takes one spec file or stored build",
    .summary = "Compute power, cost, yield and all other metrics of a build",
    .examples = "  optibom evaluate rack.yaml\n  optibom evaluate rack-cpo --quantity 500 --json\n",
    .opens = CLI_READS,
    .options = OPTIONS,
    .run = run};
