#include "cli/cli.h"

static int run(struct cli *cli)
{
    bool findings = false;
    enum optibom_status status =
        optibom_export(cli->catalog, cli->arguments[0], &findings, &cli->output);
    return cli_end(cli, status, findings);
}

const struct cli_command cmd_export = {
    .name = "export",
    .arguments = "FOLDER",
    .least = 1,
    .most = 1,
    .wanted = "name a new folder for the files",
    .summary = "Write the whole catalog as files that import reads back",
    .description =
        "Writes CSV, and flows and builds as YAML, into a folder that is new or empty. The "
        "folder appears complete or not at all. optibom init --from makes a catalog of it "
        "again.",
    .findings = "something would not be read back as it is",
    .pages = "import.md",
    .examples = "  optibom export parts\n"
                "  optibom --db copy.db init --from parts\n",
    .opens = CLI_READS,
    .run = run};
