#include "cli/cli.h"

static int run(struct cli *cli)
{
    return cli_end(cli, optibom_show(cli->catalog, cli->arguments[0], &cli->output), false);
}

const struct cli_command cmd_show = {
    .name = "show",
    .arguments = "PART",
    .least = 1,
    .most = 1,
    .wanted = "show takes one part; quote it when its name has spaces",
    .summary = "Show everything known of a part, each value with range, source and confidence",
    .description =
        "The part is named by its part number, or by vendor and part number where several "
        "vendors have one. Beside its values stand its offers and where it is used: in systems, "
        "in imported bills of materials and in stored builds.",
    .pages = "import.md",
    .examples = "  optibom show Q3450-LD\n  optibom show 'Broadcom Tomahawk 5' --json\n",
    .opens = CLI_READS,
    .run = run};
