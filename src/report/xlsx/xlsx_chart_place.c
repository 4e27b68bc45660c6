/*
 * Where the charts of a sheet stand. Those below the table stand side by side as far as the table
 * is about wide, in lines of as many rows as a chart is high, and pages are broken between lines,
 * so that paper has them whole.
 */
#include "report/xlsx/xlsx_book.h"

#include <math.h>
#include <string.h>

enum {
    GAP = 20,        /* pixels between charts */
    CHARACTER = 7,   /* pixels of one */
    ROW_PIXELS = 20, /* of a row of default height */
    LINE_ROWS = (XLSX_CHART_HEIGHT + GAP) / ROW_PIXELS,
    SCREEN = 96, /* pixels of an inch, unscaled */
    MOST_BREAKS = 1000
};

/* Inches between the margins that xlsx_sheet.c sets, of A4 and A3. */
static const double SHORT_SIDE[] = {8.27, 11.69}, LONG_SIDE[] = {11.69, 16.54};
static const double MARGIN_ACROSS = 0.8, MARGIN_DOWN = 1.1;

/* Rows do not end where the page does, and fonts differ from program to program. */
static const double USED = 0.85, SURE = 0.7;

size_t xlsx_chart_source(const struct xlsx_book *book, size_t own, const struct report_chart *chart)
{
    if (chart->report == NULL)
        return own;
    size_t i = 0;
    while (i < book->count && strcmp(book->specs[i].name, chart->report) != 0)
        i++;
    return i;
}

static bool has_values(const struct xlsx_book *book, size_t source,
                       const struct report_chart *chart)
{
    const struct report_spec *spec = &book->specs[source];
    const struct table *table = &book->sheets[source].table;
    for (size_t i = 0; i < chart->value_count; i++) {
        size_t column = (size_t)(report_spec_column(spec, chart->values[i]) - spec->columns);
        for (size_t row = 0; row < table_row_count(table); row++)
            if (table_at(table, row, column)->kind != TABLE_CELL_NULL)
                return true;
    }
    return false;
}

/* One bar or point says nothing, and neither do none. */
bool xlsx_chart_is_drawn(const struct xlsx_book *book, size_t own, const struct report_chart *chart)
{
    size_t source = xlsx_chart_source(book, own, chart);
    bool has_series =
        chart->value_count > 1 || (chart->by != NULL && chart->kind != REPORT_CHART_SCATTER);
    return source < book->count && has_values(book, source, chart) &&
           (has_series || table_row_count(&book->sheets[source].table) > 1);
}

/* The place of a chart among those that are drawn beside it: `*count` of them, it the `*at`-th. */
static void count_places(const struct xlsx_book *book, size_t own, const struct report_chart *chart,
                         size_t *at, size_t *count)
{
    const struct report_spec *spec = &book->specs[own];
    *at = *count = 0;
    for (size_t i = 0; i < spec->chart_count; i++) {
        const struct report_chart *other = &spec->charts[i];
        if (other->place != chart->place || !xlsx_chart_is_drawn(book, own, other))
            continue;
        ++*count;
        *at += other->slot < chart->slot;
    }
}

/* Charts side by side below the table. Where columns come again on each page, charts stand behind
 * these, else pieces of them came again too, and only as many as the first page has whole. */
static size_t abreast(const struct xlsx_book *book, size_t index)
{
    const struct xlsx_sheet *sheet = &book->sheets[index];
    double pixels = sheet->width * CHARACTER + XLSX_CHART_WIDTH / 2.0;
    if (sheet->again > 0)
        pixels = USED * sheet->width * CHARACTER / sheet->pages;
    for (size_t i = 0; i < sheet->again; i++)
        pixels -= sheet->table.columns[i].is_hidden ? 0 : xlsx_width(book, index, i) * CHARACTER;
    double fitting = pixels / (XLSX_CHART_WIDTH + GAP);
    return fitting < 1 ? 1 : (size_t)fitting;
}

struct xlsx_place xlsx_chart_place(struct xlsx_book *book, size_t own,
                                   const struct report_chart *chart, size_t down,
                                   lxw_chart_options *options)
{
    struct xlsx_sheet *sheet = &book->sheets[own];
    size_t at, count;
    count_places(book, own, chart, &at, &count);
    struct xlsx_place place = {.worksheet = sheet->worksheet};
    if (chart->place == REPORT_RIGHT) {
        place.row = sheet->heading;
        place.column = (lxw_col_t)(sheet->table.column_count + 1);
        options->x_offset = (int32_t)at * (XLSX_CHART_WIDTH + GAP);
        options->y_offset = (int32_t)down * (XLSX_CHART_HEIGHT + GAP);
        return place;
    }
    size_t fitting = abreast(book, own);
    size_t line = down * ((count + fitting - 1) / fitting) + at / fitting;
    place.row = sheet->next + 1 + (lxw_row_t)(line * LINE_ROWS);
    place.column = sheet->again;
    options->x_offset = (int32_t)(at % fitting) * (XLSX_CHART_WIDTH + GAP);
    options->y_offset = GAP / 4; /* off the line where pages are broken */
    if (line >= sheet->chart_lines)
        sheet->chart_lines = line + 1;
    return place;
}

/* Pixels of the sheet from the top of a printed page to its bottom. */
static double page_pixels(const struct xlsx_book *book, size_t index)
{
    const struct xlsx_sheet *sheet = &book->sheets[index];
    bool is_landscape = book->specs[index].landscape;
    double across = is_landscape ? LONG_SIDE[sheet->is_large] : SHORT_SIDE[sheet->is_large];
    double down = is_landscape ? SHORT_SIDE[sheet->is_large] : LONG_SIDE[sheet->is_large];
    double charts = (double)abreast(book, index) * (XLSX_CHART_WIDTH + GAP);
    double pixels = fmax(sheet->width * CHARACTER, charts) / sheet->pages;
    return (down - MARGIN_DOWN) * fmax(SCREEN, pixels / (across - MARGIN_ACROSS));
}

static size_t lines_in(double pixels)
{
    return pixels < LINE_ROWS * ROW_PIXELS ? 0 : (size_t)(pixels / (LINE_ROWS * ROW_PIXELS));
}

void xlsx_chart_break_pages(struct xlsx_book *book, size_t index)
{
    const struct xlsx_sheet *sheet = &book->sheets[index];
    if (sheet->chart_lines == 0 || sheet->pages == 0)
        return;
    lxw_row_t breaks[MOST_BREAKS + 1] = {0};
    size_t count = 0;
    double to_pixels = (double)ROW_PIXELS / LXW_DEF_ROW_HEIGHT;
    double page = USED * page_pixels(book, index);
    double repeated = sheet->repeated * to_pixels;
    double used = (sheet->height + LXW_DEF_ROW_HEIGHT) * to_pixels;
    size_t each = lines_in(page - repeated) > 0 ? lines_in(page - repeated) : 1;
    /* After a long table nobody knows where on a page it ends: the charts begin the next one. */
    size_t first = used < SURE * page ? lines_in(page - used) : 0;
    for (size_t line = first; line < sheet->chart_lines && count < MOST_BREAKS; line += each)
        breaks[count++] = sheet->next + 1 + (lxw_row_t)(line * LINE_ROWS);
    if (count > 0)
        xlsx_note(book, worksheet_set_h_pagebreaks(sheet->worksheet, breaks));
}
