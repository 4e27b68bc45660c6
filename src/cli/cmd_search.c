#include "cli/cli.h"

#include <stdio.h>

enum { LIMIT = 20 };

static struct {
    const char *limit;
} option;

static const struct poptOption OPTIONS[] = {{"limit", '\0', POPT_ARG_STRING, &option.limit, 0,
                                             "at most N things, 20 without it; 0: all", "N"},
                                            POPT_TABLEEND};

/* What the table does not say, where it does not disturb it. */
static void tell(const struct cli *cli, const struct optibom_search_found *found, long long limit)
{
    if (cli->quiet)
        return;
    if (found->nearest[0] != '\0')
        cli_complain("nothing has all of these words; did you mean: %s", found->nearest);
    else if (limit > 0 && found->count > limit)
        cli_complain("the best %lld of %lld; for more: --limit N", limit, (long long)found->count);
}

static int run(struct cli *cli)
{
    long long limit = LIMIT;
    struct optibom_search_found found;
    if (option.limit != NULL && !cli_number(cli, &limit, option.limit, 0))
        return CLI_USAGE;
    const struct optibom_search_request request = {
        .words = cli->arguments, .word_count = (size_t)cli->argument_count, .limit = limit};
    enum optibom_status status = optibom_search(cli->catalog, &request, &found, &cli->output);
    if (status == OPTIBOM_OK)
        tell(cli, &found, limit);
    return cli_end(cli, status, false);
}

const struct cli_command cmd_search = {
    .name = "search",
    .arguments = "WORD... [--limit N]",
    .least = 1,
    .most = 0,
    .wanted = "search for one word or several",
    .summary = "Find parts, documents, builds and attachments by their words",
    .description =
        "Lists what has every word, or words that begin with it: parts by number, vendor, class "
        "and "
        "description, documents by title, stored builds by name and spec, attached files by name, "
        "title and text. The best comes first: a name counts most. Words are plain, signs in them "
        "have no meaning; case and accents make no difference.",
    .pages = "search.md",
    .examples = "  optibom search 800G OSFP\n  optibom search MMS4X00-NS\n"
                "  optibom search nvidia els --limit 5 --json\n",
    .opens = CLI_READS,
    .options = OPTIONS,
    .run = run};
