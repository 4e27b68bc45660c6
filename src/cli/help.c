#include "cli/help.h"

#include <string.h>

enum { OPTION_COLUMN = 28 };

void help_usage(FILE *out, const struct cli_command *command)
{
    if (command == NULL)
        fputs("usage: optibom [--db FILE] VERB ...; optibom --help lists the verbs\n", out);
    else
        fprintf(out, "usage: optibom %s%s%s; optibom help %s tells more\n", command->name,
                command->arguments[0] != '\0' ? " " : "", command->arguments, command->name);
}

static void print_options(FILE *out, const struct poptOption *options)
{
    for (; options->longName != NULL || options->arg != NULL; options++) {
        char name[96];
        if (options->argInfo == POPT_ARG_INCLUDE_TABLE) {
            print_options(out, options->arg);
            continue;
        }
        snprintf(name, sizeof name, "%s%c%s --%s%s%s", options->shortName != '\0' ? "-" : " ",
                 options->shortName != '\0' ? options->shortName : ' ',
                 options->shortName != '\0' ? "," : " ", options->longName,
                 options->argDescrip != NULL ? " " : "",
                 options->argDescrip != NULL ? options->argDescrip : "");
        fprintf(out, "  %-*s %s\n", OPTION_COLUMN, name, options->descrip);
    }
}

static void print_program(FILE *out, const struct poptOption *global)
{
    fputs("usage: optibom [OPTION...] VERB [ARGUMENT...]\n\n"
          "Component catalog and BOM analyzer for AI racks with optical interconnect.\n\n"
          "Examples:\n"
          "  optibom find transceiver 'rate >= 800G' 'power <= 15 W'\n"
          "  optibom evaluate rack.yaml\n"
          "  optibom report rack.yaml -o rack.xlsx\n\n"
          "Verbs:\n",
          out);
    for (size_t i = 0; cli_commands[i] != NULL; i++)
        fprintf(out, "  %-10s %s\n", cli_commands[i]->name, cli_commands[i]->summary);
    fputs("\nOptions, before or after the verb:\n", out);
    print_options(out, global);
    fputs("\nExit status: 0 done; 1 done, with findings or refused rows; 2 wrong usage;\n"
          "3 failure, nothing changed.\n",
          out);
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
