#include "cli/cli.h"

#include "cli/help.h"
#include "cli/manual.h"

#include <string.h>

static int attributes(struct cli *cli, const char *class_name)
{
    enum optibom_status status = cli_open(cli);
    if (status == OPTIBOM_OK)
        status = optibom_attributes(cli->catalog, class_name, &cli->output);
    return cli_end(cli, status, false);
}

static int rules(struct cli *cli, const char *more)
{
    return more != NULL ? cli_usage(cli, "help rules takes nothing more")
                        : cli_end(cli, optibom_rules(cli->catalog, &cli->output), false);
}

static int manual(struct cli *cli, const char *verb)
{
    const struct cli_command *command = verb != NULL ? cli_command_named(verb) : NULL;
    if (verb != NULL && command == NULL)
        return help_unknown_verb(verb);
    manual_print(stdout, command, cli->global);
    return CLI_DONE;
}

static int verb(struct cli *cli, const char *name)
{
    const struct cli_command *command = cli_command_named(name);
    if (command == NULL)
        return help_unknown_verb(name);
    if (cli->argument_count > 1)
        return cli_usage(cli, "%s", cli->command->wanted);
    help_print(stdout, command, NULL);
    return CLI_DONE;
}

/* What may follow `help`, beside a verb; `run` gets what follows it, or NULL. */
static const struct topic {
    const char *name;
    int (*run)(struct cli *cli, const char *more);
} TOPICS[] = {{"attributes", attributes}, {"rules", rules}, {"manual", manual}};

static int run(struct cli *cli)
{
    if (cli->argument_count == 0) {
        fputs("optibom --help lists the verbs; optibom help VERB tells about one\n", stdout);
        return CLI_DONE;
    }
    const char *name = cli->arguments[0];
    for (size_t i = 0; i < sizeof TOPICS / sizeof *TOPICS; i++)
        if (strcmp(TOPICS[i].name, name) == 0)
            return TOPICS[i].run(cli, cli->argument_count > 1 ? cli->arguments[1] : NULL);
    return verb(cli, name);
}

const struct cli_command cmd_help = {
    .name = "help",
    .arguments = "VERB | attributes [CLASS] | rules | manual [VERB]",
    .least = 0,
    .most = 2,
    .wanted = "help takes a verb, attributes and a class, rules, or manual and a verb",
    .summary =
        "Tell about a verb, the attributes of a class or the rules of a build; print the manual",
    .description =
        "help VERB prints usage, examples and options of a verb; help attributes what "
        "predicates and mapping files may name; help rules what a build is checked against. "
        "help manual prints a page of this manual as mdoc, of the program or of a verb.",
    .pages = "output.md",
    .examples = "  optibom help find\n  optibom help attributes transceiver\n"
                "  optibom help rules\n  optibom help manual find | man -l -\n",
    .opens = CLI_NOTHING,
    .run = run};
