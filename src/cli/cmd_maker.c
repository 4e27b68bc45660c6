#include "cli/deciding.h"

#include <string.h>

static struct approval_options option;
static const char *class_name;

static const struct poptOption OPTIONS[] = {
    {"class", '\0', POPT_ARG_STRING, &class_name, 0, "of the parts; else of every class", "CLASS"},
    APPROVAL_OPTIONS(option),
    POPT_TABLEEND};

static int run(struct cli *cli)
{
    if (strcmp(cli->arguments[0], "list") == 0)
        return cli->argument_count > 1
                   ? cli_usage(cli, "maker list takes no arguments")
                   : cli_end(cli, optibom_makers(cli->catalog, &cli->output), false);
    if (cli->argument_count != 2)
        return cli_usage(cli, "maker %s takes one maker; quote a name with spaces",
                         cli->arguments[0]);
    const struct optibom_approval approval = {.maker = cli->arguments[1], .class_name = class_name};
    return approval_decide(cli, &option, approval);
}

const struct cli_command cmd_maker = {
    .name = "maker",
    .arguments = "list | propose|approve|reject|remove MAKER",
    .least = 1,
    .most = 2,
    .wanted = "maker takes list, propose, approve, reject or remove",
    .summary = "Decide who may make parts",
    .description =
        "A decision holds for a class of parts or for all, and everywhere, in one build, or on "
        "one line of a build; the nearest counts. A part of a rejected maker is an error of the "
        "build that buys it; where makers are approved, a part of another one is a warning. "
        "remove takes a decision away.",
    .pages = "approvals.md",
    .examples = "  optibom maker list\n"
                "  optibom maker approve FS --class transceiver\n"
                "  optibom maker reject ZK --reason 'failed the audit of May'\n",
    .opens = CLI_WRITES,
    .reading = " list ",
    .options = OPTIONS,
    .run = run};
