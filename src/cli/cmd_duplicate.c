#include "cli/cli.h"

#include <string.h>

static int run(struct cli *cli)
{
    const char *action = cli->arguments[0];
    if (strcmp(action, "list") == 0)
        return cli->argument_count > 1
                   ? cli_usage(cli, "duplicate list takes no arguments")
                   : cli_end(cli, optibom_duplicates(cli->catalog, &cli->output), false);
    if (strcmp(action, "merge") != 0)
        return cli_usage(cli, "'%s' is none of list and merge", action);
    if (cli->argument_count != 3)
        return cli_usage(cli, "duplicate merge takes the duplicate and the part that stays; quote "
                              "names with spaces");
    return cli_end(
        cli,
        optibom_duplicate_merge(cli->catalog, cli->arguments[1], cli->arguments[2], &cli->output),
        false);
}

const struct cli_command cmd_duplicate = {
    .name = "duplicate",
    .arguments = "list | merge DUPLICATE PART",
    .least = 1,
    .most = 3,
    .wanted = "duplicate takes list, or merge and two parts",
    .summary = "Find parts that are there twice, and merge them",
    .description =
        "list shows pairs whose numbers differ only in their signs, of one vendor, of vendors of "
        "like names, or of any. merge makes what is known of a duplicate the part's: figures, "
        "prices, contents, decisions, and its number, under which the part is found from then on "
        "and which imports and specs may go on using. log undo takes a merge back.",
    .pages = "duplicates.md",
    .examples = "  optibom duplicate list\n"
                "  optibom duplicate merge 'Acme Inc. T-400-DR4' 'Acme T400-DR4'\n",
    .opens = CLI_WRITES,
    .reading = " list ",
    .run = run};
