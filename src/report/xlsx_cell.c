#include "report/clean.h"
#include "report/xlsx_book.h"

#include "base/scan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void xlsx_write_text(struct xlsx_book *book, lxw_worksheet *worksheet, lxw_row_t row,
                     lxw_col_t column, const char *text, lxw_format *format)
{
    buf_clear(&book->text);
    clean_cell(&book->text, text);
    xlsx_note(book, worksheet_write_string(worksheet, row, column, buf_text(&book->text), format));
}

static bool two_digits(int *out, const char *text)
{
    if (!scan_is_digit(text[0]) || !scan_is_digit(text[1]))
        return false;
    *out = (text[0] - '0') * 10 + text[1] - '0';
    return true;
}

/* Reads YYYY-MM-DD, from 1900 on as dates of a workbook start there. */
static bool read_date(lxw_datetime *out, const char *text)
{
    int century, year;
    *out = (lxw_datetime){0};
    if (strlen(text) != 10 || text[4] != '-' || text[7] != '-' || !two_digits(&century, text) ||
        !two_digits(&year, text + 2) || !two_digits(&out->month, text + 5) ||
        !two_digits(&out->day, text + 8))
        return false;
    out->year = century * 100 + year;
    return out->year >= 1900 && out->month >= 1 && out->month <= 12 && out->day >= 1 &&
           out->day <= 31;
}

static void write_link(struct xlsx_book *book, lxw_worksheet *worksheet, lxw_row_t row,
                       lxw_col_t column, const char *text, struct xlsx_look look)
{
    if (clean_is_link(text) &&
        worksheet_write_url(worksheet, row, column, text, xlsx_format(book, look)) == LXW_NO_ERROR)
        return;
    /* Not an address, or past the number of links that a sheet may have: a text then. */
    look.kind = TABLE_TEXT;
    xlsx_write_text(book, worksheet, row, column, text, xlsx_format(book, look));
}

static void write_text_kind(struct xlsx_book *book, lxw_worksheet *worksheet, lxw_row_t row,
                            lxw_col_t column, const char *text, struct xlsx_look look)
{
    lxw_datetime date;
    if (look.kind == TABLE_LINK)
        write_link(book, worksheet, row, column, text, look);
    else if (look.kind == TABLE_DATE && read_date(&date, text))
        xlsx_note(book,
                  worksheet_write_datetime(worksheet, row, column, &date, xlsx_format(book, look)));
    else
        xlsx_write_text(book, worksheet, row, column, text, xlsx_format(book, look));
}

void xlsx_write_cell(struct xlsx_book *book, lxw_worksheet *worksheet, lxw_row_t row,
                     lxw_col_t column, const struct table_cell *cell, struct xlsx_look look)
{
    switch (cell->kind) {
    case TABLE_CELL_NULL:
        xlsx_note(book, worksheet_write_blank(worksheet, row, column, xlsx_format(book, look)));
        break;
    case TABLE_CELL_TEXT:
        write_text_kind(book, worksheet, row, column, cell->text, look);
        break;
    case TABLE_CELL_INTEGER:
        xlsx_note(book, worksheet_write_number(worksheet, row, column, (double)cell->integer,
                                               xlsx_format(book, look)));
        break;
    case TABLE_CELL_REAL:
        if (isfinite(cell->real))
            xlsx_note(book, worksheet_write_number(worksheet, row, column, cell->real,
                                                   xlsx_format(book, look)));
        break;
    case TABLE_CELL_RANGE:
        xlsx_note(book, worksheet_write_number(worksheet, row, column, cell->range.typ,
                                               xlsx_format(book, look)));
        break;
    }
}

void xlsx_write_formula(struct xlsx_book *book, lxw_worksheet *worksheet, lxw_row_t row,
                        lxw_col_t column, const char *formula, const struct table_cell *cell,
                        struct xlsx_look look)
{
    lxw_format *format = xlsx_format(book, look);
    bool is_text = look.kind == TABLE_TEXT || look.kind == TABLE_LINK || look.kind == TABLE_DATE;
    if (cell->kind == TABLE_CELL_TEXT || (cell->kind == TABLE_CELL_NULL && is_text)) {
        const char *text = cell->kind == TABLE_CELL_TEXT ? cell->text : "";
        buf_clear(&book->text);
        clean_cell(&book->text, text);
        xlsx_note(book, worksheet_write_formula_str(worksheet, row, column, formula, format,
                                                    buf_text(&book->text)));
        return;
    }
    /* A spreadsheet has no null: a formula over empty cells gives zero. */
    double value = cell->kind == TABLE_CELL_INTEGER ? (double)cell->integer
                   : cell->kind == TABLE_CELL_REAL  ? cell->real
                                                    : 0;
    xlsx_note(book, worksheet_write_formula_num(worksheet, row, column, formula, format, value));
}
