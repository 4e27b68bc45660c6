#include "cli/cli.h"

static struct {
    const char *sort, *limit;
} option;

static const struct poptOption OPTIONS[] = {
    {"sort", '\0', POPT_ARG_STRING, &option.sort, 0, "by this attribute, -COL for descending",
     "COL"},
    {"limit", '\0', POPT_ARG_STRING, &option.limit, 0, "at most N parts", "N"},
    POPT_TABLEEND};

static int run(struct cli *cli)
{
    long long limit = 0;
    if (option.limit != NULL && !cli_number(cli, &limit, option.limit, 1))
        return CLI_USAGE;
    return cli_end(cli,
                   optibom_find(cli->catalog, cli->arguments[0], cli->arguments + 1,
                                (size_t)cli->argument_count - 1, option.sort, limit, &cli->output),
                   false);
}

const struct cli_command cmd_find = {
    .name = "find",
    .arguments = "CLASS [PREDICATE...] [--sort COL] [--limit N]",
    .least = 1,
    .most = 0,
    .wanted = "name a class: transceiver, laser, els, switch_asic, fau ...",
    .summary = "Find parts of a class by what they can do",
    .description =
        "Lists the parts of the class that satisfy every predicate: an attribute, one of = != < <= "
        "> >= and a value with its unit; an attribute, ~ and a text that it contains; or an "
        "attribute and the word known or unknown. Quote predicates, as blanks and signs mean "
        "something to the shell. optibom help attributes CLASS lists what a class has.",
    .pages = "import.md",
    .examples = "  optibom find transceiver 'rate >= 800G' 'form_factor = OSFP' 'power <= 15 W'\n"
                "  optibom find els 'optical_power >= 20 dBm' --sort power\n"
                "  optibom find switch_asic 'mpn ~ Tomahawk' --json\n"
                "  optibom help attributes transceiver\n",
    .opens = CLI_READS,
    .options = OPTIONS,
    .run = run};
