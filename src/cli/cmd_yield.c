#include "cli/sampling.h"

static struct {
    const char *good, *confidence, *learning, *report, *reports;
    char **sweeps;
} option;

static const struct poptOption OPTIONS[] = {
    SAMPLING_OPTIONS,
    {"sweep", '\0', POPT_ARG_ARGV, &option.sweeps, 0,
     "an input through values: 'INPUT=0.8,0.9', 'INPUT=0..1/11' or 'INPUT'; twice for two",
     "INPUT=VALUES"},
    {"good", '\0', POPT_ARG_STRING, &option.good, 0, "units to start for so many good ones", "N"},
    {"confidence", '\0', POPT_ARG_STRING, &option.confidence, 0,
     "with which --good is reached (95% when not said)", "SHARE"},
    {"learning", '\0', POPT_ARG_STRING, &option.learning, 0,
     "cost over volume, when every doubling multiplies it by this share, such as 85%", "SHARE"},
    {"report", '\0', POPT_ARG_STRING, &option.report, 0,
     "one report on the flows by name: breakeven, yield, yield_ledger, scrap_causes", "NAME"},
    {"reports", '\0', POPT_ARG_STRING, &option.reports, 0, "a folder with further reports", "DIR"},
    POPT_TABLEEND};

static int run(struct cli *cli)
{
    long long good = 0;
    char day[11];
    struct optibom_yield_request request = {.flows = cli->arguments,
                                            .flow_count = (size_t)cli->argument_count,
                                            .report = option.report,
                                            .reports = option.reports,
                                            .date = cli_date(NULL, day),
                                            .sweeps = (const char *const *)option.sweeps,
                                            .sweep_count = cli_count(option.sweeps),
                                            .confidence = 0.95};
    if (!sampling_read(cli, &request.draws) ||
        (option.good != NULL && !cli_number(cli, &good, option.good, 1)) ||
        (option.confidence != NULL &&
         !sampling_share(cli, &request.confidence, option.confidence)) ||
        (option.learning != NULL && !sampling_share(cli, &request.learning, option.learning)))
        return CLI_USAGE;
    request.good = good;
    return cli_end(cli, optibom_yield(cli->catalog, &request, &cli->output), false);
}

const struct cli_command cmd_yield = {
    .name = "yield",
    .arguments = "FLOW.yaml|NAME... [--samples N] [--sweep INPUT=VALUES] [--good N] "
                 "[--report NAME]",
    .least = 1,
    .most = 0,
    .wanted = "yield takes flow files or names of stored flows",
    .summary = "Compute assembly flows: yield, cost and scrap, with and without KGOE test",
    .description =
        "Computes one flow with all answers, or several side by side: yield, cost and scrap of "
        "each step, with and without the insertion that makes known good optical engines.",
    .pages = "flow-file.md flows.md",
    .examples = "  optibom yield engine.yaml\n  optibom yield quantum-x-package --json\n"
                "  optibom yield quantum-x-package --samples 100000 --seed 7\n"
                "  optibom yield quantum-x-package --sweep 'KGOE test: coverage *=0..0.99/12'\n"
                "  optibom yield quantum-x-package --good 1000 --learning 85%\n"
                "  optibom yield quantum-x-package --report breakeven --csv\n"
                "  optibom yield package-fau-bonded package-fau-detachable\n",
    .opens = CLI_READS,
    .options = OPTIONS,
    .run = run};
