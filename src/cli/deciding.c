#include "cli/deciding.h"

#include <string.h>

static const struct {
    const char *action, *state;
} ACTIONS[] = {
    {"propose", "proposed"}, {"approve", "approved"}, {"reject", "rejected"}, {"remove", NULL}};

int approval_decide(struct cli *cli, const struct approval_options *options,
                    struct optibom_approval approval)
{
    for (size_t i = 0; i < sizeof ACTIONS / sizeof *ACTIONS; i++) {
        if (strcmp(cli->arguments[0], ACTIONS[i].action) != 0)
            continue;
        approval.build = options->build;
        approval.line = options->line;
        approval.reason = options->reason;
        approval.state = ACTIONS[i].state;
        return cli_end(cli, optibom_approve(cli->catalog, &approval, &cli->output), false);
    }
    return cli_usage(cli, "'%s' is none of list, propose, approve, reject and remove",
                     cli->arguments[0]);
}
