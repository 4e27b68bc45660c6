#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static struct {
    int exit_code, apply;
    const char *quantity, *path, *date;
} option;

static const struct poptOption OPTIONS[] = {
    {"exit-code", '\0', POPT_ARG_NONE, &option.exit_code, 0,
     "diff: exit with 1 when the builds differ", NULL},
    {"output", 'o', POPT_ARG_STRING, &option.path, 0,
     "diff: file to write, .xlsx, .html, .csv, .json or .md by its ending", "FILE"},
    {"date", '\0', POPT_ARG_STRING, &option.date, 0,
     "diff: day of the file, YYYY-MM-DD; else SOURCE_DATE_EPOCH, else today", "D"},
    {"apply", '\0', POPT_ARG_NONE, &option.apply, 0,
     "replace: store what is shown as new revisions", NULL},
    {"quantity", '\0', POPT_ARG_STRING, &option.quantity, 0,
     "consolidate: racks to buy for, in place of the specs' programs", "N"},
    POPT_TABLEEND};

static int list(struct cli *cli)
{
    return cli_end(cli, optibom_build_list(cli->catalog, &cli->output), false);
}

static int add(struct cli *cli)
{
    return cli_end(cli, optibom_build_add(cli->catalog, cli->arguments[1], &cli->output), false);
}

static int show(struct cli *cli)
{
    return cli_end(cli, optibom_build_show(cli->catalog, cli->arguments[1], &cli->output), false);
}

static int drop(struct cli *cli)
{
    enum optibom_status status = optibom_build_remove(cli->catalog, cli->arguments[1]);
    if (status == OPTIBOM_OK && !cli->quiet)
        cli_tell("%s is removed", cli->arguments[1]);
    return cli_end(cli, status, false);
}

static int release(struct cli *cli)
{
    return cli_end(cli, optibom_build_release(cli->catalog, cli->arguments[1], &cli->output),
                   false);
}

static int diff_to_file(struct cli *cli)
{
    char day[11];
    bool differ = false;
    const char *date = cli_date(option.date, day);
    if (date[0] == '\0')
        return cli_usage(cli, "'%s': a day as YYYY-MM-DD is expected", option.date);
    const struct optibom_report_request request = {.builds = cli->arguments + 1,
                                                   .build_count = (size_t)cli->argument_count - 1,
                                                   .path = option.path,
                                                   .date = date};
    enum optibom_status status =
        optibom_build_diff_report(cli->catalog, &request, &differ, &cli->output);
    if (status == OPTIBOM_OK)
        printf("%s\n", option.path);
    return cli_end(cli, status, differ && option.exit_code);
}

static int diff(struct cli *cli)
{
    bool differ = false;
    if (option.path != NULL)
        return diff_to_file(cli);
    enum optibom_status status = optibom_build_diff(
        cli->catalog, cli->arguments[1], cli->argument_count > 2 ? cli->arguments[2] : NULL,
        &differ, &cli->output);
    return cli_end(cli, status, differ && option.exit_code);
}

static int where_used(struct cli *cli)
{
    return cli_end(cli, optibom_build_where_used(cli->catalog, cli->arguments[1], &cli->output),
                   false);
}

static int replace(struct cli *cli)
{
    bool findings = false;
    const struct optibom_replace_request request = {.old_part = cli->arguments[1],
                                                    .new_part = cli->arguments[2],
                                                    .builds = cli->arguments + 3,
                                                    .build_count = (size_t)cli->argument_count - 3,
                                                    .apply = option.apply != 0};
    enum optibom_status status =
        optibom_build_replace(cli->catalog, &request, &findings, &cli->output);
    if (status == OPTIBOM_OK && !request.apply && !cli->quiet)
        cli_complain("nothing is stored; --apply stores the new revisions");
    return cli_end(cli, status, findings);
}

static int consolidate(struct cli *cli)
{
    long long racks = 0;
    if (option.quantity != NULL && !cli_number(cli, &racks, option.quantity, 1))
        return CLI_USAGE;
    return cli_end(cli,
                   optibom_build_consolidate(cli->catalog, cli->arguments + 1,
                                             (size_t)cli->argument_count - 1, racks, &cli->output),
                   false);
}

/* What may follow `build`. */
static const struct action {
    const char *name;
    int least, most; /* arguments behind it; most 0 beside a least: any number */
    const char *wanted;
    int (*run)(struct cli *cli);
} ACTIONS[] = {
    {"add", 1, 1, "one spec file", add},
    {"list", 0, 0, "no arguments", list},
    {"show", 1, 1, "one stored build", show},
    {"release", 1, 1, "one stored build, or a revision of it", release},
    {"remove", 1, 1, "one stored build", drop},
    {"diff", 1, 2, "two builds, or one for its last two revisions", diff},
    {"where-used", 1, 1, "one part; quote it when its name has spaces", where_used},
    {"replace", 2, 0, "a part, the one to take its place, and builds if not all are meant",
     replace},
    {"consolidate", 1, 0, "stored builds or spec files", consolidate},
};

/* What to say of an option that goes with another action; NULL: there is none. */
static const char *foreign_option(const struct action *action)
{
    if (option.exit_code != 0 && action->run != diff)
        return "--exit-code goes with build diff";
    if (option.path != NULL && action->run != diff)
        return "-o goes with build diff";
    if (option.date != NULL && (action->run != diff || option.path == NULL))
        return "--date goes with build diff -o FILE";
    if (option.apply != 0 && action->run != replace)
        return "--apply goes with build replace";
    if (option.quantity != NULL && action->run != consolidate)
        return "--quantity goes with build consolidate";
    return NULL;
}

static int run(struct cli *cli)
{
    size_t i = 0, count = sizeof ACTIONS / sizeof *ACTIONS;
    while (i < count && strcmp(cli->arguments[0], ACTIONS[i].name) != 0)
        i++;
    if (i == count)
        return cli_usage(cli, "%s", cli->command->wanted);
    const struct action *action = &ACTIONS[i];
    const char *foreign = foreign_option(action);
    if (foreign != NULL)
        return cli_usage(cli, "%s", foreign);
    int given = cli->argument_count - 1;
    bool has_limit = action->most > 0 || action->least == 0;
    if (given < action->least || (has_limit && given > action->most))
        return cli_usage(cli, "build %s takes %s", action->name, action->wanted);
    return action->run(cli);
}

const struct cli_command cmd_build = {
    .name = "build",
    .arguments = "add SPEC.yaml | list | show NAME | release NAME | remove NAME | diff A [B] [-o "
                 "FILE] | where-used PART | "
                 "replace OLD NEW [NAME...] | consolidate BUILD-or-SPEC...",
    .least = 1,
    .wanted = "build is followed by add, list, show, release, remove, diff, where-used, replace or "
              "consolidate",
    .summary = "Keep builds with revisions; diff them, replace parts, buy for several",
    .description =
        "Stores specs under the name that their key \"build\" gives. Adding a text that differs "
        "makes the next revision; NAME is the latest revision of a build, NAME@2 its second "
        "one, and an argument that ends in .yaml or .yml or holds a slash is a file. A revision is "
        "a draft until build release releases it: from then on it stays. build remove takes all "
        "revisions away, unless one is released.\n\n"
        "build diff holds two builds against each other, or of one name a revision against the "
        "one before it. build replace stores nothing without --apply.",
    .findings = "diff --exit-code: the builds differ; replace: a new finding is an error",
    .pages = "builds.md",
    .examples =
        "  optibom build add rack.yaml\n  optibom build list\n  optibom build show rack-cpo@1\n"
        "  optibom build release rack-cpo@1\n"
        "  optibom build diff rack-cpo\n  optibom build diff rack-cpo@1 rack.yaml --exit-code\n"
        "  optibom build diff rack-cpo -o changes.xlsx\n"
        "  optibom build where-used 'Acme T800-DR8'\n"
        "  optibom build replace T800-DR8 L800-DR8\n"
        "  optibom build replace T800-DR8 L800-DR8 rack-dsp --apply\n"
        "  optibom build consolidate rack-dsp rack-cpo other.yaml --quantity 100\n",
    .opens = CLI_WRITES,
    .reading = " list show diff where-used replace consolidate ",
    .writing = &option.apply,
    .options = OPTIONS,
    .run = run};
