#include "report/cell.h"
#include "report/xlsx_book.h"

#include <string.h>

enum {
    DEEPEST_OUTLINE = 7,
    DEEPEST_INDENT = 14,
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
    const struct report_spec *spec = &book->specs[index];
    size_t column = 0;
    while (column + 1 < spec->column_count && spec->columns[column].hidden)
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

static double width_of(const struct xlsx_book *book, size_t index, size_t column)
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
        const struct report_column *described = column_of(book, index, i);
        lxw_row_col_options options = {.hidden = described != NULL && described->hidden};
        double width = width_of(book, index, i);
        xlsx_note(book, worksheet_set_column_opt(sheet->worksheet, (lxw_col_t)i, (lxw_col_t)i,
                                                 width, NULL, &options));
        total += options.hidden ? 0 : width;
    }
    return total;
}

/* Returns the height that the heading needs. */
static double write_heading(struct xlsx_book *book, size_t index, size_t column)
{
    struct xlsx_sheet *sheet = &book->sheets[index];
    const struct table_column *shown = &sheet->table.columns[column];
    const struct report_column *described = column_of(book, index, column);
    struct xlsx_look look = {.role = XLSX_HEADING, .kind = shown->kind};
    if (described != NULL && described->formula != NULL)
        look.role = XLSX_HEADING_LIVE;
    else if (described != NULL && described->engine)
        look.role = XLSX_HEADING_ENGINE;
    struct buf heading;
    buf_init(&heading);
    cell_heading(&heading, shown);
    xlsx_write_text(book, sheet->worksheet, sheet->heading, (lxw_col_t)column, buf_text(&heading),
                    xlsx_format(book, look));
    double height = xlsx_height(buf_text(&heading), width_of(book, index, column) - FILTER_BUTTON);
    if (!buf_ok(&heading))
        xlsx_no_memory(book);
    buf_fini(&heading);
    xlsx_write_text(book, sheet->worksheet, sheet->heading - 1, (lxw_col_t)column, shown->name,
                    xlsx_format(book, (struct xlsx_look){.role = XLSX_KEY, .kind = shown->kind}));
    return described != NULL && described->hidden ? 0 : height;
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
    struct xlsx_look look = {.role = XLSX_TOTAL, .kind = sheet->table.columns[column].kind};
    if (!is_total(book, index, column)) {
        look.kind = TABLE_TEXT;
        xlsx_write_text(book, sheet->worksheet, sheet->total, (lxw_col_t)column,
                        column == first_visible(book, index) ? "Total of the rows shown" : "",
                        xlsx_format(book, look));
        return;
    }
    struct buf formula;
    buf_init(&formula);
    buf_puts(&formula, "=SUBTOTAL(9,");
    formula_column_range(&formula, &book->places[index], column);
    buf_putc(&formula, ')');
    struct table_cell sum = {.kind = TABLE_CELL_REAL, .real = sum_of(&sheet->table, column)};
    xlsx_write_formula(book, sheet->worksheet, sheet->total, (lxw_col_t)column, buf_text(&formula),
                       &sum, look);
    if (!buf_ok(&formula))
        xlsx_no_memory(book);
    buf_fini(&formula);
}

static long level_of(const struct xlsx_book *book, size_t index, size_t row)
{
    const struct report_spec *spec = &book->specs[index];
    if (spec->group == NULL)
        return 0;
    size_t column = (size_t)(report_spec_column(spec, spec->group) - spec->columns);
    const struct table_cell *cell = table_at(&book->sheets[index].table, row, column);
    return cell->kind == TABLE_CELL_INTEGER && cell->integer > 0
               ? (long)(cell->integer < DEEPEST_INDENT ? cell->integer : DEEPEST_INDENT)
               : 0;
}

static struct xlsx_look look_of(struct xlsx_book *book, size_t index, size_t row, size_t column)
{
    const struct report_spec *spec = &book->specs[index];
    const struct report_column *described = column_of(book, index, column);
    struct xlsx_look look = {.role = XLSX_CELL,
                             .kind = book->sheets[index].table.columns[column].kind};
    const struct report_input *input = xlsx_input_at(book, index, row, column);
    if (input != NULL) {
        look.role = XLSX_INPUT;
        look.kind = input->kind;
    }
    if (described == NULL)
        return look;
    look.is_wrapped = described->wrap;
    look.is_dashed = described->formula != NULL;
    if (spec->indent != NULL && strcmp(spec->indent, described->name) == 0)
        look.indent = (uint8_t)level_of(book, index, row);
    return look;
}

static void write_value(struct xlsx_book *book, size_t index, size_t row, size_t column)
{
    struct xlsx_sheet *sheet = &book->sheets[index];
    const struct report_column *described = column_of(book, index, column);
    const struct table_cell *cell = table_at(&sheet->table, row, column);
    struct xlsx_look look = look_of(book, index, row, column);
    bool is_live = described != NULL && described->formula != NULL;
    if (is_live) {
        struct formula_row place = {book->places, book->count, index, sheet->rows[row] + 1, false};
        struct buf formula;
        buf_init(&formula);
        buf_putc(&formula, '=');
        is_live = formula_expand(&formula, &place, described->formula);
        if (is_live)
            xlsx_write_formula(book, sheet->worksheet, sheet->rows[row], (lxw_col_t)column,
                               buf_text(&formula), cell, look);
        if (!buf_ok(&formula))
            xlsx_no_memory(book);
        buf_fini(&formula);
    }
    if (!is_live)
        xlsx_write_cell(book, sheet->worksheet, sheet->rows[row], (lxw_col_t)column, cell, look);
}

/* Room for the texts of a row that are wrapped; 0: nothing is. */
static double height_of(const struct xlsx_book *book, size_t index, size_t row)
{
    double most = 0;
    for (size_t column = 0; column < book->specs[index].column_count; column++) {
        const struct table_cell *cell = table_at(&book->sheets[index].table, row, column);
        if (!book->specs[index].columns[column].wrap || cell->kind != TABLE_CELL_TEXT)
            continue;
        double height = xlsx_height(cell->text, width_of(book, index, column) - 1);
        most = height > most ? height : most;
    }
    return most;
}

static void set_row(struct xlsx_book *book, size_t index, size_t row)
{
    const struct xlsx_sheet *sheet = &book->sheets[index];
    long level = book->specs[index].group != NULL ? level_of(book, index, row) : 0;
    double height = height_of(book, index, row);
    lxw_row_col_options options = {
        .level = (uint8_t)(level < DEEPEST_OUTLINE ? level : DEEPEST_OUTLINE)};
    if (level > 0 || height > LXW_DEF_ROW_HEIGHT)
        xlsx_note(book,
                  worksheet_set_row_opt(sheet->worksheet, sheet->rows[row],
                                        height > 0 ? height : LXW_DEF_ROW_HEIGHT, NULL, &options));
}

static void write_rows(struct xlsx_book *book, size_t index)
{
    struct xlsx_sheet *sheet = &book->sheets[index];
    for (size_t row = 0; row < table_row_count(&sheet->table); row++) {
        set_row(book, index, row);
        for (size_t column = 0; column < sheet->table.column_count; column++)
            write_value(book, index, row, column);
    }
    if (table_row_count(&sheet->table) == 0)
        xlsx_write_text(book, sheet->worksheet, sheet->heading + 1, first_visible(book, index),
                        "none", xlsx_format(book, (struct xlsx_look){.role = XLSX_PURPOSE}));
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
static void set_print(struct xlsx_book *book, size_t index, double width)
{
    struct xlsx_sheet *sheet = &book->sheets[index];
    lxw_worksheet *worksheet = sheet->worksheet;
    if (book->specs[index].landscape)
        worksheet_set_landscape(worksheet);
    worksheet_set_paper(worksheet, width > WIDE ? PAPER_A3 : PAPER_A4);
    worksheet_fit_to_pages(worksheet, (uint16_t)(1 + width / PAGE), 0);
    lxw_col_t frozen = frozen_columns(&book->specs[index]);
    if (width > PAGE && frozen > 0)
        xlsx_note(book, worksheet_repeat_columns(worksheet, 0, frozen - 1));
    worksheet_set_margins(worksheet, 0.4, 0.4, 0.5, 0.6);
    xlsx_note(book, worksheet_repeat_rows(worksheet, sheet->heading, sheet->heading));
    xlsx_note(book, worksheet_set_footer(worksheet, "&L&A&RPage &P of &N"));
}

void xlsx_sheet_write(struct xlsx_book *book, size_t index)
{
    struct xlsx_sheet *sheet = &book->sheets[index];
    const struct report_spec *spec = &book->specs[index];
    if (sheet->table.column_count == 0)
        return;
    worksheet_gridlines(sheet->worksheet, LXW_HIDE_ALL_GRIDLINES);
    lxw_col_t first = first_visible(book, index);
    xlsx_write_text(book, sheet->worksheet, 0, first, spec->title,
                    xlsx_format(book, (struct xlsx_look){.role = XLSX_TITLE}));
    xlsx_write_text(book, sheet->worksheet, 1, first, spec->purpose,
                    xlsx_format(book, (struct xlsx_look){.role = XLSX_PURPOSE}));
    double width = set_columns(book, index), heading = 0;
    for (size_t column = 0; column < sheet->table.column_count; column++) {
        double height = write_heading(book, index, column);
        heading = height > heading ? height : heading;
        if (sheet->total > 0)
            write_total(book, index, column);
    }
    xlsx_note(book, worksheet_set_row(sheet->worksheet, sheet->heading, heading + 3, NULL));
    write_rows(book, index);
    set_view(book, index);
    set_print(book, index, width);
}
