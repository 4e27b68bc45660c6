#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static int run(struct cli *cli)
{
    const char *verb = cli->argument_count > 0 ? cli->arguments[0] : "";
    bool is_list = strcmp(verb, "list") == 0;
    if (!is_list && strcmp(verb, "add") != 0 && strcmp(verb, "show") != 0 &&
        strcmp(verb, "remove") != 0)
        return cli_usage(cli, "build is followed by add, list, show or remove");
    if (cli->argument_count != (is_list ? 1 : 2))
        return cli_usage(
            cli, is_list ? "build list takes no arguments" : "build %s takes one spec file or name",
            verb);
    const char *name = cli->arguments[cli->argument_count - 1];
    if (is_list)
        return cli_end(cli, optibom_build_list(cli->catalog, &cli->output), false);
    if (strcmp(verb, "add") == 0)
        return cli_end(cli, optibom_build_add(cli->catalog, name, &cli->output), false);
    if (strcmp(verb, "show") == 0)
        return cli_end(cli, optibom_build_show(cli->catalog, name, &cli->output), false);
    enum optibom_status status = optibom_build_remove(cli->catalog, name);
    if (status == OPTIBOM_OK && !cli->quiet)
        fprintf(stderr, "%s is removed\n", name);
    return cli_end(cli, status, false);
}

const struct cli_command cmd_build = {
    .name = "build",
    .arguments = "add SPEC.yaml | list | show NAME | remove NAME",
    .least = 1,
    .most = 2,
    .wanted = "build is followed by add, list, show or remove",
    .summary = "Keep builds in the catalog, with revisions",
    .examples =
        "  optibom build add rack.yaml\n  optibom build list\n  optibom build show rack-cpo\n",
    .opens = CLI_WRITES,
    .reading = " list show ",
    .run = run};
