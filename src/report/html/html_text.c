#include "base/utf8.h"
#include "report/cell.h"
#include "report/clean.h"
#include "report/html/html_page.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#define ELLIPSIS "\xe2\x80\xa6"

static void add_escaped(struct buf *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        const char *entity = text[i] == '&'    ? "&amp;"
                             : text[i] == '<'  ? "&lt;"
                             : text[i] == '>'  ? "&gt;"
                             : text[i] == '"'  ? "&quot;"
                             : text[i] == '\'' ? "&#39;"
                                               : NULL;
        if (entity != NULL)
            buf_puts(out, entity);
        else
            buf_putc(out, text[i]);
    }
}

bool html_escape_cut(struct buf *out, const char *text, size_t columns)
{
    struct buf clean;
    buf_init(&clean);
    clean_line(&clean, text);
    size_t length = utf8_prefix(buf_text(&clean), columns);
    bool is_cut = length < clean.length;
    if (is_cut)
        length = utf8_prefix(buf_text(&clean), columns > 0 ? columns - 1 : 0);
    add_escaped(out, buf_text(&clean), length);
    buf_puts(out, is_cut ? ELLIPSIS : "");
    out->failed |= !buf_ok(&clean);
    buf_fini(&clean);
    return is_cut;
}

void html_escape(struct buf *out, const char *text)
{
    html_escape_cut(out, text, SIZE_MAX);
}

size_t html_column(const struct report_spec *spec, const char *name)
{
    return (size_t)(report_spec_column(spec, name) - spec->columns);
}

const char *html_cell_text(const struct html_section *section, size_t row, size_t column)
{
    const struct table_cell *cell = table_at(&section->table, row, column);
    return cell->kind == TABLE_CELL_TEXT ? cell->text : "";
}

double html_cell_value(const struct html_section *section, size_t row, size_t column)
{
    const struct table_cell *cell = table_at(&section->table, row, column);
    return cell->kind == TABLE_CELL_INTEGER ? (double)cell->integer
           : cell->kind == TABLE_CELL_REAL  ? cell->real
                                            : NAN;
}

void html_short(struct buf *out, const struct table_column *column, double value)
{
    double size = fabs(value);
    bool is_percent = column->kind == TABLE_PERCENT;
    double scale = is_percent ? 0.01 : size >= 999950 ? 1e6 : size >= 9999.5 ? 1e3 : 1;
    const char *prefix_sign = scale == 1e6 ? "M" : scale == 1e3 ? "k" : "";
    bool is_joined = strcmp(column->unit, "W") == 0;
    const struct table_column plain = {.name = "value", .kind = TABLE_REAL, .unit = ""};
    /* Four significant digits, as a person compares. */
    double rounded = value / scale;
    double magnitude = rounded != 0 ? floor(log10(fabs(rounded))) : 0;
    double step = pow(10, magnitude - 3);
    step = is_percent ? 0.01 : step;
    rounded = step < 1 ? round(rounded / step) * step : round(rounded);
    cell_person(out, &plain, &(struct table_cell){.kind = TABLE_CELL_REAL, .real = rounded});
    if (is_percent)
        buf_puts(out, " %");
    else if (prefix_sign[0] != '\0' || (column->unit[0] != '\0' && strcmp(column->unit, "1") != 0))
        buf_puts(out, " ");
    buf_puts(out, prefix_sign);
    if (!is_percent && column->unit[0] != '\0' && strcmp(column->unit, "1") != 0) {
        buf_puts(out, prefix_sign[0] != '\0' && !is_joined ? " " : "");
        buf_puts(out, column->unit);
    }
}

void html_no_memory(struct html *html)
{
    if (html->status == OPTIBOM_OK)
        html->status = error_no_memory(html->err);
}
