#include "report/xlsx.h"

#include "base/scan.h"
#include "report/result.h"
#include "report/xlsx_book.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_ROWS = 1048000, MOST_PARTS = 100 };

void xlsx_no_memory(struct xlsx_book *book)
{
    if (book->status == OPTIBOM_OK)
        book->status = error_no_memory(book->err);
}

void xlsx_note(struct xlsx_book *book, lxw_error result)
{
    if (result != LXW_NO_ERROR && book->status == OPTIBOM_OK)
        book->status = error_set(book->err, OPTIBOM_FAILED, "the workbook cannot be written: %s",
                                 lxw_strerror(result));
}

/* Seconds since 1970 of the start of a day, UTC; 0 when it is not YYYY-MM-DD. */
static time_t start_of_day(const char *date)
{
    if (strlen(date) != 10)
        return 0;
    long year = strtol(date, NULL, 10), month = strtol(date + 5, NULL, 10),
         day = strtol(date + 8, NULL, 10);
    /* Years from March on, so that the leap day is the last. */
    year -= month <= 2;
    long months = month > 2 ? month - 3 : month + 9;
    long days = year * 365 + year / 4 - year / 100 + year / 400 + (months * 153 + 2) / 5 + day - 1;
    return (time_t)(days - 719468) * 86400;
}

static void check_sheet_names(struct xlsx_book *book)
{
    for (size_t i = 0; i < book->count; i++)
        for (size_t j = 0; j < i; j++)
            if (scan_same(book->specs[i].sheet, book->specs[j].sheet) && book->status == OPTIBOM_OK)
                book->status =
                    error_set(book->err, OPTIBOM_BAD_INPUT, "%s: sheet '%s' is also that of %s",
                              book->specs[i].file, book->specs[i].sheet, book->specs[j].file);
}

/* Runs every report and decides where its rows go. */
static void plan(struct xlsx_book *book, struct store *store)
{
    check_sheet_names(book);
    for (size_t i = 0; i < book->count && book->status == OPTIBOM_OK; i++) {
        struct xlsx_sheet *sheet = &book->sheets[i];
        book->status = report_result(&sheet->table, book->arena, store, &book->specs[i], book->err);
        if (book->status != OPTIBOM_OK)
            return;
        size_t rows = table_row_count(&sheet->table);
        sheet->rows = arena_alloc(book->arena, (rows + 1) * sizeof *sheet->rows);
        if (rows > MOST_ROWS)
            book->status =
                error_set(book->err, OPTIBOM_BAD_INPUT,
                          "%s: %zu rows are more than a sheet holds; write this report as CSV",
                          book->specs[i].file, rows);
        else if (sheet->rows == NULL)
            xlsx_no_memory(book);
        if (book->status != OPTIBOM_OK)
            return;
        book->places[i].spec = &book->specs[i];
        if (book->specs[i].layout == REPORT_COVER)
            xlsx_cover_plan(book, i);
        else
            xlsx_sheet_plan(book, i);
    }
}

static void set_properties(struct xlsx_book *book, const char *date)
{
    lxw_doc_properties properties = {
        .title = "Bill of materials", .author = "optibom", .created = start_of_day(date)};
    xlsx_note(book, workbook_set_properties(book->workbook, &properties));
}

static void write_sheets(struct xlsx_book *book)
{
    for (size_t i = 0; i < book->count; i++) {
        book->sheets[i].worksheet = workbook_add_worksheet(book->workbook, book->specs[i].sheet);
        if (book->sheets[i].worksheet == NULL) {
            xlsx_no_memory(book);
            return;
        }
    }
    for (size_t i = 0; i < book->count && book->status == OPTIBOM_OK; i++) {
        if (book->specs[i].layout == REPORT_COVER)
            xlsx_cover_write(book, i);
        else
            xlsx_sheet_write(book, i);
        xlsx_input_write(book, i);
        xlsx_highlight_write(book, i);
        xlsx_chart_write(book, i);
    }
}

/* Creates a new file beside the target; its name lives in the arena. */
static enum optibom_status create_part(const char **out, struct arena *arena, const char *path,
                                       struct error *err)
{
    for (int i = 0; i < MOST_PARTS; i++) {
        const char *part = arena_printf(arena, "%s.part%d", path, i);
        if (part == NULL)
            return error_no_memory(err);
        int file = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (file >= 0) {
            close(file);
            *out = part;
            return OPTIBOM_OK;
        }
        if (errno != EEXIST)
            break;
    }
    return error_set(err, OPTIBOM_FAILED, "%s: cannot be created: %s", path, strerror(errno));
}

static enum optibom_status publish(const char *part, const char *path, struct error *err)
{
    int file = open(part, O_RDONLY | O_CLOEXEC);
    bool is_done = file >= 0 && fsync(file) == 0;
    if (file >= 0)
        close(file);
    if (is_done && rename(part, path) == 0)
        return OPTIBOM_OK;
    return error_set(err, OPTIBOM_FAILED, "%s: cannot be written: %s", path, strerror(errno));
}

static void make(struct xlsx_book *book, struct store *store, const char *path, const char *date)
{
    const char *part = NULL;
    plan(book, store);
    if (book->status == OPTIBOM_OK)
        book->status = create_part(&part, book->arena, path, book->err);
    if (book->status != OPTIBOM_OK)
        return;
    book->workbook = workbook_new(part);
    if (book->workbook == NULL) {
        xlsx_no_memory(book);
    } else {
        set_properties(book, date);
        write_sheets(book);
        xlsx_note(book, workbook_close(book->workbook));
    }
    if (book->status == OPTIBOM_OK && !buf_ok(&book->text))
        xlsx_no_memory(book);
    if (book->status == OPTIBOM_OK)
        book->status = publish(part, path, book->err);
    if (book->status != OPTIBOM_OK)
        unlink(part);
}

enum optibom_status report_xlsx_write(const char *path, struct store *store,
                                      const struct report_spec *specs, size_t count,
                                      const char *date, struct error *err)
{
    struct arena arena;
    arena_init(&arena);
    struct xlsx_book book = {.arena = &arena, .err = err, .specs = specs, .count = count};
    buf_init(&book.text);
    book.sheets = arena_alloc(&arena, (count + 1) * sizeof *book.sheets);
    book.places = arena_alloc(&arena, (count + 1) * sizeof *book.places);
    if (book.sheets == NULL || book.places == NULL)
        xlsx_no_memory(&book);
    else if (count == 0)
        book.status = error_set(err, OPTIBOM_USAGE, "%s: a workbook needs a report", path);
    else
        make(&book, store, path, date);
    buf_fini(&book.text);
    arena_fini(&arena);
    return book.status;
}
