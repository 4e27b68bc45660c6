#include "report/where.h"
#include "report/xlsx_book.h"

#include <string.h>

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

/* The row that an input or name speaks of; false, with the error set, when there is none. */
static bool find_row(struct xlsx_book *book, size_t index, int line,
                     const struct report_where *where, size_t *row)
{
    const struct report_spec *spec = &book->specs[index];
    if (where_first(row, &book->sheets[index].table, spec, where) == OPTIBOM_OK)
        return true;
    if (book->status == OPTIBOM_OK)
        book->status = error_set(book->err, OPTIBOM_BAD_INPUT,
                                 "%s, line %d: no row of the result is meant by '%s = %s'",
                                 spec->file, line, where->terms[0].column, where->terms[0].value);
    return false;
}

static void validate(struct xlsx_book *book, size_t index, const struct report_input *input)
{
    size_t row;
    if (!find_row(book, index, input->line, &input->where, &row))
        return;
    const struct report_spec *spec = &book->specs[index];
    lxw_col_t column = (lxw_col_t)(report_spec_column(spec, input->column) - spec->columns);
    lxw_data_validation validation = {.validate = input->kind == TABLE_INTEGER
                                                      ? LXW_VALIDATION_TYPE_INTEGER
                                                      : LXW_VALIDATION_TYPE_DECIMAL,
                                      .criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
                                      .minimum_number = input->min,
                                      .maximum_number = input->max,
                                      .input_title = "Input",
                                      .input_message = (char *)input->message,
                                      .error_title = "Out of bounds",
                                      .error_message = (char *)input->message};
    xlsx_note(book,
              worksheet_data_validation_cell(book->sheets[index].worksheet,
                                             book->sheets[index].rows[row], column, &validation));
}

static void define_name(struct xlsx_book *book, size_t index, const struct report_name *name)
{
    size_t row;
    if (!find_row(book, index, name->line, &name->where, &row))
        return;
    const struct report_spec *spec = &book->specs[index];
    struct formula_sheet cell = book->places[index];
    cell.first_row = cell.last_row = book->sheets[index].rows[row] + 1;
    buf_clear(&book->text);
    buf_putc(&book->text, '=');
    formula_column_range(&book->text, &cell,
                         (size_t)(report_spec_column(spec, name->column) - spec->columns));
    /* One cell, not a range of one. */
    char *colon = book->text.text != NULL ? strrchr(book->text.text, ':') : NULL;
    if (colon != NULL)
        *colon = '\0';
    xlsx_note(book, workbook_define_name(book->workbook, name->name, buf_text(&book->text)));
}

void xlsx_input_write(struct xlsx_book *book, size_t index)
{
    const struct report_spec *spec = &book->specs[index];
    for (size_t i = 0; i < spec->name_count; i++)
        define_name(book, index, &spec->names[i]);
    for (size_t i = 0; i < spec->input_count; i++)
        validate(book, index, &spec->inputs[i]);
    if (spec->input_count == 0)
        return;
    /* Against slips, without a password; a sheet with an outline could not be folded any more. */
    lxw_protection options = {.format_columns = LXW_TRUE, .format_rows = LXW_TRUE};
    if (spec->group == NULL)
        worksheet_protect(book->sheets[index].worksheet, NULL, &options);
}

static void highlight(struct xlsx_book *book, size_t index,
                      const struct report_highlight *highlight)
{
    struct xlsx_sheet *sheet = &book->sheets[index];
    const struct report_spec *spec = &book->specs[index];
    const struct formula_sheet *place = &book->places[index];
    struct formula_row row = {book->places, book->count, index, place->first_row, true};
    buf_clear(&book->text);
    buf_putc(&book->text, '=');
    if (!formula_expand(&book->text, &row, highlight->formula))
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

void xlsx_highlight_write(struct xlsx_book *book, size_t index)
{
    if (table_row_count(&book->sheets[index].table) == 0)
        return;
    for (size_t i = 0; i < book->specs[index].highlight_count; i++)
        highlight(book, index, &book->specs[index].highlights[i]);
}
