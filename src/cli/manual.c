/*
 * One page for the program and one for each verb. The day on them is that of the version, so that
 * the same sources give the same bytes.
 */
#include "cli/manual.h"

#include "cli/help.h"
#include "cli/mdoc.h"
#include "cli/usage.h"

#include <ctype.h>
#include <string.h>

/* What is read of the environment; docs/output.md tells the same at length. */
static const struct {
    const char *name, *text;
} VARIABLES[] = {
    {"OPTIBOM_DB", "The catalog, where --db does not say it."},
    {"OPTIBOM_PAGER", "The pager for results longer than the screen; empty or cat for none."},
    {"PAGER", "The same, where OPTIBOM_PAGER is not set. Without both it is less -FRX."},
    {"LESS", "Options of less; FRX when it is not set."},
    {"NO_COLOR", "No colour when it is not empty."},
    {"TERM", "With dumb there is neither colour nor pager; where it is not set, no pager."},
    {"LC_ALL", "The first of LC_ALL, LC_CTYPE and LANG that is set and not empty tells whether "
               "bars and the ellipsis may be UTF-8. Numbers and dates do not depend on it."},
    {"LC_CTYPE", "See LC_ALL."},
    {"LANG", "See LC_ALL."},
    {"OPTIBOM_QUERY_SECONDS", "Seconds that a query of sql, or the SELECT of a report, may take; "
                              "60 where it is not set."},
    {"OPTIBOM_QUERY_MEMORY", "MiB of memory that it may take, and as many its rows; 2048 where it "
                             "is not set."},
    {"SOURCE_DATE_EPOCH", "Seconds since 1970: the day of reports, of the prices that hold and of "
                          "the history, for reproducible results."},
};

/* "November 22, 2026" of the version's day. */
static void print_day(FILE *out)
{
    static const char *const MONTHS[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    const char *const day = OPTIBOM_VERSION_DAY; /* 2026-11-22 */
    int month = (day[5] - '0') * 10 + day[6] - '0';
    bool has_two_digits = day[8] != '0';
    fprintf(out, ".Dd %s %s, %.4s\n", MONTHS[month - 1], day + (has_two_digits ? 8 : 9), day);
}

static void print_head(FILE *out, const char *name, const char *purpose)
{
    fputs(".\\\" Made by: optibom help manual\n", out);
    print_day(out);
    fputs(".Dt ", out);
    for (const char *c = name; *c != '\0'; c++)
        fputc(toupper((unsigned char)*c), out);
    fprintf(out, " 1\n.Os optibom %s\n.Sh NAME\n.Nm %s\n.Nd ", optibom_version(), name);
    mdoc_verbatim(out, purpose);
    fputs("\n.Sh SYNOPSIS", out);
}

/* Words are on lines of their own, where mdoc puts blanks between them; what has no blank before it
 * follows on the line. */
static void print_word(FILE *out, const struct usage_word *word, bool is_tight)
{
    static const char *const MACROS[] = {
        [USAGE_LITERAL] = "Cm", [USAGE_PLACE] = "Ar", [USAGE_OPTION] = "Fl", [USAGE_VALUE] = "Ar",
        [USAGE_OPEN] = "Oo",    [USAGE_CLOSE] = "Oc", [USAGE_MORE] = "No",   [USAGE_OR] = "No"};
    bool is_bracket = word->kind == USAGE_OPEN || word->kind == USAGE_CLOSE;
    fprintf(out, "%s%s", is_tight && !is_bracket ? " Ns " : "\n.", MACROS[word->kind]);
    if (word->kind == USAGE_OPTION)
        mdoc_argument(out, word->text + 1, word->length - 1);
    else if (!is_bracket)
        mdoc_argument(out, word->text, word->length);
}

static void print_form(FILE *out, const char *verb)
{
    fprintf(out, "\n.Nm optibom\n.Op Ar option ...\n.Cm %s", verb);
}

/* Each form of the command on a line of its own. */
static void print_synopsis(FILE *out, const struct cli_command *command)
{
    struct usage usage = {.rest = command->arguments};
    struct usage_word word;
    print_form(out, command->name);
    while ((word = usage_next(&usage)).kind != USAGE_END) {
        char before = word.text > command->arguments ? word.text[-1] : ' ';
        if (word.kind == USAGE_ELSE)
            print_form(out, command->name);
        else
            print_word(out, &word, before != ' ' && before != '[');
    }
    fputc('\n', out);
}

static void print_options(FILE *out, const struct poptOption *table)
{
    const struct poptOption *option;
    fputs(".Bl -tag -width Ds\n", out);
    for (size_t i = 0; (option = usage_option(table, i)) != NULL; i++) {
        fputs(".It", out);
        if (option->shortName != '\0')
            fprintf(out, " Fl %c ,", option->shortName);
        fputs(" Fl \\-", out);
        mdoc_verbatim(out, option->longName);
        if (option->argDescrip != NULL) {
            fputs(" Ar", out);
            mdoc_argument(out, option->argDescrip, (int)strlen(option->argDescrip));
        }
        fputc('\n', out);
        mdoc_prose(out, option->descrip);
    }
    fputs(".El\n", out);
}

static void print_environment(FILE *out)
{
    fputs(".Sh ENVIRONMENT\n.Bl -tag -width Ds\n", out);
    for (size_t i = 0; i < sizeof VARIABLES / sizeof *VARIABLES; i++) {
        fprintf(out, ".It Ev %s\n", VARIABLES[i].name);
        mdoc_prose(out, VARIABLES[i].text);
    }
    fputs(".El\n", out);
}

/* `findings` is when the status is 1; NULL: it never is. */
static void print_statuses(FILE *out, const char *findings)
{
    fputs(".Sh EXIT STATUS\n.Bl -tag -width Ds\n", out);
    for (int status = CLI_DONE; status <= CLI_FAILURE; status++) {
        if (status == CLI_FINDINGS && findings == NULL)
            continue;
        fprintf(out, ".It %d\n", status);
        mdoc_prose(out, status == CLI_FINDINGS ? findings : HELP_STATUSES[status]);
    }
    fputs(".El\n", out);
}

static void print_examples(FILE *out, const char *examples)
{
    fputs(".Sh EXAMPLES\n.Bd -literal -compact\n", out);
    for (const char *line = examples; *line != '\0';) {
        const char *end = strchr(line, '\n');
        char text[256];
        line += strspn(line, " ");
        snprintf(text, sizeof text, "%.*s", (int)(end - line), line);
        mdoc_verbatim(out, text);
        fputc('\n', out);
        line = end + 1;
    }
    fputs(".Ed\n", out);
}

static void print_see_also(FILE *out, const struct cli_command *command)
{
    const char *page = command->pages;
    fputs(".Sh SEE ALSO\n.Xr optibom 1\n", out);
    if (page == NULL)
        return;
    fputs(".Pp\nIn the documentation:\n", out);
    while (*page != '\0') {
        int length = (int)strcspn(page, " ");
        fprintf(out, ".Pa docs/%.*s%s\n", length, page, page[length] != '\0' ? " ," : "");
        page += length;
        page += strspn(page, " ");
    }
}

static void print_command(FILE *out, const struct cli_command *command)
{
    char name[64];
    snprintf(name, sizeof name, "optibom-%s", command->name);
    print_head(out, name, command->summary);
    print_synopsis(out, command);
    fputs(".Sh DESCRIPTION\n", out);
    mdoc_prose(out, command->description);
    fputs(".Sh OPTIONS\n", out);
    if (command->options != NULL)
        print_options(out, command->options);
    fprintf(out, "%sThe options of every verb are told in\n.Xr optibom 1 .\n",
            command->options != NULL ? ".Pp\n" : "");
    print_statuses(out, command->findings);
    print_examples(out, command->examples);
    print_see_also(out, command);
}

static void print_verbs(FILE *out)
{
    fputs(".Bl -tag -width Ds\n", out);
    for (size_t i = 0; cli_commands[i] != NULL; i++) {
        fprintf(out, ".It Xr optibom-%s 1\n", cli_commands[i]->name);
        mdoc_prose(out, cli_commands[i]->summary);
    }
    fputs(".El\n", out);
}

static void print_program(FILE *out, const struct poptOption *global)
{
    print_head(out, "optibom", HELP_PURPOSE);
    fputs("\n.Nm\n.Op Ar option ...\n.Ar verb\n.Op Ar argument ...\n.Sh DESCRIPTION\n", out);
    mdoc_prose(out,
               "Imports datasheets and price lists into one SQLite file, assembles racks from a "
               "short spec, computes power, cost and yield, and writes the workbook that "
               "procurement buys with.\n\nResults go to standard output, everything else to "
               "standard error. A build is named by a stored build, NAME for its latest revision "
               "or NAME@2, or by a spec file: an argument that ends in .yaml or .yml or holds a "
               "slash. Verbs that only read work on the starting catalog, in memory, where no "
               "catalog is named or there, and say so.");
    fputs(".Pp\nThe verbs are:\n", out);
    print_verbs(out);
    fputs(".Sh OPTIONS\nThese go with every verb, before or behind it.\n", out);
    print_options(out, global);
    print_environment(out);
    fputs(".Sh FILES\n.Bl -tag -width Ds\n.It Pa catalog.db\n"
          "The catalog, in the folder where the program is started.\n.El\n",
          out);
    print_statuses(out, HELP_STATUSES[CLI_FINDINGS]);
    print_examples(out, HELP_EXAMPLES);
    fputs(".Sh SEE ALSO\n.Xr less 1 ,\n.Xr optibom-help 1 ,\n.Xr sqlite3 1\n.Pp\n"
          "The documentation:\n.Pa README.md\nand the pages in\n.Pa docs/ ,\ninstalled in\n"
          ".Pa share/doc/optibom .\n",
          out);
}

void manual_print(FILE *out, const struct cli_command *command, const struct poptOption *global)
{
    if (command != NULL)
        print_command(out, command);
    else
        print_program(out, global);
}
