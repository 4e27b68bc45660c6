#include "report/cell.h"
#include "report/spec/where.h"
#include "report/xlsx/xlsx_book.h"

#include <string.h>

enum { GRID = 0xd9dee4, INK = 0x52606d };

/* Told apart also without colour vision, and in grey by their lightness. */
static const lxw_color_t PALETTE[] = {0x0b6e6e, 0xd9822b, 0x3e66a8, 0xb0413e, 0x8fb8a8,
                                      0x6b4d7d, 0xe3b23c, 0x52606d, 0xa8c5da};
enum { PALETTE_COUNT = sizeof PALETTE / sizeof PALETTE[0] };

/* One chart that is being drawn. */
struct drawing {
    struct xlsx_book *book;
    const struct report_chart *chart;
    const struct report_spec *spec; /* whose rows it shows */
    size_t sheet;                   /* where these stand */
    lxw_chart *object;
    size_t series;
};

static size_t column_index(const struct report_spec *spec, const char *name)
{
    return (size_t)(report_spec_column(spec, name) - spec->columns);
}

/* "='Sheet'!$B$5:$B$9" for the rows of a run; in the arena, since two are needed at once. */
static char *range_text(struct drawing *drawing, struct where_run run, size_t column)
{
    struct xlsx_book *book = drawing->book;
    struct formula_sheet place = book->places[drawing->sheet];
    place.first_row = book->sheets[drawing->sheet].rows[run.first] + 1;
    place.last_row = book->sheets[drawing->sheet].rows[run.last] + 1;
    buf_clear(&book->text);
    buf_putc(&book->text, '=');
    formula_column_range(&book->text, &place, column);
    char *text = arena_strdup(book->arena, buf_text(&book->text));
    if (text == NULL)
        xlsx_no_memory(book);
    return text;
}

/* Adds a series and returns it without a name. */
static lxw_chart_series *add_series(struct drawing *drawing, struct where_run run,
                                    const char *values)
{
    struct xlsx_book *book = drawing->book;
    const char *categories =
        range_text(drawing, run, column_index(drawing->spec, drawing->chart->categories));
    const char *range = range_text(drawing, run, column_index(drawing->spec, values));
    if (book->status != OPTIBOM_OK)
        return NULL;
    lxw_chart_series *series = chart_add_series(drawing->object, categories, range);
    if (series == NULL) {
        xlsx_no_memory(book);
        return NULL;
    }
    drawing->series++;
    if (drawing->chart->kind != REPORT_CHART_SCATTER) {
        lxw_chart_fill fill = {.color = PALETTE[(drawing->series - 1) % PALETTE_COUNT]};
        chart_series_set_fill(series, &fill);
    }
    return series;
}

static void add_value_series(struct drawing *drawing, struct where_run run)
{
    for (size_t i = 0; i < drawing->chart->value_count; i++) {
        const char *values = drawing->chart->values[i];
        const struct report_column *column = report_spec_column(drawing->spec, values);
        lxw_chart_series *series = add_series(drawing, run, values);
        if (series != NULL)
            chart_series_set_name(series, column->heading != NULL ? column->heading : column->name);
    }
}

static void add_series_by(struct drawing *drawing, struct where_run within)
{
    struct xlsx_book *book = drawing->book;
    const struct xlsx_sheet *sheet = &book->sheets[drawing->sheet];
    size_t by = column_index(drawing->spec, drawing->chart->by);
    struct where_run *runs;
    size_t count;
    bool is_apart;
    if (!where_runs_by(&runs, &count, &is_apart, book->arena, &sheet->table, within, by))
        xlsx_no_memory(book);
    for (size_t i = 0; i < count && book->status == OPTIBOM_OK; i++) {
        lxw_chart_series *series = add_series(drawing, runs[i], drawing->chart->values[0]);
        if (series != NULL)
            chart_series_set_name_range(series, drawing->spec->sheet, sheet->rows[runs[i].first],
                                        (lxw_col_t)by);
    }
    if (is_apart && book->status == OPTIBOM_OK)
        book->status = error_set(book->err, OPTIBOM_BAD_INPUT,
                                 "%s: the chart '%s' wants rows of equal %s together; ORDER BY it",
                                 drawing->spec->file, drawing->chart->title, drawing->chart->by);
}

/* The title, with the values of the "each" columns. */
static void set_title(struct drawing *drawing, struct where_run run)
{
    struct xlsx_book *book = drawing->book;
    const struct report_where *where = &drawing->chart->where;
    const struct table *table = &book->sheets[drawing->sheet].table;
    const char *separator = ": ";
    buf_clear(&book->text);
    buf_puts(&book->text, drawing->chart->title);
    for (size_t i = 0; i < where->count; i++) {
        char text[32];
        if (where->terms[i].value != NULL)
            continue;
        size_t column = column_index(drawing->spec, where->terms[i].column);
        buf_printf(&book->text, "%s%s", separator,
                   where_text(text, table_at(table, run.first, column)));
        separator = ", ";
    }
    lxw_chart_font font = {.size = 12, .bold = LXW_TRUE, .color = INK};
    chart_title_set_name(drawing->object, buf_text(&book->text));
    chart_title_set_name_font(drawing->object, &font);
}

/* ---- scatter ---- */

enum { MOST_MARKS = 40 };

/* Texts beside the points, as far as they leave each other room. */
static void set_marks(struct drawing *drawing, lxw_chart_series *series, struct where_run run)
{
    struct xlsx_book *book = drawing->book;
    const struct table *table = &book->sheets[drawing->sheet].table;
    size_t count = run.last - run.first + 1;
    if (drawing->chart->by == NULL || count > MOST_MARKS)
        return;
    lxw_chart_data_label *marks = arena_alloc(book->arena, count * sizeof *marks);
    lxw_chart_data_label **list = arena_alloc(book->arena, (count + 1) * sizeof *list);
    if (marks == NULL || list == NULL) {
        xlsx_no_memory(book);
        return;
    }
    size_t column = column_index(drawing->spec, drawing->chart->by);
    for (size_t i = 0; i < count; i++) {
        char number[32];
        const char *text = where_text(number, table_at(table, run.first + i, column));
        marks[i].value = arena_strdup(book->arena, text);
        marks[i].hide = text[0] == '\0';
        list[i] = &marks[i];
        if (marks[i].value == NULL)
            xlsx_no_memory(book);
    }
    if (book->status != OPTIBOM_OK)
        return;
    lxw_chart_font font = {.size = 9, .color = INK};
    chart_series_set_labels(series);
    chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_RIGHT);
    chart_series_set_labels_font(series, &font);
    if (chart_series_set_labels_custom(series, list) != LXW_NO_ERROR)
        xlsx_no_memory(book);
}

static void add_points(struct drawing *drawing, struct where_run run)
{
    lxw_chart_series *series = add_series(drawing, run, drawing->chart->values[0]);
    if (series == NULL)
        return;
    lxw_chart_fill fill = {.color = PALETTE[0]};
    lxw_chart_line line = {.color = PALETTE[0]};
    chart_series_set_marker_type(series, LXW_CHART_MARKER_CIRCLE);
    chart_series_set_marker_size(series, 8);
    chart_series_set_marker_fill(series, &fill);
    chart_series_set_marker_line(series, &line);
    set_marks(drawing, series, run);
}

static void set_axis(struct drawing *drawing, lxw_chart_axis *axis, const char *name)
{
    struct xlsx_book *book = drawing->book;
    size_t column = column_index(drawing->spec, name);
    const struct table_column *shown = &book->sheets[drawing->sheet].table.columns[column];
    lxw_chart_line grid = {.color = GRID, .width = 0.75F};
    lxw_chart_font font = {.size = 9, .color = INK};
    buf_clear(&book->text);
    cell_heading(&book->text, shown);
    chart_axis_set_name(axis, buf_text(&book->text));
    chart_axis_set_name_font(axis, &font);
    chart_axis_set_num_font(axis, &font);
    chart_axis_set_num_format(axis,
                              shown->kind == TABLE_PERCENT ? "0.0##%" : "#,##0.###;-#,##0.###;0");
    chart_axis_set_label_position(axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    chart_axis_major_gridlines_set_visible(axis, LXW_TRUE);
    chart_axis_major_gridlines_set_line(axis, &grid);
}

/* Points are compared by where they lie, so the axes need not start at zero. */
static void set_scatter_axes(struct drawing *drawing)
{
    set_axis(drawing, drawing->object->x_axis, drawing->chart->categories);
    set_axis(drawing, drawing->object->y_axis, drawing->chart->values[0]);
    chart_legend_set_position(drawing->object, LXW_CHART_LEGEND_NONE);
}

/* ---- bars and columns ---- */

static const char *axis_format(enum table_kind kind)
{
    return kind == TABLE_PERCENT ? "0%" : "#,##0.###;-#,##0.###;0";
}

/* Bars are compared by their length, so they start at zero unless one goes below it. */
static bool has_negative(const struct drawing *drawing, struct where_run run)
{
    const struct table *table = &drawing->book->sheets[drawing->sheet].table;
    for (size_t i = 0; i < drawing->chart->value_count; i++)
        for (size_t row = run.first; row <= run.last; row++) {
            const struct table_cell *cell =
                table_at(table, row, column_index(drawing->spec, drawing->chart->values[i]));
            if ((cell->kind == TABLE_CELL_REAL && cell->real < 0) ||
                (cell->kind == TABLE_CELL_INTEGER && cell->integer < 0))
                return true;
        }
    return false;
}

static void set_axes(struct drawing *drawing, struct where_run run)
{
    struct xlsx_book *book = drawing->book;
    const struct report_chart *chart = drawing->chart;
    size_t column = column_index(drawing->spec, chart->values[0]);
    const struct table_column *shown = &book->sheets[drawing->sheet].table.columns[column];
    /* The library turns the axes of a bar chart round. */
    bool is_bar = chart->kind == REPORT_CHART_BAR || chart->kind == REPORT_CHART_BAR_STACKED;
    lxw_chart_axis *values = is_bar ? drawing->object->x_axis : drawing->object->y_axis;
    lxw_chart_axis *categories = is_bar ? drawing->object->y_axis : drawing->object->x_axis;
    lxw_chart_line grid = {.color = GRID, .width = 0.75F};
    lxw_chart_font font = {.size = 9, .color = INK};
    chart_axis_set_num_font(values, &font);
    chart_axis_set_num_font(categories, &font);
    chart_axis_set_num_format(values, axis_format(shown->kind));
    if (shown->unit[0] != '\0' && shown->kind != TABLE_PERCENT) {
        chart_axis_set_name(values, shown->unit);
        chart_axis_set_name_font(values, &font);
    }
    if (has_negative(drawing, run))
        chart_axis_set_label_position(categories, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    else
        chart_axis_set_min(values, 0);
    chart_axis_major_gridlines_set_visible(values, LXW_TRUE);
    chart_axis_major_gridlines_set_line(values, &grid);
    chart_axis_major_gridlines_set_visible(categories, LXW_FALSE);
    if (is_bar) {
        /* The first row on top, every name written, and the scale still at the bottom. */
        chart_axis_set_reverse(categories);
        chart_axis_set_crossing_max(categories);
        chart_axis_set_interval_unit(categories, 1);
    }
    chart_legend_set_position(drawing->object,
                              drawing->series > 1 ? LXW_CHART_LEGEND_RIGHT : LXW_CHART_LEGEND_NONE);
}

static void insert(struct drawing *drawing, size_t own, size_t down)
{
    struct xlsx_book *book = drawing->book;
    lxw_chart_options options = {.x_scale = XLSX_CHART_WIDTH / 480.0,
                                 .y_scale = XLSX_CHART_HEIGHT / 288.0,
                                 .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
                                 .description = (char *)drawing->chart->title};
    struct xlsx_place place = xlsx_chart_place(book, own, drawing->chart, down, &options);
    xlsx_note(book, worksheet_insert_chart_opt(place.worksheet, place.row, place.column,
                                               drawing->object, &options));
}

static void draw(struct drawing *drawing, size_t own, struct where_run run, size_t down)
{
    static const uint8_t TYPES[] = {[REPORT_CHART_COLUMN] = LXW_CHART_COLUMN,
                                    [REPORT_CHART_STACKED] = LXW_CHART_COLUMN_STACKED,
                                    [REPORT_CHART_BAR] = LXW_CHART_BAR,
                                    [REPORT_CHART_BAR_STACKED] = LXW_CHART_BAR_STACKED,
                                    [REPORT_CHART_SCATTER] = LXW_CHART_SCATTER};
    struct xlsx_book *book = drawing->book;
    drawing->object = workbook_add_chart(book->workbook, TYPES[drawing->chart->kind]);
    drawing->series = 0;
    if (drawing->object == NULL) {
        xlsx_no_memory(book);
        return;
    }
    bool is_scatter = drawing->chart->kind == REPORT_CHART_SCATTER;
    if (is_scatter)
        add_points(drawing, run);
    else if (drawing->chart->by != NULL)
        add_series_by(drawing, run);
    else
        add_value_series(drawing, run);
    if (book->status != OPTIBOM_OK)
        return;
    chart_show_hidden_data(drawing->object);
    set_title(drawing, run);
    if (is_scatter)
        set_scatter_axes(drawing);
    else
        set_axes(drawing, run);
    insert(drawing, own, down);
}

static void draw_all(struct xlsx_book *book, size_t own, const struct report_chart *chart)
{
    struct drawing drawing = {
        .book = book, .chart = chart, .sheet = xlsx_chart_source(book, own, chart)};
    if (!xlsx_chart_is_drawn(book, own, chart))
        return;
    drawing.spec = &book->specs[drawing.sheet];
    struct where_run *runs;
    size_t count;
    bool is_apart;
    if (!where_runs(&runs, &count, &is_apart, book->arena, &book->sheets[drawing.sheet].table,
                    drawing.spec, &chart->where))
        xlsx_no_memory(book);
    if (is_apart && book->status == OPTIBOM_OK)
        book->status = error_set(book->err, OPTIBOM_BAD_INPUT,
                                 "%s, line %d: the rows of the chart '%s' do not stand together",
                                 book->specs[own].file, chart->line, chart->title);
    for (size_t i = 0; i < count && book->status == OPTIBOM_OK; i++)
        draw(&drawing, own, runs[i], i);
}

void xlsx_chart_write(struct xlsx_book *book, size_t index)
{
    const struct report_spec *spec = &book->specs[index];
    for (size_t i = 0; i < spec->chart_count && book->status == OPTIBOM_OK; i++)
        draw_all(book, index, &spec->charts[i]);
    xlsx_chart_break_pages(book, index);
}
