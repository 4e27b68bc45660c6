#include "cli/help.h"

#include "cli/usage.h"

#include <ctype.h>
#include <string.h>

enum { OPTION_COLUMN = 28 };

const char HELP_PURPOSE[] =
    "component catalog and BOM analyzer for AI racks with optical interconnect";
const char HELP_EXAMPLES[] = "  optibom find transceiver 'rate >= 800G' 'power <= 15 W'\n"
                             "  optibom evaluate rack.yaml\n"
                             "  optibom report rack.yaml -o rack.xlsx\n";

const char *const HELP_STATUSES[] = {
    [CLI_DONE] = "done",
    [CLI_FINDINGS] = "done, with findings or refused rows",
    [CLI_USAGE] = "wrong usage",
    [CLI_FAILURE] = "failure, nothing changed",
};

void help_usage(FILE *out, const struct cli_command *command)
{
    if (command == NULL)
        fputs("usage: optibom [--db FILE] VERB ...; optibom --help lists the verbs\n", out);
    else
        fprintf(out, "usage: optibom %s%s%s; optibom help %s tells more\n", command->name,
                command->arguments[0] != '\0' ? " " : "", command->arguments, command->name);
}

static void print_options(FILE *out, const struct poptOption *table)
{
    const struct poptOption *option;
    for (size_t i = 0; (option = usage_option(table, i)) != NULL; i++) {
        char name[96];
        snprintf(name, sizeof name, "%s%c%s --%s%s%s", option->shortName != '\0' ? "-" : " ",
                 option->shortName != '\0' ? option->shortName : ' ',
                 option->shortName != '\0' ? "," : " ", option->longName,
                 option->argDescrip != NULL ? " " : "",
                 option->argDescrip != NULL ? option->argDescrip : "");
        fprintf(out, "  %-*s %s\n", OPTION_COLUMN, name, option->descrip);
    }
}

static void print_program(FILE *out, const struct poptOption *global)
{
    fprintf(out,
            "usage: optibom [OPTION...] VERB [ARGUMENT...]\n\n%c%s.\n\nExamples:\n%s\nVerbs:\n",
            toupper((unsigned char)HELP_PURPOSE[0]), HELP_PURPOSE + 1, HELP_EXAMPLES);
    for (size_t i = 0; cli_commands[i] != NULL; i++)
        fprintf(out, "  %-10s %s\n", cli_commands[i]->name, cli_commands[i]->summary);
    fputs("\nOptions, before or after the verb:\n", out);
    print_options(out, global);
    fprintf(out, "\nExit status: %d %s; %d %s; %d %s;\n%d %s.\n", CLI_DONE, HELP_STATUSES[CLI_DONE],
            CLI_FINDINGS, HELP_STATUSES[CLI_FINDINGS], CLI_USAGE, HELP_STATUSES[CLI_USAGE],
            CLI_FAILURE, HELP_STATUSES[CLI_FAILURE]);
}

void help_print(FILE *out, const struct cli_command *command, const struct poptOption *global)
{
    if (command == NULL) {
        print_program(out, global);
        return;
    }
    fprintf(out, "usage: optibom %s%s%s\n\n%s.\n\nExamples:\n%s", command->name,
            command->arguments[0] != '\0' ? " " : "", command->arguments, command->summary,
            command->examples);
    if (command->options != NULL) {
        fputs("\nOptions:\n", out);
        print_options(out, command->options);
    }
    if (global != NULL) {
        fputs("\nOptions of every verb:\n", out);
        print_options(out, global);
    }
}

/* Letters that two words share in order, from the front and from the back. */
static size_t likeness(const char *a, const char *b)
{
    size_t front = 0, back = 0, a_length = strlen(a), b_length = strlen(b);
    while (a[front] != '\0' && a[front] == b[front])
        front++;
    while (back < a_length - front && back < b_length - front &&
           a[a_length - 1 - back] == b[b_length - 1 - back])
        back++;
    return front + back;
}

int help_unknown_verb(const char *verb)
{
    const char *best = NULL;
    size_t most = 1;
    for (size_t i = 0; cli_commands[i] != NULL; i++)
        if (likeness(verb, cli_commands[i]->name) > most) {
            most = likeness(verb, cli_commands[i]->name);
            best = cli_commands[i]->name;
        }
    if (best != NULL)
        cli_complain("no verb '%s'; did you mean '%s'?", verb, best);
    else
        cli_complain("no verb '%s'; optibom --help lists the verbs", verb);
    return CLI_USAGE;
}
