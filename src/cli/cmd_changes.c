#include "cli/cli.h"

#include <string.h>

static struct {
    const char *since;
    int dry_run, skip_conflicts;
} option;

static const struct poptOption OPTIONS[] = {
    {"since", '\0', POPT_ARG_STRING, &option.since, 0,
     "export: only what came after this change; else all", "CHANGE"},
    {"dry-run", 'n', POPT_ARG_NONE, &option.dry_run, 0,
     "apply: say what would become of it, store nothing", NULL},
    {"skip-conflicts", '\0', POPT_ARG_NONE, &option.skip_conflicts, 0,
     "apply: store what has no conflict; else one conflict takes everything back", NULL},
    POPT_TABLEEND};

static int export_changes(struct cli *cli)
{
    long long since = 0;
    if (option.dry_run || option.skip_conflicts)
        return cli_usage(cli, "--dry-run and --skip-conflicts are for changes apply");
    if (option.since != NULL && !cli_number(cli, &since, option.since, 0))
        return CLI_USAGE;
    return cli_end(
        cli, optibom_changes_export(cli->catalog, cli->arguments[1], since, &cli->output), false);
}

static int apply_changes(struct cli *cli)
{
    bool findings = false;
    const struct optibom_changes_request request = {.path = cli->arguments[1],
                                                    .dry_run = option.dry_run,
                                                    .skip_conflicts = option.skip_conflicts};
    if (option.since != NULL)
        return cli_usage(cli, "--since is for changes export");
    enum optibom_status status =
        optibom_changes_apply(cli->catalog, &request, &findings, &cli->output);
    return cli_end(cli, status, findings);
}

static int run(struct cli *cli)
{
    if (strcmp(cli->arguments[0], "export") == 0)
        return export_changes(cli);
    if (strcmp(cli->arguments[0], "apply") == 0)
        return apply_changes(cli);
    return cli_usage(cli, "'%s': changes takes export or apply, and a file", cli->arguments[0]);
}

const struct cli_command cmd_changes = {
    .name = "changes",
    .arguments = "export FILE | apply FILE",
    .least = 2,
    .most = 2,
    .wanted = "changes takes export or apply, and a file",
    .summary = "Exchange changes with another site's catalog",
    .description =
        "export writes what the changes of this catalog came to as a file. apply holds such a "
        "file against this catalog: what is new is stored as an import batch, which import undo "
        "takes back; what is here already is unchanged; what both sites made another is a "
        "conflict. Conflicts are listed and never overwritten, and with one of them nothing is "
        "stored unless --skip-conflicts says so.",
    .findings = "changes are in conflict",
    .pages = "exchange.md",
    .examples = "  optibom changes export north.changes\n"
                "  optibom changes export newer.changes --since 1\n"
                "  optibom --db south.db changes apply north.changes --dry-run\n"
                "  optibom --db south.db changes apply north.changes\n",
    .opens = CLI_READS,
    .changing = " apply ",
    .options = OPTIONS,
    .run = run};
