#include "cli/deciding.h"

#include <string.h>

static struct approval_options option;

static const struct poptOption OPTIONS[] = {APPROVAL_OPTIONS(option), POPT_TABLEEND};

static int run(struct cli *cli)
{
    if (strcmp(cli->arguments[0], "list") == 0) {
        if (cli->argument_count > 2)
            return cli_usage(cli, "alternate list takes one part, or none");
        const char *part = cli->argument_count > 1 ? cli->arguments[1] : NULL;
        return cli_end(cli, optibom_alternates(cli->catalog, part, &cli->output), false);
    }
    if (cli->argument_count != 3)
        return cli_usage(cli,
                         "alternate %s takes a part and the one that may stand in for it; quote "
                         "names with spaces",
                         cli->arguments[0]);
    const struct optibom_approval approval = {.part = cli->arguments[1],
                                              .alternate = cli->arguments[2]};
    return approval_decide(cli, &option, approval);
}

const struct cli_command cmd_alternate = {
    .name = "alternate",
    .arguments = "list [PART] | propose|approve|reject|remove PART ALTERNATE",
    .least = 1,
    .most = 3,
    .wanted = "alternate takes list, propose, approve, reject or remove",
    .summary = "Decide which parts may stand in for others",
    .description =
        "A decision holds everywhere, in one build, or on one line of a build; the nearest "
        "counts. Parts without an approved alternate count as single-sourced. A build whose spec "
        "says 'program: {alternates: approved}', or the scenario 'alternates', buys approved "
        "alternates where these are cheaper. remove takes a decision away.",
    .pages = "approvals.md",
    .examples =
        "  optibom alternate list\n"
        "  optibom alternate approve MMS4A00 'FS 1.6T OSFP DR8' --reason 'qualified in May'\n"
        "  optibom alternate reject 'FS 800G OSFP SR8' OSFP-800G-SR8\n",
    .opens = CLI_WRITES,
    .reading = " list ",
    .options = OPTIONS,
    .run = run};
