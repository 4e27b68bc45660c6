#include "cli/cli.h"

#include <unistd.h>

static struct {
    const char *samples, *seed;
} option;

static const struct poptOption OPTIONS[] = {
    {"samples", '\0', POPT_ARG_STRING, &option.samples, 0,
     "draws over the ranges of the inputs: quantiles, and what moves the cost most", "N"},
    {"seed", '\0', POPT_ARG_STRING, &option.seed, 0,
     "of the draws; the same seed gives the same digits (1 when not said)", "S"},
    POPT_TABLEEND};

static int run(struct cli *cli)
{
    long long samples = 0, seed = 1;
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    if (option.samples != NULL && !cli_number(cli, &samples, option.samples, 2))
        return CLI_USAGE;
    if (option.seed != NULL && !cli_number(cli, &seed, option.seed, 0))
        return CLI_USAGE;
    struct optibom_yield_request request = {.flow = cli->arguments[0],
                                            .samples = (uint64_t)samples,
                                            .seed = (uint64_t)seed,
                                            .threads = processors > 64  ? 64
                                                       : processors > 0 ? (unsigned)processors
                                                                        : 1};
    return cli_end(cli, optibom_yield(cli->catalog, &request, &cli->output), false);
}

const struct cli_command cmd_yield = {
    .name = "yield",
    .arguments = "FLOW.yaml | NAME [--samples N] [--seed S]",
    .least = 1,
    .most = 1,
    .wanted = "yield takes one flow file or the name of a stored flow",
    .summary = "Compute one assembly flow: yield, cost and scrap, with and without KGOE test",
    .examples = "  optibom yield engine.yaml\n  optibom yield quantum-x-package --json\n"
                "  optibom yield quantum-x-package --samples 100000 --seed 7\n",
    .opens = CLI_READS,
    .options = OPTIONS,
    .run = run};
