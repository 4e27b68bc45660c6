#include "cli/cli.h"

#include "cli/help.h"
#include "cli/output.h"

#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { BOUND_MOST = 1000000 }; /* of variables: eleven days, a terabyte */

/* What may stand before or after the verb. */
static struct {
    const char *db, *who;
    int json, csv, markdown, quiet, no_color, no_pager, help, version;
} global;

static const struct poptOption GLOBAL_OPTIONS[] = {
    {"db", '\0', POPT_ARG_STRING, &global.db, 0, "the catalog; else $OPTIBOM_DB, else ./catalog.db",
     "FILE"},
    {"as", '\0', POPT_ARG_STRING, &global.who, 0, "who makes the change, for the history", "WHO"},
    {"json", '\0', POPT_ARG_NONE, &global.json, 0, "one JSON document on standard output", NULL},
    {"csv", '\0', POPT_ARG_NONE, &global.csv, 0, "the main table as CSV", NULL},
    {"markdown", '\0', POPT_ARG_NONE, &global.markdown, 0, "tables as Markdown", NULL},
    {"quiet", 'q', POPT_ARG_NONE, &global.quiet, 0, "no notices and no progress", NULL},
    {"no-color", '\0', POPT_ARG_NONE, &global.no_color, 0, "no colour", NULL},
    {"no-pager", '\0', POPT_ARG_NONE, &global.no_pager, 0, "no pager for long results", NULL},
    {"help", 'h', POPT_ARG_NONE, &global.help, 0, "this help", NULL},
    {"version", '\0', POPT_ARG_NONE, &global.version, 0, "the version", NULL},
    POPT_TABLEEND};

static struct optibom *interruptible;

/* The first Ctrl-C ends the transaction in order; a second one ends the program (SA_RESETHAND). */
static void on_interrupt(int signal_number)
{
    if (interruptible != NULL)
        optibom_interrupt(interruptible);
    else
        _exit(128 + signal_number);
}

static bool takes_value(const char *option)
{
    return strcmp(option, "--db") == 0 || strcmp(option, "--as") == 0;
}

/* The first argument that is neither an option nor a value of one; 0 when there is none. */
static int verb_index(int count, const char **arguments)
{
    for (int i = 1; i < count; i++) {
        if (arguments[i][0] != '-' || strcmp(arguments[i], "-") == 0)
            return i;
        i += takes_value(arguments[i]);
    }
    return 0;
}

static const char *user_name(void)
{
    const struct passwd *entry = getpwuid(getuid());
    return global.who != NULL ? global.who : entry != NULL ? entry->pw_name : "unknown";
}

static void time_now(char text[32])
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    time_t now = epoch != NULL ? (time_t)strtoll(epoch, NULL, 10) : time(NULL);
    struct tm utc = {0};
    if (gmtime_r(&now, &utc) == NULL) /* beyond any calendar */
        utc = (struct tm){.tm_year = 70, .tm_mday = 1};
    strftime(text, 32, "%Y-%m-%dT%H:%M:%SZ", &utc);
}

static bool is_first_argument(const struct cli *cli, const char *words)
{
    char word[32];
    if (words == NULL || cli->argument_count == 0)
        return false;
    snprintf(word, sizeof word, " %s ", cli->arguments[0]);
    return strstr(words, word) != NULL;
}

/* "import list" reads, "import FILE" writes; "log undo" writes, "log" reads. */
static bool only_reads(const struct cli *cli)
{
    if (cli->command->opens == CLI_READS)
        return !is_first_argument(cli, cli->command->changing);
    bool is_writing = cli->command->writing != NULL && *cli->command->writing != 0;
    return !is_writing && is_first_argument(cli, cli->command->reading);
}

static enum optibom_status open_catalog(struct cli *cli, bool reads)
{
    if (reads && !cli->db_is_named && access(cli->db, F_OK) != 0) {
        if (!cli->quiet)
            fprintf(stderr, "optibom: no %s here: using the built-in starting catalog\n", cli->db);
        return optibom_open(cli->catalog, cli->db, OPTIBOM_BUILT_IN);
    }
    return optibom_open(cli->catalog, cli->db, reads ? OPTIBOM_READ : OPTIBOM_WRITE);
}

enum optibom_status cli_open(struct cli *cli)
{
    return open_catalog(cli, true);
}

static bool takes_arguments(const struct cli *cli)
{
    const struct cli_command *command = cli->command;
    bool has_limit = command->most > 0 || command->least == 0;
    return cli->argument_count >= command->least &&
           (!has_limit || cli->argument_count <= command->most);
}

/* A whole number from 1 on, 0 where the variable is not set; false after complaining. */
static bool read_bound(unsigned *out, const char *variable, const char *text)
{
    char *end = NULL;
    *out = 0;
    if (text == NULL || text[0] == '\0')
        return true;
    long value = strtol(text, &end, 10);
    *out = (unsigned)value;
    if (value >= 1 && value <= BOUND_MOST && *end == '\0')
        return true;
    cli_complain("%s is '%s': a whole number from 1 to %d is expected", variable, text, BOUND_MOST);
    return false;
}

static int run_command(struct cli *cli)
{
    if (!takes_arguments(cli))
        return cli_usage(cli, "%s", cli->command->wanted);
    char now[32];
    unsigned mebibytes;
    if (!read_bound(&cli->query_seconds, "OPTIBOM_QUERY_SECONDS",
                    getenv("OPTIBOM_QUERY_SECONDS")) ||
        !read_bound(&mebibytes, "OPTIBOM_QUERY_MEMORY", getenv("OPTIBOM_QUERY_MEMORY")))
        return CLI_USAGE;
    time_now(now);
    struct optibom_settings settings = {.user = user_name(), .now = now};
    enum optibom_status status = optibom_new(&cli->catalog, &settings);
    if (status != OPTIBOM_OK) {
        cli_complain("out of memory");
        return CLI_FAILURE;
    }
    optibom_bound_queries(cli->catalog, cli->query_seconds, mebibytes);
    interruptible = cli->catalog;
    if (cli->command->opens != CLI_NOTHING)
        status = open_catalog(cli, only_reads(cli));
    int result = status == OPTIBOM_OK ? cli->command->run(cli) : cli_fail(cli, status);
    interruptible = NULL;
    optibom_free(cli->catalog);
    return result;
}

static void set_up(struct cli *cli)
{
    const char *from_environment = getenv("OPTIBOM_DB");
    if (from_environment != NULL && from_environment[0] == '\0')
        from_environment = NULL;
    cli->db_is_named = global.db != NULL || from_environment != NULL;
    cli->db = global.db != NULL          ? global.db
              : from_environment != NULL ? from_environment
                                         : "catalog.db";
    cli->quiet = global.quiet;
    const struct output_options options = {.format = global.json       ? OPTIBOM_JSON
                                                     : global.csv      ? OPTIBOM_CSV
                                                     : global.markdown ? OPTIBOM_MARKDOWN
                                                                       : OPTIBOM_TEXT,
                                           .no_color = global.no_color,
                                           .no_pager = global.no_pager};
    output_set_up(&cli->output, &options);
}

/* Options with global ones among them; the verb itself is already gone. */
static int parse(struct cli *cli, poptContext context)
{
    int code = poptGetNextOpt(context);
    if (code < -1)
        return cli_usage(cli, "%s: %s", poptBadOption(context, POPT_BADOPTION_NOALIAS),
                         poptStrerror(code));
    if (global.json + global.csv + global.markdown > 1)
        return cli_usage(cli, "give one of --json, --csv and --markdown");
    const char **arguments = poptGetArgs(context);
    cli->arguments = arguments;
    while (arguments != NULL && arguments[cli->argument_count] != NULL)
        cli->argument_count++;
    return CLI_DONE;
}

static int dispatch(struct cli *cli, poptContext context)
{
    int result = parse(cli, context);
    if (result != CLI_DONE)
        return result;
    if (global.version) {
        printf("optibom %s\n", optibom_version());
        return CLI_DONE;
    }
    set_up(cli);
    if (cli->command == NULL || global.help) {
        help_print(stdout, cli->command, GLOBAL_OPTIONS);
        return cli->command != NULL || global.help ? CLI_DONE : CLI_USAGE;
    }
    return run_command(cli);
}

int main(int argc, char **argv)
{
    struct cli cli = {.global = GLOBAL_OPTIONS};
    const char **arguments = (const char **)argv;
    struct sigaction interrupt = {.sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND};
    sigaction(SIGINT, &interrupt, NULL);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow: the write fails, and says so */
    int verb = verb_index(argc, arguments);
    if (verb > 0) {
        cli.command = cli_command_named(arguments[verb]);
        if (cli.command == NULL)
            return help_unknown_verb(arguments[verb]);
        memmove(&arguments[verb], &arguments[verb + 1], (size_t)(argc - verb) * sizeof *arguments);
        argc--;
    }
    const struct poptOption options[] = {
        {NULL, '\0', POPT_ARG_INCLUDE_TABLE, (void *)GLOBAL_OPTIONS, 0, NULL, NULL},
        {NULL, '\0',
         cli.command != NULL && cli.command->options != NULL ? POPT_ARG_INCLUDE_TABLE : 0,
         cli.command != NULL ? (void *)cli.command->options : NULL, 0, NULL, NULL},
        POPT_TABLEEND};
    poptContext context = poptGetContext("optibom", argc, arguments, options, 0);
    int result = dispatch(&cli, context);
    poptFreeContext(context);
    return output_close(result);
}
