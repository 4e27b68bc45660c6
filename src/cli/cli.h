/*
 * The command line: one table of commands, one file a command. Commands see the library only
 * through optibom.h, and print nothing but through the functions here.
 */
#ifndef OPTIBOM_CLI_CLI_H
#define OPTIBOM_CLI_CLI_H

#include "optibom.h"

#include <popt.h>
#include <stdbool.h>

/* Exit statuses, as in the manual. */
enum cli_exit { CLI_DONE = 0, CLI_FINDINGS = 1, CLI_USAGE = 2, CLI_FAILURE = 3 };

/* What the options that go with every command said. */
struct cli {
    const char *db;   /* path of the catalog */
    bool db_is_named; /* by --db or OPTIBOM_DB */
    bool quiet;
    unsigned query_seconds;       /* 0: as optibom.h has it */
    struct optibom_output output; /* to stdout */
    struct optibom *catalog;      /* open when the command's `opens` says so */
    const struct cli_command *command;
    const struct poptOption *global; /* the options of every verb */
    const char *const *arguments;    /* after the verb and its options */
    int argument_count;
};

enum cli_opens {
    CLI_NOTHING, /* the command opens what it needs */
    CLI_READS,   /* the catalog, or the starting catalog where there is no file */
    CLI_WRITES
};

struct cli_command {
    const char *name;
    const char *arguments; /* for the usage line */
    int least, most;       /* arguments that it takes; most 0 beside a least: any number */
    const char *wanted;    /* what to say when there are others */
    const char *summary;
    const char *description; /* what else the manual says; an empty line between paragraphs */
    const char *findings;    /* when the exit status is CLI_FINDINGS; NULL: never */
    const char *pages;       /* files in docs/ that tell all of it, ' ' between; or NULL */
    const char *examples;    /* lines that start with "optibom" */
    enum cli_opens opens;
    const char *reading;  /* first arguments with which it only reads, ' ' around each; or NULL */
    const char *changing; /* first arguments with which one that reads writes; or NULL */
    const int *writing;   /* an option with which it writes all the same; or NULL */
    const struct poptOption *options; /* its own; NULL: none */
    int (*run)(struct cli *cli);      /* returns an enum cli_exit */
};

/* All commands, in the order of the help; ends with a NULL name. */
extern const struct cli_command *const cli_commands[];

/* NULL: there is none of this name. */
const struct cli_command *cli_command_named(const char *name);

/* One line on stderr, which may quote anything: "...", and "optibom: ..." */
void cli_tell(const char *format, ...) __attribute__((format(printf, 1, 2)));
void cli_complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Complains with what the library said and returns the exit status that goes with it. */
int cli_fail(const struct cli *cli, enum optibom_status status);

/* CLI_DONE or what cli_fail says; CLI_FINDINGS when it went well and `findings` is set. */
int cli_end(const struct cli *cli, enum optibom_status status, bool findings);

/* Complains about arguments, with the usage line; CLI_USAGE. */
int cli_usage(const struct cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Opens the catalog for reading, or the starting catalog where no file is named or there. Only for
 * commands that open CLI_NOTHING. */
enum optibom_status cli_open(struct cli *cli);

/* A whole number at least `least` from an argument; false after complaining. */
bool cli_number(const struct cli *cli, long long *out, const char *text, long long least);

/* Values of an option that may be given several times; NULL: none. */
size_t cli_count(char *const *values);

/* --scenario of the verbs that show builds side by side; `target` is a char **. */
#define CLI_SCENARIOS(target)                                                                      \
    {                                                                                              \
        "scenario", '\0', POPT_ARG_ARGV, &(target), 0,                                             \
            "each build also under a scenario of its spec, one that comes along, or those of a "   \
            "file; may be repeated",                                                               \
            "NAME-or-FILE"                                                                         \
    }

/* Progress of a long run, on a terminal's stderr only. */
bool cli_shows_progress(const struct cli *cli);
void cli_progress(void *context, size_t rows);
void cli_progress_end(const struct cli *cli);

/* The day for reports: --date, else SOURCE_DATE_EPOCH, else today (UTC). "" when it is not a day.
 */
const char *cli_date(const char *option, char buffer[11]);

extern const struct cli_command cmd_init, cmd_alternate, cmd_maker, cmd_duplicate, cmd_log,
    cmd_changes, cmd_completion, cmd_import, cmd_find, cmd_search, cmd_show, cmd_attach, cmd_rollup,
    cmd_assemble, cmd_build, cmd_evaluate, cmd_compare, cmd_explore, cmd_yield, cmd_report, cmd_rfq,
    cmd_export, cmd_sql, cmd_check, cmd_migrate, cmd_backup, cmd_help;

#endif
