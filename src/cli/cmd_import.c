#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static struct {
    const char *class_name, *map, *write_map, *sheet;
    int dry_run, strict;
} option;

static const struct poptOption OPTIONS[] = {
    {"class", '\0', POPT_ARG_STRING, &option.class_name, 0,
     "what the rows are: transceiver, offer ...; else told by the headers", "CLASS"},
    {"map", '\0', POPT_ARG_STRING, &option.map, 0,
     "a mapping file, or the name of one that comes along: netbox-devicetype ...", "MAP"},
    {"write-map", '\0', POPT_ARG_STRING, &option.write_map, 0,
     "write what was understood as a mapping file, to edit and keep", "FILE"},
    {"sheet", '\0', POPT_ARG_STRING, &option.sheet, 0,
     "read only the tables of this name, pattern (with *) or number", "SHEET"},
    {"dry-run", 'n', POPT_ARG_NONE, &option.dry_run, 0, "read and check everything, store nothing",
     NULL},
    {"strict", '\0', POPT_ARG_NONE, &option.strict, 0, "one refused row takes everything back",
     NULL},
    POPT_TABLEEND};

static int import_files(struct cli *cli)
{
    bool findings = false;
    struct optibom_import_request request = {.files = cli->arguments,
                                             .file_count = (size_t)cli->argument_count,
                                             .class_name = option.class_name,
                                             .map = option.map,
                                             .write_map = option.write_map,
                                             .sheet = option.sheet,
                                             .dry_run = option.dry_run,
                                             .strict = option.strict,
                                             .progress =
                                                 cli_shows_progress(cli) ? cli_progress : NULL};
    enum optibom_status status = optibom_import(cli->catalog, &request, &findings, &cli->output);
    cli_progress_end(cli);
    return cli_end(cli, status, findings);
}

static int with_batch(struct cli *cli, const char *verb)
{
    long long batch = 0;
    enum optibom_status status;
    if (cli->argument_count != 2)
        return cli_usage(cli, "import %s takes the number of a batch", verb);
    if (!cli_number(cli, &batch, cli->arguments[1], 1))
        return CLI_USAGE;
    if (strcmp(verb, "show") == 0)
        status = optibom_import_show(cli->catalog, batch, &cli->output);
    else if (strcmp(verb, "rejects") == 0)
        status = optibom_import_rejects(cli->catalog, batch, &cli->output);
    else
        status = optibom_import_undo(cli->catalog, batch);
    if (status == OPTIBOM_OK && strcmp(verb, "undo") == 0 && !cli->quiet)
        fprintf(stderr, "batch %lld is undone\n", batch);
    return cli_end(cli, status, false);
}

static int confirm(struct cli *cli)
{
    long long batch = 0;
    bool findings = false;
    if (cli->argument_count < 2)
        return cli_usage(cli,
                         "import confirm takes the number of a batch, and answers such as 3=b");
    if (!cli_number(cli, &batch, cli->arguments[1], 1))
        return CLI_USAGE;
    enum optibom_status status =
        optibom_import_confirm(cli->catalog, batch, cli->arguments + 2,
                               (size_t)cli->argument_count - 2, &findings, &cli->output);
    return cli_end(cli, status, findings);
}

static int run(struct cli *cli)
{
    const char *first = cli->arguments[0];
    if (strcmp(first, "list") == 0)
        return cli->argument_count == 1
                   ? cli_end(cli, optibom_import_list(cli->catalog, &cli->output), false)
                   : cli_usage(cli, "import list takes no arguments");
    if (strcmp(first, "show") == 0 || strcmp(first, "rejects") == 0 || strcmp(first, "undo") == 0)
        return with_batch(cli, first);
    if (strcmp(first, "confirm") == 0)
        return confirm(cli);
    return import_files(cli);
}

const struct cli_command cmd_import = {
    .name = "import",
    .arguments =
        "FILE... | list | show BATCH | rejects BATCH | confirm BATCH [N=ANSWER...] | undo BATCH",
    .least = 1,
    .most = 0,
    .wanted = "name the files to import, '-' for standard input",
    .summary = "Import datasheets and price lists, and look after what was imported",
    .description =
        "Reads CSV, Excel workbooks, JSON, YAML and PDF datasheets. What kind of file it is its "
        "first bytes tell; what it lists its headers, --class or a mapping file. Reading PDF "
        "needs pdftotext of poppler-utils.\n\n"
        "A row that is not right is refused with file, line, column and code; it never stops "
        "the others. A cell that may mean several values becomes a question, which import "
        "confirm answers. A batch is wholly there or wholly absent; import undo takes it back "
        "exactly.",
    .findings = "a row was refused",
    .pages = "import.md map-file.md rfq.md",
    .examples = "  optibom import prices.csv --dry-run --write-map prices.yaml\n"
                "  optibom import --map prices.yaml prices.csv\n"
                "  optibom import modules.csv prices.csv\n"
                "  optibom import --class transceiver - < modules.csv\n"
                "  optibom import rejects 2\n"
                "  optibom import confirm 2\n"
                "  optibom import confirm 2 1=b 2=\"70 m\" 3=\n"
                "  optibom import undo 2\n",
    .opens = CLI_WRITES,
    .reading = " list show rejects ",
    .options = OPTIONS,
    .run = run};
