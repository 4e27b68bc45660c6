#include "cli/cli.h"

#include <limits.h>

static struct {
    const char *where_used;
    int parts;
} option;

static const struct poptOption OPTIONS[] = {
    {"parts", '\0', POPT_ARG_NONE, &option.parts, 0,
     "in place of the sums the parts that are needed, with their pieces in one of each", NULL},
    {"where-used", '\0', POPT_ARG_STRING, &option.where_used, 0,
     "the systems and lists that contain this part at any depth", "PART"},
    POPT_TABLEEND};

static int run(struct cli *cli)
{
    const struct optibom_rollup_request request = {.parts = cli->arguments,
                                                   .part_count = (size_t)cli->argument_count,
                                                   .lists_parts = option.parts != 0,
                                                   .where_used = option.where_used};
    return cli_end(cli, optibom_rollup(cli->catalog, &request, &cli->output), false);
}

const struct cli_command cmd_rollup = {
    .name = "rollup",
    .arguments = "[PART...] [--parts] [--where-used PART]",
    .least = 0,
    .most = INT_MAX,
    .wanted = "rollup takes systems and bills of materials of the catalog",
    .summary = "Sum cost and power of systems and bills of materials; tell where parts are used",
    .description =
        "Sums what the catalog says outright: the contents of systems and the imported bills of "
        "materials. Without a part a row is printed for everything that is part of nothing. A "
        "system with a price or power of its own counts with that, else with its contents, "
        "never with both. What lacks a figure is counted and named beside the sum.",
    .pages = "rollup.md",
    .examples = "  optibom rollup\n  optibom rollup Q3450-LD --parts\n"
                "  optibom rollup --where-used 'CW DFB 300 mW 1310 nm'\n"
                "  optibom rollup --json\n",
    .opens = CLI_READS,
    .options = OPTIONS,
    .run = run};
