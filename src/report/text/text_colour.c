#include "report/spec/condition.h"
#include "report/text/text_grid.h"

#include <string.h>

/* What holds for every table of a verb that has the column. */
static const struct report_highlight COMMON[] = {
    {.column = "severity", .style = REPORT_STYLE_BAD, .formula = "{severity}=\"error\""},
    {.column = "severity", .style = REPORT_STYLE_WARN, .formula = "{severity}=\"warning\""},
    {.column = "severity", .style = REPORT_STYLE_MUTED, .formula = "{severity}=\"note\""},
    {.column = "confidence", .style = REPORT_STYLE_WARN, .formula = "{confidence}=\"assumption\""},
    {.column = "change", .style = REPORT_STYLE_GOOD, .formula = "{change}=\"added\""},
    {.column = "change", .style = REPORT_STYLE_BAD, .formula = "{change}=\"removed\""},
};

/* As near to the colours of the workbook as the sixteen of a terminal come. */
static const char *const CODES[REPORT_STYLES] = {
    [REPORT_STYLE_GOOD] = "\033[32m",  [REPORT_STYLE_BAD] = "\033[31m",
    [REPORT_STYLE_WARN] = "\033[33m",  [REPORT_STYLE_INPUT] = "\033[33m",
    [REPORT_STYLE_MUTED] = "\033[2m",  [REPORT_STYLE_LIVE] = "\033[32m",
    [REPORT_STYLE_ENGINE] = "\033[35m"};

void text_colour_row(struct text_grid *grid, size_t row)
{
    const struct table *table = grid->table;
    const struct report_highlight *rules = grid->spec != NULL ? grid->spec->highlights : COMMON;
    size_t count =
        grid->spec != NULL ? grid->spec->highlight_count : sizeof COMMON / sizeof *COMMON;
    for (size_t i = 0; i < table->column_count; i++)
        grid->colours[i] = NULL;
    for (size_t r = 0; grid->style->is_coloured && r < count; r++) {
        if (!condition_holds(rules[r].formula, grid->spec, table, row))
            continue;
        /* The first rule of a cell has the say. */
        for (size_t i = 0; i < table->column_count; i++)
            if (grid->colours[i] == NULL &&
                (rules[r].column == NULL || strcmp(rules[r].column, table->columns[i].name) == 0))
                grid->colours[i] = CODES[rules[r].style];
    }
}
