#include "cli/cli.h"

static int run(struct cli *cli)
{
    bool findings = false;
    enum optibom_status status =
        optibom_assemble(cli->catalog, cli->arguments[0], &findings, &cli->output);
    return cli_end(cli, status, findings);
}

const struct cli_command cmd_assemble = {
    .name = "assemble",
    .arguments = "BUILD-or-SPEC",
    .least = 1,
    .most = 1,
    .wanted = "assemble takes one spec file or stored build",
    .summary = "Print the multi-level BOM of a spec, each quantity with its derivation",
    .description =
        "Fills the slots of a build spec from the catalog, counts switches, links, modules, "
        "fibers and light sources, and checks the rules of a build. Stores nothing.",
    .findings = "a finding is an error",
    .pages = "build-spec.md rules.md",
    .examples = "  optibom assemble rack.yaml\n  optibom assemble rack.yaml --json\n",
    .opens = CLI_READS,
    .run = run};
