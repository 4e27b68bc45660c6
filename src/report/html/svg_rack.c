/*
 * Racks from the front: each thing as many rack units high as the catalog knows, hatched where it
 * does not, its name and what is in it beside it. One drawing shows each kind of rack once.
 */
#include "report/html/svg.h"

#include <math.h>
#include <string.h>

/* Pixels of one rack unit; `MOST` of them stand in a rack. */
enum {
    UNIT = 9,
    RACK = 112,
    MOST = 60,
    FEW = 6,
    LINE = SVG_LINE,
    NOTE_LINES = 4,
    HEAD = 24,
    GAP = 16,
    TEXT_X = RACK + 16
};

struct rack {
    struct html *html;
    const struct html_section *section;
    size_t rack, racks, item, count, units, note;
    bool has_note;
};

/* How many pieces of a row are drawn: all, or a few of more than a rack holds. */
static double pieces(const struct rack *rack, size_t row)
{
    double count = html_cell_value(rack->section, row, rack->count);
    double units = html_cell_value(rack->section, row, rack->units);
    if (!isfinite(count) || !isfinite(units))
        return 1;
    return count * units > MOST ? fmin(count, FEW) : fmax(ceil(count), 1);
}

/* How high all pieces of a row are drawn. */
static double stack_height(const struct rack *rack, size_t row)
{
    double units = html_cell_value(rack->section, row, rack->units);
    return isfinite(units) && units > 0 ? pieces(rack, row) * fmin(units, MOST) * UNIT : 3 * UNIT;
}

static int note_lines(const struct rack *rack, size_t row)
{
    const char *note = rack->has_note ? html_cell_text(rack->section, row, rack->note) : "";
    return svg_lines(NULL, 0, 0, SVG_WIDTH - TEXT_X, NOTE_LINES, "start", "m", note);
}

/* "18 x compute tray"; in the arena. */
static const char *name_of(const struct rack *rack, size_t row)
{
    const char *name =
        arena_printf(rack->html->arena, "%s \xc3\x97\xc2\xa0%s",
                     svg_count(rack->html, html_cell_value(rack->section, row, rack->count)),
                     html_cell_text(rack->section, row, rack->item));
    if (name == NULL)
        html_no_memory(rack->html);
    return name != NULL ? name : "";
}

static int name_lines(const struct rack *rack, size_t row)
{
    return svg_lines(NULL, 0, 0, SVG_WIDTH - TEXT_X, 2, "start", "b", name_of(rack, row));
}

static double row_height(const struct rack *rack, size_t row)
{
    int lines = 1 + name_lines(rack, row) + note_lines(rack, row);
    return fmax(stack_height(rack, row), LINE * lines + 4) + 4;
}

static bool is_new(const struct rack *rack, size_t row, struct where_run run)
{
    return row == run.first || strcmp(html_cell_text(rack->section, row, rack->rack),
                                      html_cell_text(rack->section, row - 1, rack->rack)) != 0;
}

/* Name, height and content beside what is drawn. */
static void write_texts(struct rack *rack, size_t row, double y)
{
    struct html *html = rack->html;
    double units = html_cell_value(rack->section, row, rack->units);
    double count = html_cell_value(rack->section, row, rack->count), drawn = pieces(rack, row);
    const char *note = rack->has_note ? html_cell_text(rack->section, row, rack->note) : "";
    const char *high = "height not known";
    if (isfinite(units) && units > 0)
        high = drawn < count
                   ? arena_printf(html->arena, "%g U each, %g of them drawn", units, drawn)
                   : arena_printf(html->arena, "%g U each", units);
    if (high == NULL) {
        html_no_memory(html);
        return;
    }
    y += 11;
    y += LINE * svg_lines(html, TEXT_X, y, SVG_WIDTH - TEXT_X, 2, "start", "b", name_of(rack, row));
    svg_text(html->out, TEXT_X, y, SVG_WIDTH - TEXT_X, "start", "m", high);
    svg_lines(html, TEXT_X, y + LINE, SVG_WIDTH - TEXT_X, NOTE_LINES, "start", "m", note);
}

static void write_row(struct rack *rack, size_t row, double y, size_t series)
{
    struct html *html = rack->html;
    double units = html_cell_value(rack->section, row, rack->units);
    bool is_known = isfinite(units) && units > 0;
    const char *class = arena_printf(html->arena, is_known ? "tray t%zu" : "tray unknown t%zu",
                                     series % SVG_SERIES);
    if (class == NULL) {
        html_no_memory(html);
        return;
    }
    double each = is_known ? fmin(units, MOST) * UNIT : 3 * UNIT;
    double drawn = is_known ? pieces(rack, row) : 1;
    for (double i = 0; i < drawn; i++)
        svg_bar(html->out, 6, y + i * each, RACK - 12, each - 1.5, class,
                html_cell_text(rack->section, row, rack->item));
    write_texts(rack, row, y);
}

static double total_height(const struct rack *rack, struct where_run run)
{
    double height = 0;
    for (size_t row = run.first; row <= run.last; row++)
        height += row_height(rack, row) + (is_new(rack, row, run) ? HEAD + GAP : 0);
    return height;
}

/* The frame and the head of a rack; returns where its content starts. */
static double write_head(struct rack *rack, size_t row, struct where_run run, double y)
{
    struct html *html = rack->html;
    double inside = 0, racks = html_cell_value(rack->section, row, rack->racks);
    const char *name = html_cell_text(rack->section, row, rack->rack);
    const char *head =
        racks > 1 ? arena_printf(html->arena, "%s \xc3\x97 %s", svg_count(html, racks), name)
                  : name;
    size_t last = row;
    do
        inside += row_height(rack, last++);
    while (last <= run.last && !is_new(rack, last, run));
    /* Text may reach below what stands lowest; the frame does not. */
    inside += stack_height(rack, last - 1) - row_height(rack, last - 1) + 4;
    if (head == NULL)
        html_no_memory(html);
    else
        svg_text(html->out, 0, y + 14, SVG_WIDTH, "start", "b", head);
    svg_rect(html->out, 0.5, y + HEAD, RACK - 1, inside + 6, "frame");
    return y + HEAD + 6;
}

void svg_rack(struct html *html, const struct html_section *section,
              const struct report_picture *picture, struct where_run run, const char *title)
{
    const struct report_spec *spec = section->spec;
    struct rack rack = {.html = html,
                        .section = section,
                        .rack = html_column(spec, picture->columns[0]),
                        .racks = html_column(spec, picture->columns[1]),
                        .item = html_column(spec, picture->columns[2]),
                        .count = html_column(spec, picture->columns[3]),
                        .units = html_column(spec, picture->columns[4]),
                        .has_note = picture->column_count > 5};
    rack.note = rack.has_note ? html_column(spec, picture->columns[5]) : 0;
    svg_open(html, SVG_WIDTH, total_height(&rack, run) + 4, title,
             "Racks from the front with what stands in them; the table below has the numbers.");
    double y = 0;
    for (size_t row = run.first; row <= run.last; row++) {
        if (is_new(&rack, row, run))
            y = write_head(&rack, row, run, y + (row > run.first ? GAP - 6 : 0));
        write_row(&rack, row, y, row - run.first);
        y += row_height(&rack, row);
    }
    svg_close(html, SVG_WIDTH);
}
