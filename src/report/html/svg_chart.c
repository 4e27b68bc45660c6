/*
 * The `chart` lines of a report: horizontal bars, each with its label and value beside it, which
 * stay readable on a phone; columns and bars are drawn alike. Stacks carry a legend, and series
 * differ in colour and pattern.
 */
#include "report/html/svg.h"

#include <math.h>
#include <string.h>

enum { LABEL = 16, BAR = 14, STACK = 20, GAP = 9, TOP = 6, NUMBER_GAP = 8 };

struct series {
    const char *name;
    struct where_run run; /* the rows it takes its values from */
    size_t column;
};

struct chart {
    struct html *html;
    const struct report_chart *of;
    const struct html_section *section; /* whose rows it shows */
    struct where_run run;
    size_t categories;
    struct series *series;
    size_t series_count;
    double low, high;
    double number; /* room for the widest value */
};

static bool is_stacked(const struct chart *chart)
{
    return chart->of->kind == REPORT_CHART_STACKED || chart->of->kind == REPORT_CHART_BAR_STACKED;
}

static bool add_series(struct chart *chart, const char *name, struct where_run run,
                       const char *column)
{
    struct series *grown =
        arena_grow(chart->html->arena, chart->series, chart->series_count, sizeof *grown);
    if (grown == NULL) {
        html_no_memory(chart->html);
        return false;
    }
    chart->series = grown;
    grown[chart->series_count++] =
        (struct series){name, run, html_column(chart->section->spec, column)};
    return true;
}

static bool find_series(struct chart *chart)
{
    const struct report_spec *spec = chart->section->spec;
    for (size_t i = 0; chart->of->by == NULL && i < chart->of->value_count; i++) {
        const struct report_column *column = report_spec_column(spec, chart->of->values[i]);
        if (!add_series(chart, column->heading != NULL ? column->heading : column->name, chart->run,
                        column->name))
            return false;
    }
    if (chart->of->by == NULL)
        return true;
    struct where_run *runs;
    size_t count, by = html_column(spec, chart->of->by);
    bool is_apart;
    if (!where_runs_by(&runs, &count, &is_apart, chart->html->arena, &chart->section->table,
                       chart->run, by)) {
        html_no_memory(chart->html);
        return false;
    }
    for (size_t i = 0; i < count; i++)
        if (!add_series(chart, html_cell_text(chart->section, runs[i].first, by), runs[i],
                        chart->of->values[0]))
            return false;
    return true;
}

static size_t categories(const struct chart *chart)
{
    size_t most = 0;
    for (size_t i = 0; i < chart->series_count; i++) {
        size_t rows = chart->series[i].run.last - chart->series[i].run.first + 1;
        most = rows > most ? rows : most;
    }
    return most;
}

/* The label of a category, of the first series that has it; series list the same ones. */
static const char *label_of(const struct chart *chart, size_t category)
{
    for (size_t i = 0; i < chart->series_count; i++) {
        struct where_run run = chart->series[i].run;
        if (run.first + category <= run.last)
            return html_cell_text(chart->section, run.first + category, chart->categories);
    }
    return "";
}

/* The row of a series with the label of the category: series may lack some. */
static double value_of(const struct chart *chart, size_t series, size_t category)
{
    const struct series *of = &chart->series[series];
    const char *label = label_of(chart, category);
    size_t row = of->run.first + category;
    if (row <= of->run.last &&
        strcmp(html_cell_text(chart->section, row, chart->categories), label) == 0)
        return html_cell_value(chart->section, row, of->column);
    for (row = of->run.first; row <= of->run.last; row++)
        if (strcmp(html_cell_text(chart->section, row, chart->categories), label) == 0)
            return html_cell_value(chart->section, row, of->column);
    return NAN;
}

static double total_of(const struct chart *chart, size_t category)
{
    double total = 0;
    for (size_t i = 0; i < chart->series_count; i++) {
        double value = value_of(chart, i, category);
        total += value > 0 ? value : 0;
    }
    return total;
}

static const struct table_column *column_of(const struct chart *chart, size_t series)
{
    return &chart->section->table.columns[chart->series[series].column];
}

static void find_scale(struct chart *chart, size_t count)
{
    for (size_t c = 0; c < count; c++) {
        if (is_stacked(chart)) {
            double total = total_of(chart, c);
            const char *text = svg_value(chart->html, column_of(chart, 0), total);
            chart->high = fmax(chart->high, total);
            chart->number = fmax(chart->number, svg_bold_width(text) + NUMBER_GAP);
        }
        for (size_t i = 0; !is_stacked(chart) && i < chart->series_count; i++) {
            double value = value_of(chart, i, c);
            if (isfinite(value))
                chart->number =
                    fmax(chart->number,
                         svg_bold_width(svg_value(chart->html, column_of(chart, i), value)) +
                             NUMBER_GAP);
            chart->low = isfinite(value) ? fmin(chart->low, value) : chart->low;
            chart->high = isfinite(value) ? fmax(chart->high, value) : chart->high;
        }
    }
}

static const char *series_class(const struct chart *chart, size_t series)
{
    const char *class = arena_printf(chart->html->arena, "s%zu", series % SVG_SERIES);
    if (class == NULL)
        html_no_memory(chart->html);
    return class != NULL ? class : "s0";
}

/* Returns the height that it takes; draws when `is_drawn`. */
static double write_legend(const struct chart *chart, double y, bool is_drawn)
{
    double x = 0, line = LABEL + 2;
    if (chart->series_count < 2)
        return 0;
    for (size_t i = 0; i < chart->series_count; i++) {
        double width = 16 + svg_text_width(chart->series[i].name) + 12;
        if (x > 0 && x + width > SVG_WIDTH) {
            x = 0;
            line += LABEL + 2;
        }
        if (is_drawn) {
            svg_rect(chart->html->out, x, y + line - LABEL, 11, 11, series_class(chart, i));
            svg_text(chart->html->out, x + 15, y + line - 5, SVG_WIDTH - x - 15, "start", "m",
                     chart->series[i].name);
        }
        x += width;
    }
    return line + 8;
}

static void write_stack(struct chart *chart, size_t category, double y)
{
    struct buf *out = chart->html->out;
    double x = 0;
    svg_text(out, SVG_WIDTH, y + 12, SVG_WIDTH, "end", "b",
             svg_value(chart->html, column_of(chart, 0), total_of(chart, category)));
    for (size_t i = 0; i < chart->series_count; i++) {
        double value = value_of(chart, i, category);
        if (!(value > 0) || !(chart->high > 0))
            continue;
        double width = value / chart->high * SVG_WIDTH;
        const char *title = arena_printf(chart->html->arena, "%s: %s", chart->series[i].name,
                                         svg_value(chart->html, column_of(chart, i), value));
        if (title == NULL)
            html_no_memory(chart->html);
        else
            svg_bar(out, x, y + LABEL + 1, width, STACK, series_class(chart, i), title);
        x += width;
    }
}

/* One bar a series; the legend names them where there are several. */
static void write_group(struct chart *chart, size_t category, double y)
{
    struct buf *out = chart->html->out;
    bool is_single = chart->series_count == 1;
    double room = SVG_WIDTH - (is_single ? 0 : chart->number);
    double span = chart->high - chart->low, zero = span > 0 ? -chart->low / span * room : 0;
    for (size_t i = 0; i < chart->series_count; i++) {
        double value = value_of(chart, i, category);
        double top = y + LABEL + 1 + (double)i * (BAR + 3);
        const char *text =
            isfinite(value) ? svg_value(chart->html, column_of(chart, i), value) : "none";
        double length = isfinite(value) && span > 0 ? fabs(value) / span * room : 0;
        svg_text(out, SVG_WIDTH, is_single ? y + 12 : top + BAR - 2, SVG_WIDTH, "end", "b", text);
        svg_rect(out, 0, top, room, BAR, "track");
        if (length > 0)
            svg_bar(out, value < 0 ? zero - length : zero, top, length, BAR, series_class(chart, i),
                    text);
    }
}

static double category_height(const struct chart *chart)
{
    double bars = is_stacked(chart) ? STACK : (double)chart->series_count * (BAR + 3);
    return LABEL + bars + GAP;
}

static void draw(struct chart *chart, const char *title)
{
    size_t count = categories(chart);
    if (count * chart->series_count > HTML_RUN_ROWS)
        html_not_drawn(chart->html, title, count * chart->series_count);
    if (count == 0 || count * chart->series_count > HTML_RUN_ROWS)
        return;
    find_scale(chart, count);
    if (!(chart->high > chart->low))
        return;
    double legend = write_legend(chart, 0, false);
    double height = TOP + legend + (double)count * category_height(chart);
    svg_open(chart->html, SVG_WIDTH, height, title,
             svg_describe(chart->html, chart->section, chart->run, chart->categories,
                          chart->series[0].column));
    double y = TOP + write_legend(chart, TOP, true);
    for (size_t c = 0; c < count; c++, y += category_height(chart)) {
        svg_text(chart->html->out, 0, y + 12, SVG_WIDTH - chart->number, "start", "",
                 label_of(chart, c));
        if (is_stacked(chart))
            write_stack(chart, c, y);
        else
            write_group(chart, c, y);
    }
    svg_close(chart->html, SVG_WIDTH);
}

/* The section whose rows a chart shows; NULL when it is not on the page. */
static const struct html_section *section_of(const struct html *html,
                                             const struct html_section *own,
                                             const struct report_chart *chart)
{
    if (chart->report == NULL)
        return own;
    for (size_t i = 0; i < html->count; i++)
        if (strcmp(html->sections[i].spec->name, chart->report) == 0)
            return &html->sections[i];
    return NULL;
}

static void draw_all(struct html *html, const struct html_section *own,
                     const struct report_chart *of)
{
    const struct html_section *section = section_of(html, own, of);
    struct html_runs runs;
    if (section == NULL || !html_runs_find(&runs, html, section, &of->where, of->title, of->line))
        return;
    for (size_t i = 0; i < runs.count && html->status == OPTIBOM_OK; i++) {
        struct chart chart = {.html = html,
                              .of = of,
                              .section = section,
                              .run = runs.runs[i],
                              .categories = html_column(section->spec, of->categories)};
        const char *run = html_run_title(html, section, &of->where, runs.runs[i], NULL);
        const char *title =
            run != NULL ? arena_printf(html->arena, "%s: %s", of->title, run) : of->title;
        if (title == NULL)
            html_no_memory(html);
        else if (of->kind == REPORT_CHART_SCATTER)
            svg_scatter(html, section, of, runs.runs[i], title);
        else if (find_series(&chart))
            draw(&chart, title);
    }
}

void html_charts_write(struct html *html, const struct html_section *section)
{
    if (section->spec->chart_count == 0)
        return;
    buf_puts(html->out, "<div class=\"figures\">\n");
    for (size_t i = 0; i < section->spec->chart_count && html->status == OPTIBOM_OK; i++)
        draw_all(html, section, &section->spec->charts[i]);
    buf_puts(html->out, "</div>\n");
}
