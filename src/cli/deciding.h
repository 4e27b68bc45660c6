/* What the verbs share that decide on alternates and on makers. */
#ifndef OPTIBOM_CLI_DECIDING_H
#define OPTIBOM_CLI_DECIDING_H

#include "cli/cli.h"

/* Options of both: where a decision holds, and why it is so. */
struct approval_options {
    const char *build, *line, *reason;
};

#define APPROVAL_OPTIONS(option)                                                                   \
    {"build",         '\0', POPT_ARG_STRING,                                                       \
     &(option).build, 0,    "the decision holds in this build; else everywhere",                   \
     "BUILD-or-SPEC"},                                                                             \
        {"line",         '\0', POPT_ARG_STRING,                                                    \
         &(option).line, 0,    "and only on this line of it, by its role or number",               \
         "ROLE"},                                                                                  \
    {                                                                                              \
        "reason", '\0', POPT_ARG_STRING, &(option).reason, 0, "why, and with what limits", "TEXT"  \
    }

/* Runs what the first argument says, propose, approve, reject or remove, for `approval`, which
 * names the thing that is decided on. */
int approval_decide(struct cli *cli, const struct approval_options *options,
                    struct optibom_approval approval);

#endif
