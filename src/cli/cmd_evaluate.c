#include "cli/sampling.h"

static struct {
    const char *quantity, *metric, *scenario;
} option;

static const struct poptOption OPTIONS[] = {
    {"scenario", '\0', POPT_ARG_STRING, &option.scenario, 0,
     "under a scenario of the spec or of those that come along, or of a file FILE.yaml[:NAME]",
     "NAME-or-FILE"},
    {"quantity", '\0', POPT_ARG_STRING, &option.quantity, 0,
     "racks to buy for, in place of the spec's program", "N"},
    SAMPLING_OPTIONS,
    {"metric", '\0', POPT_ARG_STRING, &option.metric, 0,
     "whose movers the draws show (cost_yielded when not said)", "NAME"},
    POPT_TABLEEND};

static int run(struct cli *cli)
{
    long long racks = 0;
    bool findings = false;
    struct optibom_evaluate_request request = {
        .build = cli->arguments[0], .scenario = option.scenario, .metric = option.metric};
    if (!sampling_read(cli, &request.draws) ||
        (option.quantity != NULL && !cli_number(cli, &racks, option.quantity, 1)))
        return CLI_USAGE;
    request.program_racks = racks;
    enum optibom_status status = optibom_evaluate(cli->catalog, &request, &findings, &cli->output);
    return cli_end(cli, status, findings);
}

const struct cli_command cmd_evaluate = {
    .name = "evaluate",
    .arguments = "BUILD-or-SPEC [--scenario NAME-or-FILE] [--quantity N] [--samples N --seed S]",
    .least = 1,
    .most = 1,
    .wanted = "evaluate takes one spec file or stored build",
    .summary = "Compute power, cost, yield and all other metrics of a build",
    .description =
        "Assembles the build and computes its metrics, each with its range and the share of it "
        "that rests on assumptions. With --samples the inputs are drawn over their ranges; the "
        "same seed gives the same digits.",
    .findings = "a finding is an error",
    .pages = "metrics.md scenarios.md json.md",
    .examples = "  optibom evaluate rack.yaml\n  optibom evaluate rack-cpo --quantity 500 --json\n"
                "  optibom evaluate rack-cpo.yaml --samples 10000 --seed 7\n"
                "  optibom evaluate rack-cpo --scenario energy-x2\n",
    .opens = CLI_READS,
    .options = OPTIONS,
    .run = run};
