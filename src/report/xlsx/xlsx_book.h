/* What the files of the workbook writer share; the one place that knows the library. */
#ifndef OPTIBOM_REPORT_XLSX_BOOK_H
#define OPTIBOM_REPORT_XLSX_BOOK_H

#include "base/buf.h"
#include "report/spec/formula.h"
#include "report/xlsx/xlsx.h"

#include <stdatomic.h>
#include <xlsxwriter.h>

enum xlsx_role {
    XLSX_CELL,
    XLSX_INPUT,
    XLSX_TOTAL,
    XLSX_HEADING,
    XLSX_HEADING_LIVE,
    XLSX_HEADING_ENGINE,
    XLSX_KEY,
    XLSX_TITLE,
    XLSX_PURPOSE,
    XLSX_SECTION,
    XLSX_PLAIN /* of a cover: no lines */
};

/* What a cell looks like. */
struct xlsx_look {
    enum xlsx_role role;
    enum table_kind kind;
    bool is_wrapped, is_dashed; /* dashed: zero reads as a dash */
    bool is_link;               /* leads to another sheet */
    bool has_none;              /* null is a dash, not zero */
    bool is_short;              /* one decimal is enough */
    uint8_t indent;
};

/* A cell to write to; the format may be NULL. */
struct xlsx_place {
    lxw_worksheet *worksheet;
    lxw_row_t row;
    lxw_col_t column;
    lxw_format *format;
};

struct xlsx_sheet {
    struct table table;
    lxw_worksheet *worksheet;
    lxw_row_t *rows;          /* row of the sheet for each row of the table, from 0 */
    lxw_row_t heading, total; /* total: 0 when there is none */
    lxw_row_t next;           /* the first free row below */
    double width;             /* characters that are visible */
    double height, repeated;  /* points of the rows so far, and of the heading on each page */
    bool is_large;            /* printed on A3 */
    unsigned pages;           /* side by side that the table is printed on */
    lxw_col_t again;          /* columns, from the first, with which each of these pages begins */
    size_t chart_lines;       /* below the table */
    struct xlsx_rows *rows_left; /* many rows, to be written last; NULL: none */
};

/* Rows of tables written so far; of all threads that write. */
struct xlsx_progress {
    atomic_size_t done;
    size_t expected;
};

struct xlsx_book {
    struct arena *arena;
    struct error *err;
    enum optibom_status status; /* sticky */
    lxw_workbook *workbook;
    struct report_spec *specs; /* one a sheet: `each` makes several of one report */
    struct xlsx_sheet *sheets;
    struct formula_sheet *places; /* parallel to specs and sheets */
    size_t count;
    const struct xlsx_request *request;
    bool is_aside; /* of a thread that works for another */
    struct xlsx_progress *progress;
    struct buf text; /* the text being made */
    struct {
        struct xlsx_look look;
        lxw_format *format;
    } * formats;
    size_t format_count;
    lxw_format *styles[REPORT_STYLES];
};

/* Notes a failure of the library; the first one stays. */
void xlsx_note(struct xlsx_book *book, lxw_error result);
void xlsx_no_memory(struct xlsx_book *book);

/* A format of the workbook, made at first use. */
lxw_format *xlsx_format(struct xlsx_book *book, struct xlsx_look look);
lxw_format *xlsx_style(struct xlsx_book *book, enum report_style style);

/* So many more rows are written. */
void xlsx_progress(struct xlsx_book *book, size_t rows);

/* A cleaned text. */
void xlsx_write_text(struct xlsx_book *book, struct xlsx_place place, const char *text);

/* A value as its kind wants it: text never becomes a number, nor a number a text. */
void xlsx_write_cell(struct xlsx_book *book, struct xlsx_place place, const struct table_cell *cell,
                     struct xlsx_look look);

/* A formula ("=...", complete) with the value it has now. */
void xlsx_write_formula(struct xlsx_book *book, struct xlsx_place place, const char *formula,
                        const struct table_cell *cell, struct xlsx_look look);

/* Runs every report and takes those with `each` apart: fills specs, sheets and count. */
void xlsx_tables_load(struct xlsx_book *book, struct store *store,
                      const struct report_spec *const *specs, size_t count);

/* Sets where the rows of each sheet go; before any sheet is written, since formulas cross. */
void xlsx_sheet_plan(struct xlsx_book *book, size_t index);
void xlsx_sheet_write(struct xlsx_book *book, size_t index);
void xlsx_large_write(struct xlsx_book *book); /* the rows left by sheets that have many */
double xlsx_width(const struct xlsx_book *book, size_t index, size_t column); /* characters */
void xlsx_cover_plan(struct xlsx_book *book, size_t index);
void xlsx_cover_write(struct xlsx_book *book, size_t index);

/* The rows of a sheet. Prepared in the order of the sheets; when they are many, with every format
 * that writing needs, so that several sheets can be written at the same time, each by a `book` of
 * its own. NULL: memory is exhausted, noted. Written once, which frees what they hold. */
struct xlsx_rows *xlsx_rows_prepare(struct xlsx_book *book, size_t index);
bool xlsx_rows_are_many(const struct xlsx_rows *rows);
void xlsx_rows_write(struct xlsx_rows *rows, struct xlsx_book *book);

/* Where the cells of a column of a sheet lead; NULL when nowhere in this workbook, or noted. */
struct xlsx_target *xlsx_target_make(struct xlsx_book *book, size_t index,
                                     const struct report_column *column);
void xlsx_target_free(struct xlsx_target *target);

/* Makes a cell lead to its row; its value is written over the text of the link. False when it leads
 * nowhere: no such row, or past the links that a sheet may have. */
bool xlsx_target_write(struct xlsx_book *book, const struct xlsx_target *target, size_t index,
                       size_t row, size_t column);

/* Height of a row, in points, in which the text has room when it is wrapped to that many
 * characters; stated in the file, since not every program finds it by itself. */
double xlsx_height(const char *text, double width);

/* Input cells, defined names, conditional formats. */
void xlsx_input_write(struct xlsx_book *book, size_t index);
const struct report_input *xlsx_input_at(const struct xlsx_book *book, size_t index, size_t row,
                                         size_t column);
/* False when nothing is said of the cell's kind. */
bool xlsx_cell_kind(enum table_kind *kind, const struct xlsx_book *book, size_t index, size_t row,
                    size_t column);
/* What the cells of an input admit. */
void xlsx_validation_write(struct xlsx_book *book, size_t index, const struct report_input *input);
void xlsx_highlight_write(struct xlsx_book *book, size_t index);

/* Charts of a sheet, after its rows. */
void xlsx_chart_write(struct xlsx_book *book, size_t index);

enum { XLSX_CHART_WIDTH = 560, XLSX_CHART_HEIGHT = 300 }; /* pixels */

/* The sheet whose rows a chart shows; the number of sheets when it is not in the workbook. */
size_t xlsx_chart_source(const struct xlsx_book *book, size_t own,
                         const struct report_chart *chart);
bool xlsx_chart_is_drawn(const struct xlsx_book *book, size_t own,
                         const struct report_chart *chart);

/* The cell at which a chart stands, `down`-th of its kind, and its offsets from there. */
struct xlsx_place xlsx_chart_place(struct xlsx_book *book, size_t own,
                                   const struct report_chart *chart, size_t down,
                                   lxw_chart_options *options);
void xlsx_chart_break_pages(struct xlsx_book *book, size_t index);

#endif
