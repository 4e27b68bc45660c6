/*
 * The rows of a table on its sheet. What does not change from row to row (formats, the text of
 * formulas, where links lead) is made ready once for each column: sheets have up to a million rows.
 */
#include "report/spec/where.h"
#include "report/xlsx/xlsx_book.h"

#include "base/text_map.h"

#include <string.h>

enum {
    DEEPEST_OUTLINE = 7,
    DEEPEST_INDENT = 14,
    PROGRESS_ROWS = 1024,
    LINKED_ROWS = 10000 /* of a sheet at most: a link costs as much as a cell */
};

/* Where the cells of a column lead. */
struct target {
    const struct report_link *link;
    size_t sheet;         /* of the workbook */
    struct text_map rows; /* row of the target's table by its keys */
};

struct column {
    const struct report_column *described; /* NULL: nothing is said of it */
    struct xlsx_look look;
    lxw_format *format;    /* of a cell that is like its column; NULL: not made yet */
    const char *formula;   /* expanded; NULL: none, or not in this workbook */
    struct target *target; /* NULL: none */
};

struct rows {
    struct xlsx_book *book;
    struct xlsx_sheet *sheet;
    const struct report_spec *spec;
    size_t index; /* of the sheet */
    struct column *columns;
    size_t level; /* column; the number of columns when there is none */
    size_t indent;
    bool has_wrapped;
    struct buf text;
};

static bool add_key(struct buf *out, const struct report_spec *spec, const struct table *table,
                    size_t row, const char *name)
{
    char text[32];
    const struct report_column *column = report_spec_column(spec, name);
    if (column == NULL)
        return false;
    buf_puts(out, where_text(text, table_at(table, row, (size_t)(column - spec->columns))));
    buf_putc(out, '\x1f');
    return true;
}

static bool map_target(struct rows *rows, struct target *target)
{
    const struct report_spec *spec = &rows->book->specs[target->sheet];
    const struct table *table = &rows->book->sheets[target->sheet].table;
    bool is_ok = true;
    for (size_t row = 0; is_ok && row < table_row_count(table); row++) {
        int64_t known;
        buf_clear(&rows->text);
        for (size_t i = 0; is_ok && i < target->link->keys.count; i++)
            is_ok = add_key(&rows->text, spec, table, row, target->link->keys.terms[i].value);
        if (is_ok && !text_map_get(&known, &target->rows, buf_text(&rows->text)))
            is_ok = buf_ok(&rows->text) &&
                    text_map_put(&target->rows, buf_text(&rows->text), (int64_t)row);
    }
    return is_ok;
}

/* NULL when the column leads nowhere in this workbook. */
static struct target *make_target(struct rows *rows, const struct report_column *described)
{
    struct xlsx_book *book = rows->book;
    for (size_t i = 0; i < rows->spec->link_count; i++) {
        const struct report_link *link = &rows->spec->links[i];
        size_t sheet = 0;
        while (sheet < book->count && strcmp(book->specs[sheet].name, link->report) != 0)
            sheet++;
        if (report_spec_column(rows->spec, link->column) != described || sheet == book->count)
            continue;
        struct target *target = arena_alloc(book->arena, sizeof *target);
        if (target != NULL) {
            *target = (struct target){.link = link, .sheet = sheet};
            text_map_init(&target->rows, book->arena, true);
            if (map_target(rows, target))
                return target;
            text_map_fini(&target->rows);
        }
        xlsx_no_memory(book);
    }
    return NULL;
}

static const char *expand(struct rows *rows, const char *template)
{
    struct xlsx_book *book = rows->book;
    struct formula_place place = {book->places, book->count, rows->index, false};
    buf_clear(&rows->text);
    buf_putc(&rows->text, '=');
    if (!formula_expand(&rows->text, &place, template))
        return NULL;
    const char *text = arena_strdup(book->arena, buf_text(&rows->text));
    if (text == NULL || !buf_ok(&rows->text))
        xlsx_no_memory(book);
    return text;
}

static size_t column_index(const struct rows *rows, const char *name)
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

static void prepare(struct rows *rows)
{
    struct xlsx_book *book = rows->book;
    size_t count = rows->sheet->table.column_count;
    bool has_links = table_row_count(&rows->sheet->table) <= LINKED_ROWS;
    rows->columns = arena_alloc(book->arena, (count + 1) * sizeof *rows->columns);
    if (rows->columns == NULL) {
        xlsx_no_memory(book);
        return;
    }
    rows->level = column_index(rows, rows->spec->group);
    rows->indent = column_index(rows, rows->spec->indent);
    for (size_t i = 0; i < count; i++) {
        struct column *column = &rows->columns[i];
        const struct report_column *described =
            i < rows->spec->column_count ? &rows->spec->columns[i] : NULL;
        *column = (struct column){
            .described = described,
            .look = {.role = XLSX_CELL, .kind = rows->sheet->table.columns[i].kind}};
        column->look.is_short = is_short(&rows->sheet->table.columns[i]);
        if (!has_links && column->look.kind == TABLE_LINK)
            column->look.kind = TABLE_TEXT;
        if (described == NULL)
            continue;
        column->look.is_wrapped = described->wrap;
        column->look.is_dashed = described->formula != NULL;
        rows->has_wrapped |= described->wrap;
        if (has_links)
            column->target = make_target(rows, described);
        if (described->formula == NULL)
            continue;
        column->formula = expand(rows, described->formula);
        column->look.has_none = formula_has_none(described->formula);
    }
}

static void finish(struct rows *rows)
{
    for (size_t i = 0; rows->columns != NULL && i < rows->sheet->table.column_count; i++)
        if (rows->columns[i].target != NULL)
            text_map_fini(&rows->columns[i].target->rows);
    buf_fini(&rows->text);
}

static long level_of(const struct rows *rows, size_t row)
{
    if (rows->level == rows->sheet->table.column_count)
        return 0;
    const struct table_cell *cell = table_at(&rows->sheet->table, row, rows->level);
    return cell->kind == TABLE_CELL_INTEGER && cell->integer > 0
               ? (long)(cell->integer < DEEPEST_INDENT ? cell->integer : DEEPEST_INDENT)
               : 0;
}

/* Makes the cell lead to its row; its value is written over the text of the link. False when it
 * leads nowhere: no such row, or past the links that a sheet may have. */
static bool write_target(struct rows *rows, size_t row, size_t at)
{
    struct xlsx_book *book = rows->book;
    struct target *target = rows->columns[at].target;
    int64_t found;
    buf_clear(&rows->text);
    for (size_t i = 0; i < target->link->keys.count; i++)
        add_key(&rows->text, rows->spec, &rows->sheet->table, row,
                target->link->keys.terms[i].column);
    if (!buf_ok(&rows->text) || !text_map_get(&found, &target->rows, buf_text(&rows->text)))
        return false;
    struct formula_sheet cell = book->places[target->sheet];
    cell.first_row = cell.last_row = book->sheets[target->sheet].rows[found] + 1;
    buf_clear(&rows->text);
    buf_puts(&rows->text, "internal:");
    formula_cell(&rows->text, &cell, 0);
    return buf_ok(&rows->text) &&
           worksheet_write_url_opt(rows->sheet->worksheet, rows->sheet->rows[row], (lxw_col_t)at,
                                   buf_text(&rows->text), NULL, "", NULL) == LXW_NO_ERROR;
}

/* Formats that differ from the column's are made for the cell alone. */
static lxw_format *format_of(struct rows *rows, size_t row, size_t at, struct xlsx_look *look)
{
    struct column *column = &rows->columns[at];
    const struct table_cell *cell = table_at(&rows->sheet->table, row, at);
    const struct report_input *input = xlsx_input_at(rows->book, rows->index, row, at);
    bool is_own = input != NULL || at == rows->indent;
    *look = column->look;
    if (input != NULL) {
        look->role = XLSX_INPUT;
        look->kind = input->kind;
    }
    is_own |= xlsx_cell_kind(&look->kind, rows->book, rows->index, row, at);
    if (at == rows->indent)
        look->indent = (uint8_t)level_of(rows, row);
    if (column->target != NULL && cell->kind != TABLE_CELL_NULL) {
        look->is_link = write_target(rows, row, at);
        is_own = true;
    }
    if (is_own)
        return xlsx_format(rows->book, *look);
    if (column->format == NULL)
        column->format = xlsx_format(rows->book, *look);
    return column->format;
}

static void write_cell(struct rows *rows, size_t row, size_t at)
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
static double height_of(const struct rows *rows, size_t row)
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

static void set_row(struct rows *rows, size_t row)
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

void xlsx_rows_write(struct xlsx_book *book, size_t index)
{
    struct rows rows = {
        .book = book, .sheet = &book->sheets[index], .spec = &book->specs[index], .index = index};
    const struct table *table = &rows.sheet->table;
    buf_init(&rows.text);
    prepare(&rows);
    for (size_t row = 0; row < table_row_count(table) && book->status == OPTIBOM_OK; row++) {
        set_row(&rows, row);
        for (size_t i = 0; i < table->column_count; i++)
            write_cell(&rows, row, i);
        if (++book->rows_done % PROGRESS_ROWS == 0)
            xlsx_progress(book);
    }
    if (book->status == OPTIBOM_OK && !buf_ok(&rows.text))
        xlsx_no_memory(book);
    finish(&rows);
}
