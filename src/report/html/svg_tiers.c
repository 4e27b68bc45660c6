/* A network as tiers, the highest on top, with the links to the tier below between them. */
#include "report/html/svg.h"

#include <math.h>
#include <string.h>

enum {
    MOST = 16,
    BOX = 22,
    BETWEEN = 72,
    TOP = 4,
    LEFT = 112,
    WIDTH = SVG_WIDTH - LEFT,
    WIDEST = 54
};

struct tiers {
    struct html *html;
    const struct html_section *section;
    size_t tier, count, links, note;
    bool has_note;
};

/* Boxes that stand for a tier: all of them, as far as they can be told apart. */
static size_t boxes(const struct tiers *tiers, size_t row)
{
    double count = html_cell_value(tiers->section, row, tiers->count);
    return isfinite(count) ? (size_t)fmin(fmax(count, 1), MOST) : 1;
}

static double box_x(size_t index, size_t count)
{
    double step = (double)WIDTH / (double)count;
    return LEFT + step * ((double)index + 0.5);
}

static void write_links(struct tiers *tiers, size_t row, double y)
{
    struct buf *out = tiers->html->out;
    size_t upper = boxes(tiers, row), lower = boxes(tiers, row + 1);
    buf_puts(out, "<path class=\"link\" d=\"");
    for (size_t i = 0; i < upper; i++)
        for (size_t k = 0; k < lower; k++)
            buf_printf(out, "M%.1f %.1fL%.1f %.1f", box_x(i, upper), y, box_x(k, lower),
                       y + BETWEEN);
    buf_puts(out, "\"/>\n");
}

/* What the links are, over them. */
static void write_plate(struct tiers *tiers, size_t row, double y)
{
    const char *text = html_cell_text(tiers->section, row, tiers->links);
    double room = WIDTH - 16, middle = LEFT + WIDTH / 2.0;
    int lines = svg_lines(NULL, 0, 0, room, 2, "middle", "m", text);
    double high = lines * SVG_LINE + 6, top = y + (BETWEEN - high) / 2;
    double width = lines > 1 ? room : fmin(svg_text_width(text), room);
    if (lines == 0)
        return;
    svg_rect(tiers->html->out, middle - width / 2 - 6, top, width + 12, high, "plate");
    svg_lines(tiers->html, middle, top + SVG_LINE, room, 2, "middle", "", text);
}

static void write_tier(struct tiers *tiers, size_t row, double y, size_t series)
{
    struct html *html = tiers->html;
    double count = html_cell_value(tiers->section, row, tiers->count);
    const char *note = tiers->has_note ? html_cell_text(tiers->section, row, tiers->note) : "";
    const char *name =
        arena_printf(html->arena, "%s %s", isfinite(count) ? svg_count(html, count) : "",
                     html_cell_text(tiers->section, row, tiers->tier));
    const char *class = arena_printf(html->arena, "tray t%zu", series % SVG_SERIES);
    if (name == NULL || class == NULL) {
        html_no_memory(html);
        return;
    }
    int lines = svg_lines(html, 0, y + 10, LEFT - 6, 2, "start", "b", name);
    svg_lines(html, 0, y + 10 + lines * SVG_LINE, LEFT - 6, 3, "start", "m", note);
    size_t drawn = boxes(tiers, row);
    double wide = fmin((double)WIDTH / (double)drawn - 3, WIDEST);
    for (size_t i = 0; i < drawn; i++)
        svg_bar(html->out, box_x(i, drawn) - wide / 2, y, wide, BOX, class, name);
}

void svg_tiers(struct html *html, const struct html_section *section,
               const struct report_picture *picture, struct where_run run, const char *title)
{
    const struct report_spec *spec = section->spec;
    struct tiers tiers = {.html = html,
                          .section = section,
                          .tier = html_column(spec, picture->columns[0]),
                          .count = html_column(spec, picture->columns[1]),
                          .links = html_column(spec, picture->columns[2]),
                          .has_note = picture->column_count > 3};
    tiers.note = tiers.has_note ? html_column(spec, picture->columns[3]) : 0;
    double height = TOP + (double)(run.last - run.first) * (BOX + BETWEEN) + 56;
    svg_open(html, SVG_WIDTH, height, title,
             svg_describe(html, section, run, tiers.tier, tiers.count));
    double y = TOP;
    for (size_t row = run.first; row <= run.last; row++, y += BOX + BETWEEN) {
        if (row < run.last && html_cell_text(section, row, tiers.links)[0] != '\0')
            write_links(&tiers, row, y + BOX);
        write_tier(&tiers, row, y, row - run.first);
        if (row < run.last)
            write_plate(&tiers, row, y + BOX);
    }
    svg_close(html, SVG_WIDTH);
}
