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
    if (strcmp(verb, "attributes") == 0)
        return cli_end(cli,
                       optibom_attributes(cli->catalog,
                                          cli->argument_count > 1 ? cli->arguments[1] : NULL,
                                          &cli->output),
                       false);
    for (size_t i = 0; cli_commands[i] != NULL; i++)
        if (strcmp(cli_commands[i]->name, verb) == 0) {
            help_print(stdout, cli_commands[i], NULL);
            return CLI_DONE;
        }
    return help_unknown_verb(verb);
}

const struct cli_command cmd_help = {
    .name = "help",
    .arguments = "VERB | attributes [CLASS]",
    .summary = "Tell about a verb, or about the attributes of a class",
    .examples = "  optibom help find\n  optibom help attributes transceiver\n",
    .opens = CLI_READS,
    .run = run};
