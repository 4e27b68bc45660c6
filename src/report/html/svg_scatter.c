/*
 * Charts of the kind scatter: a point for each row, between axes that end at round numbers beyond
 * the least and the most. Marks stand beside their points as far as there is room; those who point
 * at one read all of it.
 */
#include "report/cell.h"
#include "report/html/svg.h"

#include <math.h>

enum { HEIGHT = 280, TOP = 30, BOTTOM = 44, TICK = 6, RADIUS = 5, MOST_TICKS = 12, GAP = 8 };
enum { MARKS = 60 }; /* that are tried; of more points none has room */

struct axis {
    const struct table_column *column;
    size_t index;
    double low, high, step; /* at ticks */
    double start, length;   /* in pixels; length is negative upwards */
};

struct box {
    double left, top, right, bottom;
};

struct scatter {
    struct html *html;
    const struct html_section *section;
    struct where_run run;
    struct axis across, up;
    size_t mark; /* its column */
    bool has_marks;
    struct box marks[MARKS];
    size_t mark_count;
};

/* Of a tick or a point, with all the digits that tell it from its neighbours. */
static const char *number_text(const struct scatter *scatter, const struct axis *axis, double value)
{
    return axis->column->kind == TABLE_PERCENT ? svg_value(scatter->html, axis->column, value)
                                               : svg_count(scatter->html, value);
}

static double at(const struct axis *axis, double value)
{
    return axis->start + (value - axis->low) / (axis->high - axis->low) * axis->length;
}

/* 1, 2 or 5 times a power of ten, so that there are at most so many steps. */
static double round_step(double span, double most)
{
    double power = pow(10, floor(log10(span / most)));
    static const double STEPS[] = {1, 2, 5};
    for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++)
        if (span / (STEPS[i] * power) <= most)
            return STEPS[i] * power;
    return 10 * power;
}

/* False when no row has a value. */
static bool scale(struct axis *axis, const struct scatter *scatter, double steps)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t row = scatter->run.first; row <= scatter->run.last; row++) {
        double value = html_cell_value(scatter->section, row, axis->index);
        low = isfinite(value) ? fmin(low, value) : low;
        high = isfinite(value) ? fmax(high, value) : high;
    }
    if (!(low <= high))
        return false;
    double span = high > low ? high - low : fabs(high) > 0 ? fabs(high) / 10 : 1;
    axis->step = round_step(span, steps);
    axis->low = floor(low / axis->step) * axis->step;
    axis->high = ceil(high / axis->step) * axis->step;
    if (!(axis->high > axis->low))
        axis->high = axis->low + axis->step;
    return true;
}

static size_t ticks(const struct axis *axis)
{
    double steps = round((axis->high - axis->low) / axis->step);
    return steps < MOST_TICKS ? (size_t)steps + 1 : MOST_TICKS;
}

static double tick(const struct axis *axis, size_t i)
{
    return axis->low + (double)i * axis->step;
}

static double widest_tick(const struct scatter *scatter, const struct axis *axis)
{
    double widest = 0;
    for (size_t i = 0; i < ticks(axis); i++)
        widest = fmax(widest, svg_bold_width(number_text(scatter, axis, tick(axis, i))));
    return widest;
}

/* As many ticks across as their numbers have room; half of the last one stands right of the axis.
 */
static void lay_out(struct scatter *scatter)
{
    struct axis *across = &scatter->across;
    scatter->up.start = HEIGHT - BOTTOM;
    scatter->up.length = -(HEIGHT - BOTTOM - TOP);
    across->start = widest_tick(scatter, &scatter->up) + TICK;
    for (double steps = 4; steps >= 1; steps--) {
        scale(across, scatter, steps);
        double widest = widest_tick(scatter, across);
        across->length = SVG_WIDTH - widest / 2 - across->start;
        if (widest + GAP <= across->length / (double)(ticks(across) - 1))
            break;
    }
}

static const char *axis_title(struct scatter *scatter, const struct axis *axis)
{
    struct buf text;
    buf_init(&text);
    cell_heading(&text, axis->column);
    const char *copy = buf_ok(&text) ? arena_strdup(scatter->html->arena, buf_text(&text)) : NULL;
    buf_fini(&text);
    if (copy == NULL)
        html_no_memory(scatter->html);
    return copy != NULL ? copy : "";
}

static void write_axes(struct scatter *scatter)
{
    struct buf *out = scatter->html->out;
    const struct axis *across = &scatter->across, *up = &scatter->up;
    double right = across->start + across->length, bottom = up->start;
    for (size_t i = 0; i < ticks(up); i++) {
        double y = at(up, tick(up, i));
        svg_line(out, across->start, y, right, y, "rule");
        svg_text(out, across->start - TICK, y + 4, SVG_WIDTH, "end", "m",
                 number_text(scatter, up, tick(up, i)));
    }
    for (size_t i = 0; i < ticks(across); i++) {
        double x = at(across, tick(across, i));
        svg_line(out, x, bottom, x, up->start + up->length, "rule");
        svg_text(out, x, bottom + 18, SVG_WIDTH, "middle", "m",
                 number_text(scatter, across, tick(across, i)));
    }
    svg_line(out, across->start, bottom, right, bottom, "axis");
    svg_line(out, across->start, bottom, across->start, up->start + up->length, "axis");
    svg_text(out, 0, 12, SVG_WIDTH, "start", "", axis_title(scatter, up));
    svg_text(out, SVG_WIDTH, HEIGHT - 8, SVG_WIDTH, "end", "", axis_title(scatter, across));
}

static bool has_point(const struct scatter *scatter, size_t row, double *x, double *y)
{
    double across = html_cell_value(scatter->section, row, scatter->across.index);
    double up = html_cell_value(scatter->section, row, scatter->up.index);
    *x = at(&scatter->across, across);
    *y = at(&scatter->up, up);
    return isfinite(across) && isfinite(up);
}

static bool meets(const struct box *a, const struct box *b)
{
    return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

static bool is_free(const struct scatter *scatter, const struct box *box)
{
    if (box->left < scatter->across.start || box->right > SVG_WIDTH || box->top < TOP - SVG_LINE ||
        box->bottom > scatter->up.start)
        return false;
    for (size_t i = 0; i < scatter->mark_count; i++)
        if (meets(box, &scatter->marks[i]))
            return false;
    for (size_t row = scatter->run.first; row <= scatter->run.last; row++) {
        double x, y;
        if (has_point(scatter, row, &x, &y) &&
            meets(box, &(struct box){x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS}))
            return false;
    }
    return true;
}

/* Right of the point, left, above or below. */
static void write_mark(struct scatter *scatter, size_t row, double x, double y)
{
    const char *text = html_cell_text(scatter->section, row, scatter->mark);
    double width = svg_text_width(text), gap = RADIUS + 3, half = SVG_SMALL / 2.0;
    const struct box places[] = {
        {x + gap, y - half, x + gap + width, y + half},
        {x - gap - width, y - half, x - gap, y + half},
        {x - width / 2, y - gap - SVG_SMALL, x + width / 2, y - gap},
        {x - width / 2, y + gap, x + width / 2, y + gap + SVG_SMALL},
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (text[0] != '\0' && scatter->mark_count < MARKS && is_free(scatter, &places[i])) {
            svg_text(scatter->html->out, places[i].left, places[i].bottom - 2, SVG_WIDTH, "start",
                     "small", text);
            scatter->marks[scatter->mark_count++] = places[i];
            return;
        }
}

static void write_points(struct scatter *scatter)
{
    struct buf *out = scatter->html->out;
    for (size_t row = scatter->run.first; row <= scatter->run.last; row++) {
        double x, y;
        if (!has_point(scatter, row, &x, &y))
            continue;
        buf_printf(out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%d\" class=\"s0\"><title>", x, y,
                   RADIUS);
        if (scatter->has_marks) {
            html_escape_cut(out, html_cell_text(scatter->section, row, scatter->mark), 100);
            buf_puts(out, ": ");
        }
        html_escape_cut(out,
                        svg_value(scatter->html, scatter->across.column,
                                  html_cell_value(scatter->section, row, scatter->across.index)),
                        100);
        buf_puts(out, ", ");
        html_escape_cut(out,
                        svg_value(scatter->html, scatter->up.column,
                                  html_cell_value(scatter->section, row, scatter->up.index)),
                        100);
        buf_puts(out, "</title></circle>\n");
    }
    for (size_t row = scatter->run.first; scatter->has_marks && row <= scatter->run.last; row++) {
        double x, y;
        if (has_point(scatter, row, &x, &y))
            write_mark(scatter, row, x, y);
    }
}

void svg_scatter(struct html *html, const struct html_section *section,
                 const struct report_chart *chart, struct where_run run, const char *title)
{
    struct scatter scatter = {.html = html, .section = section, .run = run};
    struct axis *const axes[] = {&scatter.across, &scatter.up};
    const char *const columns[] = {chart->categories, chart->values[0]};
    for (size_t i = 0; i < 2; i++) {
        axes[i]->index = html_column(section->spec, columns[i]);
        axes[i]->column = &section->table.columns[axes[i]->index];
    }
    scatter.has_marks = chart->by != NULL;
    scatter.mark = html_column(section->spec, scatter.has_marks ? chart->by : chart->categories);
    if (run.first == run.last || !scale(&scatter.across, &scatter, 4) ||
        !scale(&scatter.up, &scatter, 5))
        return;
    lay_out(&scatter);
    svg_open(html, SVG_WIDTH, HEIGHT, title,
             svg_describe(html, section, run, scatter.mark, scatter.up.index));
    write_axes(&scatter);
    write_points(&scatter);
    svg_close(html, SVG_WIDTH);
}
