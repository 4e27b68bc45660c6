#include "cli/cli.h"

static struct {
    const char *list;
    int bought_only, all_builds;
} option;

static const struct poptOption OPTIONS[] = {
    {"bom", '\0', POPT_ARG_STRING, &option.list, 0,
     "an imported bill of materials to hold against the build", "LIST"},
    {"builds", '\0', POPT_ARG_NONE, &option.all_builds, 0,
     "the findings of all stored builds, in their latest revisions", NULL},
    {"bought", '\0', POPT_ARG_NONE, &option.bought_only, 0,
     "what comes inside bought systems need not stand in LIST", NULL},
    POPT_TABLEEND};

static int run(struct cli *cli)
{
    bool findings = false;
    struct optibom_check_request request = {.build =
                                                cli->argument_count == 1 ? cli->arguments[0] : NULL,
                                            .list = option.list,
                                            .bought_only = option.bought_only != 0,
                                            .all_builds = option.all_builds != 0};
    if (request.all_builds && request.build != NULL)
        return cli_usage(cli, "--builds goes without a build");
    if (request.list != NULL && request.build == NULL)
        return cli_usage(cli, "--bom needs the build that the list is for");
    if (request.bought_only && request.list == NULL)
        return cli_usage(cli, "--bought goes with --bom LIST");
    enum optibom_status status = optibom_check(cli->catalog, &request, &findings, &cli->output);
    return cli_end(cli, status, findings);
}

const struct cli_command cmd_check = {
    .name = "check",
    .arguments = "[BUILD-or-SPEC [--bom LIST [--bought]] | --builds]",
    .least = 0,
    .most = 1,
    .wanted = "check takes at most one spec file or stored build",
    .summary = "Check the catalog, and the findings of a build; exit 1 if there is an error",
    .description =
        "Checks the file, its foreign keys and its dictionary. With a build its findings come "
        "too; with --bom also where an imported bill of materials and the build disagree; with "
        "--builds those of all stored builds: what an import, a decision or a passed day did to "
        "them.",
    .findings = "there is an error",
    .pages = "rules.md builds.md",
    .examples = "  optibom check\n  optibom check --builds\n  optibom check rack.yaml\n"
                "  optibom assemble rack.yaml --csv > order.csv     # then edit it\n"
                "  optibom import order.csv --class bom\n"
                "  optibom check rack.yaml --bom order\n",
    .opens = CLI_READS,
    .options = OPTIONS,
    .run = run};
