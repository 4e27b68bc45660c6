#include "report/spec/spec_values.h"

#include "report/spec/formula.h"

/* Speaks of nothing beside the columns of its own report. */
static bool reads_only_itself(const struct report_spec *spec, const char *formula)
{
    struct formula_part part;
    while (formula_next(&part, &formula))
        if (part.kind != FORMULA_PART_TEXT && !formula_part_is_none(&part) &&
            (part.report[0] != '\0' || report_spec_column(spec, part.name) == NULL))
            return false;
    return true;
}

void report_spec_fix_values(struct report_spec *specs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        specs[i].input_count = 0;
        for (size_t c = 0; c < specs[i].column_count; c++) {
            struct report_column *column = &specs[i].columns[c];
            if (column->formula == NULL || reads_only_itself(&specs[i], column->formula))
                continue;
            column->formula = NULL;
            column->engine = true;
        }
    }
}
