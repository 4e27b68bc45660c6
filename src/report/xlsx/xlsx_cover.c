#include "report/spec/where.h"
#include "report/xlsx/xlsx_book.h"

#include <string.h>

/* The first column names the section: it stands above its rows, which keep their columns. */
static bool opens_section(const struct table *table, size_t row)
{
    char before[32], here[32];
    return row == 0 || strcmp(where_text(before, table_at(table, row - 1, 0)),
                              where_text(here, table_at(table, row, 0))) != 0;
}

void xlsx_cover_plan(struct xlsx_book *book, size_t index)
{
    struct xlsx_sheet *sheet = &book->sheets[index];
    lxw_row_t next = 2;
    for (size_t i = 0; i < table_row_count(&sheet->table); i++) {
        next += opens_section(&sheet->table, i) ? 2 : 0; /* a blank row and the heading */
        sheet->rows[i] = next++;
    }
    sheet->next = next;
    book->places[index].first_row = 5;
    book->places[index].last_row = next;
}

static void write_section(struct xlsx_book *book, size_t index, lxw_row_t row, const char *text)
{
    struct xlsx_sheet *sheet = &book->sheets[index];
    lxw_format *format = xlsx_format(book, (struct xlsx_look){.role = XLSX_SECTION});
    for (size_t i = 0; i < sheet->table.column_count; i++)
        xlsx_write_text(book, (struct xlsx_place){sheet->worksheet, row, (lxw_col_t)i, format},
                        i == 0 ? text : "");
}

static void set_height(struct xlsx_book *book, size_t index, lxw_row_t row, size_t column,
                       const char *text)
{
    const struct report_spec *spec = &book->specs[index];
    double width = column < spec->column_count ? spec->columns[column].width : 0;
    double height = width > 0 ? xlsx_height(text, width) : 0;
    if (height > LXW_DEF_ROW_HEIGHT)
        xlsx_note(book, worksheet_set_row(book->sheets[index].worksheet, row, height, NULL));
}

static void write_row(struct xlsx_book *book, size_t index, size_t row)
{
    struct xlsx_sheet *sheet = &book->sheets[index];
    const struct report_spec *spec = &book->specs[index];
    for (size_t i = 1; i < sheet->table.column_count; i++) {
        struct xlsx_look look = {.role = XLSX_PLAIN,
                                 .kind = sheet->table.columns[i].kind,
                                 .is_wrapped = i < spec->column_count && spec->columns[i].wrap};
        const struct table_cell *cell = table_at(&sheet->table, row, i);
        if (look.is_wrapped && cell->kind == TABLE_CELL_TEXT)
            set_height(book, index, sheet->rows[row], i, cell->text);
        xlsx_write_cell(book,
                        (struct xlsx_place){sheet->worksheet, sheet->rows[row], (lxw_col_t)i,
                                            xlsx_format(book, look)},
                        cell, look);
    }
}

/* Every sheet of the workbook with its purpose, as links. */
static void write_contents(struct xlsx_book *book, size_t index)
{
    struct xlsx_sheet *sheet = &book->sheets[index];
    if (sheet->table.column_count < 3)
        return;
    lxw_row_t row = sheet->next + 1;
    write_section(book, index, row++, "Sheets");
    lxw_format *link =
        xlsx_format(book, (struct xlsx_look){.role = XLSX_PLAIN, .kind = TABLE_LINK});
    lxw_format *plain = xlsx_format(
        book, (struct xlsx_look){.role = XLSX_PLAIN, .kind = TABLE_TEXT, .is_wrapped = true});
    for (size_t i = 0; i < book->count; i++, row++) {
        struct formula_sheet place = {.spec = &book->specs[i], .first_row = 1, .last_row = 1};
        buf_clear(&book->text);
        buf_puts(&book->text, "internal:");
        formula_cell(&book->text, &place, 0);
        set_height(book, index, row, 2, book->specs[i].purpose);
        xlsx_note(book, worksheet_write_url_opt(sheet->worksheet, row, 1, buf_text(&book->text),
                                                link, book->specs[i].sheet, NULL));
        xlsx_write_text(book, (struct xlsx_place){sheet->worksheet, row, 2, plain},
                        book->specs[i].purpose);
    }
    sheet->next = row;
}

static void set_page(struct xlsx_book *book, size_t index)
{
    lxw_worksheet *worksheet = book->sheets[index].worksheet;
    const struct report_spec *spec = &book->specs[index];
    worksheet_gridlines(worksheet, LXW_HIDE_ALL_GRIDLINES);
    for (size_t i = 0; i < spec->column_count; i++)
        if (spec->columns[i].width > 0)
            xlsx_note(book, worksheet_set_column(worksheet, (lxw_col_t)i, (lxw_col_t)i,
                                                 spec->columns[i].width, NULL));
    if (spec->landscape)
        worksheet_set_landscape(worksheet);
    worksheet_set_paper(worksheet, 9);
    worksheet_fit_to_pages(worksheet, 1, 0);
    xlsx_note(book, worksheet_set_footer(worksheet, "&L&A&RPage &P of &N"));
}

void xlsx_cover_write(struct xlsx_book *book, size_t index)
{
    struct xlsx_sheet *sheet = &book->sheets[index];
    const struct report_spec *spec = &book->specs[index];
    set_page(book, index);
    xlsx_write_text(book,
                    (struct xlsx_place){sheet->worksheet, 0, 0,
                                        xlsx_format(book, (struct xlsx_look){.role = XLSX_TITLE})},
                    spec->title);
    xlsx_write_text(
        book,
        (struct xlsx_place){sheet->worksheet, 1, 0,
                            xlsx_format(book, (struct xlsx_look){.role = XLSX_PURPOSE})},
        spec->purpose);
    for (size_t row = 0; row < table_row_count(&sheet->table); row++) {
        char text[32];
        if (opens_section(&sheet->table, row))
            write_section(book, index, sheet->rows[row] - 1,
                          where_text(text, table_at(&sheet->table, row, 0)));
        write_row(book, index, row);
    }
    write_contents(book, index);
}
