#include "report/spec/where.h"
#include "report/xlsx/xlsx_book.h"

enum { LONGEST_TEXT = 500 };

/* The words as the library wants them: with an end. NULL, with the failure noted, without memory.
 */
static const char **list_of(struct xlsx_book *book, const struct report_input *input)
{
    const char **list = arena_alloc(book->arena, (input->word_count + 1) * sizeof *list);
    if (list == NULL) {
        xlsx_no_memory(book);
        return NULL;
    }
    for (size_t i = 0; i < input->word_count; i++)
        list[i] = input->words[i];
    list[input->word_count] = NULL;
    return list;
}

/* What a cell admits; an empty one is well. */
static void set_bounds(lxw_data_validation *validation, struct xlsx_book *book,
                       const struct report_input *input)
{
    validation->criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
    validation->minimum_number = input->min;
    validation->maximum_number = input->max;
    switch (input->kind) {
    case TABLE_INTEGER:
        validation->validate = LXW_VALIDATION_TYPE_INTEGER;
        break;
    case TABLE_DATE:
        validation->validate = LXW_VALIDATION_TYPE_DATE_NUMBER;
        break;
    case TABLE_TEXT:
    case TABLE_LINK:
        validation->validate = LXW_VALIDATION_TYPE_LENGTH;
        validation->minimum_number = 0;
        validation->maximum_number = LONGEST_TEXT;
        if (input->word_count > 0) {
            validation->validate = LXW_VALIDATION_TYPE_LIST;
            validation->value_list = (void *)list_of(book, input);
        }
        break;
    case TABLE_REAL:
    case TABLE_MONEY:
    case TABLE_POWER:
    case TABLE_PERCENT:
    case TABLE_RANGE:
        validation->validate = LXW_VALIDATION_TYPE_DECIMAL;
        break;
    }
}

static void validate(struct xlsx_book *book, size_t index, const struct report_input *input,
                     size_t first, size_t last)
{
    const struct report_spec *spec = &book->specs[index];
    const struct xlsx_sheet *sheet = &book->sheets[index];
    const struct report_column *column = report_spec_column(spec, input->column);
    lxw_col_t place = (lxw_col_t)(column - spec->columns);
    lxw_data_validation validation = {
        .input_title = (char *)(column->heading != NULL ? column->heading : column->name),
        .input_message = (char *)input->message,
        .error_title = "This cannot stand here",
        .error_message = (char *)input->message};
    set_bounds(&validation, book, input);
    if (book->status == OPTIBOM_OK && !sheet->table.columns[place].is_hidden)
        xlsx_note(book, worksheet_data_validation_range(sheet->worksheet, sheet->rows[first], place,
                                                        sheet->rows[last], place, &validation));
}

void xlsx_validation_write(struct xlsx_book *book, size_t index, const struct report_input *input)
{
    const struct table *table = &book->sheets[index].table;
    size_t rows = table_row_count(table);
    if (rows > 0 && input->where.count == 0)
        validate(book, index, input, 0, rows - 1);
    for (size_t row = 0; row < rows && input->where.count > 0; row++)
        if (where_holds(table, &book->specs[index], row, &input->where))
            validate(book, index, input, row, row);
}
