#include "cli/cli.h"

static struct {
    const char *quantity;
    char **scenarios;
    int exit_code;
} option;

static const struct poptOption OPTIONS[] = {{"quantity", '\0', POPT_ARG_STRING, &option.quantity, 0,
                                             "racks to buy for, in place of the specs' programs",
                                             "N"},
                                            CLI_SCENARIOS(option.scenarios),
                                            {"exit-code", '\0', POPT_ARG_NONE, &option.exit_code, 0,
                                             "exit with 1 when the builds differ", NULL},
                                            POPT_TABLEEND};

static int run(struct cli *cli)
{
    long long racks = 0;
    bool differ = false;
    if (option.quantity != NULL && !cli_number(cli, &racks, option.quantity, 1))
        return CLI_USAGE;
    const struct optibom_compare_request request = {.builds = cli->arguments,
                                                    .build_count = (size_t)cli->argument_count,
                                                    .scenarios =
                                                        (const char *const *)option.scenarios,
                                                    .scenario_count = cli_count(option.scenarios),
                                                    .program_racks = racks};
    enum optibom_status status = optibom_compare(cli->catalog, &request, &differ, &cli->output);
    return cli_end(cli, status, differ && option.exit_code);
}

const struct cli_command cmd_compare = {
    .name = "compare",
    .arguments = "BUILD-or-SPEC... [--scenario NAME-or-FILE]... [--quantity N] [--exit-code]",
    .least = 1,
    .most = 0,
    .wanted = "compare takes spec files or stored builds",
    .summary = "Print the metrics of builds side by side",
    .description =
        "Assembles and evaluates each build and prints one column for each. With --scenario "
        "each build stands beside itself under the scenario.",
    .findings = "with --exit-code: the builds differ",
    .pages = "metrics.md scenarios.md",
    .examples = "  optibom compare rack-dsp.yaml rack-lpo.yaml rack-cpo.yaml\n"
                "  optibom compare rack-cpo.yaml --scenario volume-x10 --scenario energy-x2\n",
    .opens = CLI_READS,
    .options = OPTIONS,
    .run = run};
