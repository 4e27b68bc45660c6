/*
 * Three tables of what may come, in the language of a shell: by verb and option the values, by verb
 * the options, by verb, number of arguments and first argument the next argument. The first entry
 * whose label fits counts. A shell's own text around them reads the command line and asks them.
 */
#ifndef OPTIBOM_CLI_COMPLETION_SHELL_H
#define OPTIBOM_CLI_COMPLETION_SHELL_H

#include <stdio.h>

struct completion_shell {
    const char *name;
    const char *head, *tail; /* the shell's own text */
    const char *open;        /* of a table; its name, then what is looked up */
    const char *keys[3];     /* what is looked up, by its number of parts */
    const char *label;       /* of an entry */
    const char *word;        /* before a word that is offered, behind it */
    const char *word_end;
    const char *files, *folders; /* are offered */
    const char *entry_end, *close;
    const char *quote, *backslash; /* within single quotes */
};

/* NULL: there is none of this name. */
const struct completion_shell *completion_shell_named(const char *name);

/* A word with its description, or NULL. */
void completion_shell_offer(FILE *out, const struct completion_shell *shell, const char *word,
                            int length, const char *description);

#endif
