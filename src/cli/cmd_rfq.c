#include "cli/cli.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_QUANTITIES = 6 };

static struct {
    const char *supplier, *path, *quantities, *required, *respond_by, *racks, *date, *incoterm,
        *comment;
    char **classes;
    int all, target;
} option;

static const struct poptOption OPTIONS[] = {
    {"supplier", '\0', POPT_ARG_STRING, &option.supplier, 0, "who is asked", "S"},
    {"output", 'o', POPT_ARG_STRING, &option.path, 0, "workbook to write", "FILE.xlsx"},
    {"quantities", '\0', POPT_ARG_STRING, &option.quantities, 0,
     "up to six to quote for; else what the program needs of each part", "1,10,100"},
    {"required", '\0', POPT_ARG_STRING, &option.required, 0, "day the parts are needed", "DATE"},
    {"respond-by", '\0', POPT_ARG_STRING, &option.respond_by, 0,
     "last day for answers; else two weeks after the request", "DATE"},
    {"quantity", '\0', POPT_ARG_STRING, &option.racks, 0,
     "racks to buy for, in place of the spec's program", "RACKS"},
    {"class", '\0', POPT_ARG_ARGV, &option.classes, 0, "only parts of this class; may be repeated",
     "C"},
    {"all", '\0', POPT_ARG_NONE, &option.all, 0,
     "every part that is bought; else those that S makes or offers", NULL},
    {"target", '\0', POPT_ARG_NONE, &option.target, 0, "tell what is paid now", NULL},
    {"incoterm", '\0', POPT_ARG_STRING, &option.incoterm, 0,
     "delivery term asked for, of Incoterms 2020, with a place if wanted", "TERM"},
    {"comment", '\0', POPT_ARG_STRING, &option.comment, 0, "to the supplier", "TEXT"},
    {"date", '\0', POPT_ARG_STRING, &option.date, 0,
     "day of the request, YYYY-MM-DD; else SOURCE_DATE_EPOCH, else today", "D"},
    POPT_TABLEEND};

/* "1,10,100"; false after complaining. */
static bool read_quantities(const struct cli *cli, int64_t quantities[MOST_QUANTITIES],
                            size_t *count)
{
    const char *text = option.quantities;
    *count = 0;
    while (text != NULL) {
        char *end;
        errno = 0;
        long long quantity = strtoll(text, &end, 10);
        if (errno != 0 || end == text || (*end != ',' && *end != '\0') || quantity < 1 ||
            quantity > 1000000000 || *count == MOST_QUANTITIES) {
            cli_usage(cli, "--quantities '%s': up to six whole numbers with commas are expected",
                      option.quantities);
            return false;
        }
        quantities[(*count)++] = quantity;
        text = *end == ',' ? end + 1 : NULL;
    }
    return true;
}

static size_t class_count(void)
{
    size_t count = 0;
    while (option.classes != NULL && option.classes[count] != NULL)
        count++;
    return count;
}

static void say_unknown(const struct optibom_rfq_supplier *supplier)
{
    bool has_near = supplier->nearest[0] != '\0';
    cli_complain("%s is not known to make or offer a part of the build: every part that is bought "
                 "is asked for%s%s%s",
                 option.supplier, has_near ? "; did you mean '" : "", supplier->nearest,
                 has_near ? "'?" : "");
}

static int run(struct cli *cli)
{
    char day[11];
    long long racks = 0;
    struct optibom_rfq_supplier supplier;
    int64_t quantities[MOST_QUANTITIES];
    size_t quantity_count;
    const char *date = option.date != NULL ? option.date : cli_date(NULL, day);
    if (option.supplier == NULL || option.path == NULL)
        return cli_usage(cli, "rfq takes --supplier S and -o FILE.xlsx");
    if (!read_quantities(cli, quantities, &quantity_count) ||
        (option.racks != NULL && !cli_number(cli, &racks, option.racks, 1)))
        return CLI_USAGE;
    const struct optibom_rfq_request request = {.build = cli->arguments[0],
                                                .supplier = option.supplier,
                                                .path = option.path,
                                                .date = date,
                                                .required_by = option.required,
                                                .respond_by = option.respond_by,
                                                .incoterm = option.incoterm,
                                                .comment = option.comment,
                                                .quantities = quantities,
                                                .quantity_count = quantity_count,
                                                .classes = (const char *const *)option.classes,
                                                .class_count = class_count(),
                                                .is_all = option.all != 0,
                                                .has_target = option.target != 0,
                                                .program_racks = racks};
    enum optibom_status status = optibom_rfq(cli->catalog, &request, &supplier, &cli->output);
    if (status == OPTIBOM_OK && supplier.is_unknown && !cli->quiet)
        say_unknown(&supplier);
    return cli_end(cli, status, false);
}

const struct cli_command cmd_rfq = {
    .name = "rfq",
    .arguments =
        "BUILD-or-SPEC --supplier S -o FILE.xlsx [--quantities 1,10,100] [--required DATE]",
    .least = 1,
    .most = 1,
    .wanted = "rfq takes one spec file or stored build",
    .summary = "Write a request for quotation, which import reads back when it is answered",
    .description =
        "Writes a workbook that asks one supplier for what a build needs of it, and remembers "
        "the request. The supplier fills the yellow cells and sends it back; optibom import "
        "makes prices of the answers.",
    .pages = "rfq.md",
    .examples =
        "  optibom rfq rack --supplier FS -o fs.xlsx --quantities 1,100,1000\n"
        "  optibom rfq rack --supplier NVIDIA -o nvidia.xlsx --class nic --required 2026-09-01\n"
        "  optibom import fs-answered.xlsx\n"
        "  optibom sql 'SELECT * FROM rfq_view'\n",
    .opens = CLI_WRITES,
    .options = OPTIONS,
    .run = run};
