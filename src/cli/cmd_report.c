#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static struct {
    const char *path, *report, *reports, *date, *quantity;
    char **scenarios;
} option;

static const struct poptOption OPTIONS[] = {
    {"output", 'o', POPT_ARG_STRING, &option.path, 0,
     "file to write: .xlsx, .html, .csv, .json or .md by its ending; else standard output", "FILE"},
    {"report", '\0', POPT_ARG_STRING, &option.report, 0, "one report of it by name", "NAME"},
    {"reports", '\0', POPT_ARG_STRING, &option.reports, 0, "a folder with further reports", "DIR"},
    {"date", '\0', POPT_ARG_STRING, &option.date, 0,
     "day of the report, YYYY-MM-DD; else SOURCE_DATE_EPOCH, else today", "D"},
    CLI_SCENARIOS(option.scenarios),
    {"quantity", '\0', POPT_ARG_STRING, &option.quantity, 0,
     "racks to buy for, in place of the specs' programs", "N"},
    POPT_TABLEEND};

enum { BAR = 30, BAR_ROWS = 20000 };

/* Only where there is enough to wait for. */
static void show_progress(void *context, size_t done, size_t expected)
{
    (void)context;
    if (expected < BAR_ROWS)
        return;
    size_t filled = done * BAR / expected;
    fputs("\r[", stderr);
    for (size_t i = 0; i < BAR; i++)
        fputc(i < filled ? '#' : ' ', stderr);
    fprintf(stderr, "] %3zu %% of %zu rows", done * 100 / expected, expected);
    if (done >= expected)
        fputs("\r\033[K", stderr);
}

static int run(struct cli *cli)
{
    char day[11];
    long long racks = 0;
    const char *date = cli_date(option.date, day);
    if (date[0] == '\0')
        return cli_usage(cli, "'%s': a day as YYYY-MM-DD is expected", option.date);
    if (option.quantity != NULL && !cli_number(cli, &racks, option.quantity, 1))
        return CLI_USAGE;
    struct optibom_report_request request = {.builds = cli->arguments,
                                             .build_count = (size_t)cli->argument_count,
                                             .scenarios = (const char *const *)option.scenarios,
                                             .scenario_count = cli_count(option.scenarios),
                                             .path = option.path,
                                             .report = option.report,
                                             .reports = option.reports,
                                             .date = date,
                                             .progress =
                                                 cli_shows_progress(cli) ? show_progress : NULL,
                                             .program_racks = racks};
    bool is_claims = cli->argument_count == 1 && strcmp(cli->arguments[0], "claims") == 0;
    int64_t errors = 0;
    enum optibom_status status =
        is_claims ? optibom_claims(cli->catalog, &request, &cli->output)
                  : optibom_report(cli->catalog, &request, &errors, &cli->output);
    if (status == OPTIBOM_OK && option.path != NULL)
        printf("%s\n", option.path);
    if (status == OPTIBOM_OK && errors > 0)
        cli_complain(
            "%lld error%s among the findings; optibom check and the report findings say which",
            (long long)errors, errors == 1 ? "" : "s");
    return cli_end(cli, status, errors > 0);
}

const struct cli_command cmd_report = {
    .name = "report",
    .arguments = "BUILD-or-SPEC...|claims [-o FILE] [--scenario NAME-or-FILE]... [--report NAME] "
                 "[--reports DIR] [--date D]",
    .least = 1,
    .most = 0,
    .wanted = "report takes spec files or stored builds",
    .summary = "Write a workbook, a page or another report of builds",
    .description =
        "The ending of the file tells the format. A workbook has all reports as sheets with live "
        "formulas, a page of HTML all tables and pictures; other formats have the report that "
        "--report names, else the summary. report claims holds the claims of the source documents "
        "against the catalog. The same inputs and the same day give the same bytes.",
    .findings = "a finding of a build is an error; the file is written all the same",
    .pages = "workbook.md page.md reports.md",
    .examples =
        "  optibom report rack-dsp.yaml rack-cpo.yaml -o racks.xlsx\n"
        "  optibom report rack-dsp.yaml rack-cpo.yaml -o racks.html\n"
        "  optibom report rack.yaml --scenario energy-x2 --scenario mine.yaml -o what-if.xlsx\n"
        "  optibom report rack.yaml --report bom --csv\n"
        "  optibom report claims -o claims.md\n",
    .opens = CLI_READS,
    .options = OPTIONS,
    .run = run};
