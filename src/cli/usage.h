/* The usage line of a command, "FILE... | show BATCH [--limit N]", read word by word: what the
 * manual prints in its synopsis and what a shell completes come from it. */
#ifndef OPTIBOM_CLI_USAGE_H
#define OPTIBOM_CLI_USAGE_H

#include "cli/cli.h"

#include <stddef.h>

enum usage_kind {
    USAGE_END,
    USAGE_LITERAL, /* as it stands: list, -  */
    USAGE_PLACE,   /* for what the user has: FILE */
    USAGE_OPTION,  /* --limit, -o */
    USAGE_VALUE,   /* of the option before it */
    USAGE_OPEN,    /* [ */
    USAGE_CLOSE,   /* ] */
    USAGE_MORE,    /* ... */
    USAGE_OR,      /* | within brackets, or without blanks around it: another word */
    USAGE_ELSE     /* | with blanks around it: another form of the command */
};

struct usage_word {
    enum usage_kind kind;
    const char *text; /* of the usage line, not ended */
    int length;
};

struct usage {
    const char *rest; /* starts as the usage line */
    enum usage_kind last;
    int depth; /* of brackets */
};

/* The next word; its kind is USAGE_END behind the last one. */
struct usage_word usage_next(struct usage *usage);

/* Is the word this text? */
bool usage_is(const struct usage_word *word, const char *text);

/* The n-th option of a table, those of included tables among them; NULL behind the last one. */
const struct poptOption *usage_option(const struct poptOption *table, size_t n);

#endif
