#include "cli/cli.h"

#include "cli/help.h"

#include <string.h>

static int run(struct cli *cli)
{
    if (cli->argument_count == 0) {
        fputs("optibom --help lists the verbs; optibom help VERB tells about one\n", stdout);
        return CLI_DONE;
    }
    const char *verb = cli->arguments[0];
    if (strcmp(verb, "attributes") == 0) {
        const char *class_name = cli->argument_count > 1 ? cli->arguments[1] : NULL;
        enum optibom_status status = cli_open(cli);
        if (status == OPTIBOM_OK)
            status = optibom_attributes(cli->catalog, class_name, &cli->output);
        return cli_end(cli, status, false);
    }
    if (strcmp(verb, "rules") == 0)
        return cli->argument_count > 1
                   ? cli_usage(cli, "help rules takes nothing more")
                   : cli_end(cli, optibom_rules(cli->catalog, &cli->output), false);
    for (size_t i = 0; cli_commands[i] != NULL; i++)
        if (strcmp(cli_commands[i]->name, verb) == 0) {
            help_print(stdout, cli_commands[i], NULL);
            return CLI_DONE;
        }
    return help_unknown_verb(verb);
}

const struct cli_command cmd_help = {
    .name = "help",
    .arguments = "VERB | attributes [CLASS] | rules",
    .least = 0,
    .most = 2,
    .wanted = "help takes a verb, attributes and a class, or rules",
    .summary = "Tell about a verb, the attributes of a class, or the rules of a build",
    .examples = "  optibom help find\n  optibom help attributes transceiver\n"
                "  optibom help rules\n",
    .opens = CLI_NOTHING,
    .run = run};
