#include "cli/cli.h"

static struct {
    int empty;
    const char *from;
} option;

static const struct poptOption OPTIONS[] = {
    {"empty", '\0', POPT_ARG_NONE, &option.empty, 0, "without the starting catalog", NULL},
    {"from", '\0', POPT_ARG_STRING, &option.from, 0, "with what optibom export wrote there",
     "FOLDER"},
    POPT_TABLEEND};

static int run(struct cli *cli)
{
    if (option.from != NULL && option.empty)
        return cli_usage(cli, "--empty and --from exclude each other");
    if (option.from != NULL)
        return cli_end(cli, optibom_create_from(cli->catalog, cli->db, option.from, &cli->output),
                       false);
    return cli_end(cli, optibom_create(cli->catalog, cli->db, option.empty, &cli->output), false);
}

const struct cli_command cmd_init = {
    .name = "init",
    .arguments = "[--empty | --from FOLDER]",
    .least = 0,
    .most = 0,
    .wanted = "init takes no arguments; name the file with --db",
    .summary = "Make a catalog, with the starting catalog unless --empty or --from",
    .description =
        "Makes the file that --db or OPTIBOM_DB names, else catalog.db. It must not be there "
        "yet. The starting catalog comes with the program: parts, offers, assembly flows, "
        "scenarios and claims, each figure with its document or marked as an assumption.",
    .pages = "import.md",
    .examples = "  optibom init\n  optibom --db parts.db init --empty\n"
                "  optibom --db copy.db init --from parts\n",
    .opens = CLI_NOTHING,
    .options = OPTIONS,
    .run = run};
