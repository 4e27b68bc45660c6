#include "cli/cli.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct {
    const char *objectives, *quantity, *opens, *shard, *path, *date, *draws, *seed;
    char **limits, **accepted, **weights, **scenarios;
    int robust;
} option;

static const struct poptOption OPTIONS[] = {
    {"objective", '\0', POPT_ARG_STRING, &option.objectives, 0,
     "metrics to make small, with commas; max:METRIC makes large (power,cost,yield when not said)",
     "METRIC,..."},
    {"where", '\0', POPT_ARG_ARGV, &option.limits, 0,
     "a limit on any metric: METRIC<=X or METRIC>=X; may be given several times", "LIMIT"},
    {"weight", '\0', POPT_ARG_ARGV, &option.weights, 0,
     "what a unit of an objective counts: the build of the least sum is marked", "OBJECTIVE=X"},
    {"open", '\0', POPT_ARG_STRING, &option.opens, 0,
     "all: every slot of switch, optics, cable, fiber and light, and every medium", "all"},
    {"accept", '\0', POPT_ARG_ARGV, &option.accepted, 0,
     "a finding that does not count against a build, such as bare-chip", "CODE"},
    {"robust", '\0', POPT_ARG_NONE, &option.robust, 0,
     "one build beats another only where it does at both ends of the ranges", NULL},
    {"scenario", '\0', POPT_ARG_ARGV, &option.scenarios, 0,
     "builds also under a scenario of the spec, one that comes along, or those of a file; each has "
     "a front of its own; may be repeated",
     "NAME-or-FILE"},
    {"draws", '\0', POPT_ARG_STRING, &option.draws, 0,
     "draws over the ranges of all figures, each with a front of its own: how often each choice "
     "wins",
     "N"},
    {"seed", '\0', POPT_ARG_STRING, &option.seed, 0,
     "of the draws; the same seed gives the same digits (1 when not said)", "S"},
    {"quantity", '\0', POPT_ARG_STRING, &option.quantity, 0,
     "racks to buy for, in place of the specs' programs", "N"},
    {"shard", '\0', POPT_ARG_STRING, &option.shard, 0, "only the I-th of N parts, into -o FILE.db",
     "I/N"},
    {"output", 'o', POPT_ARG_STRING, &option.path, 0,
     "file to write: .xlsx, .html, .csv, .json or .md by its ending; .db for explore merge",
     "FILE"},
    {"date", '\0', POPT_ARG_STRING, &option.date, 0,
     "day of prices and of the report, YYYY-MM-DD; else SOURCE_DATE_EPOCH, else today", "D"},
    POPT_TABLEEND};

/* "2/8". */
static bool read_shard(const struct cli *cli, struct optibom_explore_request *request)
{
    char *end = NULL;
    errno = 0;
    request->shard = strtoll(option.shard, &end, 10);
    if (*end == '/')
        request->shards = strtoll(end + 1, &end, 10);
    if (errno == 0 && *end == '\0' && request->shard >= 1 && request->shard <= request->shards)
        return true;
    cli_usage(cli, "'%s': a shard is I/N, with I from 1 to N", option.shard);
    return false;
}

static void show_progress(void *context, size_t questions, size_t looks)
{
    (void)context;
    if (looks % 256 == 0)
        fprintf(stderr, "\r%zu media answered, %zu partial builds looked at", questions, looks);
}

static int run(struct cli *cli)
{
    long long racks = 0, draws = 0, seed = 1;
    char day[11];
    const char *date = cli_date(option.date, day);
    bool findings = false, is_merge = strcmp(cli->arguments[0], "merge") == 0;
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    struct optibom_explore_request request = {
        .builds = cli->arguments,
        .build_count = (size_t)cli->argument_count,
        .objectives = option.objectives != NULL ? option.objectives : "power,cost,yield",
        .limits = (const char *const *)option.limits,
        .limit_count = cli_count(option.limits),
        .weights = (const char *const *)option.weights,
        .weight_count = cli_count(option.weights),
        .accepted = (const char *const *)option.accepted,
        .accepted_count = cli_count(option.accepted),
        .opens_all = option.opens != NULL,
        .is_robust = option.robust,
        .scenarios = (const char *const *)option.scenarios,
        .scenario_count = cli_count(option.scenarios),
        .path = option.path,
        .date = date,
        .threads = cores > 0 ? (unsigned)cores : 1,
        .progress = cli_shows_progress(cli) ? show_progress : NULL};
    if (date[0] == '\0')
        return cli_usage(cli, "'%s': a day as YYYY-MM-DD is expected", option.date);
    if (is_merge) {
        request.merge = request.builds + 1;
        request.merge_count = request.build_count - 1;
        request.build_count = 0;
    }
    if (is_merge && request.merge_count == 0)
        return cli_usage(cli, "explore merge takes the files of the parts");
    if (option.opens != NULL && strcmp(option.opens, "all") != 0)
        return cli_usage(cli, "'%s': --open takes 'all'", option.opens);
    if ((option.quantity != NULL && !cli_number(cli, &racks, option.quantity, 1)) ||
        (option.shard != NULL && !read_shard(cli, &request)))
        return CLI_USAGE;
    if ((option.draws != NULL && !cli_number(cli, &draws, option.draws, 1)) ||
        (option.seed != NULL && !cli_number(cli, &seed, option.seed, 0)))
        return CLI_USAGE;
    if (option.seed != NULL && option.draws == NULL)
        return cli_usage(cli, "--seed is of draws: say --draws N too");
    request.draws = draws;
    request.seed = (uint64_t)seed;
    request.program_racks = racks;
    enum optibom_status status = optibom_explore(cli->catalog, &request, &findings, &cli->output);
    cli_progress_end(cli);
    return cli_end(cli, status, findings);
}

const struct cli_command cmd_explore = {
    .name = "explore",
    .arguments = "SPEC... [--objective power,cost,yield] [--where METRIC<=X] [--open all] "
                 "[--scenario NAME] [--draws N] [--shard I/N] [-o FILE] [--date D] | merge FILE...",
    .least = 1,
    .most = 0,
    .wanted = "explore takes open specs, or merge and the files of the parts",
    .summary = "Find the builds that no other one beats, over all parts of the catalog",
    .description =
        "Fills the open slots of the specs in every way that the catalog allows and gives the "
        "exact Pareto front: the builds of which none is beaten in all objectives, and why each "
        "medium is on it or not. Under scenarios and in draws builds have fronts of their own. "
        "With "
        "--shard the work is cut into parts, of which explore merge makes the same bytes as the "
        "whole run gives.",
    .findings = "there is no build, or Ctrl-C ended the search; what was found until then is given",
    .pages = "explore.md slurm.md",
    .examples = "  optibom explore rack.yaml\n"
                "  optibom explore seed/builds/nvl72-cpo.yaml --open all\n"
                "  optibom explore rack.yaml --objective power,cost --where 'cost<=2000000'\n"
                "  optibom explore rack.yaml --weight power=12 --weight cost=1\n"
                "  optibom explore rack.yaml --scenario range-most --draws 100\n"
                "  optibom explore rack.yaml -o front.xlsx\n"
                "  optibom explore rack.yaml --shard 2/8 -o part-2.db\n"
                "  optibom explore merge part-*.db\n",
    .opens = CLI_READS,
    .options = OPTIONS,
    .run = run};
