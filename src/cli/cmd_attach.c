#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static struct {
    const char *part, *build, *title, *path;
    int is_reference;
} option;

static const struct poptOption OPTIONS[] = {
    {"to", '\0', POPT_ARG_STRING, &option.part, 0, "the part to attach to", "PART"},
    {"to-build", '\0', POPT_ARG_STRING, &option.build, 0, "the stored build to attach to", "NAME"},
    {"reference", '\0', POPT_ARG_NONE, &option.is_reference, 0,
     "keep where the file is, and its hash, in place of the file; FILE may be an address", NULL},
    {"title", '\0', POPT_ARG_STRING, &option.title, 0, "what it is, in words", "T"},
    {"output", 'o', POPT_ARG_STRING, &option.path, 0, "get: the file to write", "FILE"},
    POPT_TABLEEND};

static int add(struct cli *cli)
{
    if ((option.part == NULL) == (option.build == NULL))
        return cli_usage(cli, "attach needs one of --to PART and --to-build NAME");
    if (option.path != NULL)
        return cli_usage(cli, "-o goes with attach get");
    const struct optibom_attach_request request = {.files = cli->arguments,
                                                   .file_count = (size_t)cli->argument_count,
                                                   .part = option.part,
                                                   .build = option.build,
                                                   .title = option.title,
                                                   .is_reference = option.is_reference != 0};
    return cli_end(cli, optibom_attach(cli->catalog, &request, &cli->output), false);
}

static int list(struct cli *cli)
{
    const char *of = cli->argument_count > 1 ? cli->arguments[1] : NULL;
    return cli_end(cli, optibom_attach_list(cli->catalog, of, &cli->output), false);
}

static int get(struct cli *cli)
{
    const char *name = cli->arguments[1];
    enum optibom_status status = optibom_attach_get(cli->catalog, name, option.path);
    if (status == OPTIBOM_OK)
        printf("%s\n", option.path != NULL ? option.path : name);
    return cli_end(cli, status, false);
}

static int drop(struct cli *cli)
{
    enum optibom_status status = optibom_attach_remove(cli->catalog, cli->arguments[1]);
    if (status == OPTIBOM_OK && !cli->quiet)
        cli_complain("%s is removed", cli->arguments[1]);
    return cli_end(cli, status, false);
}

static int check(struct cli *cli)
{
    bool findings = false;
    enum optibom_status status = optibom_attach_check(cli->catalog, &findings, &cli->output);
    return cli_end(cli, status, findings);
}

/* What may follow `attach` in place of a file. */
static const struct action {
    const char *name;
    int least, most; /* arguments behind it */
    const char *wanted;
    int (*run)(struct cli *cli);
} ACTIONS[] = {{"list", 0, 1, "at most one part or stored build", list},
               {"get", 1, 1, "the name of one attachment", get},
               {"remove", 1, 1, "the name of one attachment", drop},
               {"check", 0, 0, "no arguments", check}};

static int run(struct cli *cli)
{
    size_t i = 0, count = sizeof ACTIONS / sizeof *ACTIONS;
    while (i < count && strcmp(cli->arguments[0], ACTIONS[i].name) != 0)
        i++;
    if (i == count)
        return add(cli);
    const struct action *action = &ACTIONS[i];
    int given = cli->argument_count - 1;
    if (option.part != NULL || option.build != NULL || option.title != NULL || option.is_reference)
        return cli_usage(cli, "--to, --to-build, --reference and --title go with files to attach");
    if (option.path != NULL && action->run != get)
        return cli_usage(cli, "-o goes with attach get");
    if (given < action->least || given > action->most)
        return cli_usage(cli, "attach %s takes %s", action->name, action->wanted);
    return action->run(cli);
}

const struct cli_command cmd_attach = {
    .name = "attach",
    .arguments = "FILE... --to PART | FILE... --to-build NAME | list [PART|BUILD] | "
                 "get NAME [-o FILE] | remove NAME | check",
    .least = 1,
    .wanted = "attach is followed by files, or by list, get, remove or check",
    .summary = "Attach files to parts and builds, in the catalog or by reference",
    .description =
        "Takes datasheets, quotations, test reports into the catalog, deflated, at most 64 MiB "
        "each; the same content once, whatever it is attached to. sqlite3 -A reads them as well. "
        "With --reference only the path or address is kept, with size and hash of the file at "
        "that time, which attach check holds against the file as it is. The text of PDF, HTML and "
        "text files is found by search. Files called list, get, remove or check are written "
        "./list and so on.",
    .findings = "check: a file is gone, or another one",
    .pages = "attachments.md",
    .examples = "  optibom attach osfp.pdf --to MMS4X00-NS --title 'Datasheet of May'\n"
                "  optibom attach https://example.org/q3450.pdf --reference --to Q3450-LD\n"
                "  optibom attach report.txt --to-build rack-cpo\n"
                "  optibom attach list MMS4X00-NS\n  optibom attach get osfp.pdf -o copy.pdf\n"
                "  optibom attach check\n",
    .opens = CLI_WRITES,
    .reading = " list get check ",
    .options = OPTIONS,
    .run = run};
