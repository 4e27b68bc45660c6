#include "report/spec/where.h"
#include "report/xlsx/xlsx_book.h"

#include <string.h>

enum { BAR_COLOUR = 0x8fb8a8 };

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

const struct report_input *xlsx_input_at(const struct xlsx_book *book, size_t index, size_t row,
                                         size_t column)
{
    const struct report_spec *spec = &book->specs[index];
    for (size_t i = 0; i < spec->input_count; i++) {
        const struct report_input *input = &spec->inputs[i];
        if (report_spec_column(spec, input->column) == &spec->columns[column] &&
            where_holds(&book->sheets[index].table, spec, row, &input->where))
            return input;
    }
    return NULL;
}

bool xlsx_cell_kind(enum table_kind *kind, const struct xlsx_book *book, size_t index, size_t row,
                    size_t column)
{
    const struct report_spec *spec = &book->specs[index];
    for (size_t i = 0; i < spec->cell_count; i++) {
        const struct report_cell *cell = &spec->cells[i];
        if (report_spec_column(spec, cell->column) != &spec->columns[column] ||
            !where_holds(&book->sheets[index].table, spec, row, &cell->where))
            continue;
        *kind = cell->kind;
        return true;
    }
    return false;
}

static void define_name(struct xlsx_book *book, size_t index, const struct report_name *name)
{
    const struct report_spec *spec = &book->specs[index];
    struct formula_sheet cell = book->places[index];
    size_t row;
    if (where_first(&row, &book->sheets[index].table, spec, &name->where) != OPTIBOM_OK) {
        if (book->status == OPTIBOM_OK)
            book->status =
                error_set(book->err, OPTIBOM_BAD_INPUT,
                          "%s, line %d: no row of the result is meant by '%s = %s'", spec->file,
                          name->line, name->where.terms[0].column, name->where.terms[0].value);
        return;
    }
    cell.first_row = book->sheets[index].rows[row] + 1;
    buf_clear(&book->text);
    buf_putc(&book->text, '=');
    formula_cell(&book->text, &cell,
                 (size_t)(report_spec_column(spec, name->column) - spec->columns));
    xlsx_note(book, workbook_define_name(book->workbook, name->name, buf_text(&book->text)));
}

void xlsx_input_write(struct xlsx_book *book, size_t index)
{
    const struct report_spec *spec = &book->specs[index];
    for (size_t i = 0; i < spec->name_count; i++)
        define_name(book, index, &spec->names[i]);
    for (size_t i = 0; i < spec->input_count; i++)
        xlsx_validation_write(book, index, &spec->inputs[i]);
    if (spec->input_count == 0)
        return;
    /* Against slips, without a password; a sheet with an outline could not be folded any more. */
    lxw_protection options = {
        .format_columns = LXW_TRUE, .format_rows = LXW_TRUE, .autofilter = LXW_TRUE};
    if (spec->group == NULL)
        worksheet_protect(book->sheets[index].worksheet, NULL, &options);
}

static void highlight(struct xlsx_book *book, size_t index,
                      const struct report_highlight *highlight)
{
    struct xlsx_sheet *sheet = &book->sheets[index];
    const struct report_spec *spec = &book->specs[index];
    const struct formula_sheet *place = &book->places[index];
    struct formula_place on = {book->places, book->count, index, true};
    struct buf expanded;
    buf_init(&expanded);
    bool is_here = formula_expand(&expanded, &on, highlight->formula);
    buf_clear(&book->text);
    buf_putc(&book->text, '=');
    formula_for_row(&book->text, buf_text(&expanded), place->first_row);
    if (!buf_ok(&expanded))
        xlsx_no_memory(book);
    buf_fini(&expanded);
    if (!is_here)
        return;
    lxw_conditional_format format = {.type = LXW_CONDITIONAL_TYPE_FORMULA,
                                     .value_string = (char *)buf_text(&book->text),
                                     .format = xlsx_style(book, highlight->style)};
    lxw_col_t first = 0, last = (lxw_col_t)(sheet->table.column_count - 1);
    if (highlight->column != NULL)
        first = last = (lxw_col_t)(report_spec_column(spec, highlight->column) - spec->columns);
    xlsx_note(book, worksheet_conditional_format_range(sheet->worksheet, place->first_row - 1,
                                                       first, place->last_row - 1, last, &format));
}

/* A bar behind each value of the column. */
static void draw_bars(struct xlsx_book *book, size_t index, lxw_col_t column)
{
    const struct formula_sheet *place = &book->places[index];
    lxw_conditional_format bars = {.type = LXW_CONDITIONAL_DATA_BAR,
                                   .bar_color = BAR_COLOUR,
                                   .bar_solid = LXW_TRUE,
                                   .data_bar_2010 = LXW_TRUE,
                                   .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                                   .min_value = 0,
                                   .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_MAXIMUM};
    xlsx_note(book, worksheet_conditional_format_range(book->sheets[index].worksheet,
                                                       place->first_row - 1, column,
                                                       place->last_row - 1, column, &bars));
}

void xlsx_highlight_write(struct xlsx_book *book, size_t index)
{
    const struct report_spec *spec = &book->specs[index];
    if (table_row_count(&book->sheets[index].table) == 0)
        return;
    for (size_t i = 0; i < spec->highlight_count; i++)
        highlight(book, index, &spec->highlights[i]);
    for (size_t i = 0; i < spec->column_count; i++)
        if (spec->columns[i].bar)
            draw_bars(book, index, (lxw_col_t)i);
}
