#include "report/spec/spec_fields.h"

#include "base/scan.h"
#include "report/each.h"
#include "report/spec/formula.h"
#include "report/spec/spec_sound.h"

#include <string.h>

enum { MESSAGE_MOST = 255 };

/* A column that `spec` names at `line`, of `owner`; no name is fine. */
static enum optibom_status check_column(const struct report_spec *spec,
                                        const struct report_spec *owner, int line, const char *name,
                                        struct error *err)
{
    const struct report_column *column = name != NULL ? report_spec_column(owner, name) : NULL;
    if (name != NULL && column == NULL)
        return spec_unknown_column(spec, owner, line, name, err);
    return column == NULL || !column->aside
               ? OPTIBOM_OK
               : error_set(err, OPTIBOM_BAD_INPUT,
                           "%s, line %d: column '%s' is aside, for sheet, title and purpose alone",
                           spec->file, line, name);
}

static enum optibom_status check_where(const struct report_spec *spec,
                                       const struct report_spec *owner, int line,
                                       const struct report_where *where, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < where->count; i++)
        status = check_column(spec, owner, line, where->terms[i].column, err);
    return status;
}

static enum optibom_status check_sheet_name(const struct report_spec *spec, struct error *err)
{
    if (spec_sound_sheet(spec->sheet))
        return OPTIBOM_OK;
    return error_set(err, OPTIBOM_BAD_INPUT,
                     "%s: '%s' cannot name a sheet: at most 31 characters, none of []:*?/\\, no "
                     "control character, no apostrophe at either end, not History",
                     spec->file, spec->sheet);
}

static enum optibom_status check_formula(const struct report_spec *spec, int line,
                                         const char *formula, struct error *err)
{
    const char *fault = formula != NULL ? spec_sound_formula(formula) : NULL;
    if (fault == NULL)
        return OPTIBOM_OK;
    char excerpt[SCAN_EXCERPT_SIZE];
    scan_excerpt(excerpt, formula);
    return error_set(err, OPTIBOM_BAD_INPUT,
                     "%s, line %d: no spreadsheet reads the formula '%s': %s", spec->file, line,
                     excerpt, fault);
}

static enum optibom_status check_input(const struct report_spec *spec,
                                       const struct report_input *input, struct error *err)
{
    if (input->message != NULL && spec_sound_length(input->message) > MESSAGE_MOST)
        return error_set(
            err, OPTIBOM_BAD_INPUT,
            "%s, line %d: the message has more than the %d characters that a cell shows",
            spec->file, input->line, MESSAGE_MOST);
    enum optibom_status status = check_column(spec, spec, input->line, input->column, err);
    return status != OPTIBOM_OK ? status : check_where(spec, spec, input->line, &input->where, err);
}

static enum optibom_status check_columns(const struct report_spec *spec, struct error *err)
{
    for (size_t i = 0; i < spec->column_count; i++)
        if (report_spec_column(spec, spec->columns[i].name) != &spec->columns[i])
            return error_set(err, OPTIBOM_BAD_INPUT, "%s, line %d: column '%s' is given twice",
                             spec->file, spec->columns[i].line, spec->columns[i].name);
    for (size_t i = 0; i < spec->column_count; i++)
        if (spec->columns[i].aside && spec->each == NULL)
            return error_set(err, OPTIBOM_BAD_INPUT, "%s, line %d: a column aside wants 'each'",
                             spec->file, spec->columns[i].line);
    const char *const named[] = {spec->group, spec->indent, spec->freeze, spec->each};
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < spec->column_count; i++)
        status = check_column(spec, spec, spec->columns[i].line, spec->columns[i].with, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < sizeof named / sizeof named[0]; i++)
        status = check_column(spec, spec, 1, named[i], err);
    if (status == OPTIBOM_OK && spec->indent != NULL && spec->group == NULL)
        status = error_set(err, OPTIBOM_BAD_INPUT,
                           "%s: 'indent' wants 'group', which has the level", spec->file);
    return status != OPTIBOM_OK ? status : each_check(spec, err);
}

static enum optibom_status check_picture(const struct report_spec *spec,
                                         const struct report_picture *picture, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < picture->column_count; i++)
        status = check_column(spec, spec, picture->line, picture->columns[i], err);
    return status != OPTIBOM_OK ? status
                                : check_where(spec, spec, picture->line, &picture->where, err);
}

enum optibom_status spec_check_own(const struct report_spec *spec, struct error *err)
{
    enum optibom_status status = check_sheet_name(spec, err);
    if (status == OPTIBOM_OK)
        status = check_columns(spec, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < spec->name_count; i++) {
        const struct report_name *name = &spec->names[i];
        status = check_column(spec, spec, name->line, name->column, err);
        if (status == OPTIBOM_OK)
            status = check_where(spec, spec, name->line, &name->where, err);
    }
    for (size_t i = 0; status == OPTIBOM_OK && i < spec->input_count; i++)
        status = check_input(spec, &spec->inputs[i], err);
    for (size_t i = 0; status == OPTIBOM_OK && i < spec->column_count; i++)
        status = check_formula(spec, spec->columns[i].line, spec->columns[i].formula, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < spec->highlight_count; i++) {
        const struct report_highlight *highlight = &spec->highlights[i];
        status = check_column(spec, spec, highlight->line, highlight->column, err);
        if (status == OPTIBOM_OK)
            status = check_formula(spec, highlight->line, highlight->formula, err);
    }
    for (size_t i = 0; status == OPTIBOM_OK && i < spec->cell_count; i++) {
        const struct report_cell *cell = &spec->cells[i];
        status = check_column(spec, spec, cell->line, cell->column, err);
        if (status == OPTIBOM_OK)
            status = check_where(spec, spec, cell->line, &cell->where, err);
    }
    for (size_t i = 0; status == OPTIBOM_OK && i < spec->picture_count; i++)
        status = check_picture(spec, &spec->pictures[i], err);
    return status;
}

static enum optibom_status check_axis(const struct report_spec *spec,
                                      const struct report_spec *owner, int line, const char *name,
                                      struct error *err)
{
    const struct report_column *column = report_spec_column(owner, name);
    if (column->kind != TABLE_TEXT && column->kind != TABLE_DATE && column->kind != TABLE_LINK)
        return OPTIBOM_OK;
    return error_set(err, OPTIBOM_BAD_INPUT,
                     "%s, line %d: a scatter chart wants numbers, and column '%s' has none",
                     spec->file, line, name);
}

static enum optibom_status check_chart(const struct report_spec *specs, size_t count,
                                       const struct report_spec *spec,
                                       const struct report_chart *chart, struct error *err)
{
    const struct report_spec *owner = spec;
    if (chart->report != NULL) {
        struct error why = {0};
        if (report_spec_find(&owner, specs, count, chart->report, &why) != OPTIBOM_OK)
            return error_set(err, OPTIBOM_BAD_INPUT, "%s, line %d: %s", spec->file, chart->line,
                             why.text);
    }
    if (strchr(owner->sheet, '\'') != NULL)
        return error_set(
            err, OPTIBOM_BAD_INPUT,
            "%s, line %d: a chart finds no sheet whose name has an apostrophe, as '%s'", spec->file,
            chart->line, owner->sheet);
    enum optibom_status status = check_column(spec, owner, chart->line, chart->categories, err);
    if (status == OPTIBOM_OK)
        status = check_column(spec, owner, chart->line, chart->by, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < chart->value_count; i++)
        status = check_column(spec, owner, chart->line, chart->values[i], err);
    if (status == OPTIBOM_OK && chart->kind == REPORT_CHART_SCATTER)
        status = check_axis(spec, owner, chart->line, chart->categories, err);
    if (status == OPTIBOM_OK && chart->kind == REPORT_CHART_SCATTER)
        status = check_axis(spec, owner, chart->line, chart->values[0], err);
    return status != OPTIBOM_OK ? status
                                : check_where(spec, owner, chart->line, &chart->where, err);
}

static enum optibom_status check_link(const struct report_spec *specs, size_t count,
                                      const struct report_spec *spec,
                                      const struct report_link *link, struct error *err)
{
    const struct report_spec *target;
    struct error why = {0};
    if (report_spec_find(&target, specs, count, link->report, &why) != OPTIBOM_OK)
        return error_set(err, OPTIBOM_BAD_INPUT, "%s, line %d: %s", spec->file, link->line,
                         why.text);
    enum optibom_status status = check_column(spec, spec, link->line, link->column, err);
    if (status == OPTIBOM_OK)
        status = check_where(spec, spec, link->line, &link->keys, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < link->keys.count; i++)
        status = check_column(spec, target, link->line, link->keys.terms[i].value, err);
    return status;
}

/* The names of `specs[own]` beside those before them, over all sheets; Excel does not regard case.
 */
static enum optibom_status check_names(const struct report_spec *specs, size_t own,
                                       struct error *err)
{
    const struct report_spec *spec = &specs[own];
    for (size_t i = 0; i < spec->name_count; i++)
        for (size_t s = 0; s <= own; s++)
            for (size_t j = 0; j < (s < own ? specs[s].name_count : i); j++)
                if (scan_same(specs[s].names[j].name, spec->names[i].name))
                    return error_set(err, OPTIBOM_BAD_INPUT,
                                     "%s, line %d: the name '%s' is also given by %s, line %d",
                                     spec->file, spec->names[i].line, spec->names[i].name,
                                     specs[s].file, specs[s].names[j].line);
    return OPTIBOM_OK;
}

enum optibom_status spec_check_set(const struct report_spec *specs, size_t count, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t s = 0; status == OPTIBOM_OK && s < count; s++) {
        const struct report_spec *spec = &specs[s];
        status = check_names(specs, s, err);
        for (size_t i = 0; status == OPTIBOM_OK && i < spec->column_count; i++)
            if (spec->columns[i].formula != NULL)
                status = formula_check(specs, count, spec, spec->columns[i].line,
                                       spec->columns[i].formula, err);
        for (size_t i = 0; status == OPTIBOM_OK && i < spec->highlight_count; i++)
            status = formula_check(specs, count, spec, spec->highlights[i].line,
                                   spec->highlights[i].formula, err);
        for (size_t i = 0; status == OPTIBOM_OK && i < spec->link_count; i++)
            status = check_link(specs, count, spec, &spec->links[i], err);
        for (size_t i = 0; status == OPTIBOM_OK && i < spec->chart_count; i++)
            status = check_chart(specs, count, spec, &spec->charts[i], err);
    }
    return status;
}
