/*
 * Steps that lead from one sum to another: floating bars, each where the one before it ended. Link
 * budgets are the same with a floor that the receiver needs and a margin above it.
 */
#include "report/html/svg.h"

#include <math.h>
#include <string.h>

enum { ROW = 33, BAR = 9, LABEL = 13, TOP = 6, GAP = 10 };

struct fall {
    struct html *html;
    const struct html_section *section;
    size_t label, value, step, note;
    bool has_note;
    double low, high; /* of the scale */
    double at;        /* where the bar before ended */
    double y;
    bool is_absolute; /* a budget from dBm to dBm */
};

static double place(const struct fall *fall, double value)
{
    double span = fall->high - fall->low;
    return span > 0 ? (value - fall->low) / span * SVG_WIDTH : 0;
}

/* From where to where the bar of a row goes; `at` is where the one before ended. */
static void bar_of(double *from, double *to, double at, const char *step, double value)
{
    bool is_whole = strcmp(step, "total") == 0 || strcmp(step, "start") == 0;
    bool is_floor = strcmp(step, "floor") == 0;
    bool is_taken = strcmp(step, "loss") == 0 || strcmp(step, "margin") == 0;
    *from = is_whole || is_floor ? 0 : at;
    *to = is_whole || is_floor ? value : is_taken ? at - value : at + value;
}

static const char *class_of(const char *step, double value)
{
    if (strcmp(step, "margin") == 0)
        return value < 0 ? "lack" : "spare";
    if (strcmp(step, "loss") == 0)
        return "less";
    if (strcmp(step, "change") == 0)
        return value < 0 ? "less" : "more";
    return "s0";
}

/* Widens the scale by what the rows reach; budgets in dBm may lie wholly below zero. */
static void find_scale(struct fall *fall, struct where_run run, double scale)
{
    double at = 0;
    bool is_budget = false;
    for (size_t row = run.first; row <= run.last; row++) {
        const char *step = html_cell_text(fall->section, row, fall->step);
        double from, to, value = html_cell_value(fall->section, row, fall->value);
        is_budget |= strcmp(step, "start") == 0;
        fall->is_absolute |= strcmp(step, "floor") == 0;
        if (!isfinite(value))
            continue;
        bar_of(&from, &to, at, step, value);
        fall->low = fmin(fall->low, fmin(from, to));
        fall->high = fmax(fall->high, fmax(from, to));
        at = to;
    }
    if (!is_budget)
        fall->high = fmax(fall->high, scale);
}

static void write_row(struct fall *fall, size_t row)
{
    struct buf *out = fall->html->out;
    const struct table_column *column = &fall->section->table.columns[fall->value];
    const char *step = html_cell_text(fall->section, row, fall->step);
    double from, to, value = html_cell_value(fall->section, row, fall->value);
    bool is_level = strcmp(step, "start") == 0 || strcmp(step, "floor") == 0;
    struct table_column dbm = *column;
    if (is_level && fall->is_absolute && strcmp(column->unit, "dB") == 0)
        dbm.unit = "dBm";
    const char *number = svg_value(fall->html, &dbm, strcmp(step, "loss") == 0 ? -value : value);
    const char *sign = value > 0 && strcmp(step, "change") == 0 ? "+" : "";
    const char *note = fall->has_note ? html_cell_text(fall->section, row, fall->note) : "";
    const char *text = arena_printf(fall->html->arena, "%s%s%s%s", sign, number,
                                    note[0] != '\0' ? ", " : "", note);
    if (text == NULL) {
        html_no_memory(fall->html);
        return;
    }
    bool is_sum = strcmp(step, "total") == 0 || is_level || strcmp(step, "margin") == 0;
    svg_text(out, 0, fall->y + LABEL, SVG_WIDTH - svg_bold_width(text) - GAP, "start",
             is_sum ? "b" : "", html_cell_text(fall->section, row, fall->label));
    svg_text(out, SVG_WIDTH, fall->y + LABEL, SVG_WIDTH, "end", is_sum ? "b" : "", text);
    if (!isfinite(value))
        return;
    bar_of(&from, &to, fall->at, step, value);
    double left = place(fall, fmin(from, to)), right = place(fall, fmax(from, to));
    double top = fall->y + LABEL + 5;
    svg_rect(out, 0, top, SVG_WIDTH, BAR, "track");
    svg_bar(out, left, top, right - left, BAR, class_of(step, value), text);
    if (fall->low < 0)
        svg_line(out, place(fall, 0), top, place(fall, 0), top + BAR, "axis");
    fall->at = to;
}

void svg_waterfall(struct html *html, const struct html_section *section,
                   const struct report_picture *picture, struct where_run run, double scale,
                   const char *title)
{
    const struct report_spec *spec = section->spec;
    struct fall fall = {.html = html,
                        .section = section,
                        .label = html_column(spec, picture->columns[0]),
                        .value = html_column(spec, picture->columns[1]),
                        .step = html_column(spec, picture->columns[2]),
                        .has_note = picture->column_count > 3,
                        .y = TOP};
    fall.note = fall.has_note ? html_column(spec, picture->columns[3]) : 0;
    find_scale(&fall, run, scale);
    double height = TOP + (double)(run.last - run.first + 1) * ROW;
    svg_open(html, SVG_WIDTH, height, title,
             svg_describe(html, section, run, fall.label, fall.value));
    for (size_t row = run.first; row <= run.last; row++, fall.y += ROW)
        write_row(&fall, row);
    svg_close(html, SVG_WIDTH);
}
