#include "report/spec_fields.h"

#include "report/formula.h"

#include <string.h>

enum { SHEET_NAME_MOST = 31 };

/* A column that `spec` names at `line`, of `owner`; no name is fine. */
static enum optibom_status check_column(const struct report_spec *spec,
                                        const struct report_spec *owner, int line, const char *name,
                                        struct error *err)
{
    return name == NULL || report_spec_column(owner, name) != NULL
               ? OPTIBOM_OK
               : spec_unknown_column(spec, owner, line, name, err);
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

/* Excel's rules, which other programs follow: 1 to 31 characters, none of []:*?/\, no outer
 * apostrophe. */
static enum optibom_status check_sheet_name(const struct report_spec *spec, struct error *err)
{
    size_t characters = 0;
    for (const char *c = spec->sheet; *c != '\0'; c++)
        characters += ((unsigned char)*c & 0xc0) != 0x80;
    size_t length = strlen(spec->sheet);
    if (characters < 1 || characters > SHEET_NAME_MOST ||
        strpbrk(spec->sheet, "[]:*?/\\") != NULL || spec->sheet[0] == '\'' ||
        spec->sheet[length - 1] == '\'')
        return error_set(
            err, OPTIBOM_BAD_INPUT,
            "%s: '%s' cannot name a sheet: at most 31 characters, none of []:*?/\\, no "
            "apostrophe at either end",
            spec->file, spec->sheet);
    return OPTIBOM_OK;
}

static enum optibom_status check_columns(const struct report_spec *spec, struct error *err)
{
    for (size_t i = 0; i < spec->column_count; i++)
        if (report_spec_column(spec, spec->columns[i].name) != &spec->columns[i])
            return error_set(err, OPTIBOM_BAD_INPUT, "%s, line %d: column '%s' is given twice",
                             spec->file, spec->columns[i].line, spec->columns[i].name);
    const char *const named[] = {spec->group, spec->indent, spec->freeze, spec->each};
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < sizeof named / sizeof named[0]; i++)
        status = check_column(spec, spec, 1, named[i], err);
    if (status == OPTIBOM_OK && spec->indent != NULL && spec->group == NULL)
        status = error_set(err, OPTIBOM_BAD_INPUT,
                           "%s: 'indent' wants 'group', which has the level", spec->file);
    return status;
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
    for (size_t i = 0; status == OPTIBOM_OK && i < spec->input_count; i++) {
        const struct report_input *input = &spec->inputs[i];
        status = check_column(spec, spec, input->line, input->column, err);
        if (status == OPTIBOM_OK)
            status = check_where(spec, spec, input->line, &input->where, err);
    }
    for (size_t i = 0; status == OPTIBOM_OK && i < spec->cell_count; i++) {
        const struct report_cell *cell = &spec->cells[i];
        status = check_column(spec, spec, cell->line, cell->column, err);
        if (status == OPTIBOM_OK)
            status = check_where(spec, spec, cell->line, &cell->where, err);
    }
    for (size_t i = 0; status == OPTIBOM_OK && i < spec->highlight_count; i++)
        status =
            check_column(spec, spec, spec->highlights[i].line, spec->highlights[i].column, err);
    return status;
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
    enum optibom_status status = check_column(spec, owner, chart->line, chart->categories, err);
    if (status == OPTIBOM_OK)
        status = check_column(spec, owner, chart->line, chart->by, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < chart->value_count; i++)
        status = check_column(spec, owner, chart->line, chart->values[i], err);
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

enum optibom_status spec_check_set(const struct report_spec *specs, size_t count, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t s = 0; status == OPTIBOM_OK && s < count; s++) {
        const struct report_spec *spec = &specs[s];
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
