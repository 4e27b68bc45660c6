#include "cli/cli.h"

#include "cli/completion.h"
#include "cli/completion_shell.h"

#include <string.h>

/* Names of all classes in one cell: a heading and a line, each ended by CR LF. */
static const char CLASSES[] = "SELECT group_concat(class, ' ') AS classes FROM (SELECT DISTINCT "
                              "class FROM dictionary WHERE class NOT IN ('figure', 'part') ORDER "
                              "BY class)";

struct text {
    char bytes[4096];
    size_t length;
};

static void keep_text(void *context, const char *bytes, size_t length)
{
    struct text *text = context;
    size_t room = sizeof text->bytes - 1 - text->length;
    size_t taken = length < room ? length : room;
    memcpy(text->bytes + text->length, bytes, taken);
    text->length += taken;
}

/* Classes are those of the starting catalog, so that the same program prints the same bytes. */
static int run(struct cli *cli)
{
    const struct completion_shell *shell = completion_shell_named(cli->arguments[0]);
    struct text text = {0};
    const struct optibom_output output = {
        .write = keep_text, .context = &text, .format = OPTIBOM_CSV};
    if (shell == NULL)
        return cli_usage(cli, "%s", cli->command->wanted);
    enum optibom_status status = optibom_open(cli->catalog, "", OPTIBOM_BUILT_IN);
    if (status == OPTIBOM_OK)
        status = optibom_sql(cli->catalog, CLASSES, &output);
    if (status != OPTIBOM_OK)
        return cli_fail(cli, status);
    char *classes = strchr(text.bytes, '\n');
    classes = classes != NULL ? classes + 1 : text.bytes;
    classes[strcspn(classes, "\r")] = '\0';
    completion_print(stdout, shell, cli->global, classes);
    return CLI_DONE;
}

const struct cli_command cmd_completion = {
    .name = "completion",
    .arguments = "SHELL",
    .least = 1,
    .most = 1,
    .wanted = "completion takes bash, zsh or fish",
    .summary = "Print what bash, zsh or fish load to complete commands",
    .description =
        "It is made of the same tables as the help and the manual. make install puts it where "
        "the shells look for it.",
    .pages = "install.md",
    .examples = "  optibom completion bash > optibom.bash\n",
    .opens = CLI_NOTHING,
    .run = run};
