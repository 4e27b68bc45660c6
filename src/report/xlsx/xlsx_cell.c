#include "report/clean.h"
#include "report/xlsx/xlsx_book.h"

#include "base/day.h"

#include <math.h>

enum { DAY_LEAST = 61 };

void xlsx_write_text(struct xlsx_book *book, struct xlsx_place place, const char *text)
{
    if (!clean_is_plain(text)) {
        buf_clear(&book->text);
        clean_cell(&book->text, text);
        text = buf_text(&book->text);
    }
    xlsx_note(book,
              worksheet_write_string(place.worksheet, place.row, place.column, text, place.format));
}

/* Reads YYYY-MM-DD as the number of the day, from 1900-03-01 on: before that spreadsheets differ.
 */
static bool read_date(double *out, const char *text)
{
    int64_t days;
    if (!day_read(&days, text) || days + TABLE_DAY_OF_1970 < DAY_LEAST)
        return false;
    *out = (double)(days + TABLE_DAY_OF_1970);
    return true;
}

static void write_link(struct xlsx_book *book, struct xlsx_place place, const char *text,
                       struct xlsx_look look)
{
    if (clean_is_link(text) && worksheet_write_url(place.worksheet, place.row, place.column, text,
                                                   place.format) == LXW_NO_ERROR)
        return;
    /* Not an address, or past the number of links that a sheet may have: a text then. */
    look.kind = TABLE_TEXT;
    place.format = xlsx_format(book, look);
    xlsx_write_text(book, place, text);
}

static void write_number(struct xlsx_book *book, struct xlsx_place place, double value)
{
    if (isfinite(value))
        xlsx_note(book, worksheet_write_number(place.worksheet, place.row, place.column, value,
                                               place.format));
}

static void write_text_kind(struct xlsx_book *book, struct xlsx_place place, const char *text,
                            struct xlsx_look look)
{
    double date;
    if (look.kind == TABLE_LINK)
        write_link(book, place, text, look);
    else if (look.kind == TABLE_DATE && read_date(&date, text))
        write_number(book, place, date);
    else
        xlsx_write_text(book, place, text);
}

void xlsx_write_cell(struct xlsx_book *book, struct xlsx_place place, const struct table_cell *cell,
                     struct xlsx_look look)
{
    switch (cell->kind) {
    case TABLE_CELL_NULL:
        xlsx_note(book,
                  worksheet_write_blank(place.worksheet, place.row, place.column, place.format));
        break;
    case TABLE_CELL_TEXT:
        write_text_kind(book, place, cell->text, look);
        break;
    case TABLE_CELL_INTEGER:
        write_number(book, place, (double)cell->integer);
        break;
    case TABLE_CELL_REAL:
        write_number(book, place, cell->real);
        break;
    case TABLE_CELL_RANGE:
        write_number(book, place, cell->range->typ);
        break;
    }
}

static void write_formula_text(struct xlsx_book *book, struct xlsx_place place, const char *formula,
                               const char *text)
{
    buf_clear(&book->text);
    clean_cell(&book->text, text);
    xlsx_note(book, worksheet_write_formula_str(place.worksheet, place.row, place.column, formula,
                                                place.format, buf_text(&book->text)));
}

void xlsx_write_formula(struct xlsx_book *book, struct xlsx_place place, const char *formula,
                        const struct table_cell *cell, struct xlsx_look look)
{
    bool is_text = look.kind == TABLE_TEXT || look.kind == TABLE_LINK || look.kind == TABLE_DATE;
    /* A spreadsheet has no null: a formula over empty cells gives zero. */
    double value = cell->kind == TABLE_CELL_INTEGER ? (double)cell->integer
                   : cell->kind == TABLE_CELL_REAL  ? cell->real
                                                    : 0;
    if (cell->kind == TABLE_CELL_TEXT &&
        !(look.kind == TABLE_DATE && read_date(&value, cell->text)))
        write_formula_text(book, place, formula, cell->text);
    else if (cell->kind == TABLE_CELL_NULL && (is_text || look.has_none))
        write_formula_text(book, place, formula, look.has_none ? FORMULA_DASH : "");
    else
        xlsx_note(book, worksheet_write_formula_num(place.worksheet, place.row, place.column,
                                                    formula, place.format, value));
}
