#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static int undo(struct cli *cli)
{
    long long change = 0;
    if (cli->argument_count != 2)
        return cli_usage(cli, "log undo takes the number of a change; see: optibom log");
    if (!cli_number(cli, &change, cli->arguments[1], 1))
        return CLI_USAGE;
    enum optibom_status status = optibom_log_undo(cli->catalog, change);
    if (status == OPTIBOM_OK && !cli->quiet)
        fprintf(stderr, "change %lld is taken back\n", change);
    return cli_end(cli, status, false);
}

static int run(struct cli *cli)
{
    if (cli->argument_count > 0 && strcmp(cli->arguments[0], "undo") == 0)
        return undo(cli);
    if (cli->argument_count > 1)
        return cli_usage(cli, "log takes one part, stored build or change");
    const char *what = cli->argument_count > 0 ? cli->arguments[0] : NULL;
    return cli_end(cli, optibom_log(cli->catalog, what, &cli->output), false);
}

const struct cli_command cmd_log = {
    .name = "log",
    .arguments = "[PART|BUILD|CHANGE] | undo CHANGE",
    .least = 0,
    .most = 2,
    .wanted = "log takes one part, stored build or change, or undo and a change",
    .summary = "Show who changed what, and take a change back",
    .description =
        "Without arguments it lists all changes, newest first: imports, builds that were "
        "stored, released or removed, requests for quotation. With a part, or the number of a "
        "change, it shows each value before and after; with a stored build, its changes. "
        "undo takes a change back, which is a change as well; imports are taken back by "
        "import undo.",
    .pages = "log.md",
    .examples = "  optibom log\n  optibom log Q3450-LD\n  optibom log rack-cpo\n"
                "  optibom log 1 --csv\n",
    .opens = CLI_READS,
    .changing = " undo ",
    .run = run};
