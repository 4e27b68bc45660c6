/* The options of the verbs that simulate: --samples, --seed, --sobol, --stop. */
#ifndef OPTIBOM_CLI_SAMPLING_H
#define OPTIBOM_CLI_SAMPLING_H

#include "cli/cli.h"

extern struct poptOption sampling_options[];

/* For the option table of a verb. */
#define SAMPLING_OPTIONS                                                                           \
    {                                                                                              \
        NULL, '\0', POPT_ARG_INCLUDE_TABLE, sampling_options, 0, NULL, NULL                        \
    }

/* What the options say; draws 0 when none is asked for. False after complaining. */
bool sampling_read(const struct cli *cli, struct optibom_draws *out);

/* "85%" or "0.85", above 0 and at most 1; false after complaining. */
bool sampling_share(const struct cli *cli, double *out, const char *text);

#endif
