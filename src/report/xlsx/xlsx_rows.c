/*
 * The rows of a table on its sheet. What does not change from row to row (formats, the text of
 * formulas, where links lead) is made ready once for each column: sheets have up to a million rows.
 */
#include "report/xlsx/xlsx_book.h"

#include <string.h>

enum {
    DEEPEST_OUTLINE = 7,
    DEEPEST_INDENT = 14,
    PROGRESS_ROWS = 1024,
    MANY_ROWS = 10000 /* no links from there on: a link costs as much as a cell */
};

struct column {
    const struct report_column *described; /* NULL: nothing is said of it */
    struct xlsx_look look;
    bool is_uniform;            /* its cells look all alike */
    lxw_format *format;         /* of a column that is uniform; NULL: not made yet */
    const char *formula;        /* expanded; NULL: none, or not in this workbook */
    struct xlsx_target *target; /* NULL: none */
};

struct xlsx_rows {
    struct xlsx_book *book;
    struct xlsx_sheet *sheet;
    const struct report_spec *spec;
    size_t index; /* of the sheet */
    struct column *columns;
    size_t level; /* column; the number of columns when there is none */
    size_t indent;
    bool is_many, has_wrapped;
    struct buf text; /* of a formula */
};

static const char *expand(const struct xlsx_rows *rows, const char *template)
{
    struct xlsx_book *book = rows->book;
    struct formula_place place = {book->places, book->count, rows->index, false};
    buf_clear(&book->text);
    buf_putc(&book->text, '=');
    if (!formula_expand(&book->text, &place, template))
        return NULL;
    const char *text = arena_strdup(book->arena, buf_text(&book->text));
    if (text == NULL || !buf_ok(&book->text))
        xlsx_no_memory(book);
    return text;
}

static size_t column_index(const struct xlsx_rows *rows, const char *name)
{
    return name == NULL ? rows->sheet->table.column_count
                        : (size_t)(report_spec_column(rows->spec, name) - rows->spec->columns);
}

/* Units in which a second decimal says nothing. */
static bool is_short(const struct table_column *column)
{
    static const char *const UNITS[] = {"weeks", "kg", "U"};
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++)
        if (strcmp(column->unit, UNITS[i]) == 0)
            return true;
    return false;
}

static long level_of(const struct xlsx_rows *rows, size_t row)
{
    if (rows->level == rows->sheet->table.column_count)
        return 0;
    const struct table_cell *cell = table_at(&rows->sheet->table, row, rows->level);
    return cell->kind == TABLE_CELL_INTEGER && cell->integer > 0
               ? (long)(cell->integer < DEEPEST_INDENT ? cell->integer : DEEPEST_INDENT)
               : 0;
}

/* Whether each row decides for itself what its cell looks like. */
static bool is_by_row(const struct xlsx_rows *rows, const struct report_column *described)
{
    const struct report_spec *spec = rows->spec;
    bool is_found = described == &spec->columns[rows->indent];
    for (size_t i = 0; i < spec->input_count; i++)
        is_found |= report_spec_column(spec, spec->inputs[i].column) == described;
    for (size_t i = 0; i < spec->cell_count; i++)
        is_found |= report_spec_column(spec, spec->cells[i].column) == described;
    return is_found;
}

static void prepare_column(struct xlsx_rows *rows, size_t at)
{
    struct column *column = &rows->columns[at];
    const struct report_column *described =
        at < rows->spec->column_count ? &rows->spec->columns[at] : NULL;
    *column = (struct column){.is_uniform = true,
                              .look = {.role = XLSX_CELL,
                                       .kind = rows->sheet->table.columns[at].kind,
                                       .is_short = is_short(&rows->sheet->table.columns[at])}};
    if (described == NULL)
        return;
    column->look.is_wrapped = described->wrap;
    column->look.is_dashed = described->formula != NULL;
    rows->has_wrapped |= described->wrap;
    if (!rows->is_many)
        column->target = xlsx_target_make(rows->book, rows->index, described);
    column->is_uniform = column->target == NULL && !is_by_row(rows, described);
    if (described->formula == NULL)
        return;
    column->formula = expand(rows, described->formula);
    column->look.has_none = formula_has_none(described->formula);
}

/* How a cell looks that leads to no other sheet. */
static struct xlsx_look look_of(const struct xlsx_rows *rows, size_t row, size_t at)
{
    struct xlsx_look look = rows->columns[at].look;
    if (!rows->columns[at].is_uniform) {
        const struct report_input *input = xlsx_input_at(rows->book, rows->index, row, at);
        if (input != NULL) {
            look.role = XLSX_INPUT;
            look.kind = input->kind;
        }
        xlsx_cell_kind(&look.kind, rows->book, rows->index, row, at);
        if (at == rows->indent)
            look.indent = (uint8_t)level_of(rows, row);
    }
    if (rows->is_many && look.kind == TABLE_LINK)
        look.kind = TABLE_TEXT;
    return look;
}

/* Makes all formats of the rows, so that writing them makes none. */
static void make_formats(struct xlsx_rows *rows)
{
    const struct table *table = &rows->sheet->table;
    for (size_t i = 0; i < table->column_count; i++)
        if (rows->columns[i].is_uniform)
            rows->columns[i].format = xlsx_format(rows->book, look_of(rows, 0, i));
        else
            for (size_t row = 0; row < table_row_count(table); row++)
                xlsx_format(rows->book, look_of(rows, row, i));
}

struct xlsx_rows *xlsx_rows_prepare(struct xlsx_book *book, size_t index)
{
    const struct table *table = &book->sheets[index].table;
    struct xlsx_rows *rows = arena_alloc(book->arena, sizeof *rows);
    struct column *columns = arena_alloc(book->arena, (table->column_count + 1) * sizeof *columns);
    if (rows == NULL || columns == NULL) {
        xlsx_no_memory(book);
        return NULL;
    }
    *rows = (struct xlsx_rows){.book = book,
                               .sheet = &book->sheets[index],
                               .spec = &book->specs[index],
                               .index = index,
                               .columns = columns,
                               .is_many = table_row_count(table) > MANY_ROWS};
    rows->level = column_index(rows, rows->spec->group);
    rows->indent = column_index(rows, rows->spec->indent);
    for (size_t i = 0; i < table->column_count; i++)
        prepare_column(rows, i);
    if (rows->is_many)
        make_formats(rows);
    return rows;
}

bool xlsx_rows_are_many(const struct xlsx_rows *rows)
{
    return rows->is_many;
}

/* A link to another sheet is written before its cell, which is then written over its text. */
static lxw_format *format_of(struct xlsx_rows *rows, size_t row, size_t at, struct xlsx_look *look)
{
    struct column *column = &rows->columns[at];
    *look = look_of(rows, row, at);
    if (column->target != NULL && table_at(&rows->sheet->table, row, at)->kind != TABLE_CELL_NULL)
        look->is_link = xlsx_target_write(rows->book, column->target, rows->index, row, at);
    if (!column->is_uniform)
        return xlsx_format(rows->book, *look);
    if (column->format == NULL)
        column->format = xlsx_format(rows->book, *look);
    return column->format;
}

static void write_cell(struct xlsx_rows *rows, size_t row, size_t at)
{
    struct xlsx_book *book = rows->book;
    const struct table_cell *cell = table_at(&rows->sheet->table, row, at);
    struct xlsx_place place = {rows->sheet->worksheet, rows->sheet->rows[row], (lxw_col_t)at, NULL};
    struct xlsx_look look;
    place.format = format_of(rows, row, at, &look);
    if (rows->columns[at].formula == NULL) {
        xlsx_write_cell(book, place, cell, look);
        return;
    }
    buf_clear(&rows->text);
    formula_for_row(&rows->text, rows->columns[at].formula, place.row + 1);
    xlsx_write_formula(book, place, buf_text(&rows->text), cell, look);
}

/* Room for the texts of a row that are wrapped; 0: nothing is. */
static double height_of(const struct xlsx_rows *rows, size_t row)
{
    double most = 0;
    for (size_t i = 0; rows->has_wrapped && i < rows->spec->column_count; i++) {
        const struct table_cell *cell = table_at(&rows->sheet->table, row, i);
        if (!rows->columns[i].look.is_wrapped || cell->kind != TABLE_CELL_TEXT ||
            rows->sheet->table.columns[i].is_hidden)
            continue;
        double height = xlsx_height(cell->text, xlsx_width(rows->book, rows->index, i) - 1);
        most = height > most ? height : most;
    }
    return most;
}

static void set_row(struct xlsx_rows *rows, size_t row)
{
    long level = level_of(rows, row);
    double height = height_of(rows, row);
    lxw_row_col_options options = {
        .level = (uint8_t)(level < DEEPEST_OUTLINE ? level : DEEPEST_OUTLINE)};
    height = height > LXW_DEF_ROW_HEIGHT ? height : LXW_DEF_ROW_HEIGHT;
    rows->sheet->height += height;
    if (level > 0 || height > LXW_DEF_ROW_HEIGHT)
        xlsx_note(rows->book, worksheet_set_row_opt(rows->sheet->worksheet, rows->sheet->rows[row],
                                                    height, NULL, &options));
}

void xlsx_rows_write(struct xlsx_rows *rows, struct xlsx_book *book)
{
    const struct table *table = &rows->sheet->table;
    rows->book = book;
    buf_init(&rows->text);
    for (size_t row = 0; row < table_row_count(table) && book->status == OPTIBOM_OK; row++) {
        set_row(rows, row);
        for (size_t i = 0; i < table->column_count; i++)
            write_cell(rows, row, i);
        if ((row + 1) % PROGRESS_ROWS == 0)
            xlsx_progress(book, PROGRESS_ROWS);
    }
    xlsx_progress(book, table_row_count(table) % PROGRESS_ROWS);
    if (book->status == OPTIBOM_OK && !buf_ok(&rows->text))
        xlsx_no_memory(book);
    for (size_t i = 0; i < table->column_count; i++)
        xlsx_target_free(rows->columns[i].target);
    buf_fini(&rows->text);
}
