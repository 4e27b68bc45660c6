#include "report/cell.h"
#include "report/xlsx/xlsx_book.h"

#include <string.h>

enum {
    PAPER_A4 = 9,
    PAPER_A3 = 8,
    WIDE = 130,       /* characters that still read well on A4 */
    PAGE = 260,       /* and on A3 */
    FILTER_BUTTON = 3 /* characters of a heading that it covers */
};

static const double WIDTHS[] = {[TABLE_TEXT] = 18,  [TABLE_INTEGER] = 10, [TABLE_REAL] = 12,
                                [TABLE_MONEY] = 15, [TABLE_POWER] = 12,   [TABLE_PERCENT] = 10,
                                [TABLE_RANGE] = 12, [TABLE_DATE] = 11,    [TABLE_LINK] = 40};

/* NULL for a report that does not describe its columns. */
static const struct report_column *column_of(const struct xlsx_book *book, size_t index,
                                             size_t column)
{
    const struct report_spec *spec = &book->specs[index];
    return column < spec->column_count ? &spec->columns[column] : NULL;
}

/* Titles stand in it: text in a hidden column would not be seen. */
static lxw_col_t first_visible(const struct xlsx_book *book, size_t index)
{
    const struct table *table = &book->sheets[index].table;
    size_t column = 0;
    while (column + 1 < table->column_count && table->columns[column].is_hidden)
        column++;
    return (lxw_col_t)column;
}

static bool is_total(const struct xlsx_book *book, size_t index, size_t column)
{
    const struct report_column *described = column_of(book, index, column);
    return described != NULL && described->total;
}

void xlsx_sheet_plan(struct xlsx_book *book, size_t index)
{
    struct xlsx_sheet *sheet = &book->sheets[index];
    size_t rows = table_row_count(&sheet->table);
    lxw_row_t next = 2; /* below title and purpose */
    for (size_t i = 0; i < sheet->table.column_count && sheet->total == 0; i++)
        if (is_total(book, index, i))
            sheet->total = next;
    next += sheet->total > 0;
    sheet->heading = next + 1; /* above it the names of the columns */
    for (size_t i = 0; i < rows; i++)
        sheet->rows[i] = sheet->heading + 1 + (lxw_row_t)i;
    sheet->next = sheet->heading + 1 + (lxw_row_t)(rows > 0 ? rows : 1);
    book->places[index].first_row = sheet->heading + 2;
    book->places[index].last_row = sheet->heading + 1 + (uint32_t)rows;
}

double xlsx_width(const struct xlsx_book *book, size_t index, size_t column)
{
    const struct report_column *described = column_of(book, index, column);
    if (described != NULL && described->width > 0)
        return described->width;
    return WIDTHS[book->sheets[index].table.columns[column].kind];
}

/* Returns the width of what is visible. */
static double set_columns(struct xlsx_book *book, size_t index)
{
    struct xlsx_sheet *sheet = &book->sheets[index];
    double total = 0;
    for (size_t i = 0; i < sheet->table.column_count; i++) {
        lxw_row_col_options options = {.hidden = sheet->table.columns[i].is_hidden};
        double width = xlsx_width(book, index, i);
        xlsx_note(book, worksheet_set_column_opt(sheet->worksheet, (lxw_col_t)i, (lxw_col_t)i,
                                                 width, NULL, &options));
        total += options.hidden ? 0 : width;
    }
    return total;
}

/* The names of the columns in CSV and JSON, above the headings. */
static void write_names(struct xlsx_book *book, size_t index)
{
    struct xlsx_sheet *sheet = &book->sheets[index];
    for (size_t i = 0; i < sheet->table.column_count; i++) {
        const struct table_column *shown = &sheet->table.columns[i];
        xlsx_write_text(
            book,
            (struct xlsx_place){
                sheet->worksheet, sheet->heading - 1, (lxw_col_t)i,
                xlsx_format(book, (struct xlsx_look){.role = XLSX_KEY, .kind = shown->kind})},
            shown->name);
    }
}

static enum xlsx_role heading_role(const struct report_column *described)
{
    return described == NULL            ? XLSX_HEADING
           : described->formula != NULL ? XLSX_HEADING_LIVE
           : described->engine          ? XLSX_HEADING_ENGINE
                                        : XLSX_HEADING;
}

/* Returns the height that the heading needs. */
static double write_heading(struct xlsx_book *book, size_t index, size_t column)
{
    struct xlsx_sheet *sheet = &book->sheets[index];
    const struct table_column *shown = &sheet->table.columns[column];
    const struct report_column *described = column_of(book, index, column);
    struct xlsx_look look = {.role = heading_role(described), .kind = shown->kind};
    struct buf heading;
    buf_init(&heading);
    cell_heading(&heading, shown);
    xlsx_write_text(book,
                    (struct xlsx_place){sheet->worksheet, sheet->heading, (lxw_col_t)column,
                                        xlsx_format(book, look)},
                    buf_text(&heading));
    double height =
        xlsx_height(buf_text(&heading), xlsx_width(book, index, column) - FILTER_BUTTON);
    if (!buf_ok(&heading))
        xlsx_no_memory(book);
    buf_fini(&heading);
    return shown->is_hidden ? 0 : height;
}

static double sum_of(const struct table *table, size_t column)
{
    double sum = 0;
    for (size_t row = 0; row < table_row_count(table); row++) {
        const struct table_cell *cell = table_at(table, row, column);
        sum += cell->kind == TABLE_CELL_REAL      ? cell->real
               : cell->kind == TABLE_CELL_INTEGER ? (double)cell->integer
                                                  : 0;
    }
    return sum;
}

/* The total is that of the rows which a filter leaves, folded ones included. */
static void write_total(struct xlsx_book *book, size_t index, size_t column)
{
    struct xlsx_sheet *sheet = &book->sheets[index];
    bool is_sum = is_total(book, index, column);
    struct xlsx_look look = {.role = XLSX_TOTAL,
                             .kind = is_sum ? sheet->table.columns[column].kind : TABLE_TEXT};
    struct xlsx_place place = {sheet->worksheet, sheet->total, (lxw_col_t)column,
                               xlsx_format(book, look)};
    if (!is_sum) {
        xlsx_write_text(book, place,
                        column == first_visible(book, index) ? "Total of the rows shown" : "");
        return;
    }
    struct buf formula;
    buf_init(&formula);
    buf_puts(&formula, "=SUBTOTAL(9,");
    formula_column_range(&formula, &book->places[index], column);
    buf_putc(&formula, ')');
    struct table_cell sum = {.kind = TABLE_CELL_REAL, .real = sum_of(&sheet->table, column)};
    xlsx_write_formula(book, place, buf_text(&formula), &sum, look);
    if (!buf_ok(&formula))
        xlsx_no_memory(book);
    buf_fini(&formula);
}

/* From the top down: the library keeps one row at a time. */
static void write_top(struct xlsx_book *book, size_t index)
{
    struct xlsx_sheet *sheet = &book->sheets[index];
    const struct report_spec *spec = &book->specs[index];
    lxw_col_t first = first_visible(book, index);
    double heading = LXW_DEF_ROW_HEIGHT;
    xlsx_write_text(book,
                    (struct xlsx_place){sheet->worksheet, 0, first,
                                        xlsx_format(book, (struct xlsx_look){.role = XLSX_TITLE})},
                    spec->title);
    xlsx_write_text(
        book,
        (struct xlsx_place){sheet->worksheet, 1, first,
                            xlsx_format(book, (struct xlsx_look){.role = XLSX_PURPOSE})},
        spec->purpose);
    for (size_t i = 0; sheet->total > 0 && i < sheet->table.column_count; i++)
        write_total(book, index, i);
    write_names(book, index);
    for (size_t i = 0; i < sheet->table.column_count; i++) {
        double height = write_heading(book, index, i);
        heading = height > heading ? height : heading;
    }
    sheet->repeated = heading + 3;
    sheet->height = sheet->heading * LXW_DEF_ROW_HEIGHT + sheet->repeated;
    xlsx_note(book, worksheet_set_row(sheet->worksheet, sheet->heading, sheet->repeated, NULL));
}

static void write_none(struct xlsx_book *book, size_t index)
{
    struct xlsx_sheet *sheet = &book->sheets[index];
    xlsx_write_text(
        book,
        (struct xlsx_place){sheet->worksheet, sheet->heading + 1, first_visible(book, index),
                            xlsx_format(book, (struct xlsx_look){.role = XLSX_PURPOSE})},
        "none");
}

static void write_rows(struct xlsx_book *book, size_t index)
{
    struct xlsx_rows *rows = xlsx_rows_prepare(book, index);
    if (rows != NULL && xlsx_rows_are_many(rows))
        book->sheets[index].rows_left = rows;
    else if (rows != NULL)
        xlsx_rows_write(rows, book);
}

static lxw_col_t frozen_columns(const struct report_spec *spec)
{
    return spec->freeze == NULL
               ? 0
               : (lxw_col_t)(report_spec_column(spec, spec->freeze) - spec->columns + 1);
}

static void set_view(struct xlsx_book *book, size_t index)
{
    struct xlsx_sheet *sheet = &book->sheets[index];
    const struct report_spec *spec = &book->specs[index];
    lxw_worksheet *worksheet = sheet->worksheet;
    worksheet_freeze_panes(worksheet, sheet->heading + 1, frozen_columns(spec));
    lxw_row_t last = sheet->next - 1;
    lxw_col_t last_column = (lxw_col_t)(sheet->table.column_count - 1);
    xlsx_note(book, worksheet_autofilter(worksheet, sheet->heading, 0, last, last_column));
    if (spec->group != NULL)
        worksheet_outline_settings(worksheet, LXW_TRUE, LXW_FALSE, LXW_TRUE, LXW_FALSE);
    buf_clear(&book->text);
    buf_puts(&book->text, "A1:");
    formula_column_letters(&book->text, last_column);
    buf_printf(&book->text, "%lu", (unsigned long)last + 1);
    /* Part numbers that look like numbers are texts on purpose. */
    xlsx_note(book, worksheet_ignore_errors(worksheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT,
                                            buf_text(&book->text)));
}

/* One page wide, or as many as it takes to stay readable; frozen columns come on each. */
static void set_print(struct xlsx_book *book, size_t index)
{
    struct xlsx_sheet *sheet = &book->sheets[index];
    double width = sheet->width;
    lxw_worksheet *worksheet = sheet->worksheet;
    if (book->specs[index].landscape)
        worksheet_set_landscape(worksheet);
    sheet->is_large = width > WIDE;
    worksheet_set_paper(worksheet, sheet->is_large ? PAPER_A3 : PAPER_A4);
    sheet->pages = (unsigned)(1 + width / PAGE);
    worksheet_fit_to_pages(worksheet, (uint16_t)sheet->pages, 0);
    lxw_col_t frozen = frozen_columns(&book->specs[index]);
    sheet->again = width > PAGE ? frozen : 0;
    if (sheet->again > 0)
        xlsx_note(book, worksheet_repeat_columns(worksheet, 0, sheet->again - 1));
    worksheet_set_margins(worksheet, 0.4, 0.4, 0.5, 0.6);
    xlsx_note(book, worksheet_repeat_rows(worksheet, sheet->heading, sheet->heading));
    xlsx_note(book, worksheet_set_footer(worksheet, "&L&A&RPage &P of &N"));
}

void xlsx_sheet_write(struct xlsx_book *book, size_t index)
{
    struct xlsx_sheet *sheet = &book->sheets[index];
    if (sheet->table.column_count == 0)
        return;
    worksheet_gridlines(sheet->worksheet, LXW_HIDE_ALL_GRIDLINES);
    sheet->width = set_columns(book, index);
    write_top(book, index);
    if (table_row_count(&sheet->table) > 0)
        write_rows(book, index);
    else
        write_none(book, index);
    set_view(book, index);
    set_print(book, index);
}
