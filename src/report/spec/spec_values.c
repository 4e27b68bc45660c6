#include "report/spec/spec_values.h"

#include <string.h>

/* "{cost}" and "{cost:column}" of a column of the report itself. */
static bool is_own(const struct report_spec *spec, const char *start, size_t length)
{
    const char *colon = memchr(start, ':', length);
    size_t name = colon != NULL ? (size_t)(colon - start) : length;
    for (size_t i = 0; i < spec->column_count; i++)
        if (strlen(spec->columns[i].name) == name &&
            strncmp(spec->columns[i].name, start, name) == 0)
            return true;
    return false;
}

static bool reads_only_itself(const struct report_spec *spec, const char *formula)
{
    for (const char *at = strchr(formula, '{'); at != NULL; at = strchr(at + 1, '{')) {
        const char *end = strchr(at, '}');
        if (end == NULL || !is_own(spec, at + 1, (size_t)(end - at - 1)))
            return false;
    }
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
