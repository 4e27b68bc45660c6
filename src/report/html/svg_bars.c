/* Horizontal bars from one scale for all pictures of a line, label and value above each bar. */
#include "report/html/svg.h"

#include <math.h>

enum { ROW = 36, BAR = 10, LABEL = 13, TOP = 6, GAP = 10 };

void svg_bars(struct html *html, const struct html_section *section,
              const struct report_picture *picture, struct where_run run, double scale,
              const char *title)
{
    const struct report_spec *spec = section->spec;
    size_t label = html_column(spec, picture->columns[0]);
    size_t value = html_column(spec, picture->columns[1]);
    bool has_note = picture->column_count > 2;
    size_t note = has_note ? html_column(spec, picture->columns[2]) : 0;
    double height = TOP + (double)(run.last - run.first + 1) * ROW;
    svg_open(html, SVG_WIDTH, height, title, svg_describe(html, section, run, label, value));
    double y = TOP;
    for (size_t row = run.first; row <= run.last; row++, y += ROW) {
        double of = html_cell_value(section, row, value);
        const char *text = svg_value(html, &section->table.columns[value], of);
        double room = SVG_WIDTH - svg_bold_width(text) - GAP;
        svg_text(html->out, 0, y + LABEL, room, "start", "", html_cell_text(section, row, label));
        svg_text(html->out, SVG_WIDTH, y + LABEL, SVG_WIDTH, "end", "b", text);
        const char *said = has_note ? html_cell_text(section, row, note) : "";
        double length = isfinite(of) && scale > 0 ? fabs(of) / scale * SVG_WIDTH : 0;
        svg_rect(html->out, 0, y + LABEL + 5, SVG_WIDTH, BAR, "track");
        svg_bar(html->out, 0, y + LABEL + 5, length, BAR, "s0", said[0] != '\0' ? said : text);
    }
    svg_close(html, SVG_WIDTH);
}
